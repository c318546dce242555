import type { Cell } from '#shared/base/cell'
import type { Cells, Place, RowId, SheetName } from '#shared/base/sheet'

/** A row to be created: its id and the cells that hold something. */
export interface SeedRow {
  id: RowId
  cells: Cells
}

/** Rows of one sheet at one place, in the order in which they should be created. */
export interface SeedSheet {
  sheet: SheetName
  place: Place
  rows: readonly SeedRow[]
}

/** A row of cells, without those that hold nothing. */
export function seedRow(id: RowId, cells: Readonly<Record<string, Cell | undefined>>): SeedRow {
  const held = Object.entries(cells).filter((pair): pair is [string, Cell] => pair[1] !== undefined && pair[1] !== null)
  return { id, cells: Object.fromEntries(held) }
}
