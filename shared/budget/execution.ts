import type { Amount } from '#shared/base/amount'
import { printScaled } from '#shared/base/decimal'
import { percentOf } from '#shared/base/rate'

/** 执行率. Executed over adjusted budget, in hundredths with two decimals; no value where nothing was budgeted. */
export function executionRate(executed: Amount, adjusted: Amount | null): string | null {
  const percent = adjusted === null ? undefined : percentOf({ part: executed, whole: adjusted })
  return percent ? printScaled(percent, true) : null
}
