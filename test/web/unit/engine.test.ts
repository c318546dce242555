import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cell } from '#shared/base/cell'
import { collate } from '#shared/base/collate'
import type { Cells, Column } from '#shared/base/sheet'
import { compare, print } from '#shared/base/kinds'
import { fold } from '#shared/base/text'
import { Dictionary } from '#web/sheet/dictionary.ts'
import type { Asks, Condition, Filter } from '#web/sheet/filter.ts'
import { decodeTile, encodeTile } from '#shared/base/tile'
import { finish } from '#web/sheet/slices.ts'
import { Store } from '#web/sheet/store.ts'
import { View } from '#web/sheet/view.ts'

const columns: readonly Column[] = [
  { key: 'title', label: '标题', kind: { name: 'text' }, width: 200 },
  { key: 'unit', label: '责任单位', kind: { name: 'text' }, width: 120 },
  { key: 'cost', label: '费用', kind: { name: 'amount', unit: 'yuan' }, width: 100 },
  { key: 'due', label: '到期', kind: { name: 'day' }, width: 100 },
  { key: 'urgent', label: '紧急', kind: { name: 'flag' }, width: 60 },
]

/** Texts as people write them: Chinese, numbers with and without zeros, wide forms, and what no key has a weight for. */
const parts = ['后湖街', '积水', '路灯', '第9号', '第10号', '第09号', 'Ａ栋', 'a栋', 'B2', '（东）', '(东)', 'é', '〇', '…', ' ', '噪音', '造影'] // prettier-ignore
const aText = fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 4 }).map((some) => some.join(''))

const aRow: fc.Arbitrary<Cells> = fc.record({
  title: fc.option(aText, { freq: 5 }),
  unit: fc.option(fc.constantFrom('水务局', '城管局', '后湖街道'), { freq: 4 }),
  cost: fc.option(fc.integer({ min: -500, max: 500 }), { freq: 4 }),
  due: fc.option(fc.constantFrom('2026-10-11', '2026-10-12', '2026-11-01'), { freq: 4 }),
  urgent: fc.option(fc.boolean(), { freq: 3 }),
})
const filled = (cells: Cells): Cells => Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== null))

const someRows = fc.array(aRow, { maxLength: 60 })

function opened(rows: readonly Cells[]): { store: Store; view: View } {
  const store = new Store(columns.map(({ key }) => key))
  rows.forEach((cells, i) => {
    const slot = store.add(`MH${i}`)
    for (const [key, cell] of Object.entries(cells)) store.set(slot, store.indexOf(key), cell)
  })
  return { store, view: new View(store, columns, () => ({})) }
}

function columnOf(key: string): Column {
  const found = columns.find((column) => column.key === key)
  if (!found) throw new Error(`There is no column ${key}`)
  return found
}

const aKey = fc.constantFrom(...columns.map(({ key }) => key))
const someSort = fc.uniqueArray(fc.record({ column: aKey, descending: fc.boolean() }), {
  maxLength: 3,
  selector: ({ column }) => column,
})

/** Whether one row comes before another, the plain way. */
function plainly(one: Cells, other: Cells, sort: readonly { column: string; descending: boolean }[]): number {
  for (const { column, descending } of sort) {
    const [a, b] = [one[column] ?? null, other[column] ?? null]
    const order = compare(a, b, columnOf(column).kind)
    if (order !== 0) return descending && a !== null && b !== null ? -order : order
  }
  return 0
}

const sorted = (rows: readonly Cells[], sort: readonly { column: string; descending: boolean }[]): number[] =>
  [...rows.keys()].sort((a, b) => plainly(rows[a] ?? {}, rows[b] ?? {}, sort) || a - b)

/** Level, count and sum of the costs of each group, the plain way, those around others before these. */
function plainGroups(rows: readonly Cells[], [key, ...inner]: readonly string[], level = 0): number[][] {
  if (key === undefined) return []
  const order = sorted(rows, [{ column: key, descending: false }]).map((i) => rows[i] ?? {})
  const values = [...new Set(order.map((row) => row[key] ?? null))]
  return values.flatMap((value) => {
    const own = order.filter((row) => (row[key] ?? null) === value)
    const sum = own.reduce((total, { cost }) => total + Number(cost ?? 0), 0)
    return [[level, own.length, sum], ...plainGroups(own, inner, level + 1)]
  })
}

const onText: Partial<Record<Asks, (text: string, wanted: string) => boolean>> = {
  contains: (text, wanted) => text.includes(wanted),
  lacks: (text, wanted) => !text.includes(wanted),
  begins: (text, wanted) => text.startsWith(wanted),
  ends: (text, wanted) => text.endsWith(wanted),
}

function holds(cell: Cell, key: string, { asks, text }: Condition): boolean {
  if (asks === 'blank' || asks === 'filled') return (cell === null) === (asks === 'blank')
  return onText[asks]?.(fold(print(cell, columnOf(key).kind)), fold(text)) ?? false
}

const passes = (row: Cells, { column, only, conditions = [], any = false }: Filter): boolean => {
  const cell = row[column] ?? null
  const tests = conditions.map((condition) => holds(cell, column, condition))
  return (!only || only.has(cell)) && (tests.length === 0 || (any ? tests.includes(true) : !tests.includes(false)))
}

const aCondition: fc.Arbitrary<Condition> = fc.record({
  asks: fc.constantFrom('contains', 'lacks', 'begins', 'ends', 'blank', 'filled'),
  text: fc.oneof(fc.constantFrom(...parts, '１０', ''), aText),
})

const aFilter: fc.Arbitrary<Filter> = fc.record(
  {
    column: fc.constantFrom('title', 'unit', 'cost', 'due'),
    only: fc.array(fc.constantFrom<Cell>('水务局', '城管局', null, '2026-10-11', 100), { maxLength: 3 }).map((cells) => new Set(cells)), // prettier-ignore
    conditions: fc.array(aCondition, { maxLength: 2 }),
    any: fc.boolean(),
  },
  { requiredKeys: ['column'] },
)

describe('the rows of a large sheet, beside a plain program', () => {
  it('keeps every cell as it came, and finds it again', () => {
    const odd = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.double({ noNaN: true }), fc.boolean(), aText)
    fc.assert(
      fc.property(fc.array(odd), (cells) => {
        const dictionary = new Dictionary()
        const codes = cells.map((cell) => dictionary.add(cell))
        expect(codes.map((code) => dictionary.word(code))).toEqual(cells.map((cell) => (cell === 0 ? 0 : cell)))
        expect(cells.map((cell) => dictionary.codeOf(cell))).toEqual(codes)
        expect(dictionary.size).toBe(new Set(cells).size + 1)
      }),
    )
  })

  it('sorts by up to three columns like it', () => {
    fc.assert(
      fc.property(someRows, someSort, (rows, sort) => {
        const { view } = opened(rows)
        view.sort = sort
        view.apply()
        expect(view.rows).toEqual(sorted(rows, sort))
      }),
    )
  })

  it('sorts thousands of different texts like it, and those that come later among them', () => {
    const many = fc.array(fc.array(fc.constantFrom(...parts), { minLength: 5, maxLength: 7 }).map((some) => some.join('')), { minLength: 600, maxLength: 900 }) // prettier-ignore
    fc.assert(
      fc.property(many, aText, (texts, later) => {
        const rows = texts.map((title) => ({ title }))
        const { view, store } = opened(rows)
        view.sort = [{ column: 'title', descending: false }]
        view.apply()
        expect(view.rows).toEqual(sorted(rows, view.sort))
        store.set(0, 0, later)
        view.apply()
        expect(view.rows).toEqual(sorted([{ title: later }, ...rows.slice(1)], view.sort))
      }),
      { numRuns: 20, endOnFailure: true },
    )
  })

  it('filters by ticked values and conditions like it', () => {
    fc.assert(
      fc.property(someRows, fc.uniqueArray(aFilter, { maxLength: 3, selector: ({ column }) => column }), (rows, filters) => {
        const { view } = opened(rows)
        view.filters = new Map(filters.map((filter) => [filter.column, filter]))
        view.apply()
        expect(view.rows).toEqual([...rows.keys()].filter((i) => filters.every((filter) => passes(rows[i] ?? {}, filter)))) // prettier-ignore
      }),
    ) // prettier-ignore
  })

  it('lists values with their counts like it', () => {
    fc.assert(
      fc.property(someRows, aFilter, (rows, filter) => {
        const { view } = opened(rows)
        view.filters = new Map([[filter.column, filter]])
        const counts = new Map<Cell, number>()
        for (const row of rows)
          if (passes(row, filter)) counts.set(row.unit ?? null, (counts.get(row.unit ?? null) ?? 0) + 1)
        const known = [...counts].sort(([a], [b]) => (a === null || b === null ? Number(a === null) - Number(b === null) : collate(String(a), String(b)))) // prettier-ignore
        if (filter.column !== 'unit') expect(view.values('unit').map(({ cell, count }) => [cell, count])).toEqual(known)
        else expect(view.values('unit').reduce((sum, { count }) => sum + count, 0)).toBe(rows.length)
      }),
    )
  })

  it('groups by up to three columns with counts and sums like it, also while rows come, go and change', () => {
    const someGroups = fc.uniqueArray(fc.constantFrom('unit', 'due', 'urgent'), { minLength: 1, maxLength: 3 })
    const change = fc.record({ row: fc.nat(59), cost: fc.integer({ min: -500, max: 500 }) })
    fc.assert(
      fc.property(someRows, someGroups, fc.array(change, { maxLength: 4 }), fc.nat(59), (rows, groups, changes, gone) => {
        const { view, store } = opened(rows)
        view.groups = groups
        view.apply()
        const now = rows.map((cells) => ({ ...cells }))
        for (const { row, cost } of changes) {
          if (!now[row]) continue
          store.set(row, store.indexOf('cost'), cost)
          now[row].cost = cost
        }
        view.remove(gone < rows.length ? [gone] : [])
        const left = now.map((cells, i): [Cells, number] => [cells, i]).filter(([, i]) => i !== gone)
        expect(view.heads.map(({ level, count, sums }) => [level, count, Number(sums.get(2) ?? 0)])).toEqual(plainGroups(left.map(([cells]) => cells), groups)) // prettier-ignore
        expect(view.rows).toEqual(sorted(rows, groups.map((column) => ({ column, descending: false }))).filter((i) => i !== gone)) // prettier-ignore
        view.insert(gone < rows.length ? [gone] : [])
        expect(view.heads.map(({ level, count }) => [level, count])).toEqual(plainGroups(now, groups).map(([level, count]) => [level, count])) // prettier-ignore
      }),
    ) // prettier-ignore
  })

  it('hides the rows of folded groups and nothing else, and adds up to the fen beyond what a double holds', () => {
    const { view } = opened([
      { unit: '水务局', cost: 9_007_199_254_740_990 },
      { unit: '城管局', cost: 1 },
      { unit: '水务局', cost: 9_007_199_254_740_990 },
    ])
    view.groups = ['unit']
    view.apply()
    expect(view.heads.map(({ sums }) => sums.get(2))).toEqual([1, 18_014_398_509_481_980n])
    view.fold(view.heads.slice(1), true)
    expect(view.rows).toEqual([1])
    expect(view.heads).toHaveLength(2)
    view.fold(view.allGroups, true)
    expect([view.rows, [...view.before]]).toEqual([[], [0, 0]])
    view.fold(view.allGroups, false)
    expect(view.rows).toEqual([1, 0, 2])
  })

  it('does the work of a large sheet in slices, and takes up what came meanwhile', async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => ({ title: `第${(i * 7919) % 60_000}号` }))
    const { view, store } = opened(rows)
    view.sort = [{ column: 'title', descending: false }]
    const done = new Promise<void>((resolve) => view.apply([], () => resolve()))
    expect(view.busy).toBe(true)
    const late = store.add('late')
    view.insert([late])
    await done
    expect(view.rows.slice(0, 3).map((slot) => store.cell(slot, 0))).toEqual(['第0号', '第1号', '第2号'])
    expect(view.rows).toHaveLength(60_001)
    expect(view.rows[60_000]).toBe(late)
  })

  it('takes tiles over as the rows that they were made of, and keeps codes of earlier tiles', () => {
    const instant = fc.date({ min: new Date(0), max: new Date(4_000_000_000_000), noInvalidDate: true }).map((date) => date.toISOString()) // prettier-ignore
    const sheet = { columns: [...columns, { key: 'received', label: '受理时间', kind: { name: 'instant' as const }, width: 120 }] } // prettier-ignore
    const some = fc.array(fc.tuple(aRow, fc.option(instant)), { maxLength: 20 })
    fc.assert(
      fc.property(fc.array(some, { maxLength: 3 }), (months) => {
        const store = new Store(sheet.columns.map(({ key }) => key), sheet.columns.map(({ kind }) => kind)) // prettier-ignore
        const all = months.flatMap((month, m) => {
          const rows = month.map(([cells, received], i) => ({ id: `${m}-${String(i).padStart(2, '0')}`, rev: 1, cells: filled({ ...cells, received }) })) // prettier-ignore
          finish(store.take(decodeTile(sheet, encodeTile(sheet, rows))))
          return rows
        })
        expect(store.count).toBe(all.length)
        for (const { id, cells } of all) expect(filled(store.cells(store.slotOf(id) ?? -1))).toEqual(cells)
      }),
    )
  })
})
