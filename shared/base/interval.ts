import { powerOfTen, type Scaled } from './decimal.ts'

/** A ratio of whole numbers; the lower one is above zero. */
export interface Ratio {
  over: bigint
  under: bigint
}

/** All the numbers that a printed figure may stand for: `8.9` lies between 8.85 and 8.95. */
export interface Interval {
  low: Ratio
  high: Ratio
}

export const ratio = (over: bigint, under = 1n): Ratio =>
  under < 0n ? { over: -over, under: -under } : { over, under }

const times = (a: Ratio, b: Ratio): Ratio => ratio(a.over * b.over, a.under * b.under)

const order = (a: Ratio, b: Ratio): number => {
  const apart = a.over * b.under - b.over * a.under
  return apart === 0n ? 0 : apart < 0n ? -1 : 1
}

export const same = (a: Ratio, b: Ratio): boolean => order(a, b) === 0

/** Amounts of one document share their lower number, which keeps sums of many of them small. */
const plus = (a: Ratio, b: Ratio): Ratio =>
  a.under === b.under ? ratio(a.over + b.over, a.under) : ratio(a.over * b.under + b.over * a.under, a.under * b.under)

const less = (a: Ratio, b: Ratio): Ratio => plus(a, ratio(-b.over, b.under))

/** A number that is known exactly. */
export const point = (value: Ratio): Interval => ({ low: value, high: value })

/** 取整区间. A number printed with n decimals means value ± 0.5 · 10⁻ⁿ (the rule of XBRL Calculations 1.1). */
export function around({ units, decimals }: Scaled): Interval {
  const under = 2n * powerOfTen(decimals)
  return { low: ratio(2n * units - 1n, under), high: ratio(2n * units + 1n, under) }
}

/** The interval in another unit; `by` is above zero. */
export const scale = ({ low, high }: Interval, by: Ratio): Interval => ({ low: times(low, by), high: times(high, by) })

export const add = (a: Interval, b: Interval): Interval => ({ low: plus(a.low, b.low), high: plus(a.high, b.high) })

export const subtract = (a: Interval, b: Interval): Interval => ({
  low: less(a.low, b.high),
  high: less(a.high, b.low),
})

const cornersOf = (a: Interval, b: Interval, by: (x: Ratio, y: Ratio) => Ratio): Ratio[] =>
  [a.low, a.high].flatMap((x) => [b.low, b.high].map((y) => by(x, y)))

const within = (corners: readonly Ratio[]): Interval => ({
  low: corners.reduce(lesser),
  high: corners.reduce(greater),
})

export const multiply = (a: Interval, b: Interval): Interval => within(cornersOf(a, b, times))

/** Whichever of the two is less. */
export const smaller = (a: Interval, b: Interval): Interval => ({
  low: lesser(a.low, b.low),
  high: lesser(a.high, b.high),
})

/** a ÷ b; without a value where b may be nothing. */
export function divide(a: Interval, b: Interval): Interval | undefined {
  if (b.low.over <= 0n && b.high.over >= 0n) return undefined
  return within(cornersOf(a, b, (x, y) => times(x, ratio(y.under, y.over))))
}

const lesser = (a: Ratio, b: Ratio): Ratio => (order(a, b) <= 0 ? a : b)
const greater = (a: Ratio, b: Ratio): Ratio => (order(a, b) >= 0 ? a : b)

/** Two printed figures agree when their intervals meet. */
export const meet = (a: Interval, b: Interval): boolean => order(a.low, b.high) <= 0 && order(b.low, a.high) <= 0
