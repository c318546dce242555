import { streamXlsxRows, type CellValue } from 'hucre/xlsx'
import { Refusal, refusal } from '#shared/base/refusal'
import type { Raw } from '#shared/base/raw'
import { csvRows } from './csv-rows.ts'
import { tooMuch, type WorkbookLimits } from './limits.ts'
import { isOle } from './ole.ts'
import { survey } from './survey.ts'
import { readXlsGrids } from './xls.ts'
import { isZip } from './zip.ts'

/** A row of a file: its number, counted from 1, its cells and, of a CSV, how many of them its line has. */
export interface FileRow {
  at: number
  cells: readonly Raw[]
  count?: number
}

/**
 * 逐行读. The rows of an uploaded file's first visible sheet, one after another, whatever its name says: XLSX, XLS or CSV
 * (UTF-8, GBK, GB18030). A packed file is surveyed whole before its first row is given; no more than a row is held.
 * @throws import/not-a-workbook, import/too-much
 */
export async function* rowsOfFile(bytes: Uint8Array, limits: WorkbookLimits): AsyncGenerator<FileRow> {
  if (bytes.length > limits.bytes) throw tooMuch('bytes', limits)
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (isZip(file)) yield* xlsxRows(file, limits)
  else if (isOle(file)) yield* xlsRows(file, limits)
  else yield* csvRows(file, limits)
}

async function* xlsxRows(file: Buffer, limits: WorkbookLimits): AsyncGenerator<FileRow> {
  const [first] = await survey(file, limits)
  if (!first) throw refusal('import/not-a-workbook', { because: 'kind' })
  try {
    for await (const { index, values } of streamXlsxRows(file, { sheet: first.index }))
      yield { at: index + 1, cells: withFormulas(values.map(cellOf), first.unsolved.get(index)) }
  } catch (error) {
    // What the library throws of a file that fits our limits is the file's fault.
    throw error instanceof Refusal ? error : refusal('import/not-a-workbook', { because: 'damaged' })
  }
}

/** A date of a spreadsheet has no zone: it is what the clock on the wall showed. */
const cellOf = (value: CellValue): Raw =>
  value instanceof Date ? value.toISOString().slice(0, 19).replace('T', ' ') : value

function withFormulas(cells: Raw[], unsolved: readonly number[] = []): Raw[] {
  for (const column of unsolved) cells[column] = { formula: true }
  return Array.from(cells, (cell) => cell ?? null)
}

async function* xlsRows(file: Buffer, limits: WorkbookLimits): AsyncGenerator<FileRow> {
  const [first] = await readXlsGrids(file, limits, cellOf)
  if (!first) throw refusal('import/not-a-workbook', { because: 'kind' })
  for (const [index, cells] of [...first.rows].sort(([one], [other]) => one - other)) yield { at: index + 1, cells }
}
