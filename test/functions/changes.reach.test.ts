import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mint } from '../client.ts'
import { anOffice, creatingAs, done, refusalIn, rowsNow, setting, voiding, type Clerk, type Office } from './office.ts'
import { aLedgerYear, anEntry, aProject, entries, projects, someEntries, type LedgerYear } from './ledger-year.ts'

let office: Office
let year: LedgerYear
let accountant: Clerk
beforeAll(async () => {
  office = await anOffice()
  year = await aLedgerYear(office)
  accountant = year.accountant
})
afterAll(() => office.close())

/** Two new entries, and a batch that clashed with one of them. */
async function clashed(): Promise<{ made: string; clash: string; row: string }> {
  const rows = someEntries(year, 2)
  const [row = ''] = Object.keys(rows)
  const made = creatingAs(entries, rows)
  await done(office, accountant, made)
  const clash = setting(entries, 'memo', [[row, '没见过', '改']])
  expect((await done(office, accountant, clash)).counts.conflict).toBe(1)
  return { made: made.batch, clash: clash.batch, row }
}

describe('what others did', () => {
  it('is told to nobody who may not read the sheet it was done to', async () => {
    const { clash } = await clashed()
    for (const role of ['registrar', 'system-administrator', 'security-administrator'] as const) {
      const clerk = await office.clerk([role])
      expect(await refusalIn(clerk.changes.batch({ batch: clash })), role).toMatchObject({ code: 'change/not-yours' })
    }
    const reviewer = await office.clerk(['reviewer'])
    expect((await reviewer.changes.batch({ batch: clash })).counts.conflict).toBe(1)
  })

  it('is listed for a registrar as far as it was done to registers', async () => {
    await clashed()
    const { batches } = await year.registrar.changes.list({ by: accountant.account })
    expect(batches.filter(({ sheet }) => sheet === 'entries' || sheet === 'projects')).toEqual([])
    const own = await year.registrar.changes.list({})
    expect(own.batches.length).toBeGreaterThan(0)
  })

  it('is read by the auditor, of every sheet and row, while the sheets stay closed to him', async () => {
    const { clash, row } = await clashed()
    const auditor = await office.clerk(['auditor'])
    const { entries: events } = await auditor.rows.history({ ...entries, row })
    expect(events.map(({ act }) => act)).toEqual(['create'])
    expect((await auditor.changes.batch({ batch: clash })).rows).toBe(1)
    expect(await refusalIn(auditor.rows.open({ place: entries.place, sheets: ['entries'] }))).toMatchObject({
      code: 'access/not-allowed',
    })
    expect(await refusalIn(auditor.rows.voided(entries))).toMatchObject({ code: 'access/not-allowed' })
  })

  it('is not answered to another who sends the same change under the same number', async () => {
    const { clash, made } = await clashed()
    const other = await office.clerk(['accountant'], { fresh: true })
    const as = mint()
    expect((await accountant.changes.undo({ batch: made, as })).counts.applied).toBe(2)
    expect(await refusalIn(other.changes.undo({ batch: made, as }))).toEqual({
      code: 'change/other-content',
      facts: { batch: as },
    })
    const again = { ...setting(entries, 'memo', [[mint(), 'a', 'b']]), batch: clash }
    expect(await refusalIn(other.changes.submit(again))).toMatchObject({ code: 'change/other-content' })
  })

  it('cannot be used up by the undo of somebody who may take nothing of it back', async () => {
    const { made } = await clashed()
    const registrar = await office.clerk(['registrar'], { fresh: true })
    expect(await refusalIn(registrar.changes.undo({ batch: made, as: mint() }))).toMatchObject({
      code: 'access/not-allowed',
    })
    expect((await accountant.changes.undo({ batch: made, as: mint() })).counts.applied).toBe(2)
  })
})

describe('a row that comes back', () => {
  it('is refused while the project it was spent on is void, and returns once that is back', async () => {
    const [project, entry] = [mint(), mint()]
    await done(office, accountant, creatingAs(projects, { [project]: aProject({ code: 'P-90', name: '临时' }) }))
    await done(office, accountant, creatingAs(entries, { [entry]: anEntry({ project }) }))
    const gone = voiding(entries, [{ id: entry, rev: 1 }])
    await done(office, accountant, gone)
    await done(office, accountant, voiding(projects, [{ id: project, rev: 1 }]))
    const back = await done(office, accountant, voiding(entries, [{ id: entry, rev: 2 }], 'restores'))
    expect(back.others).toMatchObject([
      { row: entry, outcome: 'refused', rev: 2, refusal: { code: 'cell/unknown-option' }, cells: [{ column: 'project' }] },
    ]) // prettier-ignore
    expect((await rowsNow(accountant, entries)).has(entry)).toBe(false)
    await done(office, accountant, voiding(projects, [{ id: project, rev: 2 }], 'restores'))
    expect((await done(office, accountant, voiding(entries, [{ id: entry, rev: 2 }], 'restores'))).counts.applied).toBe(
      1,
    )
    expect((await rowsNow(accountant, entries)).get(entry)?.cells.project).toBe(project)
  })
})

describe('a new row', () => {
  it('is refused for what was wrong in its required cell, not for the blank that this leaves', async () => {
    const row = mint()
    const { others } = await done(office, accountant, creatingAs(entries, { [row]: anEntry({ project: '没有的' }) }))
    expect(others).toMatchObject([
      { row, outcome: 'refused', refusal: { code: 'cell/unknown-option', facts: { text: '没有的' } } },
    ])
    expect(others[0]?.cells?.map(({ column }) => column)).toEqual(['project'])
  })
})

describe('half a character', () => {
  it('is no row and no reference, and costs nobody a defect', async () => {
    const half = '\ud800'
    expect(await refusalIn(accountant.changes.submit(setting(entries, 'memo', [[half, 'a', 'b']])))).toMatchObject({
      code: 'row/malformed-id',
    })
    const creation = creatingAs(entries, { [mint()]: anEntry({ project: half }) })
    expect(await refusalIn(accountant.changes.submit(creation))).toEqual({
      code: 'cell/wrong-type',
      facts: { column: 'project' },
    })
  })
})

it('names no row after what every object inherits', async () => {
  const { others } = await done(office, accountant, creatingAs(entries, { ['__proto__']: anEntry(year) }))
  expect(others).toMatchObject([{ row: '__proto__', outcome: 'refused', refusal: { code: 'row/malformed-id' } }])
})

describe('a fiscal year', () => {
  it('begins only for a unit of the register', async () => {
    const nowhere = { sheet: 'projects', place: '2026/nowhere' } as const
    const asked = creatingAs(nowhere, { [mint()]: aProject({ code: 'P-01', name: '网格运行' }) })
    const { counts, others } = await accountant.changes.submit(asked)
    expect(counts).toMatchObject({ applied: 0, refused: 1 })
    expect(others[0]?.refusal).toEqual({ code: 'sheet/unknown-unit', facts: { unit: 'nowhere' } })
    expect([...(await rowsNow(accountant, nowhere))]).toEqual([])
  })
})
