import type { Cell, ColumnKey, Kind } from '#shared/base/cell'
import type { Cells, RowId } from '#shared/base/sheet'
import type { NumberColumn, Tile, WordColumn } from '#shared/base/tile'
import { Dictionary } from './dictionary.ts'
import type { Work } from './slices.ts'
import { grown, roomFor } from './texts.ts'

/** A row's place in the arrays: it stays the same as long as the sheet is open. */
export type Slot = number

/** Rows as they come: by column, the words that occur and, for each row, the place of its word; -1: blank. */
export interface LoadedRows {
  readonly sheet?: string
  readonly rows: readonly RowId[]
  /** revisions; 1 where none are given */
  readonly revs?: ArrayLike<number>
  readonly columns: readonly { key: ColumnKey; words: readonly Cell[]; codes: ArrayLike<number> }[]
}

interface ColumnCells {
  readonly flag: boolean
  readonly dictionary: Dictionary
  codes: Int32Array
}

const columnOf = (kind: Kind | undefined): ColumnCells => ({
  flag: kind?.name === 'flag',
  dictionary: new Dictionary(kind?.name === 'instant'),
  codes: new Int32Array(64),
})

/** Flags come as `true` and `false`. */
const letterT = 0x74

/** So many words or numbers are taken over before anything else may come in between. */
const few = 2048

/** Packed numbers as a list. */
export function listOf(packed: Int32Array, more: readonly number[] = []): number[] {
  const list = new Array<number>(packed.length)
  for (let i = 0; i < packed.length; i++) list[i] = packed[i] ?? 0
  return more.length > 0 ? list.concat(more) : list
}

/**
 * 列存. The rows of a sheet as they are shown, by columns: a code of the column's dictionary for each slot. Columns are
 * known by their index in the sheet's list. It knows nothing of screens or servers.
 */
export class Store {
  readonly keys: readonly ColumnKey[]
  private readonly columns: ColumnCells[]
  private readonly indices: ReadonlyMap<ColumnKey, number>
  private readonly ids = new Dictionary()
  /** by slot: the code of its id; by that code: the slot, where a row has the id, else -1 */
  private idCodes = new Int32Array(64)
  private slotOfId = new Int32Array(64).fill(-1)
  private taken = 0
  /** hears of every cell that is set, with its codes before and after */
  watcher: ((slot: Slot, column: number, before: number, after: number) => void) | undefined
  private readonly gone = new Set<Slot>()
  /** rows that are being taken over: not there yet */
  private coming = { from: 0, to: 0 }

  /** `kinds`: what the columns hold, as far as it is known */
  constructor(keys: readonly ColumnKey[], kinds: readonly Kind[] = []) {
    this.keys = keys
    this.indices = new Map(keys.map((key, index) => [key, index]))
    this.columns = keys.map((_, index) => columnOf(kinds[index]))
  }

  /** Index of a column by its key; -1 where the sheet has none. */
  indexOf(key: ColumnKey): number {
    return this.indices.get(key) ?? -1
  }

  slotOf(id: RowId): Slot | undefined {
    const slot = this.slotOfId[this.ids.codeOf(id) ?? 0] ?? -1
    return slot < 0 ? undefined : slot
  }

  idOf(slot: Slot): RowId {
    const id = this.ids.word(this.idCodes[slot] ?? 0)
    return typeof id === 'string' ? id : ''
  }

  isGone(slot: Slot): boolean {
    return this.gone.has(slot) || (slot >= this.coming.from && slot < this.coming.to)
  }

  /** How many rows are there. */
  get count(): number {
    return this.taken - this.gone.size - (this.coming.to - this.coming.from)
  }

  /** How many rows there have ever been. */
  get length(): number {
    return this.taken
  }

  /** Every row that is there, in the order of arrival. */
  slots(): Slot[] {
    return listOf(this.present())
  }

  /** The same, packed. */
  present(): Int32Array<ArrayBuffer> {
    const slots = new Int32Array(this.count)
    const simple = this.gone.size === 0 && this.coming.to === 0
    for (let slot = 0, at = 0; slot < this.taken; slot++) if (simple || !this.isGone(slot)) slots[at++] = slot
    return slots
  }

  cell(slot: Slot, column: number): Cell {
    const held = this.columns[column]
    return held ? held.dictionary.word(held.codes[slot] ?? 0) : null
  }

  set(slot: Slot, column: number, cell: Cell): void {
    const held = this.columns[column]
    if (!held) return
    const before = held.codes[slot] ?? 0
    const after = held.dictionary.add(cell)
    held.codes[slot] = after
    if (before !== after) this.watcher?.(slot, column, before, after)
  }

  codes(column: number): Int32Array {
    return this.columns[column]?.codes ?? new Int32Array(0)
  }

  dictionary(column: number): Dictionary {
    return this.columns[column]?.dictionary ?? new Dictionary()
  }

  cells(slot: Slot): Cells {
    return Object.fromEntries(this.keys.map((key, column) => [key, this.cell(slot, column)]))
  }

  add(id: RowId): Slot {
    const slot = this.taken++
    this.reserve(this.taken)
    this.name(slot, id)
    return slot
  }

  /** Gives a row another id: when it was only here, or is to be created anew. */
  rename(slot: Slot, id: RowId): void {
    const before = this.idCodes[slot] ?? 0
    if (this.slotOfId[before] === slot) this.slotOfId[before] = -1
    this.name(slot, id)
  }

  remove(slot: Slot): void {
    this.gone.add(slot)
  }

  bringBack(slot: Slot): void {
    this.gone.delete(slot)
  }

  /** Takes rows over from the wire; each gets a slot of its own. */
  load({ rows, columns }: LoadedRows): Slot[] {
    this.reserve(this.taken + rows.length)
    const slots = rows.map((id) => this.add(id))
    for (const { key, words, codes } of columns) {
      const held = this.columns[this.indexOf(key)]
      if (!held) continue
      const own = words.map((word) => held.dictionary.add(word))
      slots.forEach((slot, i) => (held.codes[slot] = own[codes[i] ?? -1] ?? 0))
    }
    return slots
  }

  /** 瓦片. Takes the rows of a tile over, column by column; they are there once all of it is done. One at a time. */
  *take({ rows, ids, columns }: Tile): Work<Slot[]> {
    const first = this.taken
    this.coming = { from: first, to: first + rows }
    this.taken += rows
    this.reserve(this.taken)
    for (const column of columns) {
      const held = this.columns[this.indexOf(column.key)]
      if (held) yield* 'codes' in column ? takeWords(held, column, first) : takeNumbers(held, column, first)
    }
    yield* this.takeIds(ids, first)
    this.coming = { from: 0, to: 0 }
    return Array.from({ length: rows }, (_, i) => first + i)
  }

  /** Ids stay bytes: most of them nobody ever asks for. */
  private *takeIds({ utf8: { bytes, offsets }, codes }: WordColumn, first: Slot): Work<void> {
    this.ids.expect(codes.length, bytes.length)
    for (let i = 0; i < codes.length; i++) {
      const at = codes[i] ?? 0
      this.nameAs(first + i, this.ids.addText(bytes, offsets[at] ?? 0, offsets[at + 1] ?? 0))
      if (i % few === 0) yield
    }
  }

  private name(slot: Slot, id: RowId): void {
    this.nameAs(slot, this.ids.add(id))
  }

  private nameAs(slot: Slot, code: number): void {
    if (code >= this.slotOfId.length) this.slotOfId = grown(this.slotOfId, new Int32Array(roomFor(code + 1)).fill(-1))
    this.idCodes[slot] = code
    this.slotOfId[code] = slot
  }

  private reserve(slots: number): void {
    if (slots <= this.idCodes.length) return
    const room = roomFor(slots)
    this.idCodes = grown(this.idCodes, new Int32Array(room))
    for (const column of this.columns) column.codes = grown(column.codes, new Int32Array(room))
  }
}

function* takeWords(
  held: ColumnCells,
  { utf8: { bytes, offsets }, codes: places }: WordColumn,
  first: Slot,
): Work<void> {
  const { dictionary, flag } = held
  const own = new Int32Array(offsets.length - 1)
  // Words of another tile are mostly known; of as many as there are rows each is new.
  if (own.length * 2 > places.length) dictionary.expect(own.length, bytes.length)
  for (let n = 0; n < own.length; n++) {
    const [from, to] = [offsets[n] ?? 0, offsets[n + 1] ?? 0]
    own[n] = from === to ? 0 : flag ? dictionary.add(bytes[from] === letterT) : dictionary.addText(bytes, from, to)
    if (n % few === 0) yield
  }
  for (let i = 0; i < places.length; i++) held.codes[first + i] = own[places[i] ?? -1] ?? 0
  yield
}

function* takeNumbers(held: ColumnCells, { numbers }: NumberColumn, first: Slot): Work<void> {
  held.dictionary.expect(numbers.length, undefined)
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] ?? NaN
    const code = number === number ? held.dictionary.addNumber(number) : 0
    held.codes[first + i] = code
    if (i % few === 0) yield
  }
}
