import type { Cell } from '#shared/base/cell'
import type { Dictionary } from './dictionary.ts'
import { stride, type Work } from './slices.ts'
import { Keys } from './weights.ts'

export type Compare = (one: Cell, other: Cell) => number

/**
 * How a column sorts. `compare` is always right; `by` says that words may be compared as they lie: texts by Pinyin or by
 * their bytes, numbers as numbers. It must be the same object as long as it says the same.
 */
export interface Ordering {
  compare: Compare
  by: 'words' | 'pinyin' | 'bytes' | 'numbers'
}

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
  ordering: Ordering
  size: number
  order: Int32Array
  ranks: Ranks
}

type ByCode = (one: number, other: number) => number

const known = new WeakMap<Dictionary, Known>()

/** So few words are put in their places one by one; more of them are worth keys. */
const few = 400

/** 排序名次. A dictionary is sorted once; words that came later are put in their places, and nothing is sorted again. */
export function* ranksOf(dictionary: Dictionary, ordering: Ordering): Work<Ranks> {
  const before = known.get(dictionary)
  const usable = before?.ordering === ordering ? before : undefined
  if (usable?.size === dictionary.size) return usable.ranks
  const { size } = dictionary
  const plain = plainly(dictionary, ordering)
  const added = size - (usable?.size ?? 1)
  const byCode = added > few ? yield* keyed(dictionary, ordering) : plain
  const later = yield* sorted(
    Int32Array.from({ length: added }, (_, i) => size - added + i),
    byCode,
  )
  const order = usable ? merged(usable.order, later, byCode) : later
  const ranks = yield* ranksIn(order, size, byCode)
  known.set(dictionary, { ordering, size, order, ranks })
  return ranks
}

const plainly =
  (dictionary: Dictionary, { compare }: Ordering): ByCode =>
  (one, other) =>
    compare(dictionary.word(one), dictionary.word(other))

/** A comparison that is quick enough for hundreds of thousands of words. */
function* keyed(dictionary: Dictionary, ordering: Ordering): Work<ByCode> {
  const { texts, isText, isNumeric } = dictionary
  if (ordering.by === 'numbers' && isNumeric) return (one, other) => dictionary.number(one) - dictionary.number(other)
  if (ordering.by === 'bytes' && isText) return (one, other) => texts.compare(one, other)
  if (ordering.by === 'pinyin' && isText) {
    const keys = yield* Keys.of(texts)
    return (one, other) => keys.compare(one, other)
  }
  const words = [...dictionary.words()]
  return (one, other) => ordering.compare(words[one] ?? null, words[other] ?? null)
}

/** Merges stretches that are in order already until there is one: words of a tile come sorted. Equal ones keep their places. */
function* sorted(codes: Int32Array<ArrayBuffer>, compare: ByCode): Work<Int32Array> {
  let from = codes
  let runs = yield* runsIn(from, compare)
  while (runs.length > 2) {
    const to = new Int32Array(from.length)
    const next = [0]
    for (let i = 0; i + 1 < runs.length; i += 2) {
      const [start = 0, middle = 0, end = middle] = runs.slice(i, i + 3)
      yield* merge(from, to, { start, middle, end }, compare)
      next.push(end)
    }
    from = to
    runs = next
  }
  return from
}

const shortest = 12

/** Where each stretch in order begins and, last, where all end; short ones are made longer by insertion. */
function* runsIn(codes: Int32Array, compare: ByCode): Work<number[]> {
  const starts: number[] = []
  for (let at = 0; at < codes.length;) {
    starts.push(at)
    const end = endOfRun(codes, at, compare)
    const least = Math.min(codes.length, at + shortest)
    if (end < least) insert(codes, at, end, least, compare)
    at = Math.max(end, least)
    if (starts.length % 512 === 0) yield
  }
  return [...starts, codes.length]
}

function endOfRun(codes: Int32Array, from: number, compare: ByCode): number {
  let end = from + 1
  while (end < codes.length && compare(codes[end - 1] ?? 0, codes[end] ?? 0) <= 0) end++
  return end
}

function insert(codes: Int32Array, from: number, sortedTo: number, to: number, compare: ByCode): void {
  for (let i = sortedTo; i < to; i++) {
    const code = codes[i] ?? 0
    let at = i
    while (at > from && compare(codes[at - 1] ?? 0, code) > 0) {
      codes[at] = codes[at - 1] ?? 0
      at--
    }
    codes[at] = code
  }
}

function* merge(
  from: Int32Array,
  to: Int32Array,
  { start, middle, end }: { start: number; middle: number; end: number },
  compare: ByCode,
): Work<void> {
  let [one, other] = [start, middle]
  for (let at = start; at < end; at++) {
    const first = other >= end || (one < middle && compare(from[one] ?? 0, from[other] ?? 0) <= 0)
    to[at] = from[first ? one++ : other++] ?? 0
    if (at % stride === 0) yield
  }
  yield
}

/** Later words among earlier ones: each finds its place by halving. */
function merged(one: Int32Array, other: Int32Array, compare: ByCode): Int32Array {
  const all = new Int32Array(one.length + other.length)
  let from = 0
  other.forEach((code, i) => {
    const place = placeIn(one, code, from, compare)
    all.set(one.subarray(from, place), from + i)
    all[place + i] = code
    from = place
  })
  all.set(one.subarray(from), from + other.length)
  return all
}

/** The first place whose word comes after `code`. */
function placeIn(order: Int32Array, code: number, from: number, compare: ByCode): number {
  let [low, high] = [from, order.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (compare(order[middle] ?? 0, code) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

function* ranksIn(order: Int32Array, size: number, compare: ByCode): Work<Ranks> {
  const of = new Int32Array(size)
  let rank = 0
  for (let i = 0; i < order.length; i++) {
    const code = order[i] ?? 0
    if (i > 0 && compare(order[i - 1] ?? 0, code) !== 0) rank++
    of[code] = rank
    if (i % stride === 0) yield
  }
  const blank = order.length === 0 ? 0 : rank + 1
  of[0] = blank
  return { of, count: blank + 1 }
}

/** Sorts rows by several columns, the first counting most; equal rows keep their order, blanks come last either way. */
export function* sortSlots(
  slots: Int32Array<ArrayBuffer>,
  columns: readonly SortColumn[],
): Work<Int32Array<ArrayBuffer>> {
  let [rows, spare] = [slots, new Int32Array(slots.length)]
  for (const column of [...columns].reverse()) {
    yield* countingSort(rows, spare, column)
    ;[rows, spare] = [spare, rows]
  }
  return rows
}

/** By the rank of each row's cell: rows are counted by rank, then each is put after those of the ranks before. */
function* countingSort(rows: Int32Array, sortedRows: Int32Array, { codes, ranks, descending }: SortColumn): Work<void> {
  const places = placesOf(ranks, descending)
  const starts = new Int32Array(ranks.count + 1)
  const keys = new Int32Array(rows.length)
  for (let i = 0; i < rows.length; i++) {
    const place = places[codes[rows[i] ?? 0] ?? 0] ?? 0
    keys[i] = place
    starts[place + 1] = (starts[place + 1] ?? 0) + 1
    if (i % stride === 0) yield
  }
  for (let rank = 1; rank <= ranks.count; rank++) starts[rank] = (starts[rank] ?? 0) + (starts[rank - 1] ?? 0)
  for (let i = 0; i < rows.length; i++) {
    const key = keys[i] ?? 0
    const at = starts[key] ?? 0
    starts[key] = at + 1
    sortedRows[at] = rows[i] ?? 0
    if (i % stride === 0) yield
  }
}

function placesOf({ of, count }: Ranks, descending: boolean): Int32Array {
  const last = count - 1
  return descending ? of.map((rank) => (rank < last ? last - 1 - rank : rank)) : of
}
