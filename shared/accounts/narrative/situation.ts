import type { Figure } from '#shared/base/figure'
import { aligned, printedUnits, quantityOf } from '#shared/base/quantity'

/**
 * 比较的情形. `nearly`: apart, but the difference prints as 0.00; `new`: nothing stood before; `unrated`: what stood
 * before is below zero, so that a rate says nothing; `nil`: nothing on both sides; `unknown`: the other number is not
 * there.
 */
export type Situation = 'up' | 'down' | 'level' | 'nearly' | 'new' | 'unrated' | 'nil' | 'unknown'

/** 增减的用词. What a sentence says of two numbers, by the way they differ. */
export const wayWords = {
  up: { moves: '增加', grows: '增长', than: '大于' },
  down: { moves: '减少', grows: '下降', than: '小于' },
  level: { moves: '持平', grows: '持平', than: '持平' },
  nearly: { moves: '基本持平', grows: '基本持平', than: '基本持平' },
} as const
export type Way = keyof typeof wayWords

/** Which variant of a form tells a situation, and by which words. */
export const told = {
  up: { variant: 'changed', way: 'up' },
  down: { variant: 'changed', way: 'down' },
  level: { variant: 'level', way: 'level' },
  nearly: { variant: 'level', way: 'nearly' },
  new: { variant: 'new', way: 'up' },
  unrated: { variant: 'unrated', way: 'up' },
  nil: { variant: 'nil', way: 'level' },
  unknown: { variant: 'unknown', way: 'level' },
} as const satisfies Record<Situation, { variant: string; way: Way }>
export type Variant = (typeof told)[Situation]['variant']

/** Both numbers in the same units, as exact as they are known. */
function unitsOf(now: Figure, before: Figure): readonly [bigint, bigint] | undefined {
  const [a, b] = [now, before].flatMap(({ value }) => quantityOf(value) ?? [])
  const [x, y] = a && b ? aligned([a, b]) : []
  return x && y && [x.units, y.units]
}

/** How a number stands to the one that it is compared with (last year's, the budget), by exact values. */
export function situationOf(now: Figure | undefined, before: Figure | undefined): Situation {
  const units = now && before && unitsOf(now, before)
  if (!now || !units) return 'unknown'
  const [present, past] = units
  if (present === past) return present === 0n ? 'nil' : 'level'
  if (past === 0n) return present > 0n ? 'new' : 'unrated'
  if (past < 0n) return 'unrated'
  if (printsAsZero(now, present - past)) return 'nearly'
  return present > past ? 'up' : 'down'
}

/** Whether a difference of two amounts in fen vanishes in print. */
function printsAsZero({ value, shown }: Figure, units: bigint): boolean {
  const isAmount = value !== null && 'fen' in value
  return isAmount && printedUnits({ fen: Number(units) }, shown) === 0n
}

/** Which of two exact numbers is larger; `unrated` comparisons still have a way. */
export function wayOf(now: Figure | undefined, before: Figure | undefined): 'up' | 'down' | 'level' | undefined {
  const units = now && before && unitsOf(now, before)
  if (!units) return undefined
  return units[0] === units[1] ? 'level' : units[0] > units[1] ? 'up' : 'down'
}
