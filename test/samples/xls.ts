import type { SampleSheet } from './workbooks.ts'

/** One record of BIFF8. */
function record(id: number, data: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt16LE(id, 0)
  head.writeUInt16LE(data.length, 2)
  return Buffer.concat([head, data])
}

const shorts = (...numbers: number[]): Buffer => {
  const data = Buffer.alloc(numbers.length * 2)
  numbers.forEach((number, i) => data.writeUInt16LE(number, i * 2))
  return data
}

const wide = (text: string): Buffer => Buffer.concat([Buffer.from([1]), Buffer.from(text, 'utf16le')])
const beginning = (kind: number): Buffer =>
  record(0x809, Buffer.concat([shorts(0x600, kind, 0x0dbb, 0x07cc), Buffer.alloc(8)]))
const ending = record(0x0a, Buffer.alloc(0))

/** A number or a text at a place. */
export function cellRecord(row: number, column: number, value: number | string): Buffer {
  if (typeof value === 'string')
    return record(0x204, Buffer.concat([shorts(row, column, 0, value.length), wide(value)]))
  const number = Buffer.alloc(8)
  number.writeDoubleLE(value)
  return record(0x203, Buffer.concat([shorts(row, column, 0), number]))
}

const mergesRecord = (merges: SampleSheet['merges']): Buffer =>
  record(0xe5, shorts(merges.length, ...merges.flatMap(({ top, bottom, left, right }) => [top, bottom, left, right])))

const sheetRecords = ({ rows, merges }: SampleSheet): Buffer =>
  Buffer.concat([
    beginning(0x10),
    ...rows.flatMap((row, r) =>
      row.flatMap((value, c) =>
        typeof value === 'string' || typeof value === 'number' ? [cellRecord(r, c, value)] : [],
      ),
    ),
    mergesRecord(merges),
    ending,
  ])

/** The workbook's stream: its sheets' names and places first, then the sheets. */
export function bookOf(sheets: readonly { name: string; records: Buffer }[]): Buffer {
  const named = (at: number, name: string): Buffer => {
    const head = Buffer.alloc(7)
    head.writeUInt32LE(at, 0)
    head.writeUInt8(name.length, 6)
    return record(0x85, Buffer.concat([head, wide(name)]))
  }
  const start = beginning(5)
  const length = start.length + ending.length + sheets.reduce((sum, { name }) => sum + named(0, name).length, 0)
  let at = length
  const names = sheets.map(({ name, records }) => {
    const found = named(at, name)
    at += records.length
    return found
  })
  return Buffer.concat([start, ...names, ending, ...sheets.map(({ records }) => records)])
}

const [size, free, last, table] = [512, 0xffffffff, 0xfffffffe, 0xfffffffd]

/** A compound file with one stream, in sectors of 512 bytes. Source: MS-CFB. */
export function compound(name: string, stream: Buffer): Buffer {
  const padded = Buffer.concat([stream, Buffer.alloc(Math.max(0, 4096 - stream.length))])
  const sectors = Math.ceil(padded.length / size)
  const tables = Math.ceil((sectors + 1) / 127)
  const links = Buffer.alloc(tables * size, 0xff)
  for (let i = 0; i < tables; i++) links.writeUInt32LE(table, i * 4)
  links.writeUInt32LE(last, tables * 4)
  for (let i = 0; i < sectors; i++) links.writeUInt32LE(i === sectors - 1 ? last : tables + 2 + i, (tables + 1 + i) * 4)
  const header = Buffer.alloc(size, 0xff)
  header.fill(0, 8, 76)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header)
  header.writeUInt16LE(0x3e, 24)
  header.writeUInt16LE(3, 26)
  header.writeUInt16LE(0xfffe, 28)
  header.writeUInt16LE(9, 30)
  header.writeUInt16LE(6, 32)
  header.writeUInt32LE(tables, 44)
  header.writeUInt32LE(tables, 48)
  header.writeUInt32LE(4096, 56)
  header.writeUInt32LE(last, 60)
  header.writeUInt32LE(last, 68)
  for (let i = 0; i < tables; i++) header.writeUInt32LE(i, 76 + i * 4)
  const directory = Buffer.alloc(size)
  entry('Root Entry', 5, last, 0).copy(directory, 0)
  entry(name, 2, tables + 1, padded.length).copy(directory, 128)
  const body = Buffer.alloc(sectors * size)
  padded.copy(body)
  return Buffer.concat([header, links, directory, body])
}

function entry(name: string, kind: number, first: number, length: number): Buffer {
  const data = Buffer.alloc(128)
  data.write(name, 0, 'utf16le')
  data.writeUInt16LE((name.length + 1) * 2, 64)
  data.writeUInt8(kind, 66)
  for (const at of [68, 72, 76]) data.writeUInt32LE(free, at)
  data.writeUInt32LE(first, 116)
  data.writeUInt32LE(length, 120)
  return data
}

/** The sheets as an XLS file, as Excel 97 to 2003 wrote it. */
export const xlsOf = (sheets: readonly SampleSheet[]): Buffer =>
  compound('Workbook', bookOf(sheets.map((sheet) => ({ name: sheet.name, records: sheetRecords(sheet) }))))
