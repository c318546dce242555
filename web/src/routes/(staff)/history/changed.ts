import type { BatchLine, ChangedCell, ChangedRow } from '#shared/base/contract'
import type { ChangeSet } from '#shared/base/changes'
import type { Cell } from '#shared/base/cell'
import { print, type ReferenceOption } from '#shared/base/kinds'
import { yearAndUnit } from '#shared/base/place'
import { sheetNames, type SheetName } from '#shared/base/sheet'
import { optionsOf } from '#shared/options'
import { sheets } from '#shared/sheets'
import { call } from '#web/call.ts'
import { cellsOf } from '#web/rows.ts'
import { session } from '#web/session.svelte.ts'

/** What has become of one cell of a batch. */
export type Fate = 'stands' | 'later' | 'restored' | 'kept'

/** One cell of a batch as the table shows it. */
export interface ChangedLine {
  row: ChangedRow
  cell: ChangedCell
  fate: Fate
}

/** A batch that stands has cells that hold and cells changed later; one taken back, cells restored and cells left. */
function fateOf({ before, after, now }: ChangedCell, undone: boolean): Fate {
  if (undone) return now === before ? 'restored' : 'kept'
  return now === after ? 'stands' : 'later'
}

export const linesOf = ({ undoneBy }: BatchLine, rows: readonly ChangedRow[]): ChangedLine[] =>
  rows.flatMap((row) => row.cells.map((cell) => ({ row, cell, fate: fateOf(cell, undoneBy !== undefined) })))

/** Whether somebody else's later value is what stands in the way: the rest has simply moved on. */
export const isContested = ({ fate, row }: ChangedLine): boolean =>
  row.act === 'set' && row.voided !== true && (fate === 'kept' || fate === 'later')

type Options = ReadonlyMap<string, readonly ReferenceOption[]>

/** The rows that a batch's references name, so that they print as people know them. */
export async function namedBy({ sheet, place }: BatchLine): Promise<Options> {
  const named = sheets[sheet].columns.flatMap(({ kind }) => (kind.name === 'reference' ? [kind.sheet] : []))
  const wanted = sheetNames.filter((name) => named.includes(name) && session.may(sheets[name].read))
  const read = async (name: SheetName) => {
    const of = sheets[name].scope === 'year' ? place : ''
    const { sheets: opened } = await call.rows.open({ place: of, sheets: [name] })
    return [name, optionsOf(name, opened.flatMap(cellsOf), yearAndUnit(place)?.year)] as const // prettier-ignore
  }
  return new Map(await Promise.all(wanted.map(read)))
}

/** Prints cells of a batch's sheet. */
export const printer =
  ({ sheet, place }: BatchLine, options: Options = new Map()) =>
  (column: string, cell: Cell): string => {
    const kind = sheets[sheet].columns.find(({ key }) => key === column)?.kind
    if (cell === null || !kind) return '—'
    return print(cell, kind, { year: yearAndUnit(place)?.year, options: (name) => options.get(name) ?? [] })
  }

export type Printer = ReturnType<typeof printer>

/** By what people know a row: its natural key, else what no two rows share, else what stands first in it. */
export function rowName({ sheet }: BatchLine, { stands, row }: ChangedRow, printed: Printer): string {
  const { naturalId, unique, columns } = sheets[sheet]
  const keys = naturalId ?? unique?.[0] ?? columns.slice(0, 2).map(({ key }) => key)
  const words = keys.flatMap((key) => (stands[key] === undefined ? [] : [printed(key, stands[key])]))
  return words.length > 0 ? words.join('　') : row
}

/** 恢复原来. Puts cells back as they were before the batch, over what the person has seen to stand there now. */
export function restoring({ sheet, place }: BatchLine, lines: readonly ChangedLine[], batch: string): ChangeSet {
  const rows = [...new Set(lines.map(({ row }) => row.row))]
  const columns = [...new Set(lines.map(({ cell }) => cell.column))]
  return {
    batch,
    sheet,
    place,
    gesture: 'type',
    sets: { rows, columns: columns.map((key) => columnOf(key, rows, lines)) },
  }
}

function columnOf(key: string, rows: readonly string[], lines: readonly ChangedLine[]) {
  const words: Cell[] = []
  const code = (cell: Cell): number => (words.includes(cell) ? words.indexOf(cell) : words.push(cell) - 1)
  const cells = rows.map((id) => lines.find(({ row, cell }) => row.row === id && cell.column === key)?.cell)
  const before = cells.map((cell) => (cell ? code(cell.now) : -1))
  const after = cells.map((cell) => (cell ? code(cell.before) : -1))
  return { key, words, before, after }
}
