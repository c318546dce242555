/** A place among the rows and columns in sight. */
export interface Spot {
  row: number
  column: number
}

/** A rectangle of places, both ends included. `whole`: made of whole rows or columns, so it grows with the sheet. */
export interface Range {
  top: number
  left: number
  bottom: number
  right: number
  whole?: 'rows' | 'columns' | 'all' | undefined
}

/**
 * 选区. One place is active; the last range holds it and grows from its anchor; further ranges stand apart. Places are
 * those of rows in sight, so hidden rows are never part of a selection. Values: each change makes a new selection.
 */
export interface Selection {
  active: Spot
  /** the corner from which the last range grows */
  anchor: Spot
  ranges: readonly Range[]
  /** the column in which a run of Tab began: Enter goes back to it */
  run?: number | undefined
}

/** How many rows and columns are in sight. */
export interface Extent {
  rows: number
  columns: number
}

export const rangeOf = (one: Spot, other: Spot): Range => ({
  top: Math.min(one.row, other.row),
  left: Math.min(one.column, other.column),
  bottom: Math.max(one.row, other.row),
  right: Math.max(one.column, other.column),
})

export const select = (spot: Spot, run?: number): Selection => ({
  active: spot,
  anchor: spot,
  ranges: [rangeOf(spot, spot)],
  run,
})

export const selectRange = (range: Range, active: Spot = { row: range.top, column: range.left }): Selection => ({
  active,
  anchor: active,
  ranges: [range],
})

/** Shift with an arrow or a click: the last range reaches from its anchor to there. */
export function extend(selection: Selection, to: Spot, { rows, columns }: Extent): Selection {
  const whole = lastOf(selection).whole
  const reached = rangeOf(selection.anchor, to)
  const range =
    whole === 'rows'
      ? { ...reached, left: 0, right: columns - 1, whole }
      : whole === 'columns'
        ? { ...reached, top: 0, bottom: rows - 1, whole }
        : reached
  return { ...selection, ranges: [...selection.ranges.slice(0, -1), range], run: undefined }
}

/** Ctrl with a click: another range, which becomes the last one. */
export const add = (selection: Selection, spot: Spot): Selection => ({
  active: spot,
  anchor: spot,
  ranges: [...selection.ranges, rangeOf(spot, spot)],
})

export const lastOf = ({ ranges, active }: Selection): Range => ranges[ranges.length - 1] ?? rangeOf(active, active)

export const sizeOf = ({ top, left, bottom, right }: Range): number => (bottom - top + 1) * (right - left + 1)

export const isSingle = ({ ranges }: Selection): boolean =>
  ranges.length === 1 && ranges.every((range) => sizeOf(range) === 1)

export const holds = ({ top, left, bottom, right }: Range, { row, column }: Spot): boolean =>
  row >= top && row <= bottom && column >= left && column <= right

export const isSelected = ({ ranges }: Selection, spot: Spot): boolean => ranges.some((range) => holds(range, spot))

export const wholeRows = (from: number, to: number, { columns }: Extent): Range => ({
  ...rangeOf({ row: from, column: 0 }, { row: to, column: columns - 1 }),
  whole: 'rows',
})

export const wholeColumns = (from: number, to: number, { rows }: Extent): Range => ({
  ...rangeOf({ row: 0, column: from }, { row: rows - 1, column: to }),
  whole: 'columns',
})

export const everything = ({ rows, columns }: Extent): Range => ({
  top: 0,
  left: 0,
  bottom: rows - 1,
  right: columns - 1,
  whole: 'all',
})

/** Each selected place once, by rows, although ranges may overlap. */
export function* spotsOf({ ranges }: Pick<Selection, 'ranges'>): Generator<Spot> {
  for (const [i, range] of ranges.entries())
    for (let row = range.top; row <= range.bottom; row++)
      for (let column = range.left; column <= range.right; column++)
        if (!ranges.slice(0, i).some((earlier) => holds(earlier, { row, column }))) yield { row, column }
}

/** The selected rows, each once, in order. */
export function rowsOf({ ranges }: Pick<Selection, 'ranges'>): number[] {
  const rows = new Set<number>()
  for (const { top, bottom } of ranges) for (let row = top; row <= bottom; row++) rows.add(row)
  return [...rows].sort((a, b) => a - b)
}

/**
 * The selection as it fits into what is in sight now; places beyond are taken to the edge. Whole columns end with the
 * last row of the body, which the blank line for new rows is no part of.
 */
export function fitted(selection: Selection, { rows, columns }: Extent, body: Extent = { rows, columns }): Selection {
  const row = (n: number): number => Math.max(0, Math.min(n, rows - 1))
  const column = (n: number): number => Math.max(0, Math.min(n, columns - 1))
  const spot = (at: Spot): Spot => ({ row: row(at.row), column: column(at.column) })
  return {
    active: spot(selection.active),
    anchor: spot(selection.anchor),
    ranges: selection.ranges.map((range) => ({
      ...range,
      top: row(range.top),
      bottom: range.whole === 'columns' || range.whole === 'all' ? Math.max(0, body.rows - 1) : row(range.bottom),
      left: column(range.left),
      right: range.whole === 'rows' || range.whole === 'all' ? Math.max(0, columns - 1) : column(range.right),
    })),
    run: selection.run,
  }
}
