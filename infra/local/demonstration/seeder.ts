import type { Actor } from '#shared/base/access'
import type { SheetName } from '#shared/base/sheet'
import { accounts } from '#shared/people/columns'
import { rightsOf, roleNames, roles, type Role } from '#shared/people/roles'
import { codeAction, codeText } from '#functions/store/people/codes'
import { rowsIn } from '#functions/store/query'
import type { Store } from '#functions/store/store'
import { transact } from '#functions/store/transact'
import { createMissing, founder, importMissing } from '../setup/rows.ts'
import { demonstrationCases } from './cases/demonstration.ts'
import { demonstration } from './district.ts'
import { seedRow, type SeedRow } from './seed.ts'

/** How one of the demonstration's people signs in: by a link that works once. */
export interface DemonstrationLink {
  role: Role
  label: string
  code: string
}

const idOf = (role: Role): string => `demo-${role}`

/** 示例财务 and the like: named by what they do, so that nobody real or invented is named. */
const people: readonly SeedRow[] = roleNames.map((role) =>
  seedRow(idOf(role), {
    login: `demo.${role}`,
    name: `示例${roles[role].label}`,
    unit: role === 'handler' ? 'city-management' : 'centre',
    roles: role,
    state: 'active',
  }),
)

/** Who enters which rows: each by the rights of his role, so that history and editors are those of a real year. */
const authors: Record<SheetName, Role> = {
  units: 'registrar',
  'functional-subjects': 'registrar',
  'economic-subjects': 'registrar',
  projects: 'accountant',
  entries: 'accountant',
  receipts: 'accountant',
  'table-cells': 'accountant',
  particulars: 'accountant',
  texts: 'accountant',
  'score-sheets': 'accountant',
  indicators: 'accountant',
  figures: 'accountant',
  accounts: 'security-administrator',
  cases: 'supervisor',
  limits: 'registrar',
  'calendar-days': 'registrar',
  'work-periods': 'registrar',
}

const actorFor = (sheet: SheetName): Actor => {
  const role = authors[sheet]
  const name = `示例${roles[role].label}`
  return { account: idOf(role), name, unit: 'centre', roles: [role], rights: rightsOf([role]), fresh: true }
}

/**
 * 示例区. Fills an empty district with people, registers, a year of projects and entries, and the recorded accounts, by
 * the same change-sets as everybody's. What is there stays, so a start that was killed in between goes on.
 * @param day the day that "last year" is counted from, in Asia/Shanghai
 */
export async function seed(store: Store, { now, day }: { now: string; day: string }): Promise<DemonstrationLink[]> {
  const [units, ...rest] = demonstration({ today: day }).sheets
  if (units) await createMissing(store, units, actorFor(units.sheet), now)
  await createMissing(store, { sheet: 'accounts', place: '', rows: people }, founder, now)
  for (const sheet of rest) await createMissing(store, sheet, actorFor(sheet.sheet), now)
  await importMissing(store, demonstrationCases({ today: day, seed: 2021 }), actorFor('cases'), now)
  return demonstrationLinks(store, now)
}

/** New links for the demonstration's people who may still sign in, one each. */
export async function demonstrationLinks(store: Store, now: string): Promise<DemonstrationLink[]> {
  const rows = new Map((await rowsIn(store, accounts, '')).map((row) => [row.id, row]))
  const able = roleNames.filter((role) => rows.get(idOf(role))?.cells.state === 'active')
  const links = able.map((role) => ({ role, label: roles[role].label, code: codeText() }))
  const actions = links.map(({ role, code }) =>
    codeAction(store, code, { account: idOf(role), kind: 'demonstration' }, now),
  )
  if (actions.length > 0) await transact(store, actions)
  return links
}
