import { caseFile } from './case-files.ts'
import { repeated, sheetXml, workbookParts, zipOf, type ZipPart } from './zips.ts'

/** Files of cases that were made to do harm: each begins with good headings, as a file of cases would. */
const good = caseFile({ rows: 3 })

/** Reference of a cell: columns and rows from 0. */
export function placeOf(row: number, column: number): string {
  const letters = (at: number): string =>
    (at >= 26 ? letters(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26))
  return `${letters(column)}${row + 1}`
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const wordCell = (row: number, column: number, text: string): string =>
  `<c r="${placeOf(row, column)}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`

/** A row of a sheet's XML, every cell a text. */
export const wordRow = (row: number, texts: readonly string[]): string =>
  `<row r="${row + 1}">${texts.map((text, column) => wordCell(row, column, text)).join('')}</row>`

/** Headings and three good cases. */
export const goodRows = [good.headings, ...good.rows].map((texts, row) => wordRow(row, texts)).join('')

type More = Parameters<typeof workbookParts>[1]

const book = (sheet: Parameters<typeof workbookParts>[0][number], more: More = {}): Buffer =>
  zipOf(workbookParts([sheet], more))

const blanks = Buffer.from(`${' '.repeat(99_996)}<x/>`.repeat(100))

/** Letters that pack about as densely as rows of numbers do, so that only the whole is too much. */
function looselyPacked(bytes: number): Buffer {
  const piece = Buffer.alloc(bytes)
  let seed = 7
  for (let at = 0; at < bytes; at++) {
    if (at % 64 === 0) seed = (seed * 48_271) % 2_147_483_647
    piece[at] = at % 64 < 2 ? 97 + ((seed >> (at % 64)) % 26) : 32
  }
  for (let at = 64_000; at < bytes; at += 64_000) piece.write('<x/>', at)
  return piece
}

const lastCell = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
const wideRow = `<row r="5">${Array.from({ length: 16_384 }, (_, column) => `<c r="${placeOf(4, column)}"><v>1</v></c>`).join('')}</row>`
const entities = `<!DOCTYPE sst [${Array.from({ length: 20 }, (_, i) => `<!ENTITY a${i + 1} "&a${i};&a${i};&a${i};">`).join('')}]>`
const png = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(4_000, 0x9c)])

/** Packed as XLSX are, with a drawing's parts only. */
const otherParts: readonly ZipPart[] = [{ name: 'word/document.xml', bytes: Buffer.from('<w:document/>') }]

export interface HostileFile {
  name: string
  file: () => Buffer
  /** what is said of it */
  said: string
}

const xlsx = (sheet: string, said: string, more: More = {}): HostileFile => ({
  name: '台账.xlsx',
  file: () => book(sheet, more),
  said,
})

export const hostileCaseFiles: Readonly<Record<string, HostileFile>> = {
  'an entity bomb in the texts': xlsx(sheetXml(goodRows), '工作簿里有不该有的内容，未读取。另存后再传。', {
    'xl/sharedStrings.xml': `<?xml version="1.0"?>${entities}<sst><si><t>&a20;</t></si></sst>`,
  }),
  'an entity of a file of the machine': xlsx(
    `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${sheetXml(goodRows)}`,
    '工作簿里有不该有的内容，未读取。另存后再传。',
  ),
  'a zip bomb of 3 GB behind good rows': {
    name: '台账.xlsx',
    file: () => book(repeated(sheetXml(goodRows), blanks, 300, '')),
    said: '文件展开后超过1500MB或压得过密，未读取。',
  },
  'a zip bomb that packs no denser than a sheet may': {
    name: '台账.xlsx',
    file: () => book(repeated(sheetXml(goodRows), looselyPacked(4_000_000), 400, '')),
    said: '文件展开后超过1500MB或压得过密，未读取。',
  },
  '16,384 columns': xlsx(sheetXml(goodRows + wideRow), '有表超过100列，未读取。删去多余的列。'),
  'one cell at XFD1048576': xlsx(sheetXml(goodRows + lastCell), '有表超过400,000行，未读取。删去多余的行。'),
  'a merge over everything': xlsx(
    sheetXml(goodRows, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    '合并单元格过多或过大（上限1,000），未读取。',
  ),
  'a picture that calls itself a workbook': {
    name: '台账.xlsx',
    file: () => png,
    said: '不是工作簿。选XLSX、XLS或CSV文件。',
  },
  'a document that calls itself a workbook': {
    name: '台账.xlsx',
    file: () => zipOf(otherParts),
    said: '不是工作簿。选XLSX、XLS或CSV文件。',
  },
  'a page of the web that calls itself XLS': {
    name: '台账.xls',
    file: () => Buffer.from(`<html><table><tr><td>${good.headings.join('</td><td>')}</td></tr></table></html>`),
    said: '不是工作簿。选XLSX、XLS或CSV文件。',
  },
  'a packed file that is cut off': {
    name: '台账.xlsx',
    file: () => book(sheetXml(goodRows)).subarray(0, 900),
    said: '工作簿已损坏，读不出来。在电子表格里另存后再传。',
  },
  'a line of four million commas': {
    name: '台账.csv',
    file: () => Buffer.from(`${good.headings.join(',')}\r\n${','.repeat(4_000_000)}`),
    said: '有一格超过40,000字，未读取。',
  },
  'a quote that is never closed': {
    name: '台账.csv',
    file: () => Buffer.from(`${good.headings.join(',')}\r\n"${'甲,乙\r\n'.repeat(100_000)}`),
    said: '有一格超过40,000字，未读取。',
  },
}
