import { printScaled, readScaled, rescale, roundHalfUp, powerOfTen, type Scaled } from './decimal.ts'
import { around, divide, meet, ratio, scale } from './interval.ts'

/** 率. A part and a whole, never divided until printed. */
export interface Rate {
  part: number
  whole: number
}

/** 一致、尾差、不符: equal as printed; apart by no more than rounding explains; apart by more. */
export type Verdict = 'exact' | 'rounding' | 'fails'

/** In hundredths, half up; undefined where the whole is nothing: completion of nothing has no value. */
export function percentOf({ part, whole }: Rate, decimals = 2): Scaled | undefined {
  if (whole === 0) return undefined
  const sign = whole < 0 ? -1n : 1n
  const units = roundHalfUp(BigInt(part) * 100n * powerOfTen(decimals) * sign, BigInt(whole) * sign)
  return { units, decimals }
}

/** `{ part: 171065, whole: 163976 }` is `104.32`; the sign % is the column's or the sentence's. */
export function printRate(rate: Rate, decimals = 2): string | undefined {
  const percent = percentOf(rate, decimals)
  return percent && printScaled(percent)
}

/** 增长率. Growth from nothing has no value. */
export const growth = (now: number, before: number): Rate => ({ part: now - before, whole: before })

/**
 * 率的核对. Holds a printed rate against its printed part and whole, by the rule of rounding intervals.
 * A rate of nothing has no value, so whatever is printed there fails.
 */
export function verdictOfRate(printed: string, part: string, whole: string): Verdict {
  const [rate, over, under] = [printed, part, whole].map(readScaled)
  if (!rate || !over || !under || under.units === 0n) return 'fails'
  const decimals = Math.max(over.decimals, under.decimals)
  const units = roundHalfUp(
    rescale(over, decimals) * 100n * powerOfTen(rate.decimals) * sign(under.units),
    rescale(under, decimals) * sign(under.units),
  )
  if (units === rate.units) return 'exact'
  const quotient = divide(around(over), around(under))
  return quotient && meet(scale(quotient, ratio(100n)), around(rate)) ? 'rounding' : 'fails'
}

const sign = (n: bigint): bigint => (n < 0n ? -1n : 1n)
