import { readScaled, type Scaled } from '#shared/base/decimal'
import { fold } from '#shared/base/text'
import { indicatorIds } from '../figures.ts'
import { levelOneOf, levelTwoOf } from '../levels.ts'
import { printPoints, scoredAs, sumOfPoints, workedScore } from '../score.ts'
import type { Indicator } from '../score-sheet.ts'
import { compareNumbers, readMeasure, sameWords } from '../target.ts'
import { given, held, numeral, points, type Found, type Line } from './found.ts'

const moneyName = /(?:资金|金额|经费|投入|拨款|支出|预算)(?:额|数|总额)?$/
const moneyUnit = /^(?:万元|元|亿元)$/

/** 资金不是产出: an output other than a cost is something delivered, not the money that paid for it. */
function isMoneyAsOutput({ indicator, sheet, figures }: Line): boolean {
  if (levelOneOf(indicator.level1)?.value !== 'output' || levelTwoOf(indicator.level2)?.value === 'cost') return false
  const [target, actual] = [readMeasure(indicator.target), readMeasure(indicator.actual)]
  if (!target || target.percent) return false
  const same = (number: Scaled | undefined, id: string): boolean => {
    const printed = figures.get(id)
    const amount = printed && readScaled(numeral(printed))
    return number !== undefined && amount !== undefined && compareNumbers(number, amount) === 0
  }
  const isBudget = same(target.number, sheet.budget) && same(actual?.number, sheet.executed)
  return moneyName.test(indicator.name) || moneyUnit.test(target.unit) || isBudget
}

function moneyAsOutput(line: Line): Found[] {
  if (!isMoneyAsOutput(line)) return []
  const { indicator, sheet } = line
  const { score = '' } = indicator
  const worked = workedScore(indicator)
  const also = worked !== undefined && !sameScore(score, worked) ? `得分也应为${worked}，现为${score}。` : ''
  return [
    {
      verdict: 'fails',
      figures: [indicatorIds(sheet.id, indicator.id).target, sheet.budget],
      printed: `${indicator.target}／${indicator.actual}`,
      recomputed: '可交付的数量',
      note: `资金不是产出，${indicator.level2}应写完成的数量。${also}`,
    },
  ]
}

const sameScore = (one: string, other: string): boolean =>
  held(one, 'sum', [points('worked', other, given)]).verdict !== 'fails'

/** 满分: the score is the whole weight. */
function isFull({ score = '', weight }: Indicator): boolean {
  const [points, whole] = [readScaled(score), readScaled(weight)]
  return points !== undefined && whole !== undefined && compareNumbers(points, whole) >= 0
}

const better: ReadonlyMap<string, number> = new Map([['不合格', 0], ['较差', 0], ['合格', 1], ['一般', 1], ['较好', 2], ['良好', 2], ['良', 2], ['优秀', 3], ['优', 3], ['优良', 3]]) // prettier-ignore

/** Words that answer the target: those of the target, words that hold them, or a better mark of the same scale. */
function answers(target: string, actual: string): boolean {
  const [due, done] = [fold(target), fold(actual)]
  const [low, high] = [better.get(due), better.get(done)]
  if (low !== undefined && high !== undefined) return high >= low
  return done !== '' && (done.includes(due) || due.includes(done))
}

/** An actual value that does not answer its target earns no full marks. */
function mismatch(line: Line): Found[] {
  const { indicator, sheet } = line
  if (!isFull(indicator) || workedScore(indicator) !== undefined) return []
  if (answers(indicator.target, indicator.actual)) return []
  const twin = sheet.indicators.find(({ id, target }) => id !== indicator.id && sameWords(target, indicator.actual))
  const like = twin ? `与“${twin.name}”的目标相同，疑为误贴。` : ''
  const stands = indicator.actual === '' ? '实际完成值没有填' : `实际为“${indicator.actual}”，答非所问`
  return [
    {
      verdict: 'fails',
      figures: [indicatorIds(sheet.id, indicator.id).actual, indicatorIds(sheet.id, indicator.id).score],
      printed: indicator.actual,
      recomputed: indicator.target,
      note: `目标是“${indicator.target}”，${stands}，却得满分。${like}`,
    },
  ]
}

/** 定量得分 by the rule; no score above its weight; a target that is met or not earns all or nothing. */
function indicatorScore(line: Line): Found[] {
  const { indicator, sheet } = line
  if (isMoneyAsOutput(line) || indicator.score === undefined || !readScaled(indicator.score)) return []
  const ids = indicatorIds(sheet.id, indicator.id)
  const judgedByPeople = scoredAs(indicator) === 'qualitative'
  const due = judgedByPeople ? undefined : workedScore(indicator)
  const over = sumOfPoints([indicator.score, `-${indicator.weight}`]).units > 0n
  const recomputed = due ?? (over ? printPoints(sumOfPoints([indicator.weight])) : undefined)
  if (recomputed === undefined || (!over && sameScore(indicator.score, recomputed))) return []
  const note = over
    ? `得分${indicator.score}超过权重${indicator.weight}。`
    : `按规则应得${recomputed}，现为${indicator.score}。`
  return [
    { verdict: 'fails', figures: [ids.score, ids.actual, ids.target], printed: indicator.score, recomputed, note },
  ]
}

/** Every indicator is scored. */
function scored({ indicator, sheet }: Line): Found[] {
  if (indicator.score !== undefined && readScaled(indicator.score)) return []
  const blank = indicator.actual === ''
  const id = indicatorIds(sheet.id, indicator.id)
  const note = blank ? '实际完成值没有填，不能计分。' : '没有得分。定性指标按档次判分。'
  return [{ verdict: 'fails', figures: [blank ? id.actual : id.score], printed: '', recomputed: '', note }]
}

/** 反向指标目标为0: A ÷ B has no value there, such a target is met or not. */
function targetZero({ indicator, sheet }: Line): Found[] {
  if (indicator.kind === 'pass' || readMeasure(indicator.target)?.number.units !== 0n) return []
  const ids = indicatorIds(sheet.id, indicator.id)
  const note = `目标“${indicator.target}”为0，按比例没有值，应按是否达标判分。`
  return [{ verdict: 'undefined', figures: [ids.target, ids.score], printed: indicator.target, recomputed: '', note }]
}

/** A rate says how well, not how much: it is no 数量指标. */
function rateAsQuantity({ indicator, sheet }: Line): Found[] {
  if (levelTwoOf(indicator.level2)?.value !== 'quantity' || !indicator.name.endsWith('率')) return []
  const note = `${indicator.name}是比率，列在数量指标。可改列质量指标，或改用数量。`
  return [{ verdict: 'style', figures: [indicatorIds(sheet.id, indicator.id).target], printed: indicator.level2, recomputed: '质量指标', note }] // prettier-ignore
}

/** Rules of a line; `once`: an indicator that stands in several sheets is told once, at a project's. */
export const ofLine: readonly { rule: string; once?: true; find: (line: Line) => Found[] }[] = [
  { rule: 'performance.money-as-output', find: moneyAsOutput },
  { rule: 'performance.mismatch', find: mismatch },
  { rule: 'performance.score', find: indicatorScore },
  { rule: 'performance.not-scored', find: scored },
  { rule: 'performance.target-zero', once: true, find: targetZero },
  { rule: 'performance.rate-as-quantity', once: true, find: rateAsQuantity },
]
