import { printExactly } from '#shared/base/amount'
import type { Cell } from '#shared/base/cell'
import type { Rows } from './rows.ts'

/** What cells print, by column and code; each word is printed once. */
export class Printed {
  private readonly rows: Rows
  private texts: string[][] = []

  constructor(rows: Rows) {
    this.rows = rows
  }

  text(slot: number, column: number): string {
    const { store } = this.rows
    const code = store.codes(column)[slot] ?? 0
    const known = (this.texts[column] ??= [])
    return (known[code] ??= this.rows.print(store.cell(slot, column), column))
  }

  /** Options or language have changed. */
  forget(): void {
    this.texts = []
  }
}

/** A cell as it is edited: an amount to the last fen and without thousands signs, anything else as it is printed. */
export function editedText(rows: Rows, cell: Cell, column: number): string {
  const kind = rows.column(column)?.kind
  if (kind?.name === 'amount' && typeof cell === 'number')
    return printExactly(cell, kind.unit).replaceAll(',', '').replace('\u2212', '-')
  return rows.print(cell, column).replace('\u2212', '-')
}
