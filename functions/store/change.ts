import type { BatchId, ChangeSet } from '#shared/base/changes'
import type { Cell, ColumnKey } from '#shared/base/cell'
import type { Sealed } from './sealer.ts'
import type { Column, Place, RowId, Sheet } from '#shared/base/sheet'

/** One cell of a change: what the user saw there, and what is to stand. */
export interface Touch {
  column: ColumnKey
  before: Cell
  after: Cell
}

/** What is asked of one row. */
export type RowChange =
  | { act: 'set'; row: RowId; cells: readonly Touch[] }
  | { act: 'create' | 'import'; row: RowId; cells: readonly Touch[]; person?: Sealed }
  | { act: 'step'; row: RowId; rev: number; step: string; input: unknown }
  | { act: 'void' | 'restore'; row: RowId; rev: number }

/** What a batch is about, beside its rows. */
export interface Heading {
  batch: BatchId
  sheet: Sheet
  place: Place
  gesture: ChangeSet['gesture']
  /** nothing is applied unless every row can be */
  whole: boolean
  undoOf?: BatchId
  /** the import of which it is a piece: it is listed there, and its import has it applied */
  parent?: string
}

/** A change-set by rows, as it was understood. `hash` is that of the request's body: the same id with another is refused. */
export interface Change extends Heading {
  rows: readonly RowChange[]
  hash: string
  /** of the body */
  bytes: number
}

export const touchesOf = (change: RowChange): readonly Touch[] => ('cells' in change ? change.cells : [])

export const cellsIn = (rows: readonly RowChange[]): number =>
  rows.reduce((sum, change) => sum + touchesOf(change).length, 0)

/** The columns that a change touches, in the sheet's order. */
export function columnsIn({ sheet, rows }: Pick<Change, 'sheet' | 'rows'>): ColumnKey[] {
  const touched = new Set<ColumnKey>()
  for (const change of rows) for (const { column } of touchesOf(change)) touched.add(column)
  return sheet.columns.map(({ key }) => key).filter((key) => touched.has(key))
}

const known = new WeakMap<Sheet, ReadonlyMap<ColumnKey, Column>>()

/** A sheet's columns by key: a map, so that no key reaches into an object's prototype. */
export function columnsByKey(sheet: Sheet): ReadonlyMap<ColumnKey, Column> {
  const found = known.get(sheet) ?? new Map(sheet.columns.map((column) => [column.key, column]))
  known.set(sheet, found)
  return found
}
