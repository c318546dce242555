import type { ColumnKey } from '#shared/base/cell'
import { grouped } from './acts.ts'
import type { Filter } from './filter.ts'
import { deepest } from './grouping.ts'
import type { SheetModel } from './model.svelte.ts'
import { headingOf, say } from './say.ts'

const heading = ({ sheet }: SheetModel, key: ColumnKey): string => {
  const column = sheet.columns.find((one) => one.key === key)
  return column ? headingOf(sheet, column) : key
}

/** 排序 by one column; `adding` keeps the others, which count more. */
export function sortBy(model: SheetModel, column: ColumnKey, descending: boolean, adding = false): void {
  const others = adding ? model.view.sort.filter((key) => key.column !== column) : []
  model.view.sort = [...others, { column, descending }]
  model.reapply(() => (model.notice = { text: say().said.sorted(heading(model, column)) }))
}

export function unsort(model: SheetModel, column?: ColumnKey): void {
  model.view.sort = column === undefined ? [] : model.view.sort.filter((key) => key.column !== column)
  model.reapply()
}

/** 分组 by one column more, the innermost; or no longer by it. */
export function groupBy(model: SheetModel, column: ColumnKey): void {
  const before = model.view.groups
  const isGrouped = before.includes(column)
  model.view.groups = isGrouped ? before.filter((key) => key !== column) : [...before, column].slice(0, deepest)
  model.reapply(() => {
    if (!model.view.tooMany) return
    model.view.groups = before
    model.reapply()
    model.notice = { text: say().grouping.tooMany(heading(model, column)) }
  })
}

/** 筛选 of one column; one that asks for nothing takes the column's filter away. */
export function filterBy(model: SheetModel, filter: Filter): void {
  const filters = new Map(model.view.filters)
  if (filter.only || (filter.conditions ?? []).length > 0) filters.set(filter.column, filter)
  else filters.delete(filter.column)
  setFilters(model, filters)
}

export const clearFilters = (model: SheetModel): void => setFilters(model, new Map())

function setFilters(model: SheetModel, filters: ReadonlyMap<ColumnKey, Filter>): void {
  model.view.filters = filters
  model.reapply(() => (model.notice = { text: say().said.filtered(grouped(model.view.rows.length)) }))
}

/** 次序 in words: `金额（元）降序、日期升序`; blank where the rows stand as they came. */
export const orderWords = (model: SheetModel): string =>
  model.view.sort
    .map(
      ({ column, descending }) =>
        `${heading(model, column)}${descending ? say().sort.descending : say().sort.ascending}`,
    )
    .join(say().listed)

/** A filter in words, for its chip: `类别 网格化服务中心、街道`. */
export function filterWords(
  model: SheetModel,
  { column, only, conditions = [], any }: Filter,
): { name: string; words: string } {
  const index = model.rows.store.indexOf(column)
  const printed = [...(only ?? [])].map((cell) => (cell === null ? say().blank : model.rows.print(cell, index)))
  const values = printed.length > 3 ? say().filter.values(printed.length) : printed.join('、')
  const asked = conditions.map(({ asks, text }) => `${say().filter.asks[asks]}${text}`)
  const joined = asked.join(any ? ` ${say().filter.or} ` : ` ${say().filter.and} `)
  return { name: heading(model, column), words: [only ? values : '', joined].filter((part) => part !== '').join('，') }
}
