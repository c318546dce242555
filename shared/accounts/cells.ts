import type { Option } from '#shared/base/cell'
import { refusal, refusalData } from '#shared/base/refusal'
import type { Row, RowFinding, Sheet } from '#shared/base/sheet'
import { placeOfCell } from './template.ts'
import { wuhan } from './templates/wuhan.ts'

/** 数据来源: typed or pasted by people; read from a workbook of the finance system. */
export const cellOrigins = [
  { value: 'entered', label: '手工录入' },
  { value: 'imported', label: '导入' },
] as const satisfies readonly Option[]

const budgetBeside = /^original\.(?:\d{3}(?:\d{2}){0,2}|total)$/

/** A cell that people may enter: one of the nine tables', or a 年初预算 beside 公开05表. */
export const isEnterable = (id: string): boolean => placeOfCell(wuhan, id) !== undefined || budgetBeside.test(id)

function cellIsKnown({ cells: { key = null } }: Row): RowFinding[] {
  if (typeof key !== 'string' || isEnterable(key)) return []
  return [{ ...refusalData(refusal('accounts/unknown-cell', { key })), column: 'key' }]
}

/**
 * 决算表录入. Amounts of the nine tables that were entered or imported, one row a cell; the row's id is the figure's id
 * (`statement.ts`). Where the ledger gives the cell too, the entered amount prints, and a difference is an error until
 * `note` explains it.
 */
export const tableCells: Sheet = {
  name: 'table-cells',
  label: '决算表录入',
  scope: 'year',
  item: 'CELL',
  read: 'final-accounts:read',
  create: 'final-accounts:write',
  void: 'final-accounts:write',
  naturalId: ['key'],
  columns: [
    {
      key: 'key',
      label: '单元格',
      kind: { name: 'text', max: 80, form: 'figure-key' },
      width: 200,
      edit: 'final-accounts:write',
      required: true,
      fixed: true,
    },
    {
      key: 'amount',
      label: '金额（万元）',
      kind: { name: 'amount', unit: 'wan' },
      width: 136,
      edit: 'final-accounts:write',
    },
    {
      key: 'origin',
      label: '来源',
      kind: { name: 'choice', options: cellOrigins },
      width: 96,
      edit: 'final-accounts:write',
    },
    { key: 'file', label: '文件', kind: { name: 'text', max: 200 }, width: 200, edit: 'final-accounts:write' },
    {
      key: 'note',
      label: '差异说明',
      kind: { name: 'text', max: 500, lines: true },
      width: 320,
      edit: 'final-accounts:write',
    },
  ],
  rules: cellIsKnown,
}
