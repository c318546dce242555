import type { Cell, Option } from '../cell.ts'

/** A row of another sheet as a reference offers it: its id, name, code, and names by which people still know it. */
export interface ReferenceOption extends Option {
  code?: string
}

/** What reading and printing look at beside the column's kind. */
export interface Reading {
  /** the fiscal year shown: what 12月31日 belongs to, and where days must lie */
  year?: number | undefined
  /** the rows that a reference may name; the same array as long as nothing has changed, for it is indexed once */
  options?: ((sheet: string) => readonly ReferenceOption[]) | undefined
  /** for clipboards and files: no thousands signs, an ordinary minus */
  plain?: boolean | undefined
}

/** How the cells of one kind are read, printed, checked and ordered. */
export interface Codec {
  align: 'start' | 'end'
  /** from what was typed or pasted; refuses what it can't read */
  parse(text: string, reading: Reading): Cell
  print(cell: Cell, reading: Reading): string
  /** the cell is of the right type; blank cells are */
  accepts(cell: Cell): boolean
  /** refuses a cell of the right type that may not stand: an impossible day, a text that is too long */
  check(cell: Cell, reading: Reading): void
  /** ascending; both cells hold something */
  compare(one: Cell, other: Cell, reading: Reading): number
}

export const anything = (): void => undefined

export const byNumber = (one: Cell, other: Cell): number => Number(one) - Number(other)
