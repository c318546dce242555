import { describe, expect, it } from 'vitest'
import type { Cells } from '#shared/base/sheet'
import { projects } from '#shared/budget/projects'
import { Store } from '#web/sheet/store.ts'
import { View } from '#web/sheet/view.ts'

const rows: Cells[] = [
  { code: 'XM-01', name: '网格大队', kind: 'project', original: 100_000_000 },
  { code: 'XM-02', name: '办公经费', kind: 'operating', original: 5_000_000 },
  { code: 'XM-03', name: '热线坐席', kind: 'project', original: null },
  { code: 'XM-04', name: '在职人员', kind: 'personnel', original: 200_000_000 },
]

function aView(): { view: View; store: Store; names: () => unknown[] } {
  const store = new Store(projects.columns.map(({ key }) => key))
  rows.forEach((cells, i) => {
    const slot = store.add(`P${i}`)
    for (const [key, cell] of Object.entries(cells)) store.set(slot, store.indexOf(key), cell)
  })
  const view = new View(store, projects.columns, () => ({}))
  return { view, store, names: () => view.rows.map((slot) => store.cell(slot, store.indexOf('name'))) }
}

describe('a view of the rows', () => {
  it('lists a column’s values by Pinyin with their counts, blanks last', () => {
    const { view } = aView()
    expect(view.values('original').map(({ text, count }) => [text, count])).toEqual([
      ['5.00', 1],
      ['100.00', 1],
      ['200.00', 1],
      ['', 1],
    ])
    expect(view.values('kind').map(({ text, count }) => [text, count])).toEqual([
      ['基本支出·人员经费', 1],
      ['基本支出·公用经费', 1],
      ['项目支出', 2],
    ])
  })

  it('counts, for one column’s list, only rows that the other filters let through', () => {
    const { view } = aView()
    view.filters = new Map([['kind', { column: 'kind', only: new Set(['project']) }]])
    view.apply()
    expect(view.values('name').map(({ text }) => text)).toEqual(['热线坐席', '网格大队'])
    expect(view.values('kind')).toHaveLength(3)
  })

  it('filters amounts by conditions in the column’s own unit', () => {
    const { view, names } = aView()
    view.filters = new Map([['original', { column: 'original', conditions: [{ asks: 'above', text: '50' }] }]])
    view.apply()
    expect(names()).toEqual(['网格大队', '在职人员'])
    view.filters = new Map([['original', { column: 'original', conditions: [{ asks: 'blank', text: '' }] }]])
    view.apply()
    expect(names()).toEqual(['热线坐席'])
  })

  it('lets no row jump or vanish after an edit, until it is applied again', () => {
    const { view, store, names } = aView()
    view.sort = [{ column: 'name', descending: false }]
    view.filters = new Map([['name', { column: 'name', conditions: [{ asks: 'contains', text: '网格' }] }]])
    view.apply()
    store.set(0, store.indexOf('name'), '改名')
    expect(names()).toEqual(['改名'])
    expect(view.strays()).toBe(1)
    view.apply()
    expect(names()).toEqual([])
  })

  it('brings a row that went back to the place that it left', () => {
    const { view, names } = aView()
    view.remove([1, 2])
    expect(names()).toEqual(['网格大队', '在职人员'])
    view.insert([2, 1])
    expect(names()).toEqual(['网格大队', '办公经费', '热线坐席', '在职人员'])
  })
})
