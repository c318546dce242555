/**
 * What a cell of a sheet may hold. An amount is a whole number of fen, a day is `2026-10-12`, a rate is a printed
 * decimal string, a reference is the id of a row in another sheet; `null` is a blank cell, which is not a zero.
 */
export type Cell = string | number | boolean | null

export type ColumnKey = string

/** How a column's cells are read and printed: parse and print are paired in `shared/base/kinds.ts`. */
export type Kind =
  | { name: 'text'; max?: number; lines?: true; form?: TextForm }
  | { name: 'amount'; unit: 'yuan' | 'wan' }
  | { name: 'count' }
  | { name: 'rate' }
  | { name: 'day'; within?: 'fiscal-year' }
  | { name: 'instant' }
  | { name: 'flag' }
  | { name: 'choice'; options: readonly Option[]; many?: true }
  | { name: 'reference'; sheet: string }

/** Forms that a text must have, each with the words that say it in `shared/words`. */
export type TextForm =
  | 'functional-code'
  | 'economic-code'
  | 'login'
  | 'project-code'
  | 'decimal'
  | 'unit-code'
  | 'figure-key'
  | 'year'
  | 'phone'
  | 'time'

/** One value that a cell may take: what is stored, what is shown, and other words by which people paste it. */
export interface Option {
  value: string
  label: string
  aliases?: readonly string[]
}
