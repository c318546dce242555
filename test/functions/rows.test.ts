import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roleNames, roles } from '#shared/people/roles'
import { sheetNames } from '#shared/base/sheet'
import { rulebook } from '#functions/store/rules'
import { mint } from '../client.ts'
import { anOffice, creatingAs, done, refusalIn, rowsNow, setting, voiding, type Clerk, type Office } from './office.ts'
import { aLedgerYear, anEntry, entries, projects, someEntries, type LedgerYear } from './ledger-year.ts'

let office: Office
let year: LedgerYear
let accountant: Clerk
beforeAll(async () => {
  office = await anOffice()
  year = await aLedgerYear(office)
  accountant = year.accountant
})
afterAll(() => office.close())

describe('opening sheets', () => {
  it('gives several sheets of one fiscal year, each whole', async () => {
    const made = someEntries(year, 3)
    await done(office, accountant, creatingAs(entries, made))
    const { sheets } = await accountant.rows.open({ place: entries.place, sheets: ['projects', 'entries'] })
    expect(sheets.map(({ sheet, rows }) => [sheet, rows.length])).toEqual([['projects', 2], ['entries', 3]]) // prettier-ignore
    expect([...(await rowsNow(accountant, entries)).values()].map(({ cells }) => cells.amount).sort()).toEqual([
      1, 2, 3,
    ])
  })

  it('refuses sheets of different places together, places that are none, and too much at once', async () => {
    const mixed = accountant.rows.open({ place: '', sheets: ['units', 'projects'] })
    expect(await refusalIn(mixed)).toMatchObject({ code: 'sheet/no-place' })
    expect(await refusalIn(accountant.rows.open({ place: '2026#centre', sheets: ['entries'] }))).toMatchObject({ code: 'sheet/no-place' }) // prettier-ignore
    const admin = await office.clerk(['system-administrator'])
    expect(await refusalIn(admin.rows.open({ place: '', sheets: ['units', 'accounts'] }))).toMatchObject({ code: 'sheet/mixed-places' }) // prettier-ignore
  })

  it.each(roleNames)('shows %s exactly the sheets that its rights name', async (role) => {
    const clerk = await office.clerk([role])
    const rights: readonly string[] = roles[role].rights
    for (const name of sheetNames) {
      const sheet = rulebook.sheets[name]
      const place = sheet?.scope === 'year' ? entries.place : ''
      const opening = clerk.rows.open({ place, sheets: [name] })
      const refusal = await refusalIn(opening)
      const cursor = refusal ? '1.0' : (await opening).cursor
      if (sheet && rights.includes(sheet.read)) expect(refusal).toBeUndefined()
      else expect(refusal).toMatchObject({ code: 'access/not-allowed' })
      expect(await refusalIn(clerk.rows.voided({ place, sheet: name }))).toEqual(refusal)
      expect(await refusalIn(clerk.rows.follow({ place, sheets: [name], cursor }))).toEqual(refusal)
      const history = await refusalIn(clerk.rows.history({ place, sheet: name, row: 'X' }))
      expect(history).toEqual(rights.includes('audit:read') ? undefined : refusal)
    }
  })
})

describe('history', () => {
  it('of a row tells who did what, newest first; of a cell only what touched it', async () => {
    const other = await office.clerk(['accountant'], { name: '另一财务' })
    const id = mint()
    await done(office, accountant, creatingAs(entries, { [id]: anEntry(year, { memo: '原来' }) }))
    await done(office, other, setting(entries, 'memo', [[id, '原来', '"amount":[ 改']]))
    await done(office, accountant, setting(entries, 'amount', [[id, 1_000, 2_000]]))
    const row = await accountant.rows.history({ ...entries, row: id })
    expect(row.entries.map(({ rev, name, gesture }) => [rev, name, gesture])).toEqual([
      [3, '财务', 'type'],
      [2, '另一财务', 'type'],
      [1, '财务', 'paste'],
    ])
    expect(row.entries[0]).not.toHaveProperty('chain')
    const cell = await accountant.rows.history({ ...entries, row: id, column: 'amount' })
    expect(cell.entries.map(({ rev, cells }) => [rev, cells.amount])).toEqual([[3, [1_000, 2_000]], [1, [null, 1_000]]]) // prettier-ignore
  })

  it('comes in pages', async () => {
    const id = mint()
    await done(office, accountant, creatingAs(entries, { [id]: anEntry(year, { memo: '0' }) }))
    for (let i = 0; i < 60; i++) await done(office, accountant, setting(entries, 'memo', [[id, `${i}`, `${i + 1}`]]))
    const page = await accountant.rows.history({ ...entries, row: id, column: 'memo' })
    expect(page).toMatchObject({ more: true, entries: { length: 50 } })
    const rest = await accountant.rows.history({
      ...entries,
      row: id,
      column: 'memo',
      before: page.entries.at(-1)?.rev,
    })
    expect(rest).toMatchObject({ more: false, entries: { length: 11 } })
    expect(rest.entries.at(-1)?.act).toBe('create')
  })

  it('of one row is never that of another whose id begins alike', async () => {
    const short = `${mint().slice(3)}AB`
    const rows = { [short]: anEntry(year), [`${short}C`]: anEntry(year) }
    await done(office, accountant, creatingAs(entries, rows))
    expect((await accountant.rows.history({ ...entries, row: short })).entries).toHaveLength(1)
  })
})

describe('the list of batches', () => {
  it('is one’s own, newest first, with what each did and whether it was undone', async () => {
    const clerk = await office.clerk(['accountant'])
    const id = mint()
    const create = creatingAs(entries, { [id]: anEntry(year) })
    await done(office, clerk, create)
    await done(office, clerk, setting(entries, 'memo', [[id, null, '改']]))
    await clerk.changes.undo({ batch: create.batch, as: mint() })
    const { batches, more } = await clerk.changes.list({})
    expect(more).toBe(false)
    expect(batches.map(({ gesture, rows, columns }) => [gesture, rows, columns])).toEqual([
      ['undo', 1, []],
      ['type', 1, ['memo']],
      ['paste', 1, ['day', 'project', 'functional', 'economic', 'amount']],
    ])
    expect(batches[2]).toMatchObject({ state: 'applied', undoneBy: batches[0]?.batch })
    expect((await clerk.changes.list({ before: batches[1]?.at })).batches).toHaveLength(1)
  })

  it('of others is for those who may undo or audit', async () => {
    const auditor = await office.clerk(['auditor'])
    const reviewer = await office.clerk(['reviewer'])
    const by = accountant.account
    expect((await auditor.changes.list({ by })).batches.length).toBeGreaterThan(3)
    expect(await refusalIn(reviewer.changes.list({ by }))).toMatchObject({ code: 'change/not-yours' })
  })
})

it('lists voided rows apart from the others', async () => {
  const [one, two] = [mint(), mint()]
  await done(office, accountant, creatingAs(entries, { [one]: anEntry(year), [two]: anEntry(year) }))
  await done(office, accountant, voiding(entries, [{ id: one, rev: 1 }]))
  const { sheet } = await accountant.rows.voided(entries)
  expect([sheet.rows.includes(one), sheet.rows.includes(two)]).toEqual([true, false])
  expect((await accountant.rows.voided(projects)).sheet.rows).toEqual([])
})
