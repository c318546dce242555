import type { Option } from '#shared/base/cell'
import { isFormula } from '#shared/base/formulas'
import { refusal, refusalData } from '#shared/base/refusal'
import type { Row, RowFinding, Sheet } from '#shared/base/sheet'

/** Units in which a published document prints its figures; 分 are the points of a score sheet. */
const figureUnits = [
  { value: '万元', label: '万元' },
  { value: '元', label: '元' },
  { value: '%', label: '%', aliases: ['％', '百分比'] },
  { value: '人', label: '人' },
  { value: '个', label: '个' },
  { value: '辆', label: '辆' },
  { value: '件', label: '件' },
  { value: '位', label: '位' },
  { value: '分', label: '分' },
] as const satisfies readonly Option[]

/** 原文, printed in the document; 推算, worked out from printed figures and marked so wherever it shows. */
const figureOrigins = [
  { value: 'printed', label: '原文' },
  { value: 'derived', label: '推算' },
] as const satisfies readonly Option[]

const figureFormulas = [
  { value: 'sum', label: '合计', aliases: ['求和'] },
  { value: 'difference', label: '相减', aliases: ['差'] },
  { value: 'rate', label: '占比', aliases: ['比率', '完成率'] },
  { value: 'growth', label: '增长率', aliases: ['增长'] },
] as const satisfies readonly Option[]

/** The figures that a figure's formula is over, by their keys. */
export const overOf = (cell: unknown): string[] =>
  typeof cell === 'string' ? cell.split(/[、,，;；\s]+/).filter(Boolean) : []

/** A formula names what it is over, and the other way round. */
function formulaIsWhole({ cells: { formula = null, over = null } }: Row): RowFinding[] {
  if ((formula === null) === (over === null)) return []
  return [{ ...refusalData(refusal('cell/required', {})), column: formula === null ? 'formula' : 'over' }]
}

/** Growth, rate and difference take two figures (`shared/base/formulas.ts`). */
function formulaHasItsFigures({ cells: { formula = null, over = null } }: Row): RowFinding[] {
  const takesTwo = typeof formula === 'string' && isFormula(formula) && formula !== 'sum'
  if (!takesTwo || over === null || overOf(over).length === 2) return []
  return [{ ...refusalData(refusal('cell/malformed', { text: String(over), form: 'two-figures' })), column: 'over' }]
}

/**
 * 收录数据. Figures of a document that was published elsewhere, each as it was printed, with its place; the formula
 * says from which others it can be recomputed.
 */
export const figures: Sheet = {
  name: 'figures',
  label: '收录数据',
  scope: 'year',
  item: 'FIGURE',
  read: 'figures:read',
  create: 'figures:write',
  void: 'figures:write',
  naturalId: ['key'],
  columns: [
    {
      key: 'key',
      label: '标识',
      kind: { name: 'text', max: 80, form: 'figure-key' },
      width: 216,
      edit: 'figures:write',
      required: true,
      fixed: true,
    },
    {
      key: 'label',
      label: '指标',
      kind: { name: 'text', max: 120 },
      width: 288,
      edit: 'figures:write',
      required: true,
    },
    {
      key: 'code',
      label: '科目编码',
      kind: { name: 'text', form: 'functional-code' },
      width: 104,
      edit: 'figures:write',
    },
    {
      key: 'value',
      label: '原文数值',
      kind: { name: 'text', max: 80 },
      width: 128,
      edit: 'figures:write',
      required: true,
    },
    { key: 'unit', label: '单位', kind: { name: 'choice', options: figureUnits }, width: 72, edit: 'figures:write' },
    {
      key: 'year',
      label: '年度',
      kind: { name: 'text', form: 'year' },
      width: 72,
      edit: 'figures:write',
      required: true,
    },
    { key: 'section', label: '部分', kind: { name: 'text', max: 80 }, width: 200, edit: 'figures:write' },
    { key: 'where', label: '原文位置', kind: { name: 'text', max: 80 }, width: 152, edit: 'figures:write' },
    {
      key: 'origin',
      label: '来历',
      kind: { name: 'choice', options: figureOrigins },
      width: 72,
      edit: 'figures:write',
      required: true,
    },
    {
      key: 'formula',
      label: '算法',
      kind: { name: 'choice', options: figureFormulas },
      width: 88,
      edit: 'figures:write',
    },
    { key: 'over', label: '所据指标', kind: { name: 'text', max: 2000 }, width: 288, edit: 'figures:write' },
    { key: 'order', label: '次序', kind: { name: 'count' }, width: 64, edit: 'figures:write' },
    { key: 'note', label: '备注', kind: { name: 'text', max: 2000, lines: true }, width: 240, edit: 'figures:write' },
  ],
  rules: (row) => [...formulaIsWhole(row), ...formulaHasItsFigures(row)],
}
