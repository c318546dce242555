import { typedNumber } from '#shared/accounts/typed-numbers'
import { readScaled, type Scaled } from '#shared/base/decimal'
import { refusal, refusalData, type RefusalCode } from '#shared/base/refusal'
import type { RefusalFacts } from '#shared/base/refusals'
import type { Row, RowFinding, RuleContext, SheetName } from '#shared/base/sheet'
import { levelOneOf, levelTwoOf } from './levels.ts'
import { compareNumbers, readMeasure, saysSomething } from './target.ts'

const finding = <C extends RefusalCode>(column: string, code: C, facts: RefusalFacts[C]): RowFinding => ({
  ...refusalData(refusal(code, facts)),
  column,
})

const text = ({ cells }: Row, key: string): string => (typeof cells[key] === 'string' ? cells[key] : '')

const zero: Scaled = { units: 0n, decimals: 0 }
const hundred: Scaled = { units: 100n, decimals: 0 }

/** A weight is above nothing and at most the whole: 110 is a slip, and 0 would be an indicator that does not count. */
export function weightFits(row: Row, column: string): RowFinding[] {
  const weight = readScaled(text(row, column))
  if (!weight || (compareNumbers(weight, zero) > 0 && compareNumbers(weight, hundred) <= 0)) return []
  return [finding(column, 'performance/weight-out-of-range', { text: text(row, column) })]
}

/** 得分不得突破权重. */
export function scoreFits(row: Row): RowFinding[] {
  const [score, weight] = [readScaled(text(row, 'score')), readScaled(text(row, 'weight'))]
  if (!score || !weight || (compareNumbers(score, zero) >= 0 && compareNumbers(score, weight) <= 0)) return []
  return [finding('score', 'performance/score-out-of-range', { text: text(row, 'score'), weight: text(row, 'weight') })]
}

export function levelsAgree(row: Row): RowFinding[] {
  const [one, two] = [levelOneOf(text(row, 'levelOne')), levelTwoOf(text(row, 'levelTwo'))]
  if (!one || !two || two.under === one.value) return []
  return [finding('levelTwo', 'performance/levels-disagree', { one: one.label, two: two.label })]
}

/** Quantitative indicators are scored by a ratio, so their targets are numbers above zero: “零投诉” is met or not. */
export function targetFitsKind(row: Row): RowFinding[] {
  if (!['positive', 'reverse'].includes(text(row, 'kind'))) return []
  const target = readMeasure(text(row, 'target'))
  const facts = { text: text(row, 'target') }
  if (!target) return [finding('target', 'performance/target-without-number', facts)]
  return compareNumbers(target.number, zero) > 0 ? [] : [finding('target', 'performance/target-zero', facts)]
}

/** A reason is words: strokes and signs give none. */
export const saysWords = (row: Row, columns: readonly string[]): RowFinding[] =>
  columns
    .filter((column) => text(row, column) !== '' && !saysSomething(text(row, column)))
    .map((column) => finding(column, 'performance/no-words', { text: text(row, column) }))

/**
 * 手写的数. Texts of a score sheet flow into section 十三, where no number is typed. A recorded sheet keeps what its
 * document printed.
 */
export const noTypedNumbers = (row: Row, columns: readonly string[], recorded: boolean): RowFinding[] =>
  recorded
    ? []
    : columns.flatMap((column) => {
        const typed = typedNumber(text(row, column))
        return typed === undefined ? [] : [finding(column, 'performance/typed-number', { text: typed })]
      })

/** The live row of the same year and unit that a reference names. */
export function refersTo(row: Row, column: string, sheet: SheetName, context: RuleContext): RowFinding[] {
  const named = text(row, column)
  const found = named === '' ? undefined : context.find(sheet, named)
  if (named === '' || (found && !found.voided)) return []
  return [finding(column, 'cell/unknown-option', { text: named, nearest: [] })]
}

export const wholeOrProject = ({ cells }: Row): RowFinding[] =>
  cells.whole === true && typeof cells.project === 'string'
    ? [finding('project', 'performance/whole-and-project', {})]
    : []
