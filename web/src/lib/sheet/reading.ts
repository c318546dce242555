import type { Cell } from '#shared/base/cell'
import { checkCell, parse, parseOver } from '#shared/base/kinds'
import { Refusal, refusalData, type RefusalData } from '#shared/base/refusal'
import type { Column } from '#shared/base/sheet'
import type { Edit, Wish } from './gesture.ts'
import type { Rows } from './rows.ts'
import type { Slot } from './store.ts'

/**
 * A wish that could not even be laid into its cell: the cell is not for this person to write, lies beyond the sheet, or
 * was typed on an earlier page and has no place any more. The text is kept here.
 */
export interface TurnedAway {
  slot: Slot | undefined
  column: number | undefined
  text: string
  because: RefusalData | 'beyond' | 'leftOver'
}

export interface Read {
  edits: Edit[]
  turned: TurnedAway[]
}

type Reader = (text: string, current: Cell) => Cell | RefusalData

const isRefusal = (read: Cell | RefusalData): read is RefusalData => typeof read === 'object' && read !== null

/**
 * Reads what is wished for, cell by cell, as the columns' kinds read it. A text that can't be read is refused in its
 * place and kept; what equals what the cell already shows changes nothing.
 */
export function readWishes(rows: Rows, wishes: Iterable<Wish>): Read {
  const read: Read = { edits: [], turned: [] }
  const readers = rows.sheet.columns.map((column) => readerOf(rows, column))
  for (const { slot, column, text, cell } of wishes) {
    const described = rows.column(column)
    const reader = readers[column]
    if (!described || !reader) continue
    const before = rows.store.cell(slot, column)
    const was = rows.unsaved.get(slot, column)
    const because = rows.barred(slot, column)
    if (because) {
      if (cell !== before && reader(text, before) !== before) read.turned.push({ slot, column, text, because })
      continue
    }
    const after = (cell === undefined ? undefined : takenOver(cell, described, rows)) ?? reader(text, before)
    if (isRefusal(after)) read.edits.push({ slot, column, before, after: before, text, refusal: after, was })
    else if (after !== before || was?.state === 'refused' || was?.state === 'clash')
      read.edits.push({ slot, column, before, after, text, was })
  }
  return read
}

/** A cell copied from one of our sheets, where it may stand as it is. */
function takenOver(cell: Cell, column: Column, { reading }: Rows): Cell | undefined {
  try {
    checkCell(cell, column, reading())
    return cell
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** Reads texts of one column; each distinct text once. Only amounts look at what the cell holds: 万元 must not drop 分. */
function readerOf({ reading }: Rows, { kind }: Column): Reader {
  const now = reading()
  const known = new Map<string, Cell | RefusalData>()
  if (kind.name === 'amount') return (text, current) => attempt(() => parseOver(text, kind, current, now))
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    const read = attempt(() => parse(text, kind, now))
    known.set(text, read)
    return read
  }
}

function attempt(read: () => Cell): Cell | RefusalData {
  try {
    return read()
  } catch (error) {
    if (error instanceof Refusal) return refusalData(error)
    throw error
  }
}
