import type { Amount } from '#shared/base/amount'
import { powerOfTen, printScaled, readScaled, rescale, roundHalfUp, type Scaled } from '#shared/base/decimal'
import { pointDecimals, pointsOf } from '#shared/base/points'
import { ratioIn } from '#shared/base/quantity'
import type { Indicator, IndicatorKind } from './score-sheet.ts'
import { wuhanScoring, type Band, type Scoring } from './scoring.ts'
import { compareNumbers, readMeasure, sameWords, type Measure } from './target.ts'

type Scored = Pick<Indicator, 'kind' | 'target' | 'actual' | 'weight'>

const nothing: Scaled = { units: 0n, decimals: 0 }

const isZero = ({ number }: Measure): boolean => number.units === 0n

/** What a target asks for, where a document does not say the kind: `≥99%` more, `≤3天` less, `=12次` to be met, words. */
export function kindOf(target: string): IndicatorKind {
  const measure = readMeasure(target)
  if (!measure) return 'qualitative'
  if (isZero(measure) || measure.bound === 'most') return 'reverse'
  return measure.bound === 'equal' ? 'pass' : 'positive'
}

/**
 * 计分方式. The kind by which an indicator is scored. A ratio needs a target that is a number above zero: “零投诉” and
 * `=12次` are met or not, words are judged.
 */
export function scoredAs({ kind, target }: Pick<Indicator, 'kind' | 'target'>): IndicatorKind {
  if (kind === 'qualitative' || kind === 'pass') return kind
  const measure = readMeasure(target)
  if (!measure) return 'qualitative'
  return isZero(measure) || measure.bound === 'equal' ? 'pass' : kind
}

/** 达标. Whether a target is met; undefined where that is for people to say. */
function isMet(target: string, actual: string): boolean | undefined {
  if (sameWords(target, actual)) return true
  const [due, done] = [readMeasure(target), readActual(actual)]
  if (!due || !done) return undefined
  const apart = compareNumbers(done.number, due.number)
  if (due.bound === 'equal') return apart === 0
  return due.bound === 'most' || isZero(due) ? apart <= 0 : apart >= 0
}

/**
 * 按规则的得分, in points with two decimals; undefined where it is for people to judge. Positive: weight × actual ÷
 * target; reverse: weight × target ÷ actual; never more than the weight. Words that are those of the target, and a
 * target that is met, earn the whole weight; a target that is missed where there is only met or not earns nothing.
 */
export function workedScore(indicator: Scored): string | undefined {
  const { target, actual } = indicator
  const weight = readScaled(indicator.weight)
  if (!weight || actual.trim() === '') return undefined
  const kind = scoredAs(indicator)
  if (kind === 'qualitative') return sameWords(target, actual) ? printPoints(weight) : undefined
  if (kind !== 'pass') return byRatio(kind, weight, readMeasure(target), readActual(actual))
  const met = isMet(target, actual)
  return met === undefined ? undefined : printPoints(met ? weight : nothing)
}

function byRatio(
  kind: 'positive' | 'reverse',
  weight: Scaled,
  target: Measure | undefined,
  actual: Measure | undefined,
): string | undefined {
  if (!target || !actual) return undefined
  if (kind === 'reverse' && compareNumbers(actual.number, nothing) <= 0) return printPoints(weight)
  const [done, due] = kind === 'positive' ? [actual, target] : [target, actual]
  return pointsOf(ratioIn(weight), ratioIn(done.number), ratioIn(due.number))?.decimal
}

/** Points as sheets print them: two decimals, half up. */
export const printPoints = (points: Scaled): string =>
  printScaled({ units: rescale(points, pointDecimals), decimals: pointDecimals }, true)

/** 加权平均. Completions or scores of several projects weighted by their funds, two decimals, half up. */
export function weightedByFunds(parts: readonly { number: Scaled; funds: Amount }[]): Scaled | undefined {
  const funds = parts.reduce((total, part) => total + BigInt(part.funds), 0n)
  if (funds <= 0n) return undefined
  const decimals = Math.max(...parts.map(({ number }) => number.decimals))
  const sum = parts.reduce((total, { number, funds }) => total + rescale(number, decimals) * BigInt(funds), 0n)
  const units = roundHalfUp(sum * powerOfTen(pointDecimals), funds * powerOfTen(decimals))
  return { units, decimals: pointDecimals }
}

function added(numbers: readonly Scaled[]): Scaled {
  const decimals = Math.max(...numbers.map((number) => number.decimals))
  return { units: numbers.reduce((total, number) => total + rescale(number, decimals), 0n), decimals }
}

/** `96%（40万元）`: one of several completions, with the funds that it was paid from. */
const part = /^(.*?)(?:[（(]([\d,.]+)万元[)）])?$/

function completion(text: string): { measure: Measure; funds: Amount | undefined } | undefined {
  const [, words = '', wan] = part.exec(text.trim()) ?? []
  const measure = readMeasure(words)
  const funds = wan === undefined ? undefined : readScaled(wan)
  return measure && { measure, funds: funds && Number(rescale(funds, 6)) }
}

/**
 * 实际完成值, several of them first brought together (汇总完成数): `30次；45次` adds up to 75次, rates are weighted by their
 * funds (`96%（40万元）；92%（60万元）` is 93.60%). Rates without funds can't be brought together and have no number.
 */
export function readActual(text: string): Measure | undefined {
  const found = text.split(/[；;]/).map(completion)
  const parts = found.flatMap((one) => one ?? [])
  const [first] = parts
  if (!first || parts.length !== found.length) return undefined
  if (parts.length === 1) return first.measure
  if (parts.some(({ measure }) => measure.percent !== first.measure.percent)) return undefined
  const number = first.measure.percent
    ? weightedByFunds(parts.map(({ measure, funds = 0 }) => ({ number: measure.number, funds })))
    : added(parts.map(({ measure }) => measure.number))
  return number && { ...first.measure, number }
}

/** 档次. The band in which a judged score lies: the best one whose lower end it reaches (100-80% 含80%). */
export function bandOf(score: string, weight: string, scoring: Scoring = wuhanScoring): Band | undefined {
  const [points, whole] = [readScaled(score), readScaled(weight)]
  if (!points || !whole || whole.units <= 0n) return undefined
  const reaches = ({ from }: Band): boolean => {
    const decimals = Math.max(points.decimals, whole.decimals)
    return rescale(points, decimals) * 100n >= rescale(whole, decimals) * BigInt(from)
  }
  return scoring.bands.find(reaches)
}

/** 等次 of a total, in points. */
export function gradeOf(total: string, scoring: Scoring = wuhanScoring): string | undefined {
  const points = readScaled(total)
  if (!points) return undefined
  return scoring.grades.find(({ from }) => compareNumbers(points, { units: BigInt(from), decimals: 0 }) >= 0)?.label
}

/**
 * 权重分摊. Spreads the weights in proportion so that they add up to `due`: what becomes of 满意度 that was left out. In
 * points with two decimals; the last one takes what rounding leaves.
 */
export function redistributed(weights: readonly string[], due: Scaled): string[] {
  const read = weights.map((weight) => rescale(readScaled(weight) ?? nothing, pointDecimals))
  const whole = read.reduce((total, units) => total + units, 0n)
  const wanted = rescale(due, pointDecimals)
  if (whole <= 0n) return [...weights]
  const spread = read.map((units) => roundHalfUp(units * wanted, whole))
  const left = wanted - spread.reduce((total, units) => total + units, 0n)
  return spread.map((units, k) => plain(k === spread.length - 1 ? units + left : units))
}

/** Points without needless zeros, as weights are written: `20`, `12.5`. */
function plain(units: bigint): string {
  return printScaled({ units, decimals: pointDecimals }, true).replace(/\.?0+$/, '')
}

/** Σ of points as they are written; what is no number counts as nothing. */
export const sumOfPoints = (points: readonly string[]): Scaled =>
  added([nothing, ...points.flatMap((one) => readScaled(one) ?? [])])

/** A sum of weights as it is written: `100`, `92.5`. */
export const printWeights = (points: Scaled): string => plain(rescale(points, pointDecimals))
