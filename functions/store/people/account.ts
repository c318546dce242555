import * as z from 'zod'
import type { Actor } from '#shared/base/access'
import { rightsOf, rolesIn } from '#shared/people/roles'
import { rowKey, type Key } from '../layout.ts'
import type { Item } from '../store.ts'

const Account = z.object({
  rev: z.int(),
  chain: z.string().optional(),
  voided: z.boolean().optional(),
  name: z.string().catch(''),
  login: z.string().catch(''),
  unit: z.string().nullish(),
  roles: z.string().nullish(),
  state: z.string().nullish(),
  factor: z.string().nullish(),
  lastSignIn: z.string().nullish(),
})

/** 账号. The row of the accounts sheet, as sign-in reads it. */
export type Account = z.infer<typeof Account> & { id: string }

export const accountKey = (district: string, id: string): Key =>
  rowKey(district, { scope: 'people', item: 'ACCOUNT' }, '', id)

export const accountOf = (id: string, item: Item | undefined): Account | undefined =>
  item && { ...Account.parse(item), id }

/** Whether this account may sign in and act: anything but 在用 may not. */
export const mayAct = (account: Account | undefined): account is Account =>
  account?.state === 'active' && account.voided !== true

/** The account as the one who acts, with the rights of its roles as they stand now. */
export function actorOf(account: Account, fresh: boolean): Actor {
  const roles = rolesIn(account.roles)
  return { account: account.id, name: account.name, unit: account.unit ?? '', roles, rights: rightsOf(roles), fresh }
}
