import { readScaled, rescale } from './decimal.ts'
import type { Figure } from './figure.ts'
import { add, divide, meet, multiply, point, ratio, same, smaller, subtract, type Interval } from './interval.ts'
import { pointsOf } from './points.ts'
import {
  aligned,
  comparedDecimals,
  intervalOf,
  printedUnits,
  quantityOf,
  ratioIn,
  ratioOf,
  valueOf,
  type Quantity,
  type Value,
} from './quantity.ts'
import type { Verdict } from './rate.ts'

export type Lookup = (id: string) => Figure | undefined

interface Formula {
  /** how many figures it takes; none stated: one or more */
  takes?: number
  /** figures of different nature: points by an amount over an amount */
  mixed?: true
  value: (quantities: readonly [Quantity, ...Quantity[]]) => Value
  /** what the printed figures allow; undefined where the formula has no value */
  interval(intervals: readonly [Interval, ...Interval[]]): Interval | undefined
}

const one = point(ratio(1n))
const units = (quantity: Quantity | undefined): bigint => quantity?.units ?? 0n

/**
 * The formulas that a figure may name as its source. The same code runs in the sheet, at publication and in a
 * reader's browser, so this file and what it imports stay small and free of libraries.
 * `rate` is the first over the second; `growth` is the first over the second, less one (本年、上年); `count` is how many
 * figures there are; `points` is the first (权重) by the second over the third, never more than the first: the score of an
 * indicator or of the execution.
 */
export const formulas = {
  sum: {
    value: ([first, ...rest]) => valueOf({ ...first, units: rest.reduce((total, q) => total + q.units, first.units) }),
    interval: ([first, ...rest]) => rest.reduce(add, first),
  },
  difference: {
    takes: 2,
    value: ([first, second]) => valueOf({ ...first, units: first.units - units(second) }),
    interval: ([first, second = one]) => subtract(first, second),
  },
  rate: {
    takes: 2,
    value: ([part, whole]) => ({ part: Number(part.units), whole: Number(units(whole)) }),
    interval: ([part, whole = one]) => divide(part, whole),
  },
  growth: {
    takes: 2,
    value: ([now, before]) => ({ part: Number(now.units - units(before)), whole: Number(units(before)) }),
    interval: ([now, before = one]) => {
      const quotient = divide(now, before)
      return quotient && subtract(quotient, one)
    },
  },
  count: {
    value: (quantities) => ({ count: quantities.length }),
    interval: (intervals) => point(ratio(BigInt(intervals.length))),
  },
  points: {
    takes: 3,
    mixed: true,
    value: ([weight, done, due]) => pointsOf(ratioIn(weight), ratioIn(done), ratioIn(due)),
    interval: ([weight, done = one, due = one]) => {
      const quotient = divide(done, due)
      return quotient && smaller(weight, multiply(weight, quotient))
    },
  },
} as const satisfies Record<string, Formula>

export type FormulaName = keyof typeof formulas
const formulaNames = [
  'sum',
  'difference',
  'rate',
  'growth',
  'count',
  'points',
] as const satisfies readonly FormulaName[]

export const isFormula = (name: string): name is FormulaName => formulaNames.some((known) => known === name)

/** A figure's formula and the figures it is over; undefined where its source is another, or a figure is absent. */
export function operandsOf(figure: Figure, lookup: Lookup): { name: FormulaName; over: Figure[] } | undefined {
  if (!('formula' in figure.from) || !isFormula(figure.from.formula)) return undefined
  const over = figure.from.over.flatMap((id) => lookup(id) ?? [])
  const { takes = over.length }: Formula = formulas[figure.from.formula]
  if (over.length !== figure.from.over.length || over.length !== takes) return undefined
  return { name: figure.from.formula, over }
}

/** 重算. The figure's value from the figures it is over, in whole numbers; undefined where it can't be told. */
export function recompute(figure: Figure, lookup: Lookup): Value | undefined {
  const found = operandsOf(figure, lookup)
  if (!found) return undefined
  const quantities = found.over.flatMap(({ value }) => quantityOf(value) ?? [])
  if (quantities.length !== found.over.length) return undefined
  const { mixed, value }: Formula = formulas[found.name]
  const [first, ...rest] = mixed ? quantities : aligned(quantities)
  return first && value([first, ...rest])
}

/**
 * 核对. A printed figure against its recomputation, by the rule of rounding intervals; a figure that was not printed
 * against its own value. Undefined where there is nothing to recompute it from.
 */
export function verdictOf(figure: Figure, lookup: Lookup): Verdict | undefined {
  const found = operandsOf(figure, lookup)
  const again = recompute(figure, lookup)
  if (!found || again === undefined) return undefined
  if (figure.printed === undefined) return agree(figure.value, again) ? 'exact' : 'fails'
  const read = readScaled(figure.printed)
  if (!read) return 'fails'
  const decimals = comparedDecimals(figure.shown, read)
  if (printedUnits(again, { ...figure.shown, decimals }) === rescale(read, decimals)) return 'exact'
  const own = intervalOf({ ...figure, value: again })
  const [first, ...rest] = found.over.flatMap((operand) => intervalOf(operand) ?? [])
  const reached = first && formulas[found.name].interval([first, ...rest])
  return own && reached && meet(own, reached) ? 'rounding' : 'fails'
}

function agree(one: Value, other: Value): boolean {
  const [a, b] = [ratioOf(one), ratioOf(other)]
  return a && b ? same(a, b) : a === b
}

export { printValue } from './quantity.ts'
