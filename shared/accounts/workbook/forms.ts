import { cellId, type AccountsTemplate, type LineForm, type SideForm, type TableForm } from '#shared/accounts/template'
import type { TableColumn } from '#shared/accounts/table'
import { aliases, halves, lineTotals, titles, vehicles } from './aliases.ts'
import type { Form, FormColumn, FormLine, FormSide } from './form.ts'

/** A template's tables as a reader of workbooks looks for them: its own names, and those that others use. */
export const formsOf = ({ tables }: AccountsTemplate): Form[] => tables.map(formOf)

const formOf = ({ no, title, sides }: TableForm): Form => ({
  no,
  titles: [title, ...(titles[no] ?? [])],
  sides: sides.map(sideOf),
  single: sides.every(({ cell }) => cell === 'column'),
})

function sideOf(side: SideForm): FormSide {
  const { columns, lines, foot = [] } = side
  const single = side.cell === 'column'
  const named = lines === 'functional' || single ? [] : [...lines, ...foot].filter((line) => line !== 'blank')
  return {
    columns: single ? columns.flatMap(officialColumns) : columns.map(columnOf),
    lines: lines === 'functional' ? [{ key: 'total', label: ['合计', '总计'], required: true }] : named.map(lineOf),
    rows: rowsOf(side),
    figure: (row, column) => cellId(side, row, column),
  }
}

/** Lines with codes on a side without a column of codes are classes. */
function rowsOf({ coded, lines }: SideForm): FormSide['rows'] {
  if (lines === 'functional') return 'functional'
  if (coded) return 'economic'
  return lines.some(({ code }) => code !== undefined) ? 'classes' : 'none'
}

/** What is summed, and what everybody has, may not be missing; classes, sections and parts of a line may. */
function lineOf({ key, label, code, level = 0 }: LineForm): FormLine {
  const names = key === 'total' ? lineTotals : (aliases[key] ?? [])
  const own = { key, label: [label, ...names] }
  if (code !== undefined) return { ...own, code }
  return level > 0 ? own : { ...own, required: true }
}

const columnOf = ({ key, label }: TableColumn): FormColumn => ({ key, label: [label, ...(aliases[key] ?? [])] })

/** `budget.vehicles`: the same six parts under 预算数 and 决算数. */
function officialColumns({ key, label, group = '' }: TableColumn): FormColumn[] {
  const [half = '', part = ''] = key.split('.')
  const over = [group, ...(halves[half] ?? [])]
  if (part !== 'vehicles')
    return [{ key, label: [label, ...(part === 'total' ? ['合计'] : (aliases[part] ?? []))], under: [over] }]
  const beside = [label, ...vehicles, ...vehicles.map((name) => `${name}小计`)]
  return [
    { key, label: ['小计', '合计'], under: [over, vehicles] },
    { key, label: beside, under: [over] },
  ]
}
