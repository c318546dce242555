import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anOffice, creatingAs, done, rowsNow, setting, type Office } from './office.ts'
import { aLedgerYear, entries, someEntries, type LedgerYear } from './ledger-year.ts'

let office: Office
let year: LedgerYear
beforeAll(async () => {
  office = await anOffice()
  year = await aLedgerYear(office)
})
afterAll(() => office.close())

describe('how many rows were written', () => {
  it.each([1, 48, 49, 50, 51, 99, 100, 101, 1_311, 4_681, 10_000])(
    'is told as it was stored: %i rows',
    async (count) => {
      const made = someEntries(year, count)
      const ids = Object.keys(made)
      const created = await done(office, year.accountant, creatingAs(entries, made))
      expect(created).toMatchObject({ state: 'applied', rows: count, done: count, counts: { applied: count } })
      expect(created.applied.rows).toEqual(ids)
      const edit = setting(entries, 'memo', ids.map((id, i) => [id, `第${i}笔`, `改${i}`])) // prettier-ignore
      const answer = await done(office, year.accountant, edit)
      expect(answer.counts).toEqual({ applied: count, merged: 0, unchanged: 0, conflict: 0, refused: 0 })
      expect(new Set(answer.applied.revs)).toEqual(new Set([2]))
      const rows = await rowsNow(year.accountant, entries)
      expect(ids.map((id, i) => rows.get(id)?.cells.memo === `改${i}`).every(Boolean)).toBe(true)
    },
  )
})
