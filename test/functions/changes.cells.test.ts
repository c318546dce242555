import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mint } from '../client.ts'
import {
  anOffice,
  creatingAs,
  done,
  refusalIn,
  setting,
  settingAll,
  voiding,
  type Clerk,
  type Office,
} from './office.ts'
import { aLedgerYear, anEntry, entries, someEntries, type LedgerYear } from './ledger-year.ts'

let office: Office
let year: LedgerYear
let accountant: Clerk
beforeAll(async () => {
  office = await anOffice()
  year = await aLedgerYear(office)
  accountant = year.accountant
})
afterAll(() => office.close())

const memo = (cells: [id: string, from: string | null, to: string][]) => setting(entries, 'memo', cells)

async function anEntryRow(): Promise<string> {
  const id = mint()
  await done(office, accountant, creatingAs(entries, { [id]: anEntry(year, { memo: '原来' }) }))
  return id
}

describe('what a batch changed', () => {
  it('is told cell by cell: before, as it left it, and as it stands', async () => {
    const id = await anEntryRow()
    const change = settingAll(entries, [
      { id, before: { memo: '原来', amount: 1_000 }, after: { memo: '改', amount: 2_000 } },
    ])
    await done(office, accountant, change)
    const { rows, total, more } = await accountant.changes.cells({ batch: change.batch })
    expect({ total, more }).toEqual({ total: 1, more: false })
    expect(rows).toMatchObject([
      {
        row: id,
        act: 'set',
        cells: [
          { column: 'memo', before: '原来', after: '改', now: '改' },
          { column: 'amount', before: 1_000, after: 2_000, now: 2_000 },
        ],
        stands: { memo: '改', amount: 2_000 },
      },
    ])
    expect(rows[0]?.cells.some(({ since }) => since !== undefined)).toBe(false)
  })

  it('is told with who has changed it since, cell by cell', async () => {
    const id = await anEntryRow()
    const change = settingAll(entries, [
      { id, before: { memo: '原来', amount: 1_000 }, after: { memo: '改', amount: 2_000 } },
    ])
    await done(office, accountant, change)
    const other = await office.clerk(['accountant'], { name: '陈敏' })
    const later = memo([[id, '改', '陈敏改']])
    await done(office, other, later)
    const { rows } = await accountant.changes.cells({ batch: change.batch })
    expect(rows[0]?.cells).toMatchObject([
      { column: 'memo', after: '改', now: '陈敏改', since: { name: '陈敏', batch: later.batch } },
      { column: 'amount', after: 2_000, now: 2_000 },
    ])
    expect(rows[0]?.cells[1]?.since).toBeUndefined()
  })

  it('comes in pages, each row once, and leaves out what was not written', async () => {
    const made = someEntries(year, 120)
    const ids = Object.keys(made)
    await done(office, accountant, creatingAs(entries, made))
    await done(office, accountant, memo([[ids[7] ?? '', '第7笔', '别人先改']]))
    const change = memo(ids.map((id, i) => [id, `第${i}笔`, `改${i}`]))
    await done(office, accountant, change)
    const found: string[] = []
    for (let from = 0, more = true; more; from += 50) {
      const page = await accountant.changes.cells({ batch: change.batch, from })
      found.push(...page.rows.map(({ row }) => row))
      expect(page.total).toBe(119)
      more = page.more
    }
    expect(found).toHaveLength(119)
    expect(new Set(found)).toEqual(new Set(ids.filter((_, i) => i !== 7)))
  })

  it('says of new and of voided rows what they are', async () => {
    const id = mint()
    const create = creatingAs(entries, { [id]: anEntry(year, { memo: '新' }) })
    await done(office, accountant, create)
    await done(office, accountant, voiding(entries, [{ id, rev: 1 }]))
    const { rows } = await accountant.changes.cells({ batch: create.batch })
    expect(rows).toMatchObject([{ row: id, act: 'create', voided: true }])
    expect(rows[0]?.cells.find(({ column }) => column === 'memo')).toMatchObject({ before: null, after: '新' })
  })

  it('is for its author, for those who read the sheet and its history, and for the auditor', async () => {
    const id = await anEntryRow()
    const change = memo([[id, '原来', '改']])
    await done(office, accountant, change)
    const asked = async (roles: Parameters<Office['clerk']>[0]) =>
      (await refusalIn((await office.clerk(roles)).changes.cells({ batch: change.batch })))?.code
    expect(await asked(['reviewer'])).toBeUndefined()
    expect(await asked(['auditor'])).toBeUndefined()
    expect(await asked(['registrar'])).toBe('change/not-yours')
    expect(await asked(['publisher'])).toBe('change/not-yours')
    expect(await asked([])).toBe('change/not-yours')
    expect(await refusalIn(accountant.changes.cells({ batch: mint() }))).toMatchObject({ code: 'change/unknown-batch' })
  })
})

describe('the list of everybody’s batches', () => {
  it('is one, newest first, for those who may undo or audit, of sheets that they read', async () => {
    const id = await anEntryRow()
    const other = await office.clerk(['accountant'], { name: '陈敏' })
    const one = memo([[id, '原来', '一']])
    await done(office, accountant, one)
    const two = memo([[id, '一', '二']])
    await done(office, other, two)
    const three = memo([[id, '二', '三']])
    await done(office, accountant, three)
    const { batches } = await accountant.changes.list({ by: '*' })
    expect(batches.slice(0, 3).map(({ batch }) => batch)).toEqual([three.batch, two.batch, one.batch])
    expect(batches[1]).toMatchObject({ name: '陈敏', counts: { applied: 1, merged: 0, conflict: 0, refused: 0 } })
    const registrar = await office.clerk(['registrar'])
    expect((await registrar.changes.list({ by: '*' })).batches.map(({ sheet }) => sheet)).not.toContain('entries')
    expect(await refusalIn((await office.clerk(['reviewer'])).changes.list({ by: '*' }))).toMatchObject({
      code: 'change/not-yours',
    })
  })

  it('counts what was not written, also of a batch that took many transactions', async () => {
    const made = someEntries(year, 130)
    const ids = Object.keys(made)
    await done(office, accountant, creatingAs(entries, made))
    await done(office, accountant, memo(ids.slice(0, 4).map((id, i) => [id, `第${i}笔`, '先改']))) // prettier-ignore
    await done(office, accountant, memo(ids.map((id, i) => [id, `第${i}笔`, `改${i}`])))
    const { batches } = await accountant.changes.list({})
    expect(batches[0]?.counts).toEqual({ applied: 126, merged: 0, unchanged: 0, conflict: 4, refused: 0 })
  })

  it('goes on where the last page ended', async () => {
    const all: string[] = []
    for (let before: string | undefined; ;) {
      const { batches, more } = await accountant.changes.list({ by: '*', ...(before ? { before } : {}) })
      all.push(...batches.map(({ batch }) => batch))
      const last = batches.at(-1)
      if (!more || !last) break
      before = `${last.at}#${last.batch}`
    }
    expect(new Set(all).size).toBe(all.length)
    expect(all.length).toBeGreaterThan(5)
  })
})

describe('work that is somebody else’s', () => {
  it('is never taken from whoever is signed in now', async () => {
    const id = await anEntryRow()
    const other = await office.clerk(['accountant'])
    const change = { ...memo([[id, '原来', '改']]), by: accountant.account }
    expect(await refusalIn(other.changes.submit(change))).toMatchObject({ code: 'access/somebody-else' })
    expect((await done(office, accountant, change)).counts.applied).toBe(1)
    const undo = { batch: change.batch, as: mint(), by: accountant.account }
    const fresh = await office.clerk(['accountant'], { fresh: true })
    expect(await refusalIn(fresh.changes.undo(undo))).toMatchObject({ code: 'access/somebody-else' })
    expect((await accountant.changes.undo(undo)).counts.applied).toBe(1)
  })
})
