import * as z from 'zod'
import { passwordProfiles } from '#shared/people/password'

/** What every function is told at its start. */
export const Tables = z.object({
  DISTRICT: z.string().regex(/^[a-z0-9-]{1,30}$/),
  STATE_TABLE: z.string().min(1),
  LEDGER_TABLE: z.string().min(1),
})

/** What the staff API is told besides. */
export const StaffEnvironment = Tables.extend({
  DISTRICT_NAME: z.string().min(1),
  /** an example district: said wherever it shows, and its one-time links sign in without a second factor */
  DEMONSTRATION: z.enum(['yes', 'no']),
  /** scheme, host and port of the staff app; unsafe requests must come from there */
  STAFF_ORIGIN: z.url(),
  PASSWORD_PROFILE: z.enum(passwordProfiles),
  /** the KMS key that encrypts authenticators' secrets */
  PEOPLE_KEY: z.string().min(1),
  /** proxies of our own between the caller and the gateway; 0: the connection's address is the caller's */
  FORWARDED_HOPS: z.coerce.number().int().min(0).max(3).default(0),
})
export type StaffEnvironment = z.infer<typeof StaffEnvironment>

/** Reads a function's environment once; a missing or malformed variable stops the function by its name. */
export function environmentOf<S extends z.ZodType>(schema: S, variables: NodeJS.ProcessEnv = process.env): z.infer<S> {
  const parsed = schema.safeParse(variables)
  if (parsed.success) return parsed.data
  throw new Error(
    `environment: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`,
  )
}
