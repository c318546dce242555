import type { Cell, ColumnKey } from '#shared/base/cell'
import { collate } from '#shared/base/collate'
import { compare, print, type Reading } from '#shared/base/kinds'
import type { Column } from '#shared/base/sheet'
import { passing, type Filter } from './filter.ts'
import { ranksOf, sortSlots, type Compare } from './order.ts'
import type { Slot, Store } from './store.ts'

export interface SortKey {
  column: ColumnKey
  descending: boolean
}

/** One line of a column's value list: how many of the rows that the other filters leave have it. */
export interface ValueCount {
  cell: Cell
  text: string
  count: number
}

interface Viewed {
  column: Column
  index: number
  compare: Compare
  print: (cell: Cell) => string
}

/**
 * 视图. Which rows are seen, in which order. Sorting and filtering happen when asked for and never by themselves: after
 * an edit no row jumps or vanishes until 重新应用. Rows that come later stand at the end.
 */
export class View {
  rows: Slot[] = []
  sort: readonly SortKey[] = []
  filters: ReadonlyMap<ColumnKey, Filter> = new Map()
  readonly #store: Store
  readonly #sheet: readonly Column[]
  readonly #reading: () => Reading
  #columns: ReadonlyMap<ColumnKey, Viewed>
  readonly #left = new Map<Slot, number>()
  #places: Map<Slot, number> | undefined

  constructor(store: Store, columns: readonly Column[], reading: () => Reading) {
    this.#store = store
    this.#sheet = columns
    this.#reading = reading
    this.#columns = this.#viewed()
    this.rows = store.slots()
  }

  /** Sorts and filters anew. `keep` are rows that stay whatever the filters say, at the end: they are being written. */
  apply(keep: readonly Slot[] = []): void {
    const kept = new Set(keep)
    const passing = this.#passing([...this.filters.values()])
    const rows = this.#store.slots().filter((slot) => !kept.has(slot) && passing(slot))
    this.#left.clear()
    this.#show([...sortSlots(rows, this.#sortColumns()), ...keep])
  }

  /** References print otherwise than before: what is known of their order no longer holds. */
  renew(): void {
    this.#columns = this.#viewed()
  }

  /** Rows in sight that the filters would no longer let through. */
  strays(): number {
    if (this.filters.size === 0) return 0
    const passing = this.#passing([...this.filters.values()])
    return this.rows.reduce((count, slot) => count + (passing(slot) ? 0 : 1), 0)
  }

  /** Whether an edit of this column could move or hide rows. */
  concerns(key: ColumnKey): boolean {
    return this.filters.has(key) || this.sort.some(({ column }) => column === key)
  }

  placeOf(slot: Slot): number | undefined {
    this.#places ??= new Map(this.rows.map((row, place) => [row, place]))
    return this.#places.get(slot)
  }

  /** Rows come into sight: where they were before they went, else at the end. */
  insert(slots: readonly Slot[]): void {
    const fresh = slots.filter((slot) => this.placeOf(slot) === undefined)
    if (fresh.length === 0) return
    const rows = [...this.rows, ...fresh.filter((slot) => !this.#left.has(slot))]
    for (const slot of fresh.sort((a, b) => (this.#left.get(a) ?? 0) - (this.#left.get(b) ?? 0))) {
      const place = this.#left.get(slot)
      if (place !== undefined) rows.splice(place, 0, slot)
    }
    this.#show(rows)
  }

  remove(slots: readonly Slot[]): void {
    if (slots.length === 0) return
    for (const slot of slots) this.#left.set(slot, this.placeOf(slot) ?? this.rows.length)
    const gone = new Set(slots)
    this.#show(this.rows.filter((slot) => !gone.has(slot)))
  }

  /** 值清单. Distinct values with their counts, in the column's order, (空白) last. */
  values(key: ColumnKey): ValueCount[] {
    const column = this.#columns.get(key)
    if (!column) return []
    const others = [...this.filters.values()].filter((filter) => filter.column !== key)
    const passing = this.#passing(others)
    const dictionary = this.#store.dictionary(column.index)
    const counts = new Int32Array(dictionary.size)
    const codes = this.#store.codes(column.index)
    for (const slot of this.#store.slots())
      if (passing(slot)) counts[codes[slot] ?? 0] = (counts[codes[slot] ?? 0] ?? 0) + 1
    const { of } = ranksOf(dictionary, column.compare)
    return dictionary.words
      .map((cell, code) => ({ cell, text: column.print(cell), count: counts[code] ?? 0, rank: of[code] ?? 0 }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => a.rank - b.rank)
      .map(({ cell, text, count }) => ({ cell, text, count }))
  }

  #viewed(): ReadonlyMap<ColumnKey, Viewed> {
    return new Map(this.#sheet.map((column, index) => [column.key, viewed(column, index, this.#reading)]))
  }

  #show(rows: Slot[]): void {
    this.rows = rows
    this.#places = undefined
  }

  #passing(filters: readonly Filter[]): (slot: Slot) => boolean {
    const tests = filters.flatMap((filter) => {
      const column = this.#columns.get(filter.column)
      if (!column) return []
      const dictionary = this.#store.dictionary(column.index)
      const reading = this.#reading()
      const pass = passing(filter, { kind: column.column.kind, dictionary, reading, print: column.print })
      return [{ pass, codes: this.#store.codes(column.index) }]
    })
    return (slot) => tests.every(({ pass, codes }) => pass[codes[slot] ?? 0] === 1)
  }

  #sortColumns() {
    return this.sort.flatMap(({ column: key, descending }) => {
      const column = this.#columns.get(key)
      if (!column) return []
      const ranks = ranksOf(this.#store.dictionary(column.index), column.compare)
      return [{ codes: this.#store.codes(column.index), ranks, descending }]
    })
  }
}

/** References are sorted by what they print, which asks for their options once a word instead of twice a comparison. */
function viewed(column: Column, index: number, reading: () => Reading): Viewed {
  const { kind } = column
  const printed = (cell: Cell): string => print(cell, kind, reading())
  const byPrint: Compare = (one, other) => collate(printed(one), printed(other))
  const byKind: Compare = (one, other) => compare(one, other, kind, reading())
  return { column, index, compare: kind.name === 'reference' ? byPrint : byKind, print: printed }
}
