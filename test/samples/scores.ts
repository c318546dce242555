import type { YearInput } from '#shared/accounts/year'
import type { Figure } from '#shared/base/figure'
import type { Cells, Row } from '#shared/base/sheet'
import type { Indicator, ScoreSheet } from '#shared/performance/score-sheet'

const row = (id: string, cells: Cells): Row => ({ id, rev: 1, cells })

/** 绩效自评表 of a project, as its row. */
export const aScoreSheetRow = (over: Cells = {}, id = 'sheet1'): Row =>
  row(id, { title: '网格监督队伍工作经费', project: 'P1', executionWeight: '20', order: 1, ...over })

/** 绩效指标, as its row: 转办 of requests, at least 99 %. */
export const anIndicatorRow = (over: Cells = {}, id = 'line1'): Row =>
  row(id, {
    sheet: 'sheet1',
    goal: '年度绩效目标',
    levelOne: 'output',
    levelTwo: 'quality',
    name: '群众诉求转办率',
    kind: 'positive',
    target: '≥99%',
    actual: '100%',
    weight: '80',
    order: 1,
    ...over,
  })

/** A year with these rows of its score sheets and nothing else. */
export const aScoreYear = (scoreSheets: readonly Row[], indicators: readonly Row[], year = 2021): YearInput => ({
  year,
  unit: { id: 'centre', name: '示例区社会管理网格化服务中心' },
  rows: { projects: [], entries: [], receipts: [], cells: [], particulars: [], texts: [], scoreSheets, indicators },
  registers: { functional: [], economic: [] },
  prior: undefined,
})

/** An amount of the accounts in fen. */
export const anAmount = (id: string, fen: number, more: Partial<Figure> = {}): Figure => ({
  id,
  label: id,
  value: { fen },
  shown: { unit: '万元', decimals: 2 },
  from: { document: { title: '', place: '' } },
  year: 2021,
  ...more,
})

export const anIndicator = (over: Partial<Indicator> = {}): Indicator => ({
  id: 'line1',
  goal: '年度绩效目标',
  level1: '产出指标',
  level2: '质量指标',
  name: '工程验收合格率',
  kind: 'positive',
  target: '100%',
  actual: '100%',
  weight: '80',
  score: '80',
  ...over,
})

/** A project's sheet without a fault: 110 of 110 spent, one indicator of 80 points. */
export const aScoreSheet = (over: Partial<ScoreSheet> = {}): ScoreSheet => ({
  id: 'sheet1',
  title: '网格终端租赁',
  whole: false,
  budget: 'score.sheet1.budget',
  executed: 'score.sheet1.executed',
  rate: 'score.sheet1.rate',
  executionWeight: '20',
  executionScore: '20.00',
  indicators: [anIndicator()],
  total: '100.00',
  weights: '100',
  ...over,
})
