import { ViewState } from '#shared/base/views'
import { sheetViewWords } from '#shared/words/sheet-views'
import type { Filter } from '../filter.ts'
import type { SheetModel } from '../model.svelte.ts'
import { language } from '../say.ts'

export const viewWords = () => sheetViewWords[language()]

/** 视图的样子 as it is on the screen now. */
export function stateOf(model: SheetModel): ViewState {
  void model.tick
  const { order, hidden, widths, frozen, lines } = model.columns.arrangement
  const filters = [...model.view.filters.values()].map(({ column, only, conditions = [], any }) => ({
    column,
    ...(only ? { only: [...only] } : {}),
    ...(conditions.length > 0 ? { conditions: conditions.map((condition) => ({ ...condition })) } : {}),
    ...(any ? { any } : {}),
  }))
  return { filters, sort: model.view.sort.map((key) => ({ ...key })), order, hidden, widths, frozen, lines }
}

/** Shows the sheet so. Columns that it does not have, or that this person does not see, are passed over. */
export function showState(model: SheetModel, state: ViewState): void {
  const known = (column: string): boolean => model.rows.store.indexOf(column) >= 0
  const filters = state.filters.filter(({ column }) => known(column)).map(filterOf)
  model.view.filters = new Map(filters.map((filter) => [filter.column, filter]))
  model.view.sort = state.sort.filter(({ column }) => known(column))
  model.columns.arrange(state)
  model.reapply()
}

const filterOf = ({ column, only, conditions, any }: ViewState['filters'][number]): Filter => ({
  column,
  ...(only ? { only: new Set(only) } : {}),
  ...(conditions ? { conditions } : {}),
  ...(any ? { any } : {}),
})

/** Two states that show the same. */
export const sameState = (one: ViewState, other: ViewState): boolean => canonical(one) === canonical(other)

function canonical({ widths, groups, ...rest }: ViewState): string {
  const sorted = Object.entries(widths).sort(([a], [b]) => (a < b ? -1 : 1))
  const { filters, sort, order, hidden, frozen, lines } = rest
  return JSON.stringify([filters, sort, order, [...hidden].sort(), sorted, frozen, lines, groups ?? []])
}

/** 链接. A view as text for the address: the sheet's name and the state, nothing of the rows. */
export const linkOf = (sheet: string, state: ViewState): string => toBase64(JSON.stringify({ sheet, state }))

/** The view in an address; undefined where it is of another sheet, `unreadable` where it is none. */
export function stateIn(text: string, sheet: string): ViewState | 'unreadable' | undefined {
  try {
    const read: unknown = JSON.parse(fromBase64(text))
    if (typeof read !== 'object' || read === null || !('sheet' in read) || !('state' in read)) return 'unreadable'
    if (read.sheet !== sheet) return undefined
    const { success, data } = ViewState.safeParse(read.state)
    return success ? data : 'unreadable'
  } catch {
    return 'unreadable'
  }
}

const toBase64 = (text: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

function fromBase64(text: string): string {
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
}
