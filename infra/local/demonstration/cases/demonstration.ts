import type { Day } from '#shared/base/day'
import { calendarYears } from '../registers.ts'
import type { SeedRow } from '../seed.ts'
import { unitRows } from '../units.ts'
import { caseMaker, caseRow } from './year.ts'

/**
 * Of a year of so many cases the example district has the newest, most of them still open, and of the older ones each so
 * many-th: under two hundred, as many as a first start can put in within two seconds.
 */
const year = { rows: 6_000, newest: 90, each: 75 } as const

/** 示例诉求. Cases up to a day, answered for by the units of the example district. */
export function demonstrationCases({ today, seed }: { today: Day; seed: number }): SeedRow[] {
  const units = new Set(unitRows('').map(({ id }) => id))
  const maker = caseMaker({ last: today, seed, rows: year.rows, calendar: calendarYears, units })
  const taken = Array.from({ length: maker.rows }, (_, nth) => nth).filter(
    (nth) => nth >= maker.rows - year.newest || nth % year.each === 0,
  )
  return taken.map((nth) => caseRow(maker, nth))
}
