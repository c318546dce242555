import type { Tops } from './heights.ts'

/**
 * 组头. Heads of groups take room between rows and are none: places of rows, selections and everything that is copied or
 * written know nothing of them. Heights are those of `Tops`, from the upper edge of all on.
 */
export interface Heads {
  /** height of each */
  high: number
  top(head: number): number
  /** the head at a height; undefined where a row is */
  at(y: number): number | undefined
  /** those that lie between two heights */
  between(from: number, to: number): number[]
}

/** Where rows begin with heads among them. `before`: for each head, in order, the place of the row it stands before. */
export function withHeads(tops: Tops, before: Int32Array, high: number): Tops {
  if (before.length === 0) return tops
  const top = (head: number): number => tops.of(before[head] ?? 0) + head * high
  const startedBy = (y: number): number => upTo(before.length, (head) => top(head) <= y)
  const heads: Heads = {
    high,
    top,
    at(y) {
      const head = startedBy(y) - 1
      return head >= 0 && y < top(head) + high ? head : undefined
    },
    between(from, to) {
      const first = startedBy(from - high)
      return Array.from({ length: Math.max(0, startedBy(to) - first) }, (_, i) => first + i)
    },
  }
  return {
    heads,
    total: tops.total + before.length * high,
    of: (place) => tops.of(place) + upTo(before.length, (head) => (before[head] ?? 0) <= place) * high,
    high: tops.high,
    /** a head counts as the row beneath it */
    at(y) {
      const head = heads.at(y)
      return head === undefined ? tops.at(y - startedBy(y) * high) : (before[head] ?? 0)
    },
  }
}

/** Of the heads before each row, those right before one: the first of them, and how many. */
export function headsBefore(before: Int32Array, row: number): { first: number; count: number } {
  const first = upTo(before.length, (head) => (before[head] ?? 0) < row)
  return { first, count: upTo(before.length, (head) => (before[head] ?? 0) <= row) - first }
}

/** How many of so many, from the first on, are so. */
function upTo(count: number, isSo: (n: number) => boolean): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (isSo(middle)) low = middle + 1
    else high = middle
  }
  return low
}
