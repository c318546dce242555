import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cells, Row } from '#shared/base/sheet'
import { cases } from '#shared/cases/columns'
import { keysOfMonth } from '#functions/store/cases'
import { rowIdOf, rowOf } from '#functions/store/row'
import { rowsFromLedger } from '#functions/store/tiles/ledger'
import { monthsOfCases } from '#functions/store/tiles/months'
import { mint } from '../client.ts'
import { chanceOf } from '../faults/inject.ts'
import { replay } from '../faults/replay.ts'
import { aCaseDesk, bytesOf, followCases, readCases, requests, withYear, type CaseDesk } from './case-desk.ts'
import { anOffice, done, refusalIn, setting, voiding, type Office } from './office.ts'

let office: Office
let desk: CaseDesk
let rows: Row[]
beforeAll(async () => {
  office = await anOffice()
  desk = await aCaseDesk(office)
  rows = await withYear(office, desk, { rows: 400, last: '2026-10-12' })
}, 120_000)
afterAll(async () => {
  const { faults } = await replay(office.store, office.rulebook, ['accounts', 'units'])
  await office.close()
  expect(faults).toEqual([])
})

/** The live cases as they stand in the table. */
async function standing(): Promise<Map<string, Row>> {
  const months = await monthsOfCases(office.store, '2026-10')
  const keys = (await Promise.all(months.map((month) => keysOfMonth(office.store, month)))).flat()
  const items = await office.store.read(keys)
  const found = items.flatMap((item) => (item ? [rowOf(cases, rowIdOf(cases, item), item)] : []))
  return new Map(found.filter(({ voided }) => !voided).map((row) => [row.id, row]))
}

const plain = (found: Iterable<{ id: string; rev: number; cells: Cells }>) =>
  [...found].map(({ id, rev, cells }) => ({ id, rev, cells })).sort((a, b) => (a.id < b.id ? -1 : 1))

/** Some hours of people at work: edits of the columns that may be typed, a few rows voided and brought back. */
async function someEdits(rounds: number, seed: number): Promise<void> {
  const chance = chanceOf(seed)
  for (let round = 0; round < rounds; round++) {
    const now = [...(await standing()).values()]
    const some = now.filter(() => chance() < 0.03)
    const column = ['note', 'street', 'tags', 'cost'][Math.floor(chance() * 4)] ?? 'note'
    const value = column === 'cost' ? Math.floor(chance() * 100_000) : `第${round}轮${seed}`
    const change = setting(
      requests,
      column,
      some.map(({ id, cells }) => [id, cells[column] ?? null, value]),
    )
    await done(office, desk.dispatcher, change)
    const gone = now.filter(() => chance() < 0.002)
    if (gone.length > 0) await done(office, desk.dispatcher, voiding(requests, gone))
    if (gone.length > 1) await done(office, desk.dispatcher, voiding(requests, gone.slice(1).map(({ id, rev }) => ({ id, rev: rev + 1 })), 'restores')) // prettier-ignore
    office.pass(120)
    await office.project()
  }
}

describe('tiles', () => {
  it('hold with their feed every case as it stands, and as its events tell it', async () => {
    await someEdits(5, 3)
    const state = await standing()
    const { rows: read, tiles } = await readCases(desk.supervisor)
    expect(tiles.length).toBeGreaterThan(10)
    expect(plain(read.values())).toEqual(plain(state.values()))
    const months = await monthsOfCases(office.store, '2026-10')
    const keys = (await Promise.all(months.map((month) => keysOfMonth(office.store, month)))).flat()
    const told = (await rowsFromLedger(office.store, cases, keys)).filter(({ voided }) => !voided)
    expect(plain(told)).toEqual(plain(state.values()))
  })

  it('are behind by a few entries at most, and their months keep their files while nothing changes there', async () => {
    const [row] = rows
    const edit = async (value: string): Promise<void> => {
      office.pass(400)
      const note = (await standing()).get(row?.id ?? '')?.cells.note ?? null
      await done(office, desk.dispatcher, setting(requests, 'note', [[row?.id ?? '', note, value]]))
      await office.project()
    }
    await edit('改')
    const before = await readCases(desk.supervisor)
    await edit('又改')
    const after = await readCases(desk.supervisor)
    const hashes = (reading: typeof before) => new Map(reading.tiles.map(({ month, hash }) => [month, hash]))
    const changed = [...hashes(after)].filter(([month, hash]) => hashes(before).get(month) !== hash)
    expect(changed.map(([month]) => month)).toEqual(['2025-10'])
    expect(after.entries).toEqual([])
    expect(after.tiles.every(({ upTo }) => `1.${upTo}` === after.cursor)).toBe(true)
  })

  it('are given by month where only some months are asked for', async () => {
    const { tiles = [] } = await desk.supervisor.rows.open({ place: '', sheets: ['cases'], months: ['2026-03'] })
    expect(tiles.map(({ month }) => month)).toEqual(['2026-03'])
  })

  it('made anew from the ledger are the same files, in a new epoch, for every reader', async () => {
    await someEdits(3, 11)
    office.pass(400)
    const handler = await office.clerk(['handler'], { unit: 'housing' })
    const readers = [desk.supervisor, handler]
    // What is behind is brought up first: one more edit makes the tiles due.
    const housing = [...(await standing()).values()].find(
      ({ cells }) => cells.unit === 'housing' && cells.state !== 'refused',
    )
    await done(
      office,
      desk.dispatcher,
      setting(requests, 'note', [[housing?.id ?? '', housing?.cells.note ?? null, '齐']]),
    )
    await office.project()
    const before = await Promise.all(readers.map(readCases))
    const operator = await office.clerk(['system-administrator'])
    const as = mint()
    const begun = await operator.rows.rebuild({ as })
    expect(begun.left).toBeGreaterThan(11)
    await office.work()
    expect((await operator.rows.rebuild({ as })).left).toBe(0)
    const after = await Promise.all(readers.map(readCases))
    const files = (readings: typeof before) =>
      readings.map(({ tiles }) => tiles.map(({ month, hash }) => [month, hash]))
    expect(files(after)).toEqual(files(before))
    for (const [i, reader] of readers.entries()) {
      const old = before[i]?.cursor ?? ''
      expect(await refusalIn(followCases(reader, old))).toMatchObject({ code: 'feed/new-epoch' })
      expect(after[i]?.cursor).toMatch(/^2/)
    }
    expect(plain(after[0]?.rows.values() ?? [])).toEqual(plain((await standing()).values()))
  })

  it('are followed on after a rebuild, and kept up again', async () => {
    const { cursor } = await readCases(desk.supervisor)
    await someEdits(2, 23)
    const { entries } = await followCases(desk.supervisor, cursor)
    expect(entries.length).toBeGreaterThan(10)
    const { rows: read } = await readCases(desk.supervisor)
    expect(plain(read.values())).toEqual(plain((await standing()).values()))
  })

  it('are not to be had without their address, nor for long', async () => {
    const { tiles } = await readCases(desk.supervisor)
    const [tile] = tiles
    if (!tile) throw new Error('no tile')
    const [bare = ''] = tile.url.split('?')
    expect((await fetch(bare)).status).toBe(403)
    expect(Date.parse(tile.until) - Date.now()).toBeLessThanOrEqual(300_000)
    expect((await bytesOf(tile)).length).toBe(tile.bytes)
  })
})
