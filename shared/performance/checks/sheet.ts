import { readScaled, type Scaled } from '#shared/base/decimal'
import type { Figure } from '#shared/base/figure'
import { recompute, verdictOf } from '#shared/base/formulas'
import { printValue, quantityOf } from '#shared/base/quantity'
import { indicatorIds, scoreIds } from '../figures.ts'
import { levelOneOf } from '../levels.ts'
import { printWeights, readActual, redistributed, scoredAs, sumOfPoints } from '../score.ts'
import type { Indicator, ScoreSheet } from '../score-sheet.ts'
import type { Scoring } from '../scoring.ts'
import { compareNumbers, readMeasure, sameWords, saysSomething } from '../target.ts'
import { given, held, numeral, points, type Found, type Judged } from './found.ts'

const standingExecution = ({ printed, executionScore }: ScoreSheet): string => printed?.executionScore ?? executionScore

function amountsOf({ sheet, figures }: Judged): { budget: Figure; executed: Figure } | undefined {
  const [budget, executed] = [figures.get(sheet.budget), figures.get(sheet.executed)]
  return budget && executed && quantityOf(budget.value) && quantityOf(executed.value) ? { budget, executed } : undefined
}

/** 执行率得分 = 权重 × 执行数 ÷ 预算数, never more than the weight (note 1 below the sheets of the 2021 accounts). */
function executionScore(judged: Judged): Found[] {
  const { sheet } = judged
  const amounts = amountsOf(judged)
  const standing = standingExecution(sheet)
  if (!amounts || !readScaled(standing)) return []
  const { budget, executed } = amounts
  const weight = points(scoreIds(sheet.id).weight, sheet.executionWeight, given)
  const { verdict, due } = held(standing, 'points', [weight, executed, budget])
  if (verdict === 'exact') return []
  const working = `${sheet.executionWeight}×${numeral(executed)}÷${numeral(budget)}`
  return [
    {
      verdict,
      figures: [scoreIds(sheet.id).execution, sheet.executed, sheet.budget],
      printed: standing,
      recomputed: due,
      note: verdict === 'undefined' ? '预算数为0，执行率没有值，不能计分。' : `执行率得分应为${working}=${due}，不超过权重，现为${standing}。`, // prettier-ignore
    },
  ]
}

/** 执行率 = 执行数 ÷ 预算数, as the document prints it. */
function executionRate(judged: Judged): Found[] {
  const { sheet } = judged
  const amounts = amountsOf(judged)
  const rate = sheet.printed?.rate
  if (!amounts || rate === undefined || !readScaled(rate)) return []
  const { budget, executed } = amounts
  const figure: Figure = { ...points('', rate, given, rate), value: null, shown: { unit: '%', decimals: 2 }, from: { formula: 'rate', over: [executed.id, budget.id] } } // prettier-ignore
  const lookup = (id: string): Figure | undefined => (id === executed.id ? executed : budget)
  const due = recompute(figure, lookup)
  const verdict = verdictOf(figure, lookup)
  if (due === undefined || verdict === undefined || verdict === 'exact') return []
  const recomputed = printValue(due, figure.shown)
  const note = recomputed === undefined ? '预算数为0，执行率没有值。' : `执行率应为${recomputed}%，原文为${rate}。`
  return [{ verdict, figures: [sheet.rate, sheet.executed, sheet.budget], printed: rate, recomputed: recomputed === undefined ? '' : `${recomputed}%`, note }] // prettier-ignore
}

/** Every rate has its sign. */
function rateSign({ sheet }: Judged): Found[] {
  const rate = sheet.printed?.rate
  if (rate === undefined || !readScaled(rate) || /[%％]/.test(rate)) return []
  return [{ verdict: 'style', figures: [sheet.rate], printed: rate, recomputed: `${rate}%`, note: `执行率${rate}没有百分号。` }] // prettier-ignore
}

/** 权重合计 100: points of 满意度 that was left out are spread over the others. */
function weights({ sheet, scoring }: Judged): Found[] {
  const all = [sheet.executionWeight, ...sheet.indicators.map(({ weight }) => weight)]
  if (all.some((weight) => !readScaled(weight))) return []
  const sum = sumOfPoints(all)
  const full: Scaled = { units: BigInt(scoring.full), decimals: 0 }
  if (compareNumbers(sum, full) === 0) return []
  const printed = printWeights(sum)
  return [
    {
      verdict: 'fails',
      figures: [scoreIds(sheet.id).weights],
      printed,
      recomputed: String(scoring.full),
      note: `权重合计${printed}，应为${scoring.full}。${spreading(sheet, full)}`,
    },
  ]
}

function spreading(sheet: ScoreSheet, full: Scaled): string {
  const due = sumOfPoints([printWeights(full), `-${sheet.executionWeight}`])
  const spread = redistributed(
    sheet.indicators.map(({ weight }) => weight),
    due,
  )
  const left = sheet.indicators.some(({ level1 }) => levelOneOf(level1)?.value === 'satisfaction')
    ? ''
    : '未设满意度指标，其权重要分摊；'
  return `${left}按比例分摊为${spread.join('、')}。`
}

/** 总分 = Σ 得分. */
function total({ sheet }: Judged): Found[] {
  const standing = sheet.printed?.total ?? sheet.total
  const scores = [standingExecution(sheet), ...sheet.indicators.map(({ score }) => score ?? '')]
  if (!readScaled(standing) || scores.some((score) => !readScaled(score))) return []
  const over = scores.map((score, k) => points(String(k), score, given, score))
  const { verdict, due } = held(standing, 'sum', over)
  if (verdict === 'exact') return []
  const note = `总分应为各项得分之和${due}，现为${standing}。`
  const figures = [scoreIds(sheet.id).total, scoreIds(sheet.id).execution]
  return [{ verdict, figures, printed: standing, recomputed: due, note }]
}

const isReason = (text: string | undefined): boolean => saysSomething(text) && !sameWords(text ?? '', '无')

/** 偏差原因: a rate below 100 %, a target that was missed, an actual value far above its target. */
function deviation(judged: Judged): Found[] {
  const { sheet } = judged
  if (isReason(sheet.deviation)) return []
  const amounts = amountsOf(judged)
  const rate = amounts && belowBudget(amounts)
  const lines = sheet.indicators.filter((indicator) => !isReason(indicator.reason))
  const asks = [
    ...(rate === undefined ? [] : [{ id: sheet.rate, why: `执行率${rate}不足100%` }]),
    ...lines.flatMap((indicator) => {
      const why = strays(indicator, judged.scoring)
      return why === undefined ? [] : [{ id: indicatorIds(sheet.id, indicator.id).actual, why }]
    }),
  ]
  if (asks.length === 0) return []
  const note = `${asks.map(({ why }) => why).join('；')}。要写明原因。`
  return [
    {
      verdict: 'style',
      figures: [`score.${sheet.id}.deviation`, ...asks.map(({ id }) => id)],
      printed: sheet.deviation ?? '',
      recomputed: '',
      note,
    },
  ]
}

/** The rate as it prints, where less was spent than budgeted. */
function belowBudget({ budget, executed }: { budget: Figure; executed: Figure }): string | undefined {
  const [whole, part] = [quantityOf(budget.value), quantityOf(executed.value)]
  if (!whole || !part || whole.units <= 0n || compareNumbers(part, whole) >= 0) return undefined
  const rate = { part: Number(part.units), whole: Number(whole.units) }
  return `${printValue(rate, { unit: '%', decimals: 2 }) ?? ''}%`
}

function strays(indicator: Indicator, { farAbove }: Scoring): string | undefined {
  const [target, actual] = [readMeasure(indicator.target), readActual(indicator.actual)]
  if (!target || !actual) return undefined
  const kind = scoredAs(indicator)
  const stands = `${indicator.name}实际${indicator.actual}`
  const apart = compareNumbers(actual.number, target.number)
  if ((kind === 'positive' && apart < 0) || (kind === 'reverse' && apart > 0)) return `${stands}未达目标${indicator.target}` // prettier-ignore
  const far: Scaled = { units: target.number.units * BigInt(farAbove), decimals: target.number.decimals + 2 }
  return kind === 'positive' && compareNumbers(actual.number, far) > 0
    ? `${stands}远高于目标${indicator.target}`
    : undefined
}

/** Where a goal in words belongs, no amounts stand. */
function goalInWords({ sheet: { id, goalText } }: Judged): Found[] {
  if (goalText === undefined || !/\d/.test(goalText) || !/^[\d.,，\s/／、;；%％~-]*(?:(?:万|亿)?元[\d.,，\s/／、;；%％~-]*)*$/.test(goalText)) return [] // prettier-ignore
  const note = `年度总体目标处只有数字“${goalText}”，应写目标和完成情况的文字。`
  return [
    { verdict: 'fails', figures: [`score.${id}.goal`], printed: goalText, recomputed: '目标和完成情况的文字', note },
  ]
}

/** Where the form wants amounts, no words stand. */
function amountsInCells({ sheet: { id, odd = [] } }: Judged): Found[] {
  const wrong = odd.filter(({ text }) => !readScaled(text.replace(/(?:万|亿)?元$/, '')))
  const [first] = wrong
  if (!first) return []
  const labels = wrong.map(({ label }) => label).join('、')
  const note = `${labels}处填的是“${first.text}”，应为金额。`
  return [{ verdict: 'fails', figures: [`score.${id}.odd`], printed: first.text, recomputed: '金额', note, at: labels }]
}

/** Rules of a sheet, each with the place in it that a finding names. */
export const ofSheet: readonly { rule: string; at: string; find: (judged: Judged) => Found[] }[] = [
  { rule: 'structure.amount-expected', at: '金额', find: amountsInCells },
  { rule: 'structure.text-expected', at: '年度总体目标', find: goalInWords },
  { rule: 'performance.execution-rate', at: '执行率', find: executionRate },
  { rule: 'performance.rate-sign', at: '执行率', find: rateSign },
  { rule: 'performance.execution-score', at: '执行率得分', find: executionScore },
  { rule: 'performance.weights', at: '权重合计', find: weights },
  { rule: 'performance.total', at: '总分', find: total },
  { rule: 'performance.deviation', at: '偏差原因', find: deviation },
]
