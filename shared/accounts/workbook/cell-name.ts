import { placeOfCell, type AccountsTemplate, type CellPlace } from '#shared/accounts/template'

/** 单元格的叫法. A cell by its line and, where a line has several, its column: `2060503 基本支出`, `本年收入合计`. */
export function cellName(template: AccountsTemplate, id: string): string {
  const place = placeOfCell(template, id)
  return place ? [lineName(template, place), columnName(template, place)].filter(Boolean).join(' ') : id
}

const sideOf = ({ tables }: AccountsTemplate, { table, side }: CellPlace) =>
  tables.find(({ no }) => no === table)?.sides.find(({ key }) => key === side)

function lineName(template: AccountsTemplate, place: CellPlace): string {
  const { lines = [], foot = [] } = sideOf(template, place) ?? {}
  if (lines === 'functional') return place.code ?? '合计'
  const line = [...lines, ...foot].find((one) => one !== 'blank' && one.key === place.line)
  return line === undefined || line === 'blank' ? '' : [place.code ?? '', line.label].filter(Boolean).join(' ')
}

function columnName(template: AccountsTemplate, place: CellPlace): string {
  const columns = sideOf(template, place)?.columns ?? []
  const column = columns.length > 1 ? columns.find(({ key }) => key === place.column) : undefined
  if (!column) return ''
  return column.group === undefined ? column.label : `${column.group}・${column.label}`
}
