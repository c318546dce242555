import { refusal } from '#shared/base/refusal'
import type { Sheet } from '#shared/base/sheet'
import { touchesOf, type Change, type RowChange } from './change.ts'
import type { Rulebook } from './rulebook.ts'

/** DynamoDB takes this many actions in one transaction. */
const ACTIONS = 100

/** Bytes of bodies in one transaction: row and event hold them about three times, and 4 MB is the limit. */
const BYTES = 1_000_000

/** An event's item has room for 400 KB. */
const ROW_BYTES = 350_000

/** A change with more bytes takes the long way, even where one transaction would do. */
const AT_ONCE = 300_000

/**
 * How many actions a row takes at most: itself and its event, an item for each unique value that it takes, and one for
 * each that it gives up, and the person behind a new row with his event.
 */
function actionsOf(change: RowChange, { unique = [] }: Sheet): number {
  if (change.act === 'step') return 2 + 2 * unique.length
  if (change.act !== 'set') return 2 + unique.length + ('person' in change ? 2 : 0)
  const touched = new Set(touchesOf(change).map(({ column }) => column))
  return 2 + 2 * unique.filter((columns) => columns.some((column) => touched.has(column))).length
}

/**
 * Cuts a change into as many rows as fit one transaction each, in their order: beside the rows there is the marker, the
 * mark on an undone batch, and the turn of a guarded sheet.
 * @throws request/too-large for a row that no item could hold
 */
export function cut({ sheet, rows, undoOf }: Change, { guards }: Rulebook): RowChange[][] {
  const room = ACTIONS - 1 - (undoOf === undefined ? 0 : 1) - (guards[sheet.name] ? 1 : 0)
  const chunks: RowChange[][] = []
  let left = { actions: 0, bytes: 0 }
  for (const change of rows) {
    const size = Buffer.byteLength(JSON.stringify(change))
    if (size > ROW_BYTES) throw refusal('request/too-large', { limit: ROW_BYTES, bytes: size })
    const needed = actionsOf(change, sheet)
    if (left.actions < needed || left.bytes < size) {
      chunks.push([])
      left = { actions: room, bytes: BYTES }
    }
    chunks.at(-1)?.push(change)
    left = { actions: left.actions - needed, bytes: left.bytes - size }
  }
  return chunks
}

/** Whether a change of these chunks is applied within the request. */
export const fitsAtOnce = (chunks: readonly RowChange[][], { bytes }: Pick<Change, 'bytes'>): boolean =>
  chunks.length === 1 && bytes <= AT_ONCE

/** Never more than this many rows fit, however small: a change with more need not be looked at. */
export const mostAtOnce = (ACTIONS - 2) / 2
