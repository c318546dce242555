import type { SheetModel } from './model.svelte.ts'
import { spotsOf, type Range } from './selection.ts'
import { Tally, type Summary } from './status.ts'

/** What the status bar says of the selection: its size, and what its cells add up to. */
export interface SelectionSummary extends Summary {
  rows: number
  columns: number
}

export function summaryOf(model: SheetModel): SelectionSummary {
  void model.tick
  const { ranges } = model.selection
  const end = model.view.rows.length
  const tally = new Tally()
  const [only] = ranges
  const byColumn = ranges.length === 1 && only ? columnsIn(only, end) : columnsOf(model, end)
  for (const [place, rows] of byColumn) {
    const index = model.indexAt(place)
    const kind = model.columnAt(place)?.kind
    if (kind) tally.add(kind, cellsIn(model, index, rows))
  }
  const rows = new Set([...byColumn.values()].flatMap((list) => [...list])).size
  return { ...tally.summary, rows, columns: byColumn.size }
}

function* cellsIn({ view, rows }: SheetModel, index: number, places: Iterable<number>) {
  for (const place of places) {
    const slot = view.rows[place]
    yield slot === undefined ? null : rows.store.cell(slot, index)
  }
}

/** The rows selected in each column; the blank line at the end is no row. */
function columnsIn({ top, left, bottom, right }: Range, end: number): Map<number, number[]> {
  const last = Math.min(bottom, end - 1)
  const rows = Array.from({ length: Math.max(0, last - top + 1) }, (_, i) => top + i)
  return new Map(Array.from({ length: right - left + 1 }, (_, i) => [left + i, rows]))
}

function columnsOf(model: SheetModel, end: number): Map<number, number[]> {
  const columns = new Map<number, number[]>()
  for (const { row, column } of spotsOf(model.selection)) {
    if (row >= end) continue
    const rows = columns.get(column) ?? []
    if (rows.length === 0) columns.set(column, rows)
    rows.push(row)
  }
  return columns
}
