import type { Option } from '#shared/base/cell'
import type { Sheet } from '#shared/base/sheet'
import { projectExists, subjectFits, subjectFitsKind } from './rules.ts'

/** 收款方类别. Who was paid, by kind: names of persons have no place in the ledger's columns. */
export const payeeKinds = [
  { value: 'supplier', label: '供应商', aliases: ['企业', '公司'] },
  { value: 'staff', label: '本单位职工', aliases: ['职工', '在编人员'] },
  { value: 'worker', label: '聘用人员', aliases: ['劳务人员', '网格员', '监督员'] },
  { value: 'public-unit', label: '机关事业单位', aliases: ['财政', '社保', '单位'] },
  { value: 'person', label: '其他个人', aliases: ['个人'] },
] as const satisfies readonly Option[]

/** 支出台账. One row a payment, in 元 and 分; what came back is entered below zero (冲红). */
export const entries: Sheet = {
  name: 'entries',
  label: '支出台账',
  scope: 'year',
  item: 'ENTRY',
  read: 'ledger:read',
  create: 'ledger:write',
  void: 'ledger:write',
  columns: [
    {
      key: 'day',
      label: '日期',
      kind: { name: 'day', within: 'fiscal-year' },
      width: 112,
      edit: 'ledger:write',
      required: true,
    },
    {
      key: 'project',
      label: '预算项目',
      kind: { name: 'reference', sheet: 'projects' },
      width: 240,
      edit: 'ledger:write',
      required: true,
    },
    {
      key: 'functional',
      label: '功能科目',
      kind: { name: 'reference', sheet: 'functional-subjects' },
      width: 216,
      edit: 'ledger:write',
      required: true,
    },
    {
      key: 'economic',
      label: '经济科目',
      kind: { name: 'reference', sheet: 'economic-subjects' },
      width: 216,
      edit: 'ledger:write',
      required: true,
    },
    {
      key: 'amount',
      label: '金额（元）',
      kind: { name: 'amount', unit: 'yuan' },
      width: 136,
      edit: 'ledger:write',
      required: true,
    },
    {
      key: 'payee',
      label: '收款方',
      kind: { name: 'choice', options: payeeKinds },
      width: 120,
      edit: 'ledger:write',
    },
    { key: 'memo', label: '摘要', kind: { name: 'text', lines: true }, width: 320, edit: 'ledger:write' },
  ],
  rules: (row, context) => [
    ...projectExists(row, context),
    ...subjectFits(row, { column: 'functional', sheet: 'functional-subjects', level: 'item' }, context),
    ...subjectFits(row, { column: 'economic', sheet: 'economic-subjects', level: 'section' }, context),
    ...subjectFitsKind(row, context),
  ],
}
