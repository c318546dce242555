import type { Figure } from '#shared/base/figure'
import type { Row } from '#shared/base/sheet'

/** Live rows of one fiscal year of one unit, by sheet: all that its accounts are made from. */
export interface YearRows {
  projects: readonly Row[]
  entries: readonly Row[]
  receipts: readonly Row[]
  cells: readonly Row[]
  particulars: readonly Row[]
  texts: readonly Row[]
  scoreSheets: readonly Row[]
  indicators: readonly Row[]
}

/** Registers that the accounts name: subjects by row id. */
export interface Registers {
  functional: readonly Row[]
  economic: readonly Row[]
}

/** Last year's edition: its figures by their ids in `statement.ts`, and which edition it is. */
export interface PriorEdition {
  year: number
  unit: string
  edition: number
  figures: ReadonlyMap<string, Figure>
}

/** What the accounts of a year are made from; equal input makes equal accounts. */
export interface YearInput {
  year: number
  unit: { id: string; name: string }
  rows: YearRows
  registers: Registers
  /** absent where the unit has published nothing for the year before */
  prior: PriorEdition | undefined
}
