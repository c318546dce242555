import type { SheetModel } from './model.svelte.ts'
import type { Range } from './selection.ts'
import type { Work } from './slices.ts'
import { Tally, type Summary } from './status.ts'

/** What the status bar says of the selection: its size, and what its cells add up to. */
export interface SelectionSummary extends Summary {
  rows: number
  columns: number
}

/** Rows from a place up to another. */
interface Stretch {
  from: number
  to: number
}

/** More cells than these are not added up in one go while somebody may be typing. */
const inOneGo = 100_000

export const isQuick = ({ selection, view }: SheetModel): boolean =>
  selection.ranges.reduce((cells, range) => cells + sizeWithin(range, view.rows.length), 0) <= inOneGo

const sizeWithin = ({ top, bottom, left, right }: Range, end: number): number =>
  Math.max(0, Math.min(bottom + 1, end) - top) * (right - left + 1)

/** Adds up the selection, each cell once although ranges may overlap. */
export function* summaryOf({ view, rows: { store }, selection, columns }: SheetModel): Work<SelectionSummary> {
  const { ranges } = selection
  const end = view.rows.length
  const tally = new Tally()
  const places = new Set(ranges.flatMap(({ left, right }) => Array.from({ length: right - left + 1 }, (_, i) => left + i))) // prettier-ignore
  for (const place of places) {
    const shown = columns.shown[place]
    if (!shown) continue
    const { index, column } = shown
    const tallied = { dictionary: store.dictionary(index), codes: store.codes(index), rows: view.rows }
    const over = ranges.filter(({ left, right }) => place >= left && place <= right)
    for (const { from, to } of stretches(over, end)) yield* tally.add(column.kind, tallied, from, to)
  }
  const rows = stretches(ranges, end).reduce((sum, { from, to }) => sum + to - from, 0)
  return { ...tally.summary, rows, columns: rows === 0 ? 0 : places.size }
}

/** The selected rows as stretches that do not overlap; the blank line at the end is no row. */
function stretches(ranges: readonly Range[], end: number): Stretch[] {
  const within = ranges.map(({ top, bottom }) => ({ from: top, to: Math.min(bottom + 1, end) }))
  const joined: Stretch[] = []
  for (const { from, to } of within.filter((one) => one.to > one.from).sort((a, b) => a.from - b.from)) {
    const last = joined[joined.length - 1]
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else joined.push({ from, to })
  }
  return joined
}
