import { CsvError, parse } from 'csv-parse/sync'
import { refusal } from '#shared/base/refusal'
import type { Grid, Raw } from '#shared/accounts/workbook/grid'
import { tooMuch, type WorkbookLimits } from './limits.ts'

const isControl = (code: number): boolean => code < 0x20 && (code < 9 || code > 13)

/** A control character may have slipped into a cell; a file that is no text is full of them. */
function isText(text: string): boolean {
  const most = text.length / 1_000
  let count = 0
  for (let at = 0; at < text.length; at++) if (isControl(text.charCodeAt(at)) && ++count > most) return false
  return !text.includes('\0')
}

/** Encodings of CSV files as programs here write them; each refuses what is not its own. GBK is part of GB18030. */
function decoded(file: Buffer): string {
  const marked = file[0] === 0xff && file[1] === 0xfe
  for (const encoding of marked ? ['utf-16le'] : ['utf-8', 'gb18030'])
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(file)
      if (isText(text)) return text
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

/** The text of a CSV file and what separates its cells. @throws import/not-a-workbook, import/too-much */
export function csvText(file: Buffer, limits: WorkbookLimits): { text: string; delimiter: string } {
  const text = decoded(file)
  if (/^\s*(?:<|%PDF|\{\\rtf)/i.test(text.slice(0, 200))) throw refusal('import/not-a-workbook', { because: 'kind' })
  if (longestLine(text) > limits.length * linesFor) throw tooMuch('length', limits)
  return { text, delimiter: separatorIn(text) }
}

/** How a CSV file is parsed: nothing that programs write otherwise than the rule makes it unreadable. */
export const csvOptions = (delimiter: string, limits: WorkbookLimits) =>
  ({
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: limits.length * linesFor,
  }) as const

/** What the parser throws of a file that is too long in one place, or no CSV. */
export function csvFault(error: unknown, limits: WorkbookLimits): unknown {
  if (!(error instanceof CsvError)) return error
  return error.code === 'CSV_MAX_RECORD_SIZE'
    ? tooMuch('length', limits)
    : refusal('import/not-a-workbook', { because: 'damaged' })
}

/** Counts records and their cells. @throws import/too-much */
export function recordCounter(limits: WorkbookLimits): (record: readonly unknown[]) => void {
  const counted = { rows: 0, cells: 0 }
  return (record) => {
    if (record.length > limits.columns) throw tooMuch('columns', limits)
    if (++counted.rows > limits.rows) throw tooMuch('rows', limits)
    if ((counted.cells += record.length) > limits.cells) throw tooMuch('cells', limits)
  }
}

/**
 * The one sheet of a CSV file, under a name. UTF-8 first, then GB18030; separated by commas, tabs or semicolons.
 * @throws import/not-a-workbook, import/too-much
 */
export function readCsvGrid(file: Buffer, name: string, limits: WorkbookLimits): Grid {
  const { text, delimiter } = csvText(file, limits)
  const rows = new Map<number, readonly Raw[]>()
  const count = recordCounter(limits)
  const take = (record: string[]): null => {
    count(record)
    rows.set(rows.size, record)
    return null
  }
  try {
    parse(text, { ...csvOptions(delimiter, limits), on_record: take })
  } catch (error) {
    throw csvFault(error, limits)
  }
  return { name, rows, merges: [] }
}
