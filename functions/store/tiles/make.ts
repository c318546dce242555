import type { Sheet } from '#shared/base/sheet'
import type { TileRow } from '#shared/base/tile'
import type { Month } from '#shared/cases/queue'
import { once } from '../queue.ts'
import type { Store } from '../store.ts'
import type { Family } from './family.ts'
import type { TileLine } from './manifest.ts'

/** The form of tiles: loaded when the first one is made or read. */
const form = once(() => import('#shared/base/tile'))

interface Of {
  family: Family
  month: Month
  sheet: Sheet
}

/** Writes rows as the tile of a month; no rows make no tile. */
export async function writeTile(
  { tiles }: Store,
  { family: { feed }, month, sheet }: Of,
  rows: readonly TileRow[],
): Promise<TileLine | undefined> {
  if (rows.length === 0) return undefined
  const { encodeTile } = await form()
  const bytes = encodeTile(sheet, rows)
  return { hash: await tiles.put({ feed, month }, bytes), bytes: bytes.length, rows: rows.length }
}

export async function readTile(
  { tiles }: Store,
  { family: { feed }, month, sheet }: Of,
  line: TileLine | undefined,
): Promise<TileRow[]> {
  if (!line) return []
  const { decodeTile, rowsOfTile } = await form()
  return rowsOfTile(sheet, decodeTile(sheet, await tiles.get({ feed, month, hash: line.hash })))
}
