import { describe, expect, it } from 'vitest'
import type { AccountTable, TableRow } from '#shared/accounts/table'
import { withBudget } from '#web/accounts/budget-beside.ts'
import { cellsOf, linesOf, moved, paired, placed, type Shape } from '#web/accounts/grid.ts'

const row = (key: string, over: Partial<TableRow> = {}): TableRow => ({
  key,
  label: key,
  level: 0,
  cells: [`c.${key}`],
  ...over,
})

const table = (over: Partial<AccountTable>): AccountTable => ({
  no: '05',
  title: '一般公共预算财政拨款支出决算表',
  form: '公开05表',
  empty: false,
  sides: [],
  ...over,
})

const column = { key: 'amount', label: '金额' }

const tree = table({
  sides: [
    {
      key: 'rows',
      coded: true,
      columns: [column],
      rows: [
        row('total', { strong: true }),
        row('206', { code: '206', level: 1 }),
        row('20605', { code: '20605', level: 2 }),
        row('2060501', { code: '2060501', level: 3 }),
        row('208', { code: '208', level: 1 }),
      ],
    },
  ],
})

const twoSided = table({
  no: '01',
  sides: [
    {
      key: 'in',
      title: '收入',
      coded: false,
      columns: [column],
      rows: [row('general'), row('total', { strong: true, cells: ['c.in'] })],
    },
    {
      key: 'out',
      title: '支出',
      coded: false,
      columns: [column],
      rows: [...['201', '202', '203', '204'].map((key) => row(key)), row('total', { strong: true, cells: ['c.out'] })],
    },
  ],
})

const open: Shape = { has: () => true, closed: new Set(), opened: new Set() }
const keysOf = (shape: Shape): string[] =>
  linesOf(tree, shape).map((line) => (line.kind === 'row' ? (line.sides[0]?.key ?? '') : '…'))

describe('a statutory table on the screen', () => {
  it('stands totals beside totals, however many lines a side has', () => {
    expect(paired(twoSided.sides).map((sides) => sides.map((one) => one?.key))).toEqual([
      ['general', '201'],
      [undefined, '202'],
      [undefined, '203'],
      [undefined, '204'],
      ['total', 'total'],
    ])
  })

  it('hides all lines below a class that is closed, and no other', () => {
    expect(keysOf({ ...open, closed: new Set(['206']) })).toEqual(['total', '206', '208'])
    expect(keysOf({ ...open, closed: new Set(['20605']) })).toEqual(['total', '206', '20605', '208'])
    expect(keysOf(open)).toHaveLength(5)
  })

  it('folds three lines and more without data, until somebody opens them', () => {
    const shape: Shape = { ...open, has: (id) => id === 'c.general' || id === 'c.201' }
    const [first, second, ...rest] = linesOf(twoSided, shape)
    expect(first).toMatchObject({ kind: 'row', number: 1 })
    expect(second).toEqual({ kind: 'folded', from: 2, to: 4 })
    expect(rest).toHaveLength(1)
    expect(linesOf(twoSided, { ...shape, opened: new Set([2]) })).toHaveLength(5)
  })

  it('counts as cells only lines that are shown', () => {
    const shape: Shape = { ...open, has: (id) => id === 'c.general' || id === 'c.201' }
    expect(cellsOf(twoSided, linesOf(twoSided, shape))).toEqual([
      ['c.general', 'c.201'],
      ['c.in', 'c.out'],
    ])
  })

  it('moves as keys say and never leaves the table', () => {
    const size = { rows: 3, columns: 2 }
    const press = (key: string, more = {}) => moved({ row: 0, column: 0 }, { key, ctrlKey: false, shiftKey: false, ...more }, size) // prettier-ignore
    expect(press('ArrowUp')).toEqual({ row: 0, column: 0 })
    expect(press('Enter')).toEqual({ row: 1, column: 0 })
    expect(press('Tab')).toEqual({ row: 0, column: 1 })
    expect(press('End', { ctrlKey: true })).toEqual({ row: 2, column: 1 })
    expect(press('a')).toBeUndefined()
  })

  it('lands a block from the top left, fills a selection with one cell, and tells what lies beyond', () => {
    const cells = [
      ['a', 'b'],
      ['c', null],
    ]
    const at = (row: number, column: number) => ({ row, column })
    expect(placed([['1', '2'], ['3', '4']], { anchor: at(0, 0), active: at(0, 0) }, cells)).toEqual({
      placed: [
        { id: 'a', text: '1' },
        { id: 'b', text: '2' },
        { id: 'c', text: '3' },
      ],
      beyond: 1,
    }) // prettier-ignore
    expect(placed([['9']], { anchor: at(0, 0), active: at(1, 0) }, cells).placed).toEqual([
      { id: 'a', text: '9' },
      { id: 'c', text: '9' },
    ])
  })

  it('shows staff the budget beside table 05, and beside no other', () => {
    const beside = withBudget(tree, '对照', ['年初预算', '完成率'])
    expect(beside.sides[0]?.rows[1]?.cells).toEqual(['c.206', 'original.206', 'completion.206'])
    expect(withBudget(twoSided, '对照', ['年初预算', '完成率'])).toBe(twoSided)
  })
})
