import * as z from 'zod'
import type { SecurityEvent } from '#shared/people/events'
import { chainOf } from '../chain.ts'
import { eventKey, secretKey } from '../layout.ts'
import type { Item, Store } from '../store.ts'
import type { Action } from '../write.ts'

const Secret = z.object({
  rev: z.int(),
  chain: z.string(),
  /** as a PHC string, and since when */
  password: z.string().optional(),
  passwordAt: z.string().optional(),
  /** an authenticator's secret, sealed, and the last step whose code was shown */
  totp: z.string().optional(),
  totpStep: z.int().optional(),
  /** when an administrator reset it: tickets from before are void */
  resetAt: z.string().optional(),
  /** sessions that may still be live, oldest first, by their hash */
  sessions: z.array(z.string()).default([]),
})

/** 机密. What only operations of sign-in read and write of an account; `rev` 0: nothing is kept yet. */
export type Secret = z.infer<typeof Secret> & { account: string }

export const secretOf = (account: string, item: Item | undefined): Secret => ({
  ...Secret.parse(item ?? { rev: 0, chain: '' }),
  account,
})

/** One security event: what, by whom, when, and circumstances that name no value. */
export interface Happening {
  what: SecurityEvent
  by: string
  at: string
  facts?: Readonly<Record<string, string | number>>
}

/** What a happening changes of the secret; `undefined` takes a part away. */
export type SecretChange = {
  [K in 'password' | 'passwordAt' | 'totp' | 'totpStep' | 'resetAt' | 'sessions']?: Secret[K] | undefined
}

/** The secret and the event of its change: both are written, on the revision that was read, or neither. */
export function secretActions(store: Store, secret: Secret, change: SecretChange, happening: Happening): Action[] {
  const { what, by, at, facts } = happening
  const { account, ...kept } = secret
  const key = secretKey(store.district, account)
  const event = {
    rev: kept.rev + 1,
    at,
    by,
    batch: '',
    act: 'note' as const,
    cells: {},
    note: { what, ...facts },
  }
  const chain = chainOf(kept.chain, event)
  const { state, ledger } = store.tables
  return [
    {
      Put: {
        TableName: state,
        Item: { ...key, ...kept, ...change, rev: event.rev, chain, by, at },
        ConditionExpression: kept.rev === 0 ? 'attribute_not_exists(pk)' : 'rev = :was',
        ...(kept.rev === 0 ? {} : { ExpressionAttributeValues: { ':was': kept.rev } }),
      },
    },
    {
      Put: {
        TableName: ledger,
        Item: { ...eventKey(key, event.rev), ...event, chain },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
  ]
}
