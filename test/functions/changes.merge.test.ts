import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
import { aLedgerYear, anEntry, entries, someEntries, type LedgerYear } from './ledger-year.ts'
import { mint } from '../client.ts'
import { replay } from '../faults/replay.ts'

let office: Office
let year: LedgerYear
let other: Clerk
beforeAll(async () => {
  office = await anOffice()
  year = await aLedgerYear(office)
  other = await office.clerk(['accountant'], { name: '另一财务' })
})
afterAll(async () => {
  const { faults } = await replay(office.store, office.rulebook, ['accounts'])
  await office.close()
  expect(faults).toEqual([])
})

async function oneEntry(memo = '原来'): Promise<string> {
  const id = mint()
  await done(office, year.accountant, creatingAs(entries, { [id]: anEntry(year, { memo }) }))
  return id
}

describe('two people at one row', () => {
  it('writes both, where they touch different cells', async () => {
    const id = await oneEntry()
    await done(office, year.accountant, setting(entries, 'memo', [[id, '原来', '甲']]))
    const answer = await done(office, other, setting(entries, 'amount', [[id, 1_000, 2_000]]))
    expect(answer.counts.applied).toBe(1)
    expect((await rowsNow(other, entries)).get(id)).toMatchObject({ rev: 3, cells: { memo: '甲', amount: 2_000 } })
  })

  it('tells the second that the cell has moved on, by whom and to what', async () => {
    const id = await oneEntry()
    await done(office, year.accountant, setting(entries, 'memo', [[id, '原来', '甲']]))
    const answer = await done(office, other, setting(entries, 'memo', [[id, '原来', '乙']]))
    expect(answer.counts.conflict).toBe(1)
    expect(answer.others[0]).toMatchObject({
      row: id,
      outcome: 'conflict',
      rev: 2,
      cells: [
        {
          column: 'memo',
          found: '甲',
          by: year.accountant.account,
          name: '财务',
        },
      ],
    })
  })

  it('keeps the cells that do not clash', async () => {
    const id = await oneEntry()
    await done(office, year.accountant, setting(entries, 'memo', [[id, '原来', '甲']]))
    const both = { id, before: { memo: '原来', amount: 1_000 }, after: { memo: '乙', amount: 3_000 } }
    const answer = await done(office, other, settingAll(entries, [both]))
    expect(answer.others).toMatchObject([{ outcome: 'merged', rev: 3, cells: [{ column: 'memo', found: '甲' }] }])
    expect((await rowsNow(other, entries)).get(id)?.cells).toMatchObject({ memo: '甲', amount: 3_000 })
  })

  it('has nothing to do where the cell already stands so', async () => {
    const id = await oneEntry()
    await done(office, year.accountant, setting(entries, 'memo', [[id, '原来', '甲']]))
    const answer = await done(office, other, setting(entries, 'memo', [[id, '原来', '甲']]))
    expect(answer.others).toEqual([{ row: id, outcome: 'unchanged', rev: 2 }])
  })

  it('says so of every row, when a whole paste clashes', async () => {
    const made = someEntries(year, 60)
    const ids = Object.keys(made)
    await done(office, year.accountant, creatingAs(entries, made))
    await done(office, year.accountant, setting(entries, 'amount', ids.slice(0, 30).map((id, i) => [id, i + 1, 7_777]))) // prettier-ignore
    const answer = await done(office, other, setting(entries, 'amount', ids.map((id, i) => [id, i + 1, 8_888]))) // prettier-ignore
    expect(answer.counts).toEqual({ applied: 30, merged: 0, unchanged: 0, conflict: 30, refused: 0 })
    expect(answer.others.flatMap(({ cells }) => cells?.map(({ found }) => found))).toEqual(Array(30).fill(7_777))
  })
})

describe('the same batch again', () => {
  it('is answered as before, and writes nothing', async () => {
    const id = await oneEntry()
    const change = setting(entries, 'memo', [[id, '原来', '甲']])
    const [first, second] = [await done(office, other, change), await done(office, other, change)]
    expect(second).toEqual(first)
    expect((await rowsNow(other, entries)).get(id)?.rev).toBe(2)
  })

  it('is answered as before, when it is large', async () => {
    const change = creatingAs(entries, someEntries(year, 120))
    expect(await other.changes.submit(change)).toMatchObject({ state: 'accepted', rows: 120, done: 0 })
    expect(await other.changes.submit(change)).toMatchObject({ state: 'accepted', rows: 120 })
    expect(office.queue).toHaveLength(1)
    await office.work()
    expect(await other.changes.submit(change)).toMatchObject({ state: 'applied', counts: { applied: 120 } })
  })

  it('is refused when it says something else', async () => {
    const id = await oneEntry()
    const change = setting(entries, 'memo', [[id, '原来', '甲']])
    await done(office, other, change)
    const changed = { ...setting(entries, 'memo', [[id, '甲', '乙']]), batch: change.batch }
    expect(await refusalIn(other.changes.submit(changed))).toMatchObject({ code: 'change/other-content' })
    const large = { ...creatingAs(entries, someEntries(year, 70)), batch: change.batch }
    expect(await refusalIn(other.changes.submit(large))).toMatchObject({ code: 'change/other-content' })
  })
})

it('refuses to void a row that has moved on, and rows that were never there', async () => {
  const id = await oneEntry()
  await done(office, year.accountant, setting(entries, 'memo', [[id, '原来', '甲']]))
  const change = { ...entries, batch: mint(), gesture: 'form' as const, voids: [{ row: id, rev: 1 }, { row: 'nobody', rev: 1 }] } // prettier-ignore
  const answer = await done(office, other, change)
  expect(answer.others.map(({ refusal }) => refusal?.code)).toEqual(['row/stale', 'row/unknown'])
})
