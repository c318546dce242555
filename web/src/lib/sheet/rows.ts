import type { Cell, ColumnKey } from '#shared/base/cell'
import type { FeedEntry, RowColumns } from '#shared/base/contract'
import { naturalId } from '#shared/base/findings'
import { print, type Reading } from '#shared/base/kinds'
import type { RefusalData } from '#shared/base/refusal'
import type { Cells, Column, RowId, Sheet } from '#shared/base/sheet'
import { barred, type Rights } from './may.ts'
import { Store, type Slot } from './store.ts'
import { UnsavedCells } from './unsaved.ts'

/** The value of a computed column, from the row's own cells and whatever else the page knows. */
export type Computed = (row: { id: RowId; cells: Cells }) => Cell

export interface RowsOptions {
  sheet: Sheet
  rights: Rights
  /** asked anew at each reading, as options and language may change */
  reading: () => Reading
  computed?: Readonly<Record<ColumnKey, Computed>> | undefined
  /** an id for a new row */
  mint: () => RowId
}

/** What other people's changes did to the rows. */
export interface Taken {
  cells: { slot: Slot; column: number }[]
  appeared: Slot[]
  vanished: Slot[]
}

/**
 * 表内各行. The rows with everything that is not yet saved laid over them, rows that exist only here, and computed
 * columns kept up to date. What comes from the server is taken by revision: an older word never replaces a newer one.
 */
export class Rows {
  readonly sheet: Sheet
  readonly store: Store
  readonly unsaved = new UnsavedCells()
  readonly rights: Rights
  readonly reading: () => Reading
  readonly mint: () => RowId
  readonly #local = new Set<Slot>()
  readonly #computed: readonly { index: number; compute: Computed }[]
  /** by slot: the revision last seen whole, and the one last acknowledged to us */
  readonly #seen: number[] = []
  readonly #acknowledged: number[] = []

  constructor({ sheet, rights, reading, computed = {}, mint }: RowsOptions) {
    this.sheet = sheet
    this.rights = rights
    this.reading = reading
    this.mint = mint
    this.store = new Store(sheet.columns.map(({ key }) => key))
    this.#computed = Object.entries(computed).map(([key, compute]) => ({ index: this.store.indexOf(key), compute }))
  }

  column(index: number): Column | undefined {
    return this.sheet.columns[index]
  }

  load(rows: RowColumns): void {
    this.store.load(rows).forEach((slot, i) => {
      this.#seen[slot] = rows.revs[i] ?? 1
    })
    this.recompute()
  }

  /** A row that exists only here: not yet whole enough to be created, or not yet sent. */
  isLocal(slot: Slot): boolean {
    return this.#local.has(slot)
  }

  localRows(): Slot[] {
    return [...this.#local].filter((slot) => !this.store.isGone(slot))
  }

  bear(count: number): Slot[] {
    return Array.from({ length: count }, () => {
      const slot = this.store.add(this.mint())
      this.#local.add(slot)
      this.recompute([slot])
      return slot
    })
  }

  settleAsLive(slot: Slot, id: RowId, rev?: number): void {
    this.#local.delete(slot)
    this.store.rename(slot, id)
    if (rev !== undefined) this.acknowledge(slot, rev)
  }

  /** The row is no longer at the server; here it begins anew, under another id. */
  settleAsLocal(slot: Slot): void {
    this.#local.add(slot)
    this.store.rename(slot, this.mint())
    this.#seen[slot] = 0
    this.#acknowledged[slot] = 0
  }

  /** The row's revision as far as is known, for acts on whole rows. */
  revOf(slot: Slot): number {
    return Math.max(this.#seen[slot] ?? 0, this.#acknowledged[slot] ?? 0)
  }

  acknowledge(slot: Slot, rev: number): void {
    this.#acknowledged[slot] = Math.max(rev, this.#acknowledged[slot] ?? 0)
  }

  barred(slot: Slot | undefined, column: number): RefusalData | undefined {
    const described = this.column(column)
    return described && barred(described, this.rights, slot === undefined || this.isLocal(slot))
  }

  /** Whether a new row has everything that its creation needs. */
  isWhole(slot: Slot): boolean {
    return this.sheet.columns.every(({ required, edit }, column) => {
      if (this.unsaved.get(slot, column)?.state === 'refused') return false
      return !required || edit === undefined || this.store.cell(slot, column) !== null
    })
  }

  /** The id under which a new row is created: made of its key columns where the sheet says so. */
  idForCreation(slot: Slot): RowId {
    return naturalId(this.sheet, this.store.cells(slot)) ?? this.store.idOf(slot)
  }

  print(cell: Cell, column: number): string {
    const kind = this.column(column)?.kind
    return kind ? print(cell, kind, this.reading()) : ''
  }

  /** As other programs read it: no thousands signs, an ordinary minus. */
  printPlain(cell: Cell, column: number): string {
    const kind = this.column(column)?.kind
    return kind ? print(cell, kind, { ...this.reading(), plain: true }) : ''
  }

  recompute(slots: Iterable<Slot> = this.store.slots()): void {
    if (this.#computed.length === 0) return
    for (const slot of slots) {
      const row = { id: this.store.idOf(slot), cells: this.store.cells(slot) }
      for (const { index, compute } of this.#computed) this.store.set(slot, index, compute(row))
    }
  }

  /** Takes entries of the feed. What is on its way from here keeps being shown; beneath it, the new value stands. */
  take(entries: readonly FeedEntry[]): Taken {
    const taken: Taken = { cells: [], appeared: [], vanished: [] }
    for (const entry of entries) if (entry.sheet === this.sheet.name) this.#takeOne(entry, taken)
    this.recompute(new Set([...taken.cells.map(({ slot }) => slot), ...taken.appeared]))
    return taken
  }

  /** Rows that the server no longer has go; those that exist only here stay. */
  vanishUnless(isThere: (id: RowId) => boolean): Slot[] {
    const gone = this.store.slots().filter((slot) => !this.isLocal(slot) && !isThere(this.store.idOf(slot)))
    for (const slot of gone) this.store.remove(slot)
    return gone
  }

  #takeOne(entry: FeedEntry, taken: Taken): void {
    const known = this.store.slotOf(entry.row)
    const slot = known ?? this.store.add(entry.row)
    if (known !== undefined && (entry.rev <= (this.#seen[slot] ?? 0) || entry.rev < (this.#acknowledged[slot] ?? 0)))
      return
    this.#seen[slot] = entry.rev
    const gone = this.store.isGone(slot)
    if (entry.cells === null) {
      this.store.remove(slot)
      if (known !== undefined && !gone) taken.vanished.push(slot)
      return
    }
    this.store.bringBack(slot)
    const changed = this.#standAs(slot, entry.cells)
    if (known === undefined || gone) taken.appeared.push(slot)
    else taken.cells.push(...changed.map((column) => ({ slot, column })))
  }

  /** Which columns now show something else. */
  #standAs(slot: Slot, cells: Cells): number[] {
    return this.sheet.columns.flatMap(({ key, edit, computed }, column) => {
      if (computed !== undefined && edit === undefined && !(key in cells)) return []
      const stands = cells[key] ?? null
      const unsaved = this.unsaved.get(slot, column)
      if (unsaved) this.unsaved.put(slot, column, { ...unsaved, stands })
      if (unsaved?.state === 'waiting' || this.store.cell(slot, column) === stands) return []
      this.store.set(slot, column, stands)
      return [column]
    })
  }
}
