import type { Cell } from '#shared/base/cell'
import type { RowColumns } from '#shared/base/contract'
import type { Row, Sheet } from '#shared/base/sheet'

/** Rows as they travel: column by column with dictionaries; a blank cell is the word `null`. */
export function columnsOf({ name, columns }: Sheet, rows: readonly Row[]): RowColumns {
  return {
    sheet: name,
    rows: rows.map(({ id }) => id),
    revs: rows.map(({ rev }) => rev),
    columns: columns.map(({ key }) => ({ key, ...coded(rows.map(({ cells }) => cells[key] ?? null)) })),
  }
}

function coded(cells: readonly Cell[]): { words: Cell[]; codes: number[] } {
  const places = new Map<Cell, number>()
  const codes = cells.map((cell) => {
    const place = places.get(cell) ?? places.size
    places.set(cell, place)
    return place
  })
  return { words: [...places.keys()], codes }
}
