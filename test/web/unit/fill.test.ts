import { describe, expect, it } from 'vitest'
import { continued, fillTo } from '#web/sheet/fill.ts'
import { Dictionary } from '#web/sheet/dictionary.ts'
import { finish } from '#web/sheet/slices.ts'
import { Tally } from '#web/sheet/status.ts'

const yuan = { name: 'amount', unit: 'yuan' } as const
const wan = { name: 'amount', unit: 'wan' } as const
const text = { name: 'text' } as const
const day = { name: 'day' } as const

describe('the fill handle', () => {
  it('copies one value and never counts it up', () => {
    expect(continued(['XM-01'], text, 3)).toEqual(['XM-01', 'XM-01', 'XM-01'])
    expect(continued(['XM-01', 'XM-02'], text, 3)).toEqual(['XM-01', 'XM-02', 'XM-01'])
    expect(continued([100], yuan, 2)).toEqual([100, 100])
    expect(continued(['2025-01-31'], day, 2)).toEqual(['2025-01-31', '2025-01-31'])
  })

  it('goes on with two numbers, and repeats uneven ones', () => {
    expect(continued([100, 250], yuan, 3)).toEqual([400, 550, 700])
    expect(continued([1, 3], { name: 'count' }, 2)).toEqual([5, 7])
    expect(continued([100, 250, 300], yuan, 4)).toEqual([100, 250, 300, 100])
    expect(continued([100, null], yuan, 2)).toEqual([100, null])
  })

  it('goes on with two days, by months where the date is the same', () => {
    expect(continued(['2025-01-30', '2025-02-01'], day, 2)).toEqual(['2025-02-03', '2025-02-05'])
    expect(continued(['2025-01-15', '2025-02-15'], day, 2)).toEqual(['2025-03-15', '2025-04-15'])
    expect(continued(['2025-01-31', '2025-02-28'], day, 3)).toEqual(['2025-03-31', '2025-04-30', '2025-05-31'])
  })

  it('fills along the longer way', () => {
    const source = { top: 2, left: 1, bottom: 3, right: 1 }
    expect(fillTo(source, { row: 6, column: 2 })).toMatchObject({
      along: 'rows',
      back: false,
      target: { top: 4, bottom: 6 },
    })
    expect(fillTo(source, { row: 3, column: 4 })).toMatchObject({ along: 'columns', target: { left: 2, right: 4 } })
    expect(fillTo(source, { row: 0, column: 1 })).toMatchObject({
      along: 'rows',
      back: true,
      target: { top: 0, bottom: 1 },
    })
    expect(fillTo(source, { row: 2, column: 1 })).toBeUndefined()
  })
})

describe('the status bar', () => {
  const of = (...parts: [Parameters<Tally['add']>[0], (string | number | null)[]][]) => {
    const tally = new Tally()
    for (const [kind, cells] of parts) {
      const dictionary = new Dictionary()
      const codes = Int32Array.from(cells, (cell) => dictionary.add(cell))
      finish(tally.add(kind, { dictionary, codes, rows: [...cells.keys()] }, 0, cells.length))
    }
    return tally.summary
  }

  it('adds up amounts to the fen', () => {
    expect(of([yuan, [10, 20, null, 1]])).toEqual({ count: 3, sum: '0.31', average: '0.10', most: '0.20' })
  })

  it('rounds a sum of 万元 once, from the fen', () => {
    expect(of([wan, [4_999, 4_999, 4_999]])).toMatchObject({ sum: '0.01', average: '0.00' })
  })

  it('stays exact beyond what a double holds', () => {
    const cells = Array.from({ length: 10_000 }, () => 9_999_999_999_999)
    expect(of([yuan, cells]).sum).toBe('999,999,999,999,900.00')
  })

  it('has no sum over mixed units, and none of rates or texts', () => {
    expect(of([yuan, [1, 2]], [wan, [1, 2]])).toEqual({ count: 4 })
    expect(of([{ name: 'rate' }, ['95.69', '100.00']])).toEqual({ count: 2 })
    expect(of([text, ['甲']], [yuan, [100, 200]])).toMatchObject({ count: 3, sum: '3.00' })
  })
})
