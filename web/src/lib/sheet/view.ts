import type { ColumnKey } from '#shared/base/cell'
import type { Reading } from '#shared/base/kinds'
import type { Column } from '#shared/base/sheet'
import { passing, type Filter } from './filter.ts'
import { Grouping, type Group, type GroupColumn, type SummedColumn } from './grouping.ts'
import { ranksOf, sortSlots } from './order.ts'
import { finish, inOneGo, Slices, stride, type Work } from './slices.ts'
import { listOf, type Slot, type Store } from './store.ts'
import { ValueList, type ValueCount } from './values.ts'
import { viewed, type Viewed } from './viewed.ts'

export interface SortKey {
  column: ColumnKey
  descending: boolean
}

interface Arranged {
  rows: Int32Array
  grouping?: Grouping | undefined
}

interface Test {
  pass: Uint8Array
  codes: Int32Array
}

/**
 * 视图. Which rows are seen, in which order. Sorting and filtering happen when asked for and never by themselves: after
 * an edit no row jumps or vanishes until 重新应用. Rows that come later stand at the end. In a large sheet all of it is
 * done in slices, and the rows change once it is done.
 */
export class View {
  rows: Slot[] = []
  sort: readonly SortKey[] = []
  filters: ReadonlyMap<ColumnKey, Filter> = new Map()
  /** 分组 by these columns, the outermost first */
  groups: readonly ColumnKey[] = []
  /** the groups whose heads are in sight, and the lines of heads and rows */
  heads: readonly Group[] = []
  /** for each head the place of the row that it stands before */
  before: Int32Array = new Int32Array(0)
  /** it was asked to group by so many different cells that nobody would get an overview */
  tooMany = false
  readonly #store: Store
  readonly #reading: () => Reading
  readonly #columns: Map<ColumnKey, Viewed>
  readonly #arranging = new Slices()
  readonly #listing = new Slices()
  #passes = new WeakMap<Filter, { size: number; pass: Uint8Array }>()
  readonly #left = new Map<Slot, number>()
  readonly #folded = new Set<string>()
  #grouping: Grouping | undefined
  /** the rows that pass, in order, those of folded groups among them */
  #all: Slot[] = []
  #places: Int32Array | undefined
  /** arranges anew what came or went while rows were being arranged */
  #again: ((came: readonly Slot[]) => void) | undefined

  constructor(store: Store, columns: readonly Column[], reading: () => Reading) {
    this.#store = store
    this.#reading = reading
    this.#columns = new Map(columns.map((column, index) => [column.key, this.#viewed(column, index)]))
    this.#all = this.rows = store.slots()
  }

  /** Whether it is still at work. */
  get busy(): boolean {
    return this.#arranging.busy
  }

  /**
   * Sorts and filters anew. `keep` are rows that stay whatever the filters say, at the end: they are being written.
   * `then` hears the rows as they were, once those in sight have changed: at once unless the sheet is large.
   */
  apply(keep: readonly Slot[] = [], then: (before: readonly Slot[]) => void = () => undefined): void {
    this.#again = (came) => this.apply([...keep, ...came], then)
    this.#arranging.run(this.#arranged(new Set(keep)), this.isSmall, ({ rows, grouping }) => {
      const before = this.rows
      const present = keep.filter((slot) => !this.#store.isGone(slot))
      this.#again = undefined
      this.#left.clear()
      this.#group(grouping)
      this.#show(listOf(rows, present))
      then(before)
    })
  }

  /** References print otherwise than before: what is known of their order no longer holds. */
  renew(): void {
    for (const { column, index } of this.#columns.values())
      if (column.kind.name === 'reference') this.#columns.set(column.key, this.#viewed(column, index))
    this.#passes = new WeakMap()
  }

  /** Rows in sight that the filters would no longer let through. */
  strays(): number {
    if (this.filters.size === 0) return 0
    const tests = finish(this.#tests([...this.filters.values()]))
    return this.rows.reduce((count, slot) => count + Number(!passes(tests, slot)), 0)
  }

  /** Whether an edit of this column could move or hide rows. */
  concerns(key: ColumnKey): boolean {
    return this.filters.has(key) || this.groups.includes(key) || this.sort.some(({ column }) => column === key)
  }

  placeOf(slot: Slot): number | undefined {
    this.#places ??= placesIn(this.rows)
    const place = this.#places[slot] ?? -1
    return place < 0 ? undefined : place
  }

  /** Many rows that were never there stand at the end. */
  append(slots: readonly Slot[]): void {
    this.#show(this.#all.concat(slots))
    this.#again?.([])
  }

  /** Rows come into sight: where they were before they went, else at the end. */
  insert(slots: readonly Slot[]): void {
    const there = slots.length > 20 ? new Set(this.#all) : undefined
    const fresh = slots.filter((slot) => (there ? !there.has(slot) : !this.#all.includes(slot)))
    if (fresh.length === 0) return
    const rows = [...this.#all, ...fresh.filter((slot) => !this.#left.has(slot))]
    for (const slot of fresh.sort((a, b) => (this.#left.get(a) ?? 0) - (this.#left.get(b) ?? 0))) {
      const place = this.#left.get(slot)
      if (place !== undefined) rows.splice(place, 0, slot)
      this.#grouping?.turn(slot, 1)
    }
    this.#show(rows)
    this.#again?.(fresh)
  }

  remove(slots: readonly Slot[]): void {
    if (slots.length === 0) return
    const gone = new Set(slots)
    this.#all.forEach((slot, place) => {
      if (!gone.has(slot)) return
      this.#left.set(slot, place)
      this.#grouping?.turn(slot, -1)
    })
    this.#show(this.#all.filter((slot) => !gone.has(slot)))
    this.#again?.([])
  }

  isFolded({ key }: Group): boolean {
    return this.#folded.has(key)
  }

  /** Folds groups, or unfolds them; their heads stay. */
  fold(groups: readonly Group[], folded: boolean): void {
    for (const { key } of groups)
      if (folded) this.#folded.add(key)
      else this.#folded.delete(key)
    this.#show(this.#all)
  }

  /** All groups, in order, those around others before these. */
  get allGroups(): readonly Group[] {
    return this.#grouping?.groups ?? []
  }

  /** The groups that a row is in, the outermost first. */
  groupsOf(slot: Slot): readonly Group[] {
    return this.#grouping?.around(slot) ?? []
  }

  /** 值清单. `then` hears it: at once unless the sheet is large. */
  list(key: ColumnKey, then: (list: ValueList | undefined) => void): void {
    this.#listing.run(this.#list(key), this.isSmall, then)
  }

  /** Those of a list that hold what is typed; `then` hears them at once unless the sheet is large. */
  search(list: ValueList, typed: string, then: (found: ValueList) => void): void {
    this.#listing.run(list.search(typed), this.isSmall, then)
  }

  /** Distinct values with their counts, in the column's order, (空白) last. */
  values(key: ColumnKey): ValueCount[] {
    return finish(this.#list(key))?.lines() ?? []
  }

  /** Whether all rows may be gone through in one go while somebody is typing. */
  get isSmall(): boolean {
    return this.#store.count <= inOneGo
  }

  /** Which codes of a column print a text that holds what is sought or, `spelled`, whose Pinyin initials do. */
  *holding(key: ColumnKey, text: string, spelled: boolean): Work<Uint8Array> {
    const column = this.#columns.get(key)
    if (!column) return new Uint8Array(0)
    const holds = yield* column.folded.holding({ text, at: 'anywhere' })
    return spelled ? yield* column.folded.spelling(text, holds) : holds
  }

  *#arranged(kept: ReadonlySet<Slot>): Work<Arranged> {
    const passing = yield* this.#passing(kept, [...this.filters.values()])
    const grouped = this.groups.map((column) => this.sort.find((key) => key.column === column) ?? { column, descending: false }) // prettier-ignore
    const columns: GroupColumn[] = []
    for (const key of [...grouped, ...this.sort.filter(({ column }) => !this.groups.includes(column))]) {
      const column = yield* this.#sortColumn(key)
      if (column) columns.push(column)
    }
    const rows = yield* sortSlots(passing, columns)
    if (grouped.length === 0) return { rows }
    return { rows, grouping: yield* Grouping.of(rows, columns.slice(0, grouped.length), this.#summed(), this.#store.length) } // prettier-ignore
  }

  *#sortColumn({ column: key, descending }: SortKey): Work<GroupColumn | undefined> {
    const column = this.#columns.get(key)
    if (!column) return undefined
    const ranks = yield* ranksOf(this.#store.dictionary(column.index), column.ordering)
    return { index: column.index, codes: this.#store.codes(column.index), ranks, descending }
  }

  /** Amounts and counts are added up. */
  #summed(): SummedColumn[] {
    return [...this.#columns.values()]
      .filter(({ column: { kind } }) => kind.name === 'amount' || kind.name === 'count')
      .map(({ index }) => ({ index, dictionary: this.#store.dictionary(index), codes: () => this.#store.codes(index) }))
  }

  /** Rows that are there and pass, without `kept`, in the order of arrival. */
  *#passing(kept: ReadonlySet<Slot>, filters: readonly Filter[]): Work<Int32Array<ArrayBuffer>> {
    const tests = yield* this.#tests(filters)
    const slots = this.#store.present()
    let count = 0
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i] ?? 0
      if (passes(tests, slot) && (kept.size === 0 || !kept.has(slot))) slots[count++] = slot
      if (i % stride === 0) yield
    }
    return slots.subarray(0, count)
  }

  *#tests(filters: readonly Filter[]): Work<Test[]> {
    const tests: Test[] = []
    for (const filter of filters) {
      const column = this.#columns.get(filter.column)
      if (!column) continue
      const pass = yield* this.#pass(filter, column)
      tests.push({ pass, codes: this.#store.codes(column.index) })
    }
    return tests
  }

  /** Which codes pass a filter; known as long as the column has no new words. */
  *#pass(filter: Filter, { column, index, folded }: Viewed): Work<Uint8Array> {
    const dictionary = this.#store.dictionary(index)
    const before = this.#passes.get(filter)
    if (before?.size === dictionary.size) return before.pass
    const pass = yield* passing(filter, { kind: column.kind, dictionary, reading: this.#reading(), folded })
    this.#passes.set(filter, { size: pass.length, pass })
    return pass
  }

  *#list(key: ColumnKey): Work<ValueList | undefined> {
    const column = this.#columns.get(key)
    if (!column) return undefined
    const { index, folded, ordering, print: printed } = column
    const others = [...this.filters.values()].filter((filter) => filter.column !== key)
    const rows = yield* this.#passing(new Set(), others)
    const dictionary = this.#store.dictionary(index)
    const codes = this.#store.codes(index)
    const counts = new Int32Array(dictionary.size)
    for (const slot of rows) counts[codes[slot] ?? 0] = (counts[codes[slot] ?? 0] ?? 0) + 1
    yield
    const ranks = yield* ranksOf(dictionary, ordering)
    return yield* ValueList.of(counts, ranks, { dictionary, folded, print: printed })
  }

  #viewed(column: Column, index: number): Viewed {
    return viewed(column, index, { dictionary: this.#store.dictionary(index), reading: this.#reading })
  }

  #group(grouping: Grouping | undefined): void {
    this.#grouping = grouping
    this.tooMany = this.groups.length > 0 && !grouping
    this.#store.watcher = grouping && ((...change) => grouping.change(...change))
  }

  #show(rows: Slot[]): void {
    this.#all = rows
    this.#places = undefined
    const seen = this.#grouping?.unfold(rows, this.#folded)
    this.rows = seen?.rows ?? rows
    this.heads = seen?.heads ?? []
    this.before = seen?.before ?? new Int32Array(0)
  }
}

const passes = (tests: readonly Test[], slot: Slot): boolean => {
  for (const { pass, codes } of tests) if (pass[codes[slot] ?? 0] !== 1) return false
  return true
}

/** By slot: its place among the rows, or -1. */
function placesIn(rows: readonly Slot[]): Int32Array {
  const places = new Int32Array(rows.reduce((most, slot) => Math.max(most, slot), 0) + 1).fill(-1)
  rows.forEach((slot, place) => (places[slot] = place))
  return places
}
