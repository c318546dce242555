import type { Cell, ColumnKey } from '#shared/base/cell'
import type { BatchId } from '#shared/base/changes'
import type { FeedEntry } from '#shared/base/contract'
import { naturalId } from '#shared/base/findings'
import { print, type Reading } from '#shared/base/kinds'
import type { RefusalData } from '#shared/base/refusal'
import type { Tile } from '#shared/base/tile'
import type { Cells, Column, RowId, Sheet } from '#shared/base/sheet'
import { barred, type Rights } from './may.ts'
import { Passage, type Passing } from './passage.ts'
import type { Work } from './slices.ts'
import { Store, type LoadedRows, type Slot } from './store.ts'
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

/** Rows that came into sight, and that went. */
export interface Shown {
  appeared: Slot[]
  vanished: Slot[]
}

/** What other people's changes did to the rows. */
export interface Taken extends Shown {
  cells: { slot: Slot; column: number }[]
}

/**
 * 表内各行. The rows with everything that is not yet saved laid over them, rows that exist only here, and computed
 * columns kept up to date. What comes from the server is taken by revision: an older word never replaces a newer one.
 * Its fields are private by word only, as those of the store's: it is asked for every cell.
 */
export class Rows {
  readonly sheet: Sheet
  readonly store: Store
  readonly unsaved = new UnsavedCells()
  readonly passage = new Passage()
  /** rows on their way to be created, and the ids that they will have */
  readonly creating = new Map<Slot, RowId>()
  readonly rights: Rights
  readonly reading: () => Reading
  readonly mint: () => RowId
  private readonly locals = new Set<Slot>()
  private readonly computing: readonly { index: number; compute: Computed }[]
  /** by slot: the revision last seen whole, and the one last acknowledged to us */
  private readonly seenRevs: number[] = []
  private readonly acknowledgedRevs: number[] = []

  constructor({ sheet, rights, reading, computed = {}, mint }: RowsOptions) {
    this.sheet = sheet
    this.rights = rights
    this.reading = reading
    this.mint = mint
    const { columns } = sheet
    this.store = new Store(columns.map(({ key }) => key), columns.map(({ kind }) => kind)) // prettier-ignore
    this.computing = Object.entries(computed).map(([key, compute]) => ({ index: this.store.indexOf(key), compute }))
  }

  column(index: number): Column | undefined {
    return this.sheet.columns[index]
  }

  load(rows: LoadedRows): void {
    this.store.load(rows).forEach((slot, i) => {
      this.seenRevs[slot] = rows.revs?.[i] ?? 1
    })
    this.recompute()
  }

  /** 瓦片. Takes the rows of a tile over, in slices; the slots of those that are new. */
  *takeTile(tile: Tile): Work<Slot[]> {
    const slots = yield* this.store.take(tile)
    slots.forEach((slot, i) => (this.seenRevs[slot] = tile.revs[i] ?? 1))
    this.recompute(slots)
    return slots
  }

  /** A row that exists only here: not yet whole enough to be created, or not yet sent. */
  isLocal(slot: Slot): boolean {
    return this.locals.has(slot)
  }

  localRows(): Slot[] {
    return [...this.locals].filter((slot) => !this.store.isGone(slot))
  }

  bear(count: number): Slot[] {
    return Array.from({ length: count }, () => {
      const slot = this.store.add(this.mint())
      this.locals.add(slot)
      this.recompute([slot])
      return slot
    })
  }

  settleAsLive(slot: Slot, id: RowId, rev?: number): void {
    this.locals.delete(slot)
    this.store.rename(slot, id)
    if (rev !== undefined) this.acknowledge(slot, rev)
  }

  /** The row is no longer at the server; here it begins anew, under another id. */
  settleAsLocal(slot: Slot): void {
    this.locals.add(slot)
    this.store.rename(slot, this.mint())
    this.seenRevs[slot] = 0
    this.acknowledgedRevs[slot] = 0
  }

  /** The row's revision as far as is known, for acts on whole rows. */
  revOf(slot: Slot): number {
    return Math.max(this.seenRevs[slot] ?? 0, this.acknowledgedRevs[slot] ?? 0)
  }

  acknowledge(slot: Slot, rev: number): void {
    this.acknowledgedRevs[slot] = Math.max(rev, this.acknowledgedRevs[slot] ?? 0)
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
    if (this.computing.length === 0) return
    for (const slot of slots) {
      const row = { id: this.store.idOf(slot), cells: this.store.cells(slot) }
      for (const { index, compute } of this.computing) this.store.set(slot, index, compute(row))
    }
  }

  /** Takes entries of the feed. What is on its way from here keeps being shown; beneath it, the new value stands. */
  take(entries: readonly FeedEntry[]): Taken {
    const cells: Taken['cells'] = []
    const before = new Map<Slot, boolean>()
    for (const entry of entries) if (entry.sheet === this.sheet.name) this.takeOne(entry, cells, before)
    const shown = this.since(before)
    this.recompute(new Set([...cells.map(({ slot }) => slot), ...shown.appeared]))
    return { cells: cells.filter(({ slot }) => before.get(slot) && !this.store.isGone(slot)), ...shown }
  }

  /**
   * A gesture has its answer, or will have none: rows that waited for it show as it was written, else as before it,
   * unless the feed has told something newer meanwhile. A row that exists only here stays as the gesture has it.
   */
  arrive(batch: BatchId, isWritten: (slot: Slot) => boolean): Shown {
    const ended = this.passage.end(batch)
    const before = new Map(ended.map(({ slot }) => [slot, !this.store.isGone(slot)]))
    for (const passing of ended) this.show(passing.slot, this.isThere(passing, isWritten(passing.slot)))
    return this.since(before)
  }

  private isThere({ slot, comes, told }: Passing, written: boolean): boolean {
    if (told !== undefined && (this.seenRevs[slot] ?? 0) > (this.acknowledgedRevs[slot] ?? 0)) return told
    return written === comes
  }

  private show(slot: Slot, there: boolean): void {
    if (there) this.store.bringBack(slot)
    else this.store.remove(slot)
  }

  /** What came and went, compared with what was there before. */
  private since(before: ReadonlyMap<Slot, boolean>): Shown {
    const changed = [...before].filter(([slot, was]) => was === this.store.isGone(slot))
    const [appeared, vanished] = [false, true].map((was) => changed.flatMap(([slot, is]) => (is === was ? slot : [])))
    return { appeared: appeared ?? [], vanished: vanished ?? [] }
  }

  /** Rows that the server no longer has go; those that exist only here stay. */
  vanishUnless(isThere: (id: RowId) => boolean): Slot[] {
    const stays = (slot: Slot): boolean =>
      this.isLocal(slot) || this.passage.has(slot) || isThere(this.store.idOf(slot))
    const gone = this.store.slots().filter((slot) => !stays(slot))
    for (const slot of gone) this.store.remove(slot)
    return gone
  }

  private takeOne({ row, rev, cells }: FeedEntry, changed: Taken['cells'], before: Map<Slot, boolean>): void {
    const known = this.store.slotOf(row)
    const slot = known ?? this.store.add(row)
    if (known !== undefined && (rev <= (this.seenRevs[slot] ?? 0) || rev < (this.acknowledgedRevs[slot] ?? 0))) return
    this.seenRevs[slot] = rev
    if (!before.has(slot)) before.set(slot, known !== undefined && !this.store.isGone(slot))
    if (this.passage.has(slot)) this.passage.tell(slot, cells !== null)
    else this.show(slot, cells !== null)
    if (cells !== null) changed.push(...this.standAs(slot, cells).map((column) => ({ slot, column })))
  }

  /** Which columns now show something else: a blank that was none before, too. What is computed here is no word of theirs. */
  private standAs(slot: Slot, cells: Cells): number[] {
    return this.sheet.columns.flatMap(({ key }, column) => {
      if (this.computing.some(({ index }) => index === column)) return []
      const stands = cells[key] ?? null
      const unsaved = this.unsaved.get(slot, column)
      if (unsaved) this.unsaved.put(slot, column, { ...unsaved, stands })
      if (unsaved?.state === 'waiting' || this.store.cell(slot, column) === stands) return []
      this.store.set(slot, column, stands)
      return [column]
    })
  }
}
