import type { Column, Sheet } from '#shared/base/sheet'
import { isRecorded } from './figures.ts'
import { kindOptions, levelOne, levelTwo } from './levels.ts'
import {
  levelsAgree,
  noTypedNumbers,
  refersTo,
  saysWords,
  scoreFits,
  targetFitsKind,
  weightFits,
  wholeOrProject,
} from './rules.ts'

const words = (key: string, label: string, width: number, more: Partial<Column> = {}): Column => ({
  key,
  label,
  kind: { name: 'text', max: 2000, lines: true },
  width,
  edit: 'performance:write',
  ...more,
})

const points = (key: string, label: string, more: Partial<Column> = {}): Column => ({
  key,
  label,
  kind: { name: 'text', max: 20, form: 'decimal' },
  width: 88,
  edit: 'performance:write',
  ...more,
})

/** What a sheet says in words, beside its numbers. */
const texts = ['goal', 'outputs', 'problems', 'deviation', 'improvement']

/** 绩效自评表, one for the whole unit and one a project; its amounts are the project's, or as a document printed them. */
export const scoreSheets: Sheet = {
  name: 'score-sheets',
  label: '绩效自评表',
  scope: 'year',
  item: 'SCORE',
  read: 'performance:read',
  create: 'performance:write',
  void: 'performance:write',
  unique: [['title']],
  usedBy: [{ sheet: 'indicators', column: 'sheet' }],
  columns: [
    words('title', '名称', 264, { kind: { name: 'text', max: 120 }, required: true }),
    { key: 'whole', label: '整体支出', kind: { name: 'flag' }, width: 80, edit: 'performance:write' },
    {
      key: 'project',
      label: '预算项目',
      kind: { name: 'reference', sheet: 'projects' },
      width: 240,
      edit: 'performance:write',
    },
    words('category', '项目类别', 120, { kind: { name: 'text', max: 80 } }),
    points('executionWeight', '执行率权重', { required: true }),
    words('goal', '年度绩效目标', 280),
    words('outputs', '主要产出和效益', 280),
    words('problems', '存在的问题', 240),
    words('deviation', '偏差原因', 240),
    words('improvement', '改进措施及结果应用', 240),
    points('budget', '原文预算数'),
    points('executed', '原文执行数'),
    points('rate', '原文执行率', { kind: { name: 'text', max: 20 } }),
    points('executionScore', '原文执行率得分'),
    points('total', '原文总分'),
    words('basicTotal', '原文基本支出总额', 136, { kind: { name: 'text', max: 80 } }),
    words('projectTotal', '原文项目支出总额', 136, { kind: { name: 'text', max: 80 } }),
    { key: 'order', label: '次序', kind: { name: 'count' }, width: 64, edit: 'performance:write' },
  ],
  rules: (row, context) => [
    ...weightFits(row, 'executionWeight'),
    ...wholeOrProject(row),
    ...refersTo(row, 'project', 'projects', context),
    ...saysWords(row, texts),
    ...noTypedNumbers(row, texts, isRecorded(row)),
  ],
}

/** 绩效指标, the lines of the score sheets. */
export const indicators: Sheet = {
  name: 'indicators',
  label: '绩效指标',
  scope: 'year',
  item: 'INDICATOR',
  read: 'performance:read',
  create: 'performance:write',
  void: 'performance:write',
  columns: [
    {
      key: 'sheet',
      label: '自评表',
      kind: { name: 'reference', sheet: 'score-sheets' },
      width: 200,
      edit: 'performance:write',
      required: true,
    },
    words('goal', '目标', 120, { kind: { name: 'text', max: 80 } }),
    {
      key: 'levelOne',
      label: '一级指标',
      kind: { name: 'choice', options: levelOne },
      width: 112,
      edit: 'performance:write',
      required: true,
    },
    {
      key: 'levelTwo',
      label: '二级指标',
      kind: { name: 'choice', options: levelTwo },
      width: 136,
      edit: 'performance:write',
      required: true,
    },
    words('name', '三级指标', 280, { kind: { name: 'text', max: 200 }, required: true }),
    {
      key: 'kind',
      label: '类型',
      kind: { name: 'choice', options: kindOptions },
      width: 80,
      edit: 'performance:write',
      required: true,
    },
    words('target', '目标值', 120, { kind: { name: 'text', max: 120 }, required: true }),
    words('actual', '实际完成值', 120, { kind: { name: 'text', max: 120 } }),
    points('weight', '权重', { required: true }),
    points('score', '得分'),
    words('reason', '偏差原因', 200),
    { key: 'order', label: '次序', kind: { name: 'count' }, width: 64, edit: 'performance:write' },
  ],
  rules: (row, context) => [
    ...refersTo(row, 'sheet', 'score-sheets', context),
    ...levelsAgree(row),
    ...targetFitsKind(row),
    ...weightFits(row, 'weight'),
    ...scoreFits(row),
    ...saysWords(row, ['target', 'actual', 'reason']),
  ],
}
