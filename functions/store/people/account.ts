import * as z from 'zod'
import type { Actor } from '#shared/base/access'
import type { Cells } from '#shared/base/sheet'
import { accounts } from '#shared/people/columns'
import { rightsOf, rolesIn } from '#shared/people/roles'
import type { Touch } from '../change.ts'
import { rowKey, uniqueKey, type Key } from '../layout.ts'
import { rowOf } from '../row.ts'
import type { Item, Store } from '../store.ts'
import { rowActions, type Action } from '../write.ts'

const Account = z.object({
  voided: z.boolean().optional(),
  name: z.string().catch(''),
  login: z.string().catch(''),
  unit: z.string().nullish(),
  roles: z.string().nullish(),
  state: z.string().nullish(),
})

/** 账号. The row of the accounts sheet, as sign-in reads it. */
export type Account = z.infer<typeof Account> & { id: string; item: Item }

export const accountKey = (district: string, id: string): Key => rowKey(district, accounts, '', id)

/** The item that names the holder of a login. */
export const loginKey = (district: string, login: string): Key =>
  uniqueKey(district, accounts.name, '', 'login', JSON.stringify([login]))

export const accountOf = (id: string, item: Item | undefined): Account | undefined =>
  item && { ...Account.parse(item), id, item }

/** Whether this account may sign in and act: anything but 在用 may not. */
export const mayAct = (account: Account | undefined): account is Account =>
  account?.state === 'active' && account.voided !== true

/** The account as the one who acts, with the rights of its roles as they stand now. */
export function actorOf(account: Account, fresh: boolean): Actor {
  const roles = rolesIn(account.roles)
  return { account: account.id, name: account.name, unit: account.unit ?? '', roles, rights: rightsOf(roles), fresh }
}

/** Writes the computed cells of an account, 第二因素 and 最近登录, with their event; nothing where they stand so already. */
export function computedActions(store: Store, account: Account, cells: Cells, now: string): Action[] {
  const before = rowOf(accounts, account.id, account.item)
  const written = Object.entries(cells)
    .map(([column, after]): Touch => ({ column, before: before.cells[column] ?? null, after }))
    .filter((touch) => touch.before !== touch.after)
  if (written.length === 0) return []
  const after = { ...before, rev: before.rev + 1, cells: { ...before.cells, ...cells } }
  const heading = { batch: '', sheet: accounts, place: '', gesture: 'step', whole: true } as const
  const draft = { row: account.id, act: 'set', before, after, written, lost: [] } as const
  return rowActions(store, heading, draft, account.item, { actor: actorOf(account, false), now })
}
