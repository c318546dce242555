import { holds, lastOf, select, sizeOf, type Extent, type Range, type Selection, type Spot } from './selection.ts'

export type Way = 'up' | 'down' | 'left' | 'right'

const steps: Record<Way, { row: number; column: number }> = {
  up: { row: -1, column: 0 },
  down: { row: 1, column: 0 },
  left: { row: 0, column: -1 },
  right: { row: 0, column: 1 },
}

const inside = ({ row, column }: Spot, { rows, columns }: Extent): boolean =>
  row >= 0 && row < rows && column >= 0 && column < columns

export function step(spot: Spot, way: Way, extent: Extent, by = 1): Spot {
  const { row, column } = steps[way]
  return {
    row: Math.max(0, Math.min(extent.rows - 1, spot.row + row * by)),
    column: Math.max(0, Math.min(extent.columns - 1, spot.column + column * by)),
  }
}

/**
 * Ctrl with an arrow: to the edge of the filled block, or over a gap to the next filled cell, or to the sheet's end, as
 * spreadsheets do.
 */
export function edge(from: Spot, way: Way, extent: Extent, filled: (spot: Spot) => boolean): Spot {
  const { row, column } = steps[way]
  const next = (spot: Spot): Spot => ({ row: spot.row + row, column: spot.column + column })
  let spot = from
  const along = filled(from) && inside(next(from), extent) && filled(next(from))
  while (inside(next(spot), extent)) {
    const ahead = next(spot)
    if (along && !filled(ahead)) return spot
    spot = ahead
    if (!along && filled(ahead)) return spot
  }
  return spot
}

/** The block of filled cells around a place: it ends where a whole row or column beside it is blank. */
export function blockAround(at: Spot, extent: Extent, filled: (spot: Spot) => boolean): Range {
  let block: Range = { top: at.row, left: at.column, bottom: at.row, right: at.column }
  const any = ({ top, left, bottom, right }: Range): boolean => {
    for (let row = top; row <= bottom; row++)
      for (let column = left; column <= right; column++)
        if (inside({ row, column }, extent) && filled({ row, column })) return true
    return false
  }
  for (;;) {
    const { top, left, bottom, right } = block
    const wider: Range = {
      top: top - Number(top > 0 && any({ top: top - 1, bottom: top - 1, left: left - 1, right: right + 1 })),
      bottom:
        bottom +
        Number(
          bottom + 1 < extent.rows && any({ top: bottom + 1, bottom: bottom + 1, left: left - 1, right: right + 1 }),
        ),
      left: left - Number(left > 0 && any({ top: top - 1, bottom: bottom + 1, left: left - 1, right: left - 1 })),
      right:
        right +
        Number(
          right + 1 < extent.columns && any({ top: top - 1, bottom: bottom + 1, left: right + 1, right: right + 1 }),
        ),
    }
    if (sizeOf(wider) === sizeOf(block)) return block
    block = wider
  }
}

/** Tab and Enter: through the selected range where there is one, else on; Enter after a run of Tab returns to its start. */
export function advance(selection: Selection, key: 'tab' | 'enter', back: boolean, extent: Extent): Selection {
  const range = lastOf(selection)
  if (selection.ranges.length === 1 && sizeOf(range) > 1) return within(selection, range, key, back)
  const { active, run } = selection
  if (key === 'tab') return select(step(active, back ? 'left' : 'right', extent), run ?? active.column)
  const from = back ? active : { row: active.row, column: run ?? active.column }
  return select(step(from, back ? 'up' : 'down', extent))
}

function within(selection: Selection, range: Range, key: 'tab' | 'enter', back: boolean): Selection {
  const [high, wide] = [range.bottom - range.top + 1, range.right - range.left + 1]
  const { row, column } = selection.active
  const byRows = key === 'tab'
  const place = byRows ? (row - range.top) * wide + column - range.left : (column - range.left) * high + row - range.top
  const next = (place + (back ? high * wide - 1 : 1)) % (high * wide)
  const active = byRows
    ? { row: range.top + Math.floor(next / wide), column: range.left + (next % wide) }
    : { row: range.top + (next % high), column: range.left + Math.floor(next / high) }
  return { ...selection, active, anchor: holds(range, selection.anchor) ? selection.anchor : active }
}
