import type { Raw } from '#shared/base/raw'

export { columnLetters, isBlank, textOf, type Raw } from '#shared/base/raw'

/** Cells that look like one, by rows and columns counted from 0; its text stands in the first of them. */
export interface Merge {
  top: number
  left: number
  bottom: number
  right: number
}

/** One sheet of a workbook: rows by their numbers, counted from 0. */
export interface Grid {
  name: string
  rows: ReadonlyMap<number, readonly Raw[]>
  merges: readonly Merge[]
}
