import type { Cell, ColumnKey } from '#shared/base/cell'
import type { RowColumns } from '#shared/base/contract'
import type { Cells, RowId } from '#shared/base/sheet'
import { Dictionary } from './dictionary.ts'

/** A row's place in the arrays: it stays the same as long as the sheet is open. */
export type Slot = number

interface ColumnCells {
  readonly dictionary: Dictionary
  codes: Int32Array
}

/**
 * 列存. The rows of a sheet as they are shown, by columns: a code of the column's dictionary for each slot. Columns are
 * known by their index in the sheet's list. It knows nothing of screens or servers.
 */
export class Store {
  readonly keys: readonly ColumnKey[]
  readonly #columns: ColumnCells[]
  readonly #indices: ReadonlyMap<ColumnKey, number>
  readonly #ids: RowId[] = []
  readonly #slots = new Map<RowId, Slot>()
  readonly #gone = new Set<Slot>()
  #room = 64

  constructor(keys: readonly ColumnKey[]) {
    this.keys = keys
    this.#indices = new Map(keys.map((key, index) => [key, index]))
    this.#columns = keys.map(() => ({ dictionary: new Dictionary(), codes: new Int32Array(this.#room) }))
  }

  /** Index of a column by its key; -1 where the sheet has none. */
  indexOf(key: ColumnKey): number {
    return this.#indices.get(key) ?? -1
  }

  slotOf(id: RowId): Slot | undefined {
    return this.#slots.get(id)
  }

  idOf(slot: Slot): RowId {
    return this.#ids[slot] ?? ''
  }

  isGone(slot: Slot): boolean {
    return this.#gone.has(slot)
  }

  /** How many rows are there. */
  get count(): number {
    return this.#ids.length - this.#gone.size
  }

  /** Every row that is there, in the order of arrival. */
  slots(): Slot[] {
    return this.#ids.flatMap((_, slot) => (this.#gone.has(slot) ? [] : slot))
  }

  cell(slot: Slot, column: number): Cell {
    const held = this.#columns[column]
    return held ? held.dictionary.word(held.codes[slot] ?? 0) : null
  }

  set(slot: Slot, column: number, cell: Cell): void {
    const held = this.#columns[column]
    if (held) held.codes[slot] = held.dictionary.add(cell)
  }

  codes(column: number): Int32Array {
    return this.#columns[column]?.codes ?? new Int32Array(0)
  }

  dictionary(column: number): Dictionary {
    return this.#columns[column]?.dictionary ?? new Dictionary()
  }

  cells(slot: Slot): Cells {
    return Object.fromEntries(this.keys.map((key, column) => [key, this.cell(slot, column)]))
  }

  add(id: RowId): Slot {
    const slot = this.#ids.push(id) - 1
    this.#slots.set(id, slot)
    if (slot >= this.#room) this.#reserve(slot + 1)
    return slot
  }

  /** Gives a row another id: when it was only here, or is to be created anew. */
  rename(slot: Slot, id: RowId): void {
    if (this.#slots.get(this.idOf(slot)) === slot) this.#slots.delete(this.idOf(slot))
    this.#ids[slot] = id
    this.#slots.set(id, slot)
  }

  remove(slot: Slot): void {
    this.#gone.add(slot)
  }

  bringBack(slot: Slot): void {
    this.#gone.delete(slot)
  }

  /** Takes rows over from the wire; each gets a slot of its own. */
  load({ rows, columns }: RowColumns): Slot[] {
    this.#reserve(this.#ids.length + rows.length)
    const slots = rows.map((id) => this.add(id))
    for (const { key, words, codes } of columns) {
      const held = this.#columns[this.indexOf(key)]
      if (!held) continue
      const own = words.map((word) => held.dictionary.add(word))
      slots.forEach((slot, i) => (held.codes[slot] = own[codes[i] ?? -1] ?? 0))
    }
    return slots
  }

  #reserve(slots: number): void {
    if (slots <= this.#room) return
    this.#room = Math.max(slots, this.#room * 2)
    for (const column of this.#columns) {
      const larger = new Int32Array(this.#room)
      larger.set(column.codes)
      column.codes = larger
    }
  }
}
