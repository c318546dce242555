import { limits } from '#shared/base/limits'
import { refusal, refusalData, type RefusalData } from '#shared/base/refusal'
import { lastOf, rowsOf, sizeOf, type Extent, type Range, type Selection } from './selection.ts'

/** One cell of the block and where it goes; rows from `extent.rows` on are new ones. */
export interface Landing {
  row: number
  column: number
  from: { row: number; column: number }
}

/** Where a block lands. */
export interface Placement {
  landings: Landing[]
  /** what is selected afterwards */
  range: Range
  /** rows that must be made */
  newRows: number
  /** cells of the block that lie beyond the last column, or beyond the last row where none may be made */
  beyond: { from: { row: number; column: number }; side: 'right' | 'below' }[]
}

export interface Block {
  high: number
  wide: number
}

/** `rows` and `columns` that are in sight; a hidden row is not there to be pasted into. */
export interface Field extends Extent {
  mayCreate: boolean
}

/**
 * 粘贴落点. One cell fills the selection; a selection that is a multiple of the block is tiled; else the block lands
 * from the upper left. Only rows in sight count. Past the end rows are made where the role may.
 */
export function place(block: Block, selection: Selection, field: Field): Placement | RefusalData {
  const targets = targetsOf(block, selection, field)
  const cells = targets.reduce((sum, range) => sum + sizeOf(range), 0)
  const rows = targets.reduce((sum, { top, bottom }) => sum + bottom - top + 1, 0)
  if (rows > limits.rows) return refusalData(refusal('change/too-many-rows', { rows, limit: limits.rows }))
  if (cells > limits.cells) return refusalData(refusal('change/too-many-cells', { cells, limit: limits.cells }))
  const placement: Placement = { landings: [], range: targets[0] ?? lastOf(selection), newRows: 0, beyond: [] }
  for (const range of targets) land(range, block, field, placement)
  placement.range = cropped(placement.range, field, placement.newRows)
  return placement
}

/** The rectangles that are written. */
function targetsOf({ high, wide }: Block, selection: Selection, field: Field): Range[] {
  const tiles = (range: Range): boolean =>
    (range.bottom - range.top + 1) % high === 0 && (range.right - range.left + 1) % wide === 0
  if (selection.ranges.every(tiles) && (selection.ranges.length > 1 || sizeOf(lastOf(selection)) > 1))
    return selection.ranges.map((range) => inSight(range, field))
  const { top, left } = lastOf(selection)
  return [{ top, left, bottom: top + high - 1, right: left + wide - 1 }]
}

/** A whole column ends with the last row; the blank line below it is not part of it. */
const inSight = (range: Range, { rows }: Field): Range =>
  range.top >= rows ? range : { ...range, bottom: Math.max(range.top, Math.min(range.bottom, rows - 1)) }

function land(range: Range, { high, wide }: Block, field: Field, placement: Placement): void {
  for (let row = range.top; row <= range.bottom; row++)
    for (let column = range.left; column <= range.right; column++) {
      const from = { row: (row - range.top) % high, column: (column - range.left) % wide }
      if (column >= field.columns) placement.beyond.push({ from, side: 'right' })
      else if (row >= field.rows && !field.mayCreate) placement.beyond.push({ from, side: 'below' })
      else {
        placement.landings.push({ row, column, from })
        placement.newRows = Math.max(placement.newRows, row - field.rows + 1)
      }
    }
}

const cropped = (range: Range, { rows, columns }: Field, newRows: number): Range => ({
  top: range.top,
  left: range.left,
  bottom: Math.min(range.bottom, rows + newRows - 1),
  right: Math.min(range.right, columns - 1),
})

/** Ranges that can be copied as one block: the same rows side by side, or the same columns one below the other. */
export function copyable(selection: Selection): { rows: number[]; columns: number[] } | undefined {
  const { ranges } = selection
  const [first] = ranges
  if (!first) return undefined
  const sameRows = ranges.every(({ top, bottom }) => top === first.top && bottom === first.bottom)
  const sameColumns = ranges.every(({ left, right }) => left === first.left && right === first.right)
  if (!sameRows && !sameColumns) return undefined
  const columns = new Set(
    ranges.flatMap(({ left, right }) => Array.from({ length: right - left + 1 }, (_, i) => left + i)),
  )
  return { rows: rowsOf(selection), columns: [...columns].sort((a, b) => a - b) }
}
