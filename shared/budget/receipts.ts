import type { Option } from '#shared/base/cell'
import type { Sheet } from '#shared/base/sheet'
import { subjectFits } from './rules.ts'

/** 收入来源, the eight income lines of 公开01表; the first three are appropriations 财政拨款. */
export const receiptSources = [
  { value: 'general', label: '一般公共预算财政拨款', aliases: ['一般公共预算', '财政拨款'] },
  { value: 'fund', label: '政府性基金预算财政拨款', aliases: ['政府性基金'] },
  { value: 'capital', label: '国有资本经营预算财政拨款', aliases: ['国有资本经营'] },
  { value: 'superior', label: '上级补助收入', aliases: ['上级补助'] },
  { value: 'business', label: '事业收入' },
  { value: 'operating', label: '经营收入' },
  { value: 'affiliated', label: '附属单位上缴收入', aliases: ['附属单位上缴'] },
  { value: 'other', label: '其他收入' },
] as const satisfies readonly Option[]

/** 收入台账. One row a receipt, in 元 and 分; what is paid back is entered below zero (冲红). */
export const receipts: Sheet = {
  name: 'receipts',
  label: '收入台账',
  scope: 'year',
  item: 'RECEIPT',
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
      key: 'source',
      label: '收入来源',
      kind: { name: 'choice', options: receiptSources },
      width: 208,
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
      key: 'amount',
      label: '金额（元）',
      kind: { name: 'amount', unit: 'yuan' },
      width: 136,
      edit: 'ledger:write',
      required: true,
    },
    { key: 'memo', label: '摘要', kind: { name: 'text', lines: true }, width: 320, edit: 'ledger:write' },
  ],
  rules: (row, context) =>
    subjectFits(row, { column: 'functional', sheet: 'functional-subjects', level: 'item' }, context),
}
