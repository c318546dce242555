import { accounts } from '#shared/people/columns'
import { rolesIn } from '#shared/people/roles'
import { codeAction, codeText } from '#functions/store/people/codes'
import { rowsIn } from '#functions/store/query'
import type { Store } from '#functions/store/store'
import { transact } from '#functions/store/transact'
import { createMissing, founder } from './rows.ts'

const role = 'system-administrator'
const id = 'first-administrator'

/** The account that the first code opens; its holder changes login and name as he likes. */
const first = { login: 'administrator', name: '系统管理员', state: 'active', roles: role }

/**
 * 第一个管理员. A one-time code for the first system administrator, who sets a password by it; `undefined` once any system
 * administrator has signed in. There is no default password, and the code dies on use or after a day.
 */
export async function firstCode(store: Store, now: string): Promise<string | undefined> {
  const administrators = await livingAdministrators(store)
  if (administrators.some(({ cells }) => cells.lastSignIn !== undefined)) return undefined
  if (administrators.length === 0)
    await createMissing(store, { sheet: 'accounts', place: '', rows: [{ id, cells: first }] }, founder, now)
  const code = codeText()
  const account = administrators[0]?.id ?? id
  await transact(store, [codeAction(store, code, { account, kind: 'first' }, now)])
  return code
}

const livingAdministrators = async (store: Store) =>
  (await rowsIn(store, accounts, '')).filter(({ voided, cells }) => !voided && rolesIn(cells.roles).includes(role))
