import { CsvError, parse } from 'csv-parse/sync'
import { refusal } from '#shared/base/refusal'
import type { Grid, Raw } from '#shared/accounts/workbook/grid'
import { tooMuch, type WorkbookLimits } from './limits.ts'

const notText = /[\u0000-\u0008\u000e-\u001f]/

/** Encodings of CSV files as programs here write them; each refuses what is not its own. GBK is part of GB18030. */
function decoded(file: Buffer): string {
  const marked = file[0] === 0xff && file[1] === 0xfe
  for (const encoding of marked ? ['utf-16le'] : ['utf-8', 'gb18030'])
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(file)
      if (!notText.test(text)) return text
    } catch {
      // the next one, or none
    }
  throw refusal('import/not-a-workbook', { because: 'kind' })
}

const separators = [',', '\t', ';'] as const

/** The sign that stands most often in the first lines. */
function separatorIn(text: string): string {
  const start = text.slice(0, 4_000)
  const count = (sign: string): number => start.split(sign).length
  return [...separators].sort((one, other) => count(other) - count(one))[0] ?? ','
}

/** A record may hold as many characters as this many cells. */
const linesFor = 4

/** A line of ten million commas would be ten million cells before anybody counted them. */
function longestLine(text: string): number {
  let longest = 0
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from)
    const until = end < 0 ? text.length : end
    longest = Math.max(longest, until - from)
    from = until + 1
  }
  return longest
}

/**
 * The one sheet of a CSV file, under a name. UTF-8 first, then GB18030; separated by commas, tabs or semicolons.
 * @throws import/not-a-workbook, import/too-much
 */
export function readCsvGrid(file: Buffer, name: string, limits: WorkbookLimits): Grid {
  const text = decoded(file)
  if (/^\s*(?:<|%PDF|\{\\rtf)/i.test(text.slice(0, 200))) throw refusal('import/not-a-workbook', { because: 'kind' })
  if (longestLine(text) > limits.length * linesFor) throw tooMuch('length', limits)
  const rows = new Map<number, readonly Raw[]>()
  const counted = { cells: 0 }
  const take = (record: string[]): null => {
    if (record.length > limits.columns) throw tooMuch('columns', limits)
    if (rows.size >= limits.rows) throw tooMuch('rows', limits)
    if ((counted.cells += record.length) > limits.cells) throw tooMuch('cells', limits)
    rows.set(rows.size, record)
    return null
  }
  try {
    parse(text, {
      bom: true,
      delimiter: separatorIn(text),
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: limits.length * linesFor,
      on_record: take,
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw error.code === 'CSV_MAX_RECORD_SIZE'
      ? tooMuch('length', limits)
      : refusal('import/not-a-workbook', { because: 'damaged' })
  }
  return { name, rows, merges: [] }
}
