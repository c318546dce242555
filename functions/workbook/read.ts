import type { Grid } from '#shared/accounts/workbook/grid'
import { readCsvGrid } from './csv.ts'
import { tooMuch, type WorkbookLimits } from './limits.ts'
import { isOle } from './ole.ts'
import { readXlsGrids } from './xls.ts'
import { readXlsxGrids } from './xlsx.ts'
import { isZip } from './zip.ts'

/**
 * 读工作簿. The sheets of an uploaded file, whatever its name says: XLSX, XLS, or CSV, which is one sheet under the file's
 * name. Nothing in the file is believed before it is counted.
 * @throws import/not-a-workbook, import/too-much
 */
export async function readGrids(bytes: Uint8Array, name: string, limits: WorkbookLimits): Promise<Grid[]> {
  if (bytes.length > limits.bytes) throw tooMuch('bytes', limits)
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (isZip(file)) return readXlsxGrids(file, limits)
  if (isOle(file)) return readXlsGrids(file, limits)
  return [readCsvGrid(file, name.replace(/\.[a-z]{2,4}$/i, ''), limits)]
}
