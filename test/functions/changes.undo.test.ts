import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BatchAnswer } from '#shared/base/changes'
import { mint } from '../client.ts'
import { replay } from '../faults/replay.ts'
import { anOffice, creatingAs, done, refusalIn, rowsNow, setting, settingAll, voiding, type Clerk, type Office } from './office.ts' // prettier-ignore
import { aLedgerYear, anEntry, entries, someEntries, type LedgerYear } from './ledger-year.ts'

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

async function undone(batch: string, clerk = accountant): Promise<BatchAnswer> {
  const as = mint()
  const answer = await clerk.changes.undo({ batch, as })
  if (answer.state === 'applied') return answer
  await office.work()
  return clerk.changes.batch({ batch: as })
}

async function made(count: number): Promise<string[]> {
  const rows = someEntries(year, count)
  await done(office, accountant, creatingAs(entries, rows))
  return Object.keys(rows)
}

const memo = (ids: readonly string[], from: (i: number) => string, to: (i: number) => string) =>
  setting(entries, 'memo', ids.map((id, i) => [id, from(i), to(i)])) // prettier-ignore

const memosOf = async (ids: readonly string[]): Promise<unknown[]> => {
  const rows = await rowsNow(accountant, entries)
  return ids.map((id) => rows.get(id)?.cells.memo)
}

const first = (i: number): string => `第${i}笔`
const second = (i: number): string => `改${i}`

describe('undo', () => {
  it.each([1, 49, 50, 205])('takes %i rows back, and its own undo brings them again', async (count) => {
    const ids = await made(count)
    const change = memo(ids, first, second)
    await done(office, accountant, change)
    const back = await undone(change.batch)
    expect(back).toMatchObject({ undoOf: change.batch, counts: { applied: count, conflict: 0 } })
    expect(await memosOf(ids)).toEqual(ids.map((_, i) => first(i)))
    expect((await undone(back.batch)).counts.applied).toBe(count)
    expect(await memosOf(ids)).toEqual(ids.map((_, i) => second(i)))
    const { batches } = await accountant.changes.list({})
    expect(batches.slice(0, 3).map(({ gesture }) => gesture)).toEqual(['redo', 'undo', 'type'])
  })

  it('happens once, and the same request again has the same answer', async () => {
    const ids = await made(2)
    const change = memo(ids, first, second)
    await done(office, accountant, change)
    const as = mint()
    const one = await accountant.changes.undo({ batch: change.batch, as })
    expect(await accountant.changes.undo({ batch: change.batch, as })).toEqual(one)
    const twice = await refusalIn(accountant.changes.undo({ batch: change.batch, as: mint() }))
    expect(twice).toMatchObject({ code: 'change/already-undone', facts: { by: as } })
    expect(await accountant.changes.batch({ batch: change.batch })).toMatchObject({ undoneBy: as })
  })

  it('happens once, when many want it at the same moment', async () => {
    const ids = await made(3)
    const change = memo(ids, first, second)
    await done(office, accountant, change)
    const all = await Promise.all(
      Array.from({ length: 6 }, () => refusalIn(accountant.changes.undo({ batch: change.batch, as: mint() }))),
    )
    expect(all.filter((refusal) => refusal === undefined)).toHaveLength(1)
    expect(all.filter((refusal) => refusal?.code === 'change/already-undone')).toHaveLength(5)
  })

  it('leaves cells that were changed since, and tells them', async () => {
    const ids = await made(60)
    const change = memo(ids, first, second)
    await done(office, accountant, change)
    await done(
      office,
      accountant,
      memo(ids.slice(0, 5), second, () => '后来'),
    )
    const back = await undone(change.batch)
    expect(back.counts).toEqual({ applied: 55, merged: 0, unchanged: 0, conflict: 5, refused: 0 })
    expect(await memosOf(ids)).toEqual(ids.map((_, i) => (i < 5 ? '后来' : first(i))))
  })

  it('of a merge takes back only what the batch wrote', async () => {
    const [id = ''] = await made(1)
    await done(
      office,
      accountant,
      memo([id], first, () => '别人'),
    )
    const both = settingAll(entries, [{ id, before: { memo: first(0), amount: 1 }, after: { memo: '我', amount: 2 } }])
    expect((await done(office, accountant, both)).counts.merged).toBe(1)
    await undone(both.batch)
    expect((await rowsNow(accountant, entries)).get(id)?.cells).toMatchObject({ memo: '别人', amount: 1 })
  })

  it('of new rows voids them, of voided rows restores them', async () => {
    const rows = someEntries(year, 3)
    const ids = Object.keys(rows)
    const create = creatingAs(entries, rows)
    await done(office, accountant, create)
    const gone = await undone(create.batch)
    expect(gone.counts.applied).toBe(3)
    expect(await memosOf(ids)).toEqual([undefined, undefined, undefined])
    await undone(gone.batch)
    const voids = voiding(entries, ids.map((id) => ({ id, rev: 3 }))) // prettier-ignore
    expect((await done(office, accountant, voids)).counts.applied).toBe(3)
    expect((await undone(voids.batch)).counts.applied).toBe(3)
    expect(await memosOf(ids)).toEqual(ids.map((_, i) => first(i)))
  })

  it('of new rows leaves those that somebody has edited since', async () => {
    const rows = someEntries(year, 2)
    const [one = '', two = ''] = Object.keys(rows)
    const create = creatingAs(entries, rows)
    await done(office, accountant, create)
    await done(office, accountant, memo([one], first, second))
    const back = await undone(create.batch)
    expect(back.applied.rows).toEqual([two])
    expect(back.others).toMatchObject([{ row: one, refusal: { code: 'row/stale', facts: { seen: 1, now: 2 } } }])
  })

  it('obeys today’s rules: a value that another row has taken meanwhile stays his', async () => {
    const projects = { sheet: 'projects' as const, place: entries.place }
    const change = setting(projects, 'code', [[year.project, 'P-01', 'P-09']])
    await done(office, accountant, change)
    await done(office, accountant, setting(projects, 'code', [[year.personnel, 'P-02', 'P-01']]))
    const back = await undone(change.batch)
    expect(back.others).toMatchObject([{ outcome: 'refused', cells: [{ refusal: { code: 'row/unique-taken' } }] }])
  })

  it('waits until the batch is finished', async () => {
    const change = creatingAs(entries, someEntries(year, 80))
    await accountant.changes.submit(change)
    const early = await refusalIn(accountant.changes.undo({ batch: change.batch, as: mint() }))
    expect(early).toMatchObject({ code: 'change/not-finished' })
    await office.work()
  })

  it('of another’s batch needs the right and a fresh factor', async () => {
    const id = mint()
    const create = creatingAs(entries, { [id]: anEntry(year) })
    await done(office, accountant, create)
    const reviewer = await office.clerk(['reviewer'])
    const stale = await office.clerk(['accountant'])
    const fresh = await office.clerk(['accountant'], { fresh: true })
    const by = (clerk: Clerk) => refusalIn(clerk.changes.undo({ batch: create.batch, as: mint() }))
    expect(await by(reviewer)).toMatchObject({ code: 'change/not-yours' })
    expect(await by(stale)).toMatchObject({ code: 'access/fresh-factor-needed' })
    expect(await by(fresh)).toBeUndefined()
    expect(await refusalIn(fresh.changes.undo({ batch: mint(), as: mint() }))).toMatchObject({ code: 'change/unknown-batch' }) // prettier-ignore
  })
})
