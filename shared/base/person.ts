import * as z from 'zod'

/**
 * 来电人. Who is behind a row, and what he said at length. It travels beside the row's cells, is encrypted before anything
 * of it is kept, and is never a column.
 */
export const Person = z.strictObject({
  name: z.string().max(40).optional(),
  phone: z
    .string()
    .regex(/^[0-9+() -]{3,24}$/)
    .optional(),
  address: z.string().max(200).optional(),
  text: z.string().max(10_000).optional(),
})
export type Person = z.infer<typeof Person>
