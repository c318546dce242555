import type { Option } from '#shared/base/cell'
import type { Sheet } from '#shared/base/sheet'
import { fundFitsKind, notBelowZero, subjectFits } from './rules.ts'

/** 支出类别. Basic expenditure has two kinds; the others are columns of their own in 决算公开03表. */
export const projectKinds = [
  { value: 'personnel', label: '基本支出·人员经费', aliases: ['人员经费'] },
  { value: 'operating', label: '基本支出·公用经费', aliases: ['公用经费'] },
  { value: 'project', label: '项目支出', aliases: ['项目'] },
  { value: 'upward', label: '上缴上级支出', aliases: ['上缴上级'] },
  { value: 'business', label: '经营支出', aliases: ['经营'] },
  { value: 'subsidy', label: '对附属单位补助支出', aliases: ['对附属单位补助'] },
] as const satisfies readonly Option[]

/** 资金来源. Whose money a project spends (决算公开05、08、09表); a blank is the general public budget. */
export const projectFunds = [
  { value: 'general', label: '一般公共预算', aliases: ['一般公共预算财政拨款'] },
  { value: 'fund', label: '政府性基金预算', aliases: ['政府性基金'] },
  { value: 'capital', label: '国有资本经营预算', aliases: ['国有资本经营'] },
  { value: 'other', label: '其他资金', aliases: ['非财政拨款', '自有资金'] },
] as const satisfies readonly Option[]

export const projectAttributes = [
  { value: 'continuing', label: '持续性项目', aliases: ['持续'] },
  { value: 'new', label: '新增项目', aliases: ['新增'] },
] as const satisfies readonly Option[]

export const projectTypes = [
  { value: 'yearly', label: '常年性项目', aliases: ['常年'] },
  { value: 'extended', label: '延续性项目', aliases: ['延续'] },
  { value: 'once', label: '一次性项目', aliases: ['一次'] },
] as const satisfies readonly Option[]

/**
 * 预算项目. Original (年初预算), adjusted (调整预算数) and executed are three numbers, never one for another. Executed is
 * the sum of the project's ledger entries, the rate executed over adjusted.
 */
export const projects: Sheet = {
  name: 'projects',
  label: '预算项目',
  scope: 'year',
  item: 'PROJECT',
  read: 'budget:read',
  create: 'budget:write',
  void: 'budget:write',
  unique: [['code'], ['name']],
  usedBy: [
    { sheet: 'entries', column: 'project' },
    { sheet: 'score-sheets', column: 'project' },
  ],
  columns: [
    {
      key: 'code',
      label: '项目编码',
      kind: { name: 'text', max: 30, form: 'project-code' },
      width: 104,
      edit: 'budget:write',
      required: true,
    },
    {
      key: 'name',
      label: '项目名称',
      kind: { name: 'text', max: 80 },
      width: 264,
      edit: 'budget:write',
      required: true,
    },
    {
      key: 'kind',
      label: '支出类别',
      kind: { name: 'choice', options: projectKinds },
      width: 152,
      edit: 'budget:write',
      required: true,
    },
    {
      key: 'functional',
      label: '功能科目',
      kind: { name: 'reference', sheet: 'functional-subjects' },
      width: 216,
      edit: 'budget:write',
      required: true,
    },
    {
      key: 'original',
      label: '年初预算（万元）',
      kind: { name: 'amount', unit: 'wan' },
      width: 136,
      edit: 'budget:write',
      required: true,
    },
    {
      key: 'adjusted',
      label: '调整预算数（万元）',
      kind: { name: 'amount', unit: 'wan' },
      width: 144,
      edit: 'budget:write',
      required: true,
    },
    {
      key: 'executed',
      label: '执行数（万元）',
      kind: { name: 'amount', unit: 'wan' },
      width: 128,
      computed: '由台账汇总，改台账',
    },
    { key: 'rate', label: '执行率', kind: { name: 'rate' }, width: 88, computed: '执行数÷调整预算数' },
    {
      key: 'attribute',
      label: '项目属性',
      kind: { name: 'choice', options: projectAttributes },
      width: 112,
      edit: 'budget:write',
    },
    {
      key: 'type',
      label: '项目类型',
      kind: { name: 'choice', options: projectTypes },
      width: 112,
      edit: 'budget:write',
    },
    {
      key: 'fund',
      label: '资金来源',
      kind: { name: 'choice', options: projectFunds },
      width: 136,
      edit: 'budget:write',
    },
    { key: 'note', label: '备注', kind: { name: 'text', max: 2000, lines: true }, width: 200, edit: 'budget:write' },
  ],
  rules: (row, context) => [
    ...subjectFits(row, { column: 'functional', sheet: 'functional-subjects', level: 'item' }, context),
    ...notBelowZero(row, 'original'),
    ...notBelowZero(row, 'adjusted'),
    ...fundFitsKind(row),
  ],
}
