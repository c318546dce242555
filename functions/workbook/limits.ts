import { refusal, type Refusal } from '#shared/base/refusal'

/** 上限. What a workbook may cost to read. Beyond it nothing of the file is taken: it is no workbook of our purpose. */
export interface WorkbookLimits {
  /** bytes of the file */
  bytes: number
  /** bytes of all its parts together, unpacked */
  unpacked: number
  /** unpacked bytes for each packed one; small parts may be packed more densely */
  ratio: number
  parts: number
  sheets: number
  /** of one sheet: the number of its last row and column */
  rows: number
  columns: number
  /** of the whole workbook */
  cells: number
  texts: number
  merges: number
  /** characters of one cell, as spreadsheets keep them at most */
  length: number
}

type Fact = 'bytes' | 'unpacked' | 'parts' | 'sheets' | 'rows' | 'columns' | 'cells' | 'texts' | 'merges' | 'length'

export const tooMuch = (what: Fact, limits: WorkbookLimits): Refusal =>
  refusal('import/too-much', { what, limit: limits[what] })

/**
 * A finance system's workbook of one unit and year: nine tables of some hundred rows each, a few megabytes unpacked.
 * 300 MB is what any workbook may unpack to; one of accounts has no use for a fifth of it.
 */
export const accountsLimits: WorkbookLimits = {
  bytes: 10_000_000,
  unpacked: 60_000_000,
  ratio: 100,
  parts: 500,
  sheets: 60,
  rows: 20_000,
  columns: 256,
  cells: 300_000,
  texts: 100_000,
  merges: 20_000,
  length: 32_767,
}

/** A year of cases of a large district with some forty columns, as XLSX or CSV. */
export const casesLimits: WorkbookLimits = {
  bytes: 150_000_000,
  unpacked: 1_500_000_000,
  ratio: 100,
  parts: 500,
  sheets: 20,
  rows: 400_000,
  columns: 100,
  cells: 12_000_000,
  texts: 2_000_000,
  merges: 1_000,
  length: 40_000,
}

/**
 * Counts cells, and the places that rows take up to their last cell: a cell far to the right costs all before it.
 * @throws import/too-much
 */
export function cellCounter(limits: WorkbookLimits): (row: number, column: number) => void {
  const counted = { cells: 0, places: 0, row: -1, column: -1 }
  return (row, column) => {
    if (!(row < limits.rows)) throw tooMuch('rows', limits)
    if (!(column < limits.columns)) throw tooMuch('columns', limits)
    const from = row === counted.row ? counted.column : -1
    counted.places += Math.max(0, column - from)
    if (++counted.cells > limits.cells || counted.places > limits.cells * placesForEach) throw tooMuch('cells', limits)
    counted.row = row
    counted.column = Math.max(from, column)
  }
}

const placesForEach = 10
