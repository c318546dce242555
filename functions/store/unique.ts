import { hash } from 'node:crypto'
import type { ColumnKey } from '#shared/base/cell'
import { refusal, refusalData, type RefusalData } from '#shared/base/refusal'
import type { Row, RowId } from '#shared/base/sheet'
import type { Draft } from './draft.ts'
import { uniqueKey, type Key } from './layout.ts'
import type { Settling } from './settle.ts'
import { placeIn } from './row.ts'

/** A unique value of a row: the item that stands for it, its columns, and the value as a refusal names it. */
interface Held {
  key: Key
  columns: readonly ColumnKey[]
  value: string
}

/** One unique item that a transaction moves from one holder to another; `undefined`: nobody. */
export interface Move {
  key: Key
  was: RowId | undefined
  is: RowId | undefined
}

export interface Claims {
  moves: Move[]
  /** by row: the columns whose values another row holds */
  taken: Map<RowId, { columns: readonly ColumnKey[]; refusal: RefusalData }>
}

/** Values longer than this stand in the key by their hash: a key has room for 2,048 bytes. */
const LONGEST = 300

/** The unique values of a live row. Where one of the columns is blank there is nothing to hold. */
export function heldBy(
  row: Row | undefined,
  district: string,
  { sheet, place }: Pick<Settling, 'sheet' | 'place'>,
): Held[] {
  if (!row || row.voided) return []
  return (sheet.unique ?? []).flatMap((columns) => {
    const cells = columns.map((column) => row.cells[column] ?? null)
    if (cells.includes(null)) return []
    const text = JSON.stringify(cells)
    const value = text.length > LONGEST ? hash('sha256', text) : text
    const key = uniqueKey(district, sheet.name, placeIn(sheet, place), columns.join('+'), value)
    return [{ key, columns, value: cells.join(' ') }]
  })
}

/** Whether a draft may move unique items at all: a plain edit of other columns never does. */
const mayMove = ({ act, written }: Draft, unique: readonly (readonly ColumnKey[])[]): boolean =>
  act !== 'set' || written.some(({ column }) => unique.some((columns) => columns.includes(column)))

/** What a draft gives up, and what it wants; what it keeps is neither. */
function movedBy({ before, after }: Draft, district: string, by: Settling): { given: Held[]; wanted: Held[] } {
  const held = heldBy(before, district, by)
  const wanted = heldBy(after, district, by)
  const absent =
    (from: readonly Held[]) =>
    ({ key }: Held): boolean =>
      !from.some((other) => other.key.pk === key.pk)
  return { given: held.filter(absent(wanted)), wanted: wanted.filter(absent(held)) }
}

/**
 * 唯一. Who holds which unique value after these drafts, all together: a value that one row of the transaction gives up
 * another may take, so two rows can change places. A value that somebody else holds, or takes first, is refused.
 */
export function claimsOf(drafts: readonly Draft[], district: string, by: Settling): Claims {
  const moves = new Map<string, Move>()
  const moveOf = (key: Key): Move => {
    const holder = by.sight.item(key)?.holder
    const was = typeof holder === 'string' ? holder : undefined
    const move = moves.get(key.pk) ?? { key, was, is: was }
    moves.set(key.pk, move)
    return move
  }
  const moving = drafts
    .filter((draft) => mayMove(draft, by.sheet.unique ?? []))
    .map((draft) => ({ row: draft.row, ...movedBy(draft, district, by) }))
  for (const { row, given } of moving) {
    for (const { key } of given) {
      const move = moveOf(key)
      if (move.is === row) move.is = undefined
    }
  }
  const taken: Claims['taken'] = new Map()
  for (const { row, wanted } of moving) {
    for (const { key, columns, value } of wanted) {
      const move = moveOf(key)
      if (move.is === undefined) move.is = row
      else if (move.is !== row) taken.set(row, { columns, refusal: takenBy(move.is, columns, value) })
    }
  }
  return { moves: [...moves.values()].filter(({ was, is }) => was !== is), taken }
}

const takenBy = (holder: RowId, [column = '']: readonly ColumnKey[], value: string): RefusalData =>
  refusalData(refusal('row/unique-taken', { column, value, holder }))
