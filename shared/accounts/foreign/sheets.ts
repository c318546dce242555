import type { Cell } from '#shared/base/cell'
import type { Row } from '#shared/base/sheet'
import type { Registers, YearRows } from '../year.ts'

interface GivenIndicator {
  goal: string
  level1: string
  level2: string
  name: string
  target: string
  actual: string
  weight: string
  score?: string | undefined
  kind?: string | undefined
}

/** A score sheet as a document gives it. */
export interface GivenSheet {
  id: string
  title: string
  whole: boolean
  budget: string
  executed: string
  rate: string | undefined
  executionWeight: string
  executionScore: string | undefined
  total: string | undefined
  goal: string | undefined
  indicators: readonly GivenIndicator[]
}

const row = (id: string, cells: Readonly<Record<string, Cell | undefined>>): Row => ({
  id,
  rev: 0,
  cells: Object.fromEntries(
    Object.entries(cells).filter((pair): pair is [string, Cell] => pair[1] !== undefined && pair[1] !== ''),
  ),
})

const cellsOf = ({ title, whole, budget, executed, rate, ...sheet }: GivenSheet): Record<string, Cell | undefined> => ({
  title,
  whole,
  budget,
  executed,
  rate,
  executionWeight: sheet.executionWeight,
  executionScore: sheet.executionScore,
  total: sheet.total,
  goal: sheet.goal,
})

/** Score sheets of a document as rows of our own sheets, in the document's order: what is scored is scored by one code. */
export function scoreRows(sheets: readonly GivenSheet[]): { rows: YearRows; registers: Registers; prior: undefined } {
  const scoreSheets = sheets.map((sheet, order) => row(sheet.id, { ...cellsOf(sheet), order }))
  const indicators = sheets.flatMap(({ id, indicators: lines }) =>
    lines.map(({ level1: levelOne, level2: levelTwo, ...line }, order) =>
      row(`${id}-${order + 1}`, { ...line, levelOne, levelTwo, sheet: id, order }),
    ),
  )
  return { rows: { ...noRows, scoreSheets, indicators }, registers: { functional: [], economic: [] }, prior: undefined }
}

/** The rows of a year of which nothing is known. */
export const noRows: YearRows = {
  projects: [],
  entries: [],
  receipts: [],
  cells: [],
  particulars: [],
  texts: [],
  scoreSheets: [],
  indicators: [],
}
