import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChangeSet } from '#shared/base/changes'
import { roleNames, roles } from '#shared/people/roles'
import { mint } from '../client.ts'
import { replay } from '../faults/replay.ts'
import {
  anOffice,
  creatingAs,
  done,
  refusalIn,
  rowsNow,
  setting,
  settingAll,
  type Clerk,
  type Office,
} from './office.ts'
import {
  aLedgerYear,
  anEntry,
  aProject,
  entries,
  projects,
  someEntries,
  units,
  type LedgerYear,
} from './ledger-year.ts'

let office: Office
let year: LedgerYear
let accountant: Clerk
beforeAll(async () => {
  office = await anOffice()
  year = await aLedgerYear(office)
  accountant = year.accountant
})
afterAll(async () => {
  const { faults } = await replay(office.store, office.rulebook, ['accounts'])
  await office.close()
  expect(faults).toEqual([])
})

async function oneEntry(): Promise<string> {
  const id = mint()
  await done(office, accountant, creatingAs(entries, { [id]: anEntry(year, { memo: '原来' }) }))
  return id
}

it.each(roleNames)('lets %s change ledger rows exactly where the table of roles says so', async (role) => {
  const id = await oneEntry()
  const clerk = await office.clerk([role])
  const rights: readonly string[] = roles[role].rights
  const refusal = await refusalIn(clerk.changes.submit(setting(entries, 'memo', [[id, '原来', '改']])))
  if (rights.includes('ledger:write')) expect(refusal).toBeUndefined()
  else expect(refusal).toMatchObject({ code: 'access/not-allowed' })
  const written = (await rowsNow(accountant, entries)).get(id)?.cells.memo
  expect(written).toBe(rights.includes('ledger:write') ? '改' : '原来')
})

describe('cells that may not be written', () => {
  it('are refused one by one, and the rest of the paste is kept', async () => {
    const id = mint()
    await done(office, accountant, creatingAs(projects, { [id]: aProject({ code: 'R-1', name: '只读' }) }))
    const row = { id, before: { executed: null, note: null }, after: { executed: 5, note: '改' } }
    const answer = await done(office, accountant, settingAll(projects, [row]))
    expect(answer.others).toMatchObject([
      { outcome: 'merged', cells: [{ column: 'executed', refusal: { code: 'cell/read-only', facts: { because: 'computed' } } }] },
    ]) // prettier-ignore
    expect((await rowsNow(accountant, projects)).get(id)?.cells).toMatchObject({ note: '改', executed: null })
  })

  it('are refused by their own rule, each with its column and reason, and cost the others nothing', async () => {
    const ids = await Promise.all([oneEntry(), oneEntry(), oneEntry()])
    const rows = [
      { id: ids[0], before: { day: '2026-03-15', memo: '原来' }, after: { day: '2025-12-31', memo: '甲' } },
      {
        id: ids[1],
        before: { functional: '2060503.2007', memo: '原来' },
        after: { functional: 'nowhere', memo: '乙' },
      },
      { id: ids[2], before: { memo: '原来' }, after: { memo: '长'.repeat(10_001) } },
    ]
    const answer = await done(office, accountant, settingAll(entries, rows))
    expect(answer.counts).toEqual({ applied: 0, merged: 2, unchanged: 0, conflict: 0, refused: 1 })
    const said = new Map(answer.others.map(({ row, cells }) => [row, cells]))
    expect(said.get(ids[0])).toMatchObject([{ column: 'day', refusal: { code: 'cell/day-outside-year' } }])
    expect(said.get(ids[1])).toMatchObject([{ column: 'functional', refusal: { code: 'cell/unknown-option' } }])
    expect(said.get(ids[2])).toMatchObject([{ column: 'memo', refusal: { code: 'cell/too-long' } }])
  })

  it('make a new row impossible where the row can’t do without them', async () => {
    const answer = await done(
      office,
      accountant,
      creatingAs(entries, { [mint()]: anEntry(year, { project: 'nowhere' }) }),
    )
    expect(answer.counts).toMatchObject({ applied: 0, refused: 1 })
    expect(answer.others[0]?.cells).toMatchObject([{ column: 'project', refusal: { code: 'cell/unknown-option' } }])
  })

  it('are judged together with what the row refers to, touched or not', async () => {
    const id = await oneEntry()
    const to = await done(office, accountant, setting(entries, 'project', [[id, year.project, year.personnel]]))
    expect(to.others).toMatchObject([
      { cells: [{ column: 'economic', refusal: { code: 'budget/subject-not-for-kind' } }] },
    ])
    const row = {
      id,
      before: { project: year.project, economic: '30201.2007' },
      after: { project: year.personnel, economic: '30101.2007' },
    }
    expect((await done(office, accountant, settingAll(entries, [row]))).counts.applied).toBe(1)
  })
})

describe('what no honest client sends', () => {
  const forged = (part: object): ChangeSet => ({ ...setting(entries, 'memo', [['X', null, 'x']]), ...part })
  const column = (over: object) => ({ key: 'memo', words: ['a', 'b'], before: [0], after: [1], ...over })
  const sets = (rows: string[], ...columns: object[]) => forged({ sets: { rows, columns } })

  it.each([
    ['a column __proto__', sets(['X'], column({ key: '__proto__' })), 'cell/unknown-column'],
    ['a column constructor', sets(['X'], column({ key: 'constructor' })), 'cell/unknown-column'],
    ['a column toString', sets(['X'], column({ key: 'toString' })), 'cell/unknown-column'],
    ['an attribute of ours as a column', sets(['X'], column({ key: 'rev' })), 'cell/unknown-column'],
    ['a code outside the dictionary', sets(['X'], column({ after: [2] })), 'change/shape'],
    ['a new value for a cell not seen', sets(['X'], column({ before: [-1] })), 'change/shape'],
    ['too few codes', sets(['X', 'Y'], column({})), 'change/shape'],
    ['a row twice', sets(['X', 'X'], column({ before: [0, 0], after: [1, 1] })), 'change/shape'],
    ['a row edited and voided', forged({ voids: [{ row: 'X', rev: 1 }] }), 'change/shape'],
    ['a column twice', sets(['X'], column({}), column({})), 'change/shape'],
    ['a number where a text belongs', sets(['X'], column({ words: ['a', 7] })), 'cell/wrong-type'],
    ['an id that reaches into another’s key', sets(['X#EVENT#000000001'], column({})), 'row/malformed-id'],
    ['nothing at all', forged({ sets: undefined }), 'change/empty'],
    ['a place that is none', forged({ place: '2026' }), 'sheet/no-place'],
    ['a place for a register', forged({ sheet: 'units', place: '2026/centre' }), 'sheet/no-place'],
    [
      'a step that no sheet has',
      forged({ steps: [{ row: 'Y', rev: 1, step: 'constructor', input: {} }] }),
      'step/unknown',
    ],
  ])('%s is refused by name, and nothing is stored', async (_, change, code) => {
    expect(await refusalIn(accountant.changes.submit(change))).toMatchObject({ code })
    expect(await refusalIn(accountant.changes.batch({ batch: change.batch }))).toMatchObject({ code: 'change/unknown-batch' }) // prettier-ignore
  })

  it('unknown keys of the body are refused as well', async () => {
    for (const key of ['__proto__', 'constructor', 'district']) {
      const honest = JSON.stringify(setting(entries, 'memo', [['X', null, 'x']]))
      const body = JSON.parse(`{"${key}": {"rights": 1}, ${honest.slice(1)}`) as ChangeSet
      await expect(accountant.changes.submit(body)).rejects.toThrow()
    }
  })
})

describe('limits', () => {
  it('name what is too much, before anything is stored', async () => {
    const rows = Array.from({ length: 10_001 }, (_, i) => [`R${i}`, 'a', 'b'] as [string, string, string])
    expect(await refusalIn(accountant.changes.submit(setting(entries, 'memo', rows)))).toEqual({
      code: 'change/too-many-rows',
      facts: { rows: 10_001, limit: 10_000 },
    })
    const wide = Array.from({ length: 9_000 }, (_, i) => ({
      id: `R${i}`,
      before: {},
      after: Object.fromEntries(['code', 'label', 'value', 'unit', 'year', 'section', 'where', 'origin', 'formula', 'over', 'note', 'order'].map((key) => [key, null])), // prettier-ignore
    }))
    const figures = { sheet: 'figures' as const, place: entries.place }
    expect(await refusalIn(accountant.changes.submit(settingAll(figures, wide)))).toMatchObject({
      code: 'change/too-many-cells',
      facts: { cells: 108_000, limit: 100_000 },
    })
    const long = Array.from(
      { length: 500 },
      (_, i) => [`R${i}`, 'a', `${i}`.padEnd(9_000, '长')] as [string, string, string],
    )
    expect(await refusalIn(accountant.changes.submit(setting(entries, 'memo', long)))).toMatchObject({
      code: 'request/too-large',
      facts: { limit: 4_000_000 },
    })
  })

  it('let long texts through in chunks that fit', async () => {
    const made = someEntries(year, 120)
    await done(office, accountant, creatingAs(entries, made))
    const long = Object.keys(made).map(
      (id, i) => [id, `第${i}笔`, `${i}`.padEnd(9_000, '长')] as [string, string, string],
    )
    const answer = await done(office, accountant, setting(entries, 'memo', long))
    expect(answer.counts.applied).toBe(120)
  })
})

describe('roles at the moment of applying', () => {
  it('count, not those at acceptance: rows left after a dismissal come back refused', async () => {
    const clerk = await office.clerk(['accountant'])
    const change = creatingAs(entries, someEntries(year, 80))
    await clerk.changes.submit(change)
    await office.reappoint(clerk.account, { roles: 'reviewer' })
    await office.work()
    const answer = await accountant.changes.batch({ batch: change.batch })
    expect(answer).toMatchObject({ state: 'applied', done: 80, counts: { applied: 0, refused: 80 } })
    expect(answer.others[0]).toMatchObject({ refusal: { code: 'access/not-allowed' } })
  })

  it('are none once the account is disabled', async () => {
    const clerk = await office.clerk(['accountant'])
    const change = creatingAs(entries, someEntries(year, 60))
    await clerk.changes.submit(change)
    await office.reappoint(clerk.account, { roles: 'accountant', state: 'disabled' })
    await office.work()
    expect((await accountant.changes.batch({ batch: change.batch })).counts).toMatchObject({ applied: 0, refused: 60 })
  })
})

describe('accounts', () => {
  const people = { sheet: 'accounts' as const, place: '' }
  const person = (login: string) => ({ name: '新人', login, state: 'active' })

  it('ask for a fresh factor before roles change, and refuse the whole request for it', async () => {
    const security = await office.clerk(['security-administrator', 'system-administrator'])
    const id = mint()
    await done(office, security, creatingAs(people, { [id]: person('new-1') }))
    const give = setting(people, 'roles', [[id, null, 'accountant']])
    expect(await refusalIn(security.changes.submit(give))).toMatchObject({ code: 'access/fresh-factor-needed' })
    const fresh = await office.clerk(['security-administrator'], { fresh: true })
    expect((await done(office, fresh, { ...give, batch: mint() })).counts.applied).toBe(1)
  })

  it('are judged one after the other: two last administrators can’t take each other away', async () => {
    const fresh = await Promise.all([1, 2].map(() => office.clerk(['security-administrator'], { fresh: true })))
    const all = [...(await rowsNow(fresh[0] as Clerk, people)).values()]
    const security = all.filter(({ cells }) => String(cells.roles).includes('security-administrator'))
    const [one, two] = fresh as [Clerk, Clerk]
    for (const { id, cells } of security)
      if (id !== one.account && id !== two.account) await office.reappoint(id, { ...cells, roles: 'reviewer' })
    const take = (by: Clerk, from: Clerk) => by.changes.submit(setting(people, 'roles', [[from.account, 'security-administrator', null]])) // prettier-ignore
    const answers = await Promise.all([take(one, two), take(two, one)])
    expect(answers.map(({ counts }) => counts.applied).sort()).toEqual([0, 1])
    expect(answers.flatMap(({ others }) => others)).toMatchObject([{ refusal: { code: 'people/last-administrator' } }])
  })

  it('hold their sign-in names apart', async () => {
    const admin = await office.clerk(['system-administrator'])
    await done(office, admin, creatingAs(people, { [mint()]: person('same') }))
    const answer = await done(office, admin, creatingAs(people, { [mint()]: person('same') }))
    expect(answer.others[0]?.cells).toMatchObject([{ column: 'login', refusal: { code: 'row/unique-taken' } }])
  })
})

it('changes nothing of a register for those who only read it', async () => {
  const change = creatingAs(units, { street: { code: 'street', name: '街道', kind: 'street' } })
  expect(await refusalIn(accountant.changes.submit(change))).toMatchObject({ code: 'access/not-allowed', facts: { right: 'units:write' } }) // prettier-ignore
})
