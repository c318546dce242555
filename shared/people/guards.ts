import type { Actor } from '#shared/base/access'
import { refusal } from '#shared/base/refusal'
import type { Cells, Row, RowId } from '#shared/base/sheet'
import { exclusions, rolesIn, type Role } from './roles.ts'

/** One account before and after a change; `undefined` for one that does not exist yet, or is voided. */
export interface AccountChange {
  row: RowId
  before: Cells | undefined
  after: Cells | undefined
}

/** The accounts as they stand, voided ones left out. */
export type Accounts = readonly Pick<Row, 'id' | 'cells'>[]

/**
 * 账号规则. Whether this actor may make this change to an account, beyond the rights that its columns ask for:
 * roles that exclude each other, one's own account, the last administrator, who gives which role, and a fresh factor
 * for any change of roles. Checked when a change-set is accepted, again when it is applied, and for its undo.
 * @throws people/roles-exclude, people/own-account, people/last-administrator, people/role-not-yours-to-give,
 *   people/second-security-administrator, access/fresh-factor-needed
 */
export function guardAccount(actor: Actor, change: AccountChange, accounts: Accounts): void {
  const { gained, lost } = rolesChanged(change)
  if (change.row === actor.account) guardOwn(change, [...gained, ...lost])
  guardExclusions(rolesIn(change.after?.roles))
  for (const role of gained) guardGiver(actor, role, accounts)
  for (const role of lost) guardTaker(actor, role)
  if (gained.length + lost.length > 0 && !actor.fresh) throw refusal('access/fresh-factor-needed', {})
  guardLast(change, accounts)
}

function rolesChanged({ before, after }: AccountChange): { gained: Role[]; lost: Role[] } {
  const had = rolesIn(before?.roles)
  const has = rolesIn(after?.roles)
  return { gained: has.filter((role) => !had.includes(role)), lost: had.filter((role) => !has.includes(role)) }
}

const isActive = (cells: Cells | undefined): boolean => cells?.state === 'active'

/** Nobody changes his own roles, disables or voids himself. */
function guardOwn({ before, after }: AccountChange, changed: readonly Role[]): void {
  if (changed.length > 0 || isActive(before) !== isActive(after)) throw refusal('people/own-account', {})
}

function guardExclusions(held: readonly Role[]): void {
  const clash = exclusions.find(([one, other]) => held.includes(one) && held.includes(other))
  if (clash) throw refusal('people/roles-exclude', { one: clash[0], other: clash[1] })
}

/**
 * The security administrator gives and takes every role. The system administrator may appoint one security
 * administrator while there is none (a disabled one counts), and gives nothing else.
 */
function guardGiver(actor: Actor, role: Role, accounts: Accounts): void {
  if (actor.roles.includes('security-administrator')) return
  const appoints = role === 'security-administrator' && actor.roles.includes('system-administrator')
  if (!appoints) throw refusal('people/role-not-yours-to-give', { role })
  if (holders('security-administrator', accounts).length > 0) throw refusal('people/second-security-administrator', {})
}

function guardTaker(actor: Actor, role: Role): void {
  if (!actor.roles.includes('security-administrator')) throw refusal('people/role-not-yours-to-give', { role })
}

const holders = (role: Role, accounts: Accounts): Accounts =>
  accounts.filter(({ cells }) => rolesIn(cells.roles).includes(role))

/** The last active system administrator, and the last active security administrator, stay. */
function guardLast({ row, before, after }: AccountChange, accounts: Accounts): void {
  for (const role of ['system-administrator', 'security-administrator'] as const) {
    const leaves = holds(before, role) && !holds(after, role)
    const others = holders(role, accounts).filter(({ id, cells }) => id !== row && isActive(cells))
    if (leaves && others.length === 0) throw refusal('people/last-administrator', {})
  }
}

const holds = (cells: Cells | undefined, role: Role): boolean => isActive(cells) && rolesIn(cells?.roles).includes(role)
