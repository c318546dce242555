import { powerOfTen, printScaled, roundHalfUp } from './decimal.ts'
import type { Ratio } from './interval.ts'

/** Points are given and printed with two decimals. */
export const pointDecimals = 2

/**
 * 得分. `weight × done ÷ due`, no less than nothing and never more than the weight, in points with two decimals, halves
 * up; without a value where nothing was due. The one rule behind the execution's score (done: executed, due: adjusted
 * budget), positive indicators (done: actual, due: target) and reverse ones (done: target, due: actual).
 */
export function pointsOf(weight: Ratio, done: Ratio, due: Ratio): { decimal: string } | null {
  if (due.over <= 0n) return null
  const over = weight.over * done.over * due.under
  const under = weight.under * done.under * due.over
  const most = weight.over * under > over * weight.under ? { over, under } : weight
  const units = roundHalfUp(most.over < 0n ? 0n : most.over * powerOfTen(pointDecimals), most.under)
  return { decimal: printScaled({ units, decimals: pointDecimals }, true) }
}
