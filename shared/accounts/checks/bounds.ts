import { readScaled, rescale, type Scaled } from '#shared/base/decimal'
import type { Figure } from '#shared/base/figure'
import { add, around, divide, point, ratio, scale, subtract, type Ratio } from '#shared/base/interval'
import { ratioOf } from '#shared/base/quantity'
import type { Bounds } from './check.ts'

const exactly = (mid: Ratio): Bounds => ({ ...point(mid), mid })

export const nothing: Bounds = exactly(ratio(0n))

/** A hundredth: 100 % is 1. */
export const whole: Bounds = exactly(ratio(1n))

/**
 * What a printed figure may stand for. Documents leave out zeros at the end (`65.8` beside `180.11`), so an amount has
 * as many decimals as its document prints (`shown`), never fewer; a count is what it is. Undefined where no number
 * stands.
 */
export function boundsOf(figure: Figure): Bounds | undefined {
  const { value, shown, printed } = figure
  if (value === null || 'words' in value) return undefined
  const read = printed === undefined ? undefined : readScaled(printed)
  if (!read || 'count' in value) return exactValue(figure)
  const by = ratio(unitOf(figure))
  const per = shown.unit === '%' ? ratio(1n, 100n) : by
  const scaled = 'fen' in value ? widened(read, shown.decimals) : read
  const mid = point(ratio(scaled.units, 10n ** BigInt(scaled.decimals)))
  return { ...scale(around(scaled), per), mid: scale(mid, per).low }
}

function exactValue({ value, shown }: Figure): Bounds | undefined {
  const exact = ratioOf(value)
  if (!exact) return undefined
  const percent = shown.unit === '%' && value !== null && 'decimal' in value
  return exactly(percent ? scale(point(exact), ratio(1n, 100n)).low : exact)
}

const unitOf = ({ value, shown }: Figure): bigint =>
  value !== null && 'fen' in value ? (shown.unit === '万元' ? 1_000_000n : 100n) : 1n

const widened = (read: Scaled, decimals: number): Scaled =>
  read.decimals >= decimals ? read : { units: rescale(read, decimals), decimals }

const both =
  (of: (a: Bounds, b: Bounds) => { low: Ratio; high: Ratio }, mid: typeof add) => (a: Bounds, b: Bounds) => ({
    ...of(a, b),
    mid: mid(point(a.mid), point(b.mid)).low,
  })

export const plus = both(add, add)
export const minus = both(subtract, subtract)

/** a ÷ b; undefined where b may be nothing. */
export function over(a: Bounds, b: Bounds): Bounds | undefined {
  const [quotient, mid] = [divide(a, b), divide(point(a.mid), point(b.mid))]
  return quotient && mid && { ...quotient, mid: mid.low }
}

/** a × b, where b is not nothing. */
export function times(a: Bounds, b: Bounds): Bounds | undefined {
  const inverse = over(whole, b)
  return inverse && over(a, inverse)
}

export const negative = (a: Bounds): Bounds => minus(nothing, a)

export const signOf = ({ mid }: Bounds): -1 | 0 | 1 => (mid.over > 0n ? 1 : mid.over < 0n ? -1 : 0)

export const sizeOf = (a: Bounds): Bounds => (signOf(a) < 0 ? negative(a) : a)
