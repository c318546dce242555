import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChangeSet } from '#shared/base/changes'
import { applyBatch } from '#functions/store/apply'
import type { Store } from '#functions/store/store'
import { replay } from '../faults/replay.ts'
import { anOffice, creatingAs, done, rowsNow, setting, type Clerk, type Office } from './office.ts'
import { aLedgerYear, entries, someEntries, type LedgerYear } from './ledger-year.ts'

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

async function made(count: number): Promise<string[]> {
  const rows = someEntries(year, count)
  await done(office, accountant, creatingAs(entries, rows))
  return Object.keys(rows)
}

const all = (ids: readonly string[], to: string): ChangeSet => ({
  ...setting(entries, 'memo', ids.map((id, i) => [id, `第${i}笔`, to])), // prettier-ignore
  whole: true,
})

const changed = async (ids: readonly string[], to: string): Promise<number> => {
  const rows = await rowsNow(accountant, entries)
  return ids.filter((id) => rows.get(id)?.cells.memo === to).length
}

describe('all or nothing', () => {
  it.each([20, 130])('writes all %i rows where nothing is in the way', async (count) => {
    const ids = await made(count)
    const answer = await done(office, accountant, all(ids, '全部'))
    expect(answer.counts.applied).toBe(count)
    expect(await changed(ids, '全部')).toBe(count)
  })

  it.each([20, 130])('writes none of %i rows where one clashes, and says which', async (count) => {
    const ids = await made(count)
    const last = ids.at(-1) ?? ''
    await done(office, accountant, setting(entries, 'memo', [[last, `第${count - 1}笔`, '别人']]))
    const answer = await done(office, accountant, all(ids, '全部'))
    expect(answer).toMatchObject({
      state: 'applied',
      done: count,
      withheld: count - 1,
      counts: { applied: 0, conflict: 1 },
    })
    expect(answer.others).toMatchObject([{ row: last, cells: [{ found: '别人' }] }])
    expect(await changed(ids, '全部')).toBe(0)
  })

  it('takes back what it had written, when a clash comes late', async () => {
    const ids = await made(130)
    const change = all(ids, '全部')
    await accountant.changes.submit(change)
    office.queue.length = 0
    await applyBatch(change.batch, {
      store: late(ids),
      rulebook: office.rulebook,
      now: office.now,
      mayGoOn: () => true,
    })
    const answer = await accountant.changes.batch({ batch: change.batch })
    expect(answer.counts.conflict).toBe(1)
    expect(answer.undoneBy).toBeDefined()
    expect(await changed(ids, '全部')).toBe(0)
  })

  /** A store on which somebody edits the last row once two chunks have been decided about and written. */
  function late(ids: readonly string[]): Store {
    let reads = 0
    return {
      ...office.store,
      read: async (keys, table) => {
        const isChunk = keys.some(({ sk }) => sk.startsWith('CHUNK#'))
        // Three chunks are tried first; the fourth reading is of the first chunk that is to be written.
        if (isChunk && ++reads === 4) {
          const last = ids.at(-1) ?? ''
          await accountant.changes.submit(setting(entries, 'memo', [[last, `第${ids.length - 1}笔`, '别人']]))
        }
        return office.store.read(keys, table)
      },
    }
  }
})
