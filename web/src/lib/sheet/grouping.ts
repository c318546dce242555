import type { Dictionary } from './dictionary.ts'
import type { SortColumn } from './order.ts'
import { stride, type Work } from './slices.ts'
import type { Slot } from './store.ts'

/** At most so many columns are grouped by. */
export const deepest = 3

/** A sum of fen or counts, exact: a number as long as that holds it, then a whole number of any size. */
export type Sum = number | bigint

export function plus(sum: Sum, more: number): Sum {
  const next = typeof sum === 'number' ? sum + more : NaN
  return Number.isSafeInteger(next) ? next : BigInt(sum) + BigInt(more)
}

/** A group of rows with an equal cell in its column and in those of the groups around it. */
export interface Group {
  level: number
  /** index of its column, and the code of its cell */
  column: number
  code: number
  /** names it as long as the sheet is open */
  key: string
  parent: Group | undefined
  count: number
  /** by the index of the column that is added up */
  sums: Map<number, Sum>
}

/** A column by which rows are grouped, or which is added up. */
export interface GroupColumn extends SortColumn {
  index: number
}

export interface SummedColumn {
  index: number
  dictionary: Dictionary
  /** by slot; another array when the sheet has grown */
  codes: () => Int32Array
}

/** Of more groups than this nobody gets an overview. */
export const mostGroups = 20_000

/**
 * 分组. Rows that are sorted by up to three columns, in groups with their counts and sums. A row stays in its group until
 * the rows are arranged anew; rows that come later are in none and stand at the end.
 */
export class Grouping {
  readonly groups: readonly Group[]
  /** by slot: the place of its innermost group among `groups`, or -1 */
  readonly #groupOf: Int32Array
  readonly #summed: readonly SummedColumn[]

  private constructor(groups: readonly Group[], groupOf: Int32Array, summed: readonly SummedColumn[]) {
    this.groups = groups
    this.#groupOf = groupOf
    this.#summed = summed
  }

  /** Undefined where there would be too many. `slots`: how many rows the sheet has ever had. */
  static *of(
    rows: Int32Array,
    columns: readonly GroupColumn[],
    summed: readonly SummedColumn[],
    slots: number,
  ): Work<Grouping | undefined> {
    const groups: Group[] = []
    const groupOf = new Int32Array(slots).fill(-1)
    const open: Group[] = []
    const ranks = new Int32Array(columns.length).fill(-1)
    for (let i = 0; i < rows.length; i++) {
      const slot = rows[i] ?? 0
      const from = changed(slot, columns, ranks)
      for (let level = from; level < columns.length; level++)
        groups.push((open[level] = begun(slot, columns, level, open)))
      groupOf[slot] = groups.length - 1
      if (groups.length > mostGroups) return undefined
      if (i % stride === 0) yield
    }
    const grouping = new Grouping(groups, groupOf, summed)
    yield* grouping.#count(rows)
    return grouping
  }

  /** A cell has changed: the sums that it is part of do too. */
  change(slot: Slot, column: number, before: number, after: number): void {
    const summed = this.#summed.find(({ index }) => index === column)
    if (!summed) return
    const by = numberIn(summed, after) - numberIn(summed, before)
    for (let group = this.#of(slot); group; group = group.parent)
      group.sums.set(column, plus(group.sums.get(column) ?? 0, by))
  }

  /** A row has come back (1) or gone (-1). */
  turn(slot: Slot, by: 1 | -1): void {
    for (let group = this.#of(slot); group; group = group.parent) {
      group.count += by
      for (const summed of this.#summed) {
        const cell = by * numberIn(summed, summed.codes()[slot] ?? 0)
        group.sums.set(summed.index, plus(group.sums.get(summed.index) ?? 0, cell))
      }
    }
  }

  /** The group of a row, with those around it. */
  around(slot: Slot): Group[] {
    const found: Group[] = []
    for (let group = this.#of(slot); group; group = group.parent) found.unshift(group)
    return found
  }

  /** What is seen while some groups are folded: rows, heads, and where heads stand. */
  unfold(rows: readonly Slot[], folded: ReadonlySet<string>): { rows: Slot[]; heads: Group[]; before: Int32Array } {
    const hidden = this.groups.map(({ parent }) => parent !== undefined && isWithin(parent, folded))
    const shut = Uint8Array.from(this.groups, (group) => Number(isWithin(group, folded)))
    const groupOf = this.#groupOf
    const whole = !shut.includes(1)
    const seen: Slot[] = whole ? [...rows] : []
    const heads: Group[] = []
    const before: number[] = []
    let [next, count] = [0, 0]
    for (const slot of rows) {
      const at = groupOf[slot] ?? -1
      for (; next <= at; next++) {
        const group = this.groups[next]
        if (!group || hidden[next] || group.count === 0) continue
        heads.push(group)
        before.push(count)
      }
      if (shut[at] === 1) continue
      count++
      if (!whole) seen.push(slot)
    }
    return { rows: seen, heads, before: Int32Array.from(before) }
  }

  #of(slot: Slot): Group | undefined {
    return this.groups[this.#groupOf[slot] ?? -1]
  }

  *#count(rows: Int32Array): Work<void> {
    for (let from = 0; from < rows.length;) {
      const at = this.#groupOf[rows[from] ?? 0] ?? -1
      let to = from
      while (to < rows.length && this.#groupOf[rows[to] ?? 0] === at) to++
      this.#add(at, rows, from, to)
      from = to
      yield
    }
  }

  /** Adds a stretch of rows to their group and to those around it. */
  #add(at: number, rows: Int32Array, from: number, to: number): void {
    const sums = this.#summed.map((summed) => {
      const codes = summed.codes()
      let sum: Sum = 0
      for (let i = from; i < to; i++) sum = plus(sum, numberIn(summed, codes[rows[i] ?? 0] ?? 0))
      return { index: summed.index, sum }
    })
    for (let group = this.groups[at]; group; group = group.parent) {
      group.count += to - from
      for (const { index, sum } of sums) group.sums.set(index, together(group.sums.get(index) ?? 0, sum))
    }
  }
}

const together = (one: Sum, other: Sum): Sum =>
  typeof other === 'number' ? plus(one, other) : typeof one === 'number' ? plus(other, one) : one + other

function numberIn({ dictionary }: SummedColumn, code: number): number {
  const number = code === 0 ? 0 : dictionary.number(code)
  return number === number ? number : 0
}

const isWithin = (group: Group, folded: ReadonlySet<string>): boolean =>
  folded.has(group.key) || (group.parent !== undefined && isWithin(group.parent, folded))

/** The first level at which a row belongs to another group than the row before; as many as there are where it does not. */
function changed(slot: Slot, columns: readonly GroupColumn[], ranks: Int32Array): number {
  let first = columns.length
  for (let level = columns.length - 1; level >= 0; level--) {
    const column = columns[level]
    if (!column) continue
    const rank = column.ranks.of[column.codes[slot] ?? 0] ?? 0
    if (rank !== ranks[level]) first = level
    ranks[level] = rank
  }
  return first
}

function begun(slot: Slot, columns: readonly GroupColumn[], level: number, open: readonly Group[]): Group {
  const { index = 0, codes } = columns[level] ?? {}
  const code = codes?.[slot] ?? 0
  const parent = level > 0 ? open[level - 1] : undefined
  const key = `${parent?.key ?? ''}/${index}:${code}`
  return { level, column: index, code, key, parent, count: 0, sums: new Map() }
}
