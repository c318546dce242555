import { isBlank, textOf, type Raw } from '#shared/base/raw'

/** One row of a file as it was read: its number in the file, counted from 1, and its cells. */
export interface SourceRow {
  at: number
  cells: readonly Raw[]
  /** cells that the row itself counts, where the form of the file says so: every line of a CSV has the same number */
  count?: number
}

/** What stands in a cell, in words; of a formula without a result, nothing. */
export const textIn = (raw: Raw | undefined): string => textOf(raw)

export const isEmpty = ({ cells }: SourceRow): boolean => cells.every(isBlank)
