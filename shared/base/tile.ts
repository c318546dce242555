import {
  Batch,
  batchType,
  Column as ArrowColumn,
  columnFromArray,
  dictionary,
  float64,
  int32,
  tableFromColumns,
  tableToIPC,
  uint16,
  uint32,
  utf8,
  type DataType,
} from '@uwdata/flechette'
import type { Cell, ColumnKey, Kind } from './cell.ts'
import { collate } from './collate.ts'
import type { Column, Row, Sheet } from './sheet.ts'
import { TileBytes } from './tile-bytes.ts'

/**
 * 瓦片. Many rows as one file of columns (Arrow IPC): for each column of words a dictionary in Pinyin order and, a row
 * each, the place of its word, so that places can be compared instead of words; numbers and instants as numbers. A blank
 * is the word `''`, or not a number; a column that is blank in every row is left out. Rows are in the order of their ids; equal rows give equal bytes.
 */
export interface Tile {
  rows: number
  ids: WordColumn
  revs: Int32Array
  columns: readonly TileColumn[]
}

export type TileColumn = WordColumn | NumberColumn

export interface WordColumn {
  key: ColumnKey
  /** the words in order, read when somebody asks: text is what takes the time */
  words: () => readonly string[]
  /** the same words as they lie in the tile: UTF-8, one after the other */
  utf8: Utf8
  codes: Uint16Array | Uint32Array
}

/** Word n is made of the bytes from offset n up to offset n + 1. */
export interface Utf8 {
  bytes: Uint8Array
  offsets: Int32Array
}

export interface NumberColumn {
  key: ColumnKey
  /** milliseconds for instants, whole numbers else; not a number where the cell is blank */
  numbers: Float64Array
}

export type TileRow = Pick<Row, 'id' | 'rev' | 'cells'>

const ascii = /^[\0-\x7f]*$/

/**
 * The order of a dictionary: words without Chinese first, by their characters; then the others in Pinyin order. Merging
 * the dictionaries of several tiles takes the same order.
 */
export function compareWords(one: string, other: string): number {
  const [a, b] = [ascii.test(one), ascii.test(other)]
  if (a !== b) return a ? -1 : 1
  return (a ? 0 : collate(one, other)) || (one < other ? -1 : Number(one > other))
}

const isNumber = ({ name }: Kind): boolean => name === 'instant' || name === 'amount' || name === 'count'

/** Rows as the bytes of a tile. */
export function encodeTile({ columns }: Pick<Sheet, 'columns'>, rows: readonly TileRow[]): Uint8Array {
  const sorted = [...rows].sort((one, other) => (one.id < other.id ? -1 : 1))
  const parts: [string, ArrowColumn<unknown>][] = [
    ['id', wordColumn(sorted.map(({ id }) => id))],
    [
      'rev',
      numberColumn(
        int32(),
        Int32Array.from(sorted, ({ rev }) => rev),
      ),
    ],
    ...columns
      .filter(({ key }) => sorted.some(({ cells }) => (cells[key] ?? null) !== null))
      .map((column): [string, ArrowColumn<unknown>] => [column.key, encoded(column, sorted)]),
  ]
  const bytes = tableToIPC(tableFromColumns(parts), { format: 'stream' })
  if (!bytes) throw new Error('a tile could not be written')
  return bytes
}

function encoded({ key, kind }: Column, rows: readonly TileRow[]): ArrowColumn<unknown> {
  const cells = rows.map(({ cells: { [key]: cell = null } }) => cell)
  if (!isNumber(kind)) return wordColumn(cells.map((cell) => (cell === null ? '' : String(cell))))
  return numberColumn(
    float64(),
    Float64Array.from(cells, (cell) => numberOf(cell, kind)),
  )
}

const numberOf = (cell: Cell, { name }: Kind): number =>
  cell === null ? Number.NaN : name === 'instant' ? Date.parse(String(cell)) : Number(cell)

type Values = Int32Array | Float64Array | Uint16Array | Uint32Array

const none = new Uint8Array(0)

/** A part of a column from values as they are: nothing is looked at one by one, and nothing is blank. */
function batchOf(type: DataType, values: Values): Batch<unknown> {
  const parts = { length: values.length, nullCount: 0, type, values, validity: none }
  const made: unknown = batchType(type)
  const batch: unknown = typeof made === 'function' ? Reflect.construct(made, [parts]) : undefined
  if (!(batch instanceof Batch)) throw new Error('a column could not be made')
  return batch
}

const numberColumn = (type: DataType, values: Int32Array | Float64Array): ArrowColumn<unknown> =>
  new ArrowColumn<unknown>([batchOf(type, values)])

/** A dictionary of its own for each column: one that two share makes a file that nobody can read, nor can an empty one. */
function wordColumn(cells: readonly string[]): ArrowColumn<unknown> {
  const words = [...new Set(cells)].sort(compareWords)
  if (words.length === 0) words.push('')
  const places = new Map(words.map((word, place) => [word, place]))
  const codes = cells.map((cell) => places.get(cell) ?? 0)
  const small = words.length <= 0xffff
  const type = dictionary(utf8(), small ? uint16() : uint32())
  const batch = batchOf(type, small ? Uint16Array.from(codes) : Uint32Array.from(codes))
  const held: unknown = Reflect.get(batch, 'setDictionary')
  if (typeof held !== 'function') throw new Error('a column of words has no dictionary')
  Reflect.apply(held, batch, [columnFromArray(words, type.dictionary)])
  return new ArrowColumn<unknown>([batch])
}

/** The columns of a tile: places and numbers as they lie in its bytes, words when they are asked for. */
export function decodeTile({ columns }: Pick<Sheet, 'columns'>, bytes: Uint8Array): Tile {
  const lying = new TileBytes(bytes)
  return {
    rows: lying.rows,
    ids: lying.words('id'),
    revs: lying.whole('rev'),
    columns: columns
      .filter(({ key }) => lying.has(key))
      .map(({ key, kind }) => (isNumber(kind) ? lying.numbers(key) : lying.words(key))),
  }
}

/** The rows of a tile, as the sheet's cells. */
export function rowsOfTile({ columns: known }: Pick<Sheet, 'columns'>, tile: Tile): TileRow[] {
  const kinds = new Map(known.map(({ key, kind }) => [key, kind]))
  const ids = tile.ids.words()
  const rows = Array.from(tile.ids.codes, (code, i): TileRow => ({ id: ids[code] ?? '', rev: tile.revs[i] ?? 0, cells: {} })) // prettier-ignore
  for (const column of tile.columns) {
    const kind = kinds.get(column.key)
    const cells = 'codes' in column ? cellsOfWords(column, kind) : cellsOfNumbers(column, kind)
    rows.forEach((row, i) => {
      const cell = cells(i)
      if (cell !== null) row.cells[column.key] = cell
    })
  }
  return rows
}

function cellsOfWords({ words, codes }: WordColumn, kind: Kind | undefined): (i: number) => Cell {
  const cells = words().map((word): Cell => (word === '' ? null : kind?.name === 'flag' ? word === 'true' : word))
  return (i) => cells[codes[i] ?? -1] ?? null
}

function cellsOfNumbers({ numbers }: NumberColumn, kind: Kind | undefined): (i: number) => Cell {
  const instant = kind?.name === 'instant'
  return (i) => {
    const number = numbers[i] ?? Number.NaN
    return Number.isNaN(number) ? null : instant ? new Date(number).toISOString() : number
  }
}
