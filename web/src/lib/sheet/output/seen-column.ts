import { printExactly } from '#shared/base/amount'
import type { Cell, Kind } from '#shared/base/cell'
import { align } from '#shared/base/kinds'
import type { Rows } from '../rows.ts'
import type { Slot } from '../store.ts'

/** One column as it leaves: each distinct value once, and which of them every row has. */
export interface SeenColumn {
  heading: string
  /** how a spreadsheet is to show its cells; `@` is text */
  format: string
  /** in pixels, as on the screen */
  width: number
  end: boolean
  values: readonly (string | number | null)[]
  codes: Int32Array
}

interface Wanted {
  index: number
  kind: Kind
  heading: string
  width: number
}

/** A column of these rows, as it leaves the sheet. */
export function seenColumn(rows: Rows, slots: readonly Slot[], { index, kind, heading, width }: Wanted): SeenColumn {
  const codes = rows.store.codes(index)
  return {
    heading,
    format: formats[kind.name] ?? '@',
    width,
    end: align(kind) === 'end',
    values: Array.from(rows.store.dictionary(index).words(), (cell) => valueOf(rows, cell, index, kind)),
    codes: Int32Array.from(slots, (slot) => codes[slot] ?? 0),
  }
}

const formats: Partial<Record<Kind['name'], string>> = { amount: '#,##0.00', count: '#,##0', rate: '0.00' }

/** Numbers stay numbers, to the last fen; everything else is text as the cell prints it. A rate is in hundredths. */
function valueOf(rows: Rows, cell: Cell, index: number, kind: Kind): string | number | null {
  if (cell === null) return null
  if (kind.name === 'amount' && typeof cell === 'number') return Number(plain(printExactly(cell, kind.unit)))
  if (kind.name === 'count' || kind.name === 'rate') return Number(cell)
  return rows.printPlain(cell, index)
}

const plain = (printed: string): string => printed.replaceAll(',', '').replace('\u2212', '-')
