/** Numbers that look like chance and are the same for the same seed: mulberry32. */
export interface Chance {
  /** a whole number from 0 up to, without, `bound` */
  below(bound: number): number
  between(low: number, high: number): number
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (bound: number): number => next() % bound
  return { below, between: (low, high) => low + below(high - low + 1) }
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A ULID of the given millisecond whose other characters come from chance: ids of rows that the maker invents. */
export function ulid(chance: Chance, at: number): string {
  let time = ''
  for (let rest = at, k = 0; k < 10; k++, rest = Math.floor(rest / 32)) time = alphabet.charAt(rest % 32) + time
  return time + Array.from({ length: 16 }, () => alphabet.charAt(chance.below(32))).join('')
}
