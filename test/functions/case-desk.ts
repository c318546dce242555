import { hash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import type { Cell } from '#shared/base/cell'
import type { ChangeSet } from '#shared/base/changes'
import type { FeedEntry, TileAddress } from '#shared/base/contract'
import type { Row } from '#shared/base/sheet'
import { decodeTile, rowsOfTile, type TileRow } from '#shared/base/tile'
import { cases } from '#shared/cases/columns'
import { caseYear, unitsOfCases, type CaseSample } from '#test/samples/cases'
import { mint } from '../client.ts'
import { units } from './ledger-year.ts'
import { creatingAs, done, rowsNow, type Clerk, type Office } from './office.ts'

export const requests = { sheet: 'cases', place: '' } as const

/** A desk with sixty units. */
export interface CaseDesk {
  supervisor: Clerk
  dispatcher: Clerk
}

export async function aCaseDesk(office: Office): Promise<CaseDesk> {
  const registrar = await office.clerk(['registrar'])
  const rows = Object.fromEntries(unitsOfCases().map(({ id, cells }) => [id, cells]))
  await done(office, registrar, creatingAs(units, rows))
  return { supervisor: await office.clerk(['supervisor']), dispatcher: await office.clerk(['dispatcher']) }
}

/** A change-set that takes over rows as they were kept elsewhere. */
export const importing = (rows: readonly Pick<Row, 'id' | 'cells'>[]): ChangeSet => ({
  ...requests,
  batch: mint(),
  gesture: 'import',
  imports: { rows: rows.map(({ id }) => id), columns: cases.columns.flatMap(({ key }) => columnIn(key, rows)) },
})

function columnIn(key: string, rows: readonly Pick<Row, 'cells'>[]): { key: string; words: Cell[]; after: number[] }[] {
  const places = new Map<Cell, number>()
  const after = rows.map(({ cells: { [key]: cell = null } }) => {
    const place = cell === null ? -1 : (places.get(cell) ?? places.size)
    if (cell !== null) places.set(cell, place)
    return place
  })
  return places.size === 0 ? [] : [{ key, words: [...places.keys()], after }]
}

/** Takes a year of cases over, and lets the projector tell of it. */
export async function withYear(office: Office, { supervisor }: CaseDesk, sample: CaseSample): Promise<Row[]> {
  const rows = caseYear(sample)
  const answer = await done(office, supervisor, importing(rows))
  if (answer.counts.applied !== rows.length) throw new Error(JSON.stringify(answer.others[0]))
  await office.project()
  return rows.map(({ id, cells }) => ({ id, rev: 1, cells }))
}

/** The bytes behind a tile's address, as a browser takes them. */
export async function bytesOf({ url, hash: print }: TileAddress): Promise<Uint8Array> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
  const taken = new Uint8Array(await answer.arrayBuffer())
  const bytes = taken[0] === 0x1f ? gunzipSync(taken) : taken
  if (hash('sha256', bytes) !== print) throw new Error('other bytes than its hash says')
  return bytes
}

/** What a reader of cases has in the end: tiles, rows, then everything that the feed says behind them. */
export interface Reading {
  rows: Map<string, TileRow>
  tiles: TileAddress[]
  entries: FeedEntry[]
  cursor: string
}

export async function readCases(clerk: Clerk): Promise<Reading> {
  const { tiles = [], cursor } = await clerk.rows.open({ place: '', sheets: ['cases'] })
  const bytes = await Promise.all(tiles.map(bytesOf))
  const rows = new Map(bytes.flatMap((tile) => rowsOfTile(cases, decodeTile(cases, tile))).map((row) => [row.id, row]))
  for (const [id, { rev, cells }] of await rowsNow(clerk, requests)) rows.set(id, { id, rev, cells })
  const { entries, cursor: last } = await followCases(clerk, cursor)
  for (const { row, rev, cells } of entries) {
    if ((rows.get(row)?.rev ?? 0) > rev) continue
    if (cells) rows.set(row, { id: row, rev, cells })
    else rows.delete(row)
  }
  return { rows, tiles, entries, cursor: last }
}

export async function followCases(clerk: Clerk, from: string): Promise<{ entries: FeedEntry[]; cursor: string }> {
  const entries: FeedEntry[] = []
  let cursor = from
  for (let more = true; more;) {
    const page = await clerk.rows.follow({ place: '', sheets: ['cases'], cursor })
    entries.push(...page.entries)
    ;({ cursor, more } = page)
  }
  return { entries, cursor }
}
