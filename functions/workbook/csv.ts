import { CsvError, parse } from 'csv-parse/sync'
import { refusal } from '#shared/base/refusal'
import type { Grid, Raw } from '#shared/accounts/workbook/grid'
import { tooMuch, type WorkbookLimits } from './limits.ts'

/** How a CSV file is written: its encoding, and what separates its cells. */
export interface CsvForm {
  encoding: string
  delimiter: string
}

/** Bytes that are decoded at a time: a file of a whole year is never held as text. */
const PIECE = 4_096

/** The text of a file, piece by piece. @throws TypeError where a byte is none of this encoding */
export function* textIn(file: Buffer, encoding: string): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for (let at = 0; at < file.length; at += PIECE) yield decoder.decode(file.subarray(at, at + PIECE), { stream: true })
  yield decoder.decode()
}

/** Encodings of CSV files as programs here write them; each refuses what is not its own. GBK is part of GB18030. */
function encodingsOf(file: Buffer): readonly string[] {
  const marked = file[0] === 0xff && file[1] === 0xfe
  return marked ? ['utf-16le'] : ['utf-8', 'gb18030']
}

/** What is known of a text once all of it was looked at. */
interface Looks {
  length: number
  start: string
  controls: number
  longest: number
  /** characters since the last line break */
  line: number
}

const isControl = (code: number): boolean => code < 0x20 && (code < 9 || code > 13)

/** undefined: it is no text in this encoding. */
function looksOf(file: Buffer, encoding: string): Looks | undefined {
  const looks: Looks = { length: 0, start: '', controls: 0, longest: 0, line: 0 }
  try {
    for (const text of textIn(file, encoding)) {
      if (text.includes('\0')) return undefined
      lookAt(text, looks)
    }
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
  looks.longest = Math.max(looks.longest, looks.line)
  // A control character may have slipped into a cell; a file that is no text is full of them.
  return looks.controls > looks.length / 1_000 ? undefined : looks
}

/** A line of ten million commas would be ten million cells before anybody counted them. */
function lookAt(text: string, looks: Looks): void {
  if (looks.start.length < first) looks.start += text.slice(0, first)
  looks.length += text.length
  for (let at = 0; at < text.length; at++) if (isControl(text.charCodeAt(at))) looks.controls++
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from)
    looks.line += (end < 0 ? text.length : end) - from
    if (end < 0) return
    looks.longest = Math.max(looks.longest, looks.line)
    looks.line = 0
    from = end + 1
  }
}

/** Characters among which the separator is looked for. */
const first = 4_000

const separators = [',', '\t', ';'] as const

/** The sign that stands most often in the first lines. */
function separatorIn(start: string): string {
  const count = (sign: string): number => start.split(sign).length
  return [...separators].sort((one, other) => count(other) - count(one))[0] ?? ','
}

/** A record may hold as many characters as this many cells. */
const linesFor = 4

/** How a CSV file is written, once every byte of it was looked at. @throws import/not-a-workbook, import/too-much */
export function csvForm(file: Buffer, limits: WorkbookLimits): CsvForm {
  for (const encoding of encodingsOf(file)) {
    const looks = looksOf(file, encoding)
    if (!looks) continue
    if (/^\s*(?:<|%PDF|\{\\rtf)/i.test(looks.start.slice(0, 200)))
      throw refusal('import/not-a-workbook', { because: 'kind' })
    if (looks.longest > limits.length * linesFor) throw tooMuch('length', limits)
    return { encoding, delimiter: separatorIn(looks.start.slice(0, first)) }
  }
  throw refusal('import/not-a-workbook', { because: 'kind' })
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
  const { encoding, delimiter } = csvForm(file, limits)
  const rows = new Map<number, readonly Raw[]>()
  const count = recordCounter(limits)
  const take = (record: string[]): null => {
    count(record)
    rows.set(rows.size, record)
    return null
  }
  try {
    parse([...textIn(file, encoding)].join(''), { ...csvOptions(delimiter, limits), on_record: take })
  } catch (error) {
    throw csvFault(error, limits)
  }
  return { name, rows, merges: [] }
}
