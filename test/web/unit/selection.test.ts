import { describe, expect, it } from 'vitest'
import { advance, blockAround, edge, step } from '#web/sheet/moves.ts'
import { add, extend, fitted, select, selectRange, spotsOf, wholeColumns, type Spot } from '#web/sheet/selection.ts'

const extent = { rows: 10, columns: 5 }
const at = (row: number, column: number): Spot => ({ row, column })

describe('moving with the keys', () => {
  it('stops at the edges of the sheet', () => {
    expect(step(at(0, 0), 'up', extent)).toEqual(at(0, 0))
    expect(step(at(9, 4), 'right', extent)).toEqual(at(9, 4))
    expect(step(at(2, 0), 'down', extent, 20)).toEqual(at(9, 0))
  })

  it('goes to the edge of the filled block, then over the gap, then to the end', () => {
    const filled = ({ row }: Spot): boolean => row <= 3 || row === 6
    expect(edge(at(0, 0), 'down', extent, filled)).toEqual(at(3, 0))
    expect(edge(at(3, 0), 'down', extent, filled)).toEqual(at(6, 0))
    expect(edge(at(6, 0), 'down', extent, filled)).toEqual(at(9, 0))
    expect(edge(at(9, 0), 'up', extent, filled)).toEqual(at(6, 0))
  })

  it('returns with Enter to the column in which a run of Tab began', () => {
    const run = [...'ttt'].reduce((selection) => advance(selection, 'tab', false, extent), select(at(1, 1)))
    expect(run.active).toEqual(at(1, 4))
    expect(advance(run, 'enter', false, extent).active).toEqual(at(2, 1))
  })

  it('goes round inside a selected range: Tab by rows, Enter by columns', () => {
    const range = selectRange({ top: 0, left: 0, bottom: 1, right: 1 })
    const tabs = [1, 2, 3, 4].map((n) => Array.from({ length: n }).reduce<typeof range>((held) => advance(held, 'tab', false, extent), range).active) // prettier-ignore
    expect(tabs).toEqual([at(0, 1), at(1, 0), at(1, 1), at(0, 0)])
    expect(advance(range, 'enter', false, extent).active).toEqual(at(1, 0))
    expect(advance(range, 'enter', true, extent).active).toEqual(at(1, 1))
  })

  it('finds the block round a cell, also over corners', () => {
    const filled = ({ row, column }: Spot): boolean => (row <= 2 && column <= 2) || (row === 3 && column === 3)
    expect(blockAround(at(1, 1), extent, filled)).toEqual({ top: 0, left: 0, bottom: 3, right: 3 })
    expect(blockAround(at(8, 4), extent, filled)).toEqual({ top: 8, left: 4, bottom: 8, right: 4 })
  })
})

describe('a selection', () => {
  it('grows from its anchor, whichever way', () => {
    const grown = extend(select(at(4, 2)), at(1, 3), extent)
    expect(grown.ranges).toEqual([{ top: 1, left: 2, bottom: 4, right: 3 }])
    expect(grown.active).toEqual(at(4, 2))
  })

  it('keeps whole columns whole while it grows', () => {
    const column = selectRange(wholeColumns(1, 1, extent), at(0, 1))
    expect(extend(column, at(3, 2), extent).ranges).toEqual([
      { top: 0, left: 1, bottom: 9, right: 2, whole: 'columns' },
    ])
  })

  it('counts a cell once, although two ranges hold it', () => {
    const two = extend(add(extend(select(at(0, 0)), at(1, 1), extent), at(1, 1)), at(2, 2), extent)
    expect([...spotsOf(two)]).toHaveLength(7)
  })

  it('fits into what is left of the rows after a filter', () => {
    const all = selectRange(wholeColumns(1, 2, extent), at(7, 1))
    const left = fitted(all, { rows: 3, columns: 5 })
    expect(left.active).toEqual(at(2, 1))
    expect(left.ranges).toEqual([{ top: 0, left: 1, bottom: 2, right: 2, whole: 'columns' }])
  })
})
