import { streamXlsxRows, type CellValue } from 'hucre/xlsx'
import { Refusal, refusal } from '#shared/base/refusal'
import type { Grid, Raw } from '#shared/accounts/workbook/grid'
import type { WorkbookLimits } from './limits.ts'
import { survey, type SheetSurvey } from './survey.ts'

/**
 * The sheets of an XLSX file, hidden ones left out. The file is surveyed whole before the library sees it; the library
 * reads row by row.
 * @throws import/not-a-workbook, import/too-much
 */
export async function readXlsxGrids(file: Buffer, limits: WorkbookLimits): Promise<Grid[]> {
  const sheets = await survey(file, limits)
  const grids: Grid[] = []
  for (const sheet of sheets) grids.push(await readSheet(file, sheet))
  return grids
}

async function readSheet(file: Buffer, { name, index, merges, unsolved }: SheetSurvey): Promise<Grid> {
  const rows = new Map<number, readonly Raw[]>()
  try {
    for await (const { index: at, values } of streamXlsxRows(file, { sheet: index }))
      rows.set(at, withFormulas(values.map(rawOf), unsolved.get(at)))
  } catch (error) {
    // What the library throws of a file that fits our limits is the file's fault.
    throw error instanceof Refusal ? error : refusal('import/not-a-workbook', { because: 'damaged' })
  }
  return { name, rows, merges }
}

/** A day is no amount and no label: it stands for itself as it would be written. */
export const rawOf = (value: CellValue): Raw => (value instanceof Date ? value.toISOString().slice(0, 10) : value)

function withFormulas(cells: Raw[], unsolved: readonly number[] = []): Raw[] {
  for (const column of unsolved) cells[column] = { formula: true }
  return Array.from(cells, (cell) => cell ?? null)
}
