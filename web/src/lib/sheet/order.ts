import type { Cell } from '#shared/base/cell'
import type { Dictionary } from './dictionary.ts'
import type { Slot } from './store.ts'

export type Compare = (one: Cell, other: Cell) => number

/** One column to sort by: its cells as codes, and the rank of each code. */
export interface SortColumn {
  codes: Int32Array
  ranks: Ranks
  descending: boolean
}

/** Ranks of a dictionary's codes: equal cells share one; blanks have the highest, so they come last. */
export interface Ranks {
  of: Int32Array
  /** one more than the highest rank */
  count: number
}

interface Known {
  compare: Compare
  size: number
  order: number[]
  ranks: Ranks
}

const known = new WeakMap<Dictionary, Known>()

/**
 * 排序名次. A dictionary is sorted once; words that came later are put in their places, and nothing is sorted again.
 * `compare` must be the same function as long as it says the same.
 */
export function ranksOf(dictionary: Dictionary, compare: Compare): Ranks {
  const before = known.get(dictionary)
  const usable = before?.compare === compare ? before : undefined
  if (usable?.size === dictionary.size) return usable.ranks
  const order = orderOf(dictionary, compare, usable)
  const ranks = ranksIn(order, dictionary, compare)
  known.set(dictionary, { compare, size: dictionary.size, order, ranks })
  return ranks
}

function orderOf({ words, size }: Dictionary, compare: Compare, before: Known | undefined): number[] {
  const later = Array.from({ length: size - (before?.size ?? 1) }, (_, i) => (before?.size ?? 1) + i)
  const byWord = (one: number, other: number): number => compare(words[one] ?? null, words[other] ?? null)
  later.sort(byWord)
  return before ? merged(before.order, later, byWord) : later
}

function merged(one: readonly number[], other: readonly number[], compare: (a: number, b: number) => number): number[] {
  const all: number[] = []
  let at = 0
  for (const code of one) {
    let next = other[at]
    while (next !== undefined && compare(next, code) < 0) {
      all.push(next)
      next = other[++at]
    }
    all.push(code)
  }
  return all.concat(other.slice(at))
}

function ranksIn(order: readonly number[], { words, size }: Dictionary, compare: Compare): Ranks {
  const of = new Int32Array(size)
  let rank = 0
  order.forEach((code, i) => {
    const previous = order[i - 1]
    if (previous !== undefined && compare(words[previous] ?? null, words[code] ?? null) !== 0) rank++
    of[code] = rank
  })
  const blank = order.length === 0 ? 0 : rank + 1
  of[0] = blank
  return { of, count: blank + 1 }
}

/** Sorts rows by several columns, the first counting most; equal rows keep their order, blanks come last either way. */
export function sortSlots(slots: readonly Slot[], columns: readonly SortColumn[]): Slot[] {
  return [...columns].reverse().reduce<Slot[]>(countingSort, [...slots])
}

function countingSort(slots: Slot[], { codes, ranks, descending }: SortColumn): Slot[] {
  const last = ranks.count - 1
  const placeOf = (slot: Slot): number => {
    const rank = ranks.of[codes[slot] ?? 0] ?? last
    return descending && rank < last ? last - 1 - rank : rank
  }
  const starts = new Int32Array(ranks.count + 1)
  for (const slot of slots) count(starts, placeOf(slot) + 1)
  for (let rank = 1; rank <= ranks.count; rank++) starts[rank] = (starts[rank] ?? 0) + (starts[rank - 1] ?? 0)
  const sorted = new Array<Slot>(slots.length)
  for (const slot of slots) sorted[count(starts, placeOf(slot))] = slot
  return sorted
}

/** Adds one, and tells what was there. */
function count(numbers: Int32Array, at: number): number {
  const before = numbers[at] ?? 0
  numbers[at] = before + 1
  return before
}
