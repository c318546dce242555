import { readXls, type CellValue } from 'hucre/xlsx'
import { refusal } from '#shared/base/refusal'
import type { Grid, Raw } from '#shared/accounts/workbook/grid'
import { cellCounter, tooMuch, type WorkbookLimits } from './limits.ts'
import { streamsOf } from './ole.ts'
import { rawOf } from './xlsx.ts'

/**
 * The sheets of an XLS file (Excel 97 to 2003), each cell as `cell` makes it of the library's value. Its records are
 * counted before the library sees it.
 * @throws import/not-a-workbook, import/too-much
 */
export async function readXlsGrids(
  file: Buffer,
  limits: WorkbookLimits,
  cell: (value: CellValue) => Raw = rawOf,
): Promise<Grid[]> {
  const streams = streamsOf(file)
  if (streams.some(({ name }) => name === 'EncryptedPackage'))
    throw refusal('import/not-a-workbook', { because: 'locked' })
  const book = streams.find(({ name }) => name === 'Workbook' || name === 'Book')
  if (!book) throw refusal('import/not-a-workbook', { because: 'kind' })
  // Nothing large fits into a stream that is kept among the small ones.
  const bytes = book.bytes()
  if (bytes.length > 0) countRecords(bytes, limits)
  try {
    const { sheets } = await readXls(file)
    return sheets.map(({ name, rows, merges = [] }) => ({
      name,
      rows: new Map(rows.flatMap((row, at) => [[at, Array.from(row, (value) => cell(value ?? null))] as const])),
      merges: merges.map(({ startRow, startCol, endRow, endCol }) => ({
        top: startRow,
        left: startCol,
        bottom: endRow,
        right: endCol,
      })),
    }))
  } catch {
    throw refusal('import/not-a-workbook', { because: 'damaged' })
  }
}

/** Records of BIFF8 that count here. Source: MS-XLS. */
const record = { sheet: 0x85, locked: 0x2f, texts: 0xfc, merges: 0xe5, numbers: 0xbd } as const
const cellRecords: ReadonlySet<number> = new Set([0x06, 0xbd, 0xbe, 0xfd, 0x201, 0x203, 0x204, 0x205, 0x27e])

function countRecords(stream: Buffer, limits: WorkbookLimits): void {
  const sheets = new Set<number>()
  const counted = { sheets: 0, merges: 0, cell: cellCounter(limits) }
  for (let at = 0; at + 4 <= stream.length;) {
    const [id, length] = [stream.readUInt16LE(at), stream.readUInt16LE(at + 2)]
    const data = stream.subarray(at + 4, at + 4 + length)
    if (id === record.locked) throw refusal('import/not-a-workbook', { because: 'locked' })
    if (id === record.sheet && length >= 4) {
      sheets.add(data.readUInt32LE(0))
      if (++counted.sheets > limits.sheets) throw tooMuch('sheets', limits)
    }
    if (id === record.texts && length >= 8 && data.readUInt32LE(4) > limits.texts) throw tooMuch('texts', limits)
    if (id === record.merges && length >= 2 && (counted.merges += data.readUInt16LE(0)) > limits.merges)
      throw tooMuch('merges', limits)
    if (cellRecords.has(id) && length >= 4) countCells(id, data, counted.cell)
    at += 4 + length
  }
  // Two names for one sheet would read it twice.
  if (sheets.size < counted.sheets) throw refusal('import/not-a-workbook', { because: 'unsafe' })
}

/** One record may hold a row of numbers. */
function countCells(id: number, data: Buffer, count: (row: number, column: number) => void): void {
  const [row, column] = [data.readUInt16LE(0), data.readUInt16LE(2)]
  const cells = id === record.numbers ? Math.max(1, Math.floor((data.length - 6) / 6)) : 1
  for (let i = 0; i < cells; i++) count(row, column + i)
}
