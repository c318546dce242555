import { firstAbove } from './arrivals.ts'

/** Chance for one case: a stream of its own, so that a case depends on seed and number alone. */
export interface Dice {
  /** from 0 up to, without, 1 */
  next(): number
  /** a whole number from 0 up to, without, `bound` */
  below(bound: number): number
  /** whether it happens, of so many */
  of(chance: number, whole: number): boolean
  /** a length of time with this average, most shorter */
  about(average: number): number
}

const mix = (a: number, b: number): number => {
  let mixed = Math.imul(a ^ (a >>> 16), 0x45d9f3b) ^ Math.imul(b + 0x9e3779b9, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
  return (mixed ^ (mixed >>> 13)) >>> 0
}

export function diceOf(seed: number, nth: number): Dice {
  let state = mix(seed, nth)
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    below: (bound) => Math.floor(next() * bound),
    of: (chance, whole) => next() * whole < chance,
    about: (average) => -Math.log(1 - next()) * average,
  }
}

/** Picks from a list, by weight. */
export type Pick<T> = (dice: Dice) => T

export function picking<T>(list: readonly T[], weightOf: (one: T) => number): Pick<T> {
  let sum = 0
  const sums = list.map((one) => (sum += weightOf(one)))
  return (dice) => {
    const found = list[firstAbove(sums, dice.next() * sum)]
    if (found === undefined) throw new Error('there is nothing to pick from')
    return found
  }
}

export function one<T>(list: readonly T[], dice: Dice): T {
  const found = list[dice.below(list.length)]
  if (found === undefined) throw new Error('there is nothing to pick from')
  return found
}
