import type { Verdict } from '#shared/base/rate'
import { readScaled, roundHalfUp } from '#shared/base/decimal'
import { meet, same } from '#shared/base/interval'
import type { CheckVerdict } from '#shared/base/check'
import type { Direction } from '../statement.ts'
import { minus, negative, nothing, over, plus, signOf, sizeOf, times, whole } from './bounds.ts'
import type { Bounds, Check, Line, Result } from './check.ts'
import { documentResults } from './document.ts'
import { numberOf, percentOf, printedOf, sectionOf, sumText, whereOf } from './told.ts'
import type { Bound, Total, View } from './view.ts'

type Of<Name extends Line['relation']> = Extract<Line, { relation: Name }>
type Walk<Name extends Line['relation']> = (check: Check, line: Of<Name>, view: View, bound: Bound) => Result[]

/** What each kind of check does at one place. */
const relations: { [Name in Line['relation']]: Walk<Name> } = {
  equal,
  atMost,
  rate,
  base,
  growth,
  change,
  direction,
  together,
  document: documentResults,
}

/** A check at all its places. */
export function resultsOf(check: Check, view: View): Result[] {
  const { excerpt } = view.statement
  return check.lines
    .filter(({ complete }) => !complete || !excerpt)
    .flatMap((line) =>
      (line.each === undefined ? [{}] : view.every(line.each)).flatMap((bound) =>
        (line.needs ?? []).every((needed) => view.fitting(needed, bound).length > 0)
          ? walk(check, line, view, bound)
          : [],
      ),
    )
}

function walk<Name extends Line['relation']>(check: Check, line: Of<Name>, view: View, bound: Bound): Result[] {
  const step: Walk<Name> = relations[line.relation]
  return step(check, line, view, bound)
}

const idsOf = (...totals: readonly Total[]): string[] => [
  ...new Set(totals.flatMap(({ terms }) => terms.map(({ id }) => id))),
]

/** Two printed sums: the same, the same as far as rounding tells, or not. */
function agreement(left: Bounds, right: Bounds): Verdict {
  if (same(left.mid, right.mid)) return 'exact'
  return meet(left, right) ? 'rounding' : 'fails'
}

const softened = (line: Line, verdict: CheckVerdict): CheckVerdict =>
  line.soft && verdict === 'fails' ? 'style' : verdict

function equal(check: Check, line: Of<'equal'>, view: View, bound: Bound): Result[] {
  const [left, right] = [view.total(line.left, bound), view.total(line.right, bound)]
  if (!left || !right) return []
  return [sumResult(check, line, view, { left, right, verdict: agreement(left.sum, right.sum) })]
}

function atMost(check: Check, line: Of<'atMost'>, view: View, bound: Bound): Result[] {
  const [left, right] = [view.total(line.left, bound), view.total(line.right, bound)]
  if (!left || !right) return []
  const most = signOf(minus(left.sum, right.sum)) <= 0
  const verdict = most ? 'exact' : meet(left.sum, right.sum) ? 'rounding' : 'fails'
  return [sumResult(check, line, view, { left, right, verdict })]
}

interface Sums {
  left: Total
  right: Total
  verdict: Verdict
}

function sumResult(check: Check, line: Line, view: View, { left, right, verdict }: Sums): Result {
  const marked = left.terms[0]?.id ?? ''
  return {
    check,
    rule: line.rule ?? check.rule,
    verdict: softened(line, verdict),
    figures: idsOf(left, right),
    where: left.terms.length === 1 ? whereOf(marked, view) : sectionOf(whereOf(marked, view)),
    printed: left.terms.length === 1 ? printedOf(marked, view) : numberOf(left.sum, marked, view),
    recomputed: recomputedSum(right, marked, view),
    told: `${sumText(left, view)}，${sumText(right, view)}`,
    ...(line.soft
      ? {}
      : line.relation === 'atMost'
        ? { holdsWith: atMostWith(left, right) }
        : { implied: impliedBySums(left, right) }),
  }
}

const atMostWith =
  (left: Total, right: Total) =>
  (id: string, value: Bounds): boolean => {
    const [low, high] = [left, right].map(({ terms }) =>
      terms.reduce((sum, term) => (term.sign > 0 ? plus : minus)(sum, term.id === id ? value : term.bounds), nothing),
    )
    return low !== undefined && high !== undefined && (signOf(minus(low, high)) <= 0 || meet(low, high))
  }

/** What is printed on the other side, where it is one figure; otherwise the sum. */
function recomputedSum(right: Total, marked: string, view: View): string {
  const [only, ...others] = right.terms
  return only && others.length === 0 ? printedOf(only.id, view) : numberOf(right.sum, marked, view)
}

const impliedBySums =
  (left: Total, right: Total) =>
  (id: string): Bounds | undefined => {
    const [mine, other] = left.terms.some((term) => term.id === id) ? [left, right] : [right, left]
    const own = mine.terms.find((term) => term.id === id)
    if (!own || other.terms.some((term) => term.id === id)) return undefined
    const rest = mine.terms.filter((term) => term.id !== id)
    const due = rest.reduce((sum, term) => (term.sign > 0 ? minus : plus)(sum, term.bounds), other.sum)
    return own.sign > 0 ? due : negative(due)
  }

function rate(check: Check, line: Of<'rate'>, view: View, bound: Bound): Result[] {
  const [marked] = view.fitting(line.rate, bound)
  const [part, all] = [view.total(line.part, bound), view.total(line.whole, bound)]
  if (marked === undefined || !part || !all) return []
  const printed = view.bounds(marked)
  if (!printed) return []
  const again = over(part.sum, all.sum)
  if (!again) return []
  return [
    rateResult(check, line, view, {
      marked,
      again,
      figures: [marked, ...idsOf(part, all)],
      over: [part, all].map((total) => amountText(total, view)),
      implied: (id) => {
        if (id === marked) return again
        if (part.terms.length === 1 && part.terms[0]?.id === id) return times(all.sum, printed)
        return all.terms.length === 1 && all.terms[0]?.id === id ? over(part.sum, printed) : undefined
      },
    }),
  ]
}

function growth(check: Check, line: Of<'growth'>, view: View, bound: Bound): Result[] {
  const ids = [line.rate, line.now, line.change].map((pattern) => view.fitting(pattern, bound)[0])
  const [marked, now, changed] = ids
  if (marked === undefined || now === undefined || changed === undefined) return []
  const [is, apart] = [view.bounds(now), view.bounds(changed)]
  if (!is || !apart) return []
  const before = minus(is, apart)
  const again = over(apart, before)
  if (!again) return []
  return [
    rateResult(check, line, view, {
      marked,
      again,
      figures: [marked, changed, now],
      over: [numberOf(sizeOf(apart), changed, view), numberOf(before, now, view)],
      implied: (id) => (id === marked ? again : undefined),
    }),
  ]
}

interface Quotient {
  marked: string
  again: Bounds
  figures: readonly string[]
  /** part and whole as they are told */
  over: readonly string[]
  implied: (id: string) => Bounds | undefined
}

/** 比上年下降5.70%, where the label ends in the rate's own word; otherwise 占比为71.73%. */
const saying = (where: string, printed: string): string =>
  printed.startsWith(where.slice(-2)) ? where.slice(0, -2) + printed : `${where}为${printed}`

/** A sum as one number. */
const amountText = ({ terms: [first, ...others], sum }: Total, view: View): string =>
  first && others.length === 0 ? printedOf(first.id, view) : numberOf(sum, first?.id ?? '', view)

function rateResult(check: Check, line: Line, view: View, quotient: Quotient): Result {
  const { marked, again, figures, implied } = quotient
  const printed = percentOf(view.bounds(marked) ?? again, marked, view, true)
  const recomputed = percentOf(again, marked, view)
  return {
    check,
    rule: line.rule ?? check.rule,
    verdict: softened(line, rateVerdict(marked, again, view)),
    figures,
    where: whereOf(marked, view),
    printed,
    recomputed,
    told: `${saying(whereOf(marked, view), printed)}，按${quotient.over.join('÷')}是${recomputed}`,
    implied,
  }
}

/** A rate of nothing has no value, whatever is printed there. */
function base(check: Check, line: Of<'base'>, view: View, bound: Bound): Result[] {
  const [marked] = view.fitting(line.rate, bound)
  const under = view.total(line.base, bound)
  const printed = marked === undefined ? undefined : view.bounds(marked)
  if (marked === undefined || !under || !printed) return []
  return [
    {
      check,
      rule: line.rule ?? check.rule,
      verdict: signOf(under.sum) === 0 ? 'undefined' : 'exact',
      figures: [...new Set([marked, ...idsOf(under)])],
      where: whereOf(marked, view),
      printed: percentOf(printed, marked, view, true),
      recomputed: '',
      told: `${sumText(under, view)}，基数为0，没有比率`,
    },
  ]
}

/** As printed if it rounds to the same last place; a rate that was not printed is its own value. */
function rateVerdict(marked: string, again: Bounds, view: View): Verdict {
  const [figure, own] = [view.figure(marked), view.bounds(marked)]
  if (!figure || !own) return 'fails'
  const read = readScaled(figure.printed ?? '')
  const hundredths = (bounds: Bounds, decimals: number): bigint =>
    roundHalfUp(bounds.mid.over * 100n * 10n ** BigInt(decimals), bounds.mid.under)
  if (read && hundredths(again, read.decimals) === hundredths(own, read.decimals)) return 'exact'
  return agreement(own, again)
}

/** Only the size is compared: whether the word beside it is right is told by another check. */
function change(check: Check, line: Of<'change'>, view: View, bound: Bound): Result[] {
  const ids = [line.change, line.now, line.before].map((pattern) => view.fitting(pattern, bound)[0])
  const [marked, now, before] = ids
  if (marked === undefined || now === undefined || before === undefined) return []
  const [own, is, was] = [view.bounds(marked), view.bounds(now), view.bounds(before)]
  if (!own || !is || !was) return []
  const again = sizeOf(minus(is, was))
  return [
    {
      check,
      rule: line.rule ?? check.rule,
      verdict: agreement(sizeOf(own), again),
      figures: [marked, now, before],
      where: whereOf(marked, view),
      printed: printedOf(marked, view),
      recomputed: numberOf(again, marked, view),
      told: `本年${printedOf(now, view)}，上年${printedOf(before, view)}`,
      implied: (id) => (id === marked ? again : undefined),
    },
  ]
}

const signs = { up: 1, down: -1, level: 0 } as const satisfies Record<Direction, number>
const directionWords = { '1': '增加（大于）', '-1': '减少（小于）', '0': '持平（等于）' } as const

function direction(check: Check, line: Of<'direction'>, view: View, bound: Bound): Result[] {
  const marked = fillIn(line.of, bound)
  const said = view.direction(marked)
  const [now, before] = [view.fitting(line.now, bound)[0], view.fitting(line.before, bound)[0]]
  const apart = now !== undefined && before !== undefined ? apartOf(now, before, view) : ownChange(marked, view)
  if (said === undefined || !apart) return []
  const sign = signOf(apart)
  const given = [marked, now, before].flatMap((id) => (id !== undefined && view.figure(id) ? [id] : []))
  return [
    {
      check,
      rule: line.rule ?? check.rule,
      verdict: signs[said] === sign ? 'exact' : said !== 'level' && sign === 0 ? 'style' : 'fails',
      figures: given,
      where: whereOf(marked, view),
      printed: directionWords[`${signs[said]}`],
      recomputed: directionWords[`${sign}`],
      told: now !== undefined && before !== undefined ? `${printedOf(now, view)}，${printedOf(before, view)}` : '',
    },
  ]
}

const fillIn = (pattern: string, bound: Bound): string =>
  pattern.replace(/\{(\w+)\}/g, (all, name: string) => bound[name] ?? all)

function apartOf(now: string, before: string, view: View): Bounds | undefined {
  const [is, was] = [view.bounds(now), view.bounds(before)]
  return is && was && minus(is, was)
}

/** Without the figure it is compared with, a change tells only where it is nil. */
function ownChange(id: string, view: View): Bounds | undefined {
  const own = view.bounds(id)
  return own && signOf(own) === 0 ? own : undefined
}

/** 有钱有物. Money spent means some of what it was spent on; `both`: and some of that means money was spent. */
function together(check: Check, line: Of<'together'>, view: View, bound: Bound): Result[] {
  const [money] = view.fitting(line.money, bound)
  const [count] = view.fitting(line.count, bound)
  if (money === undefined || count === undefined) return []
  const [spent, some] = [money, count].map((id) => signOf(view.bounds(id) ?? whole) > 0)
  const holds = spent === some || (!spent && !line.both)
  return [
    {
      check,
      rule: line.rule ?? check.rule,
      verdict: holds ? 'exact' : 'fails',
      figures: [count, money],
      where: whereOf(count, view),
      printed: printedOf(count, view),
      recomputed: '',
      told: `${printedOf(money, view)}，${printedOf(count, view)}`,
    },
  ]
}
