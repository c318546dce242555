import { describe, expect, it } from 'vitest'
import { bookOf, cellRecord, compound } from '#test/samples/xls'
import { repeated, sheetXml, workbookParts, zipOf } from '#test/samples/zips'
import { costOf, most } from './reader-cost.ts'

const cells = (row: number, count: number, from = 0): string =>
  Array.from({ length: count }, (_, i) => `<c r="${letters(from + i)}${row}"><v>${i}</v></c>`).join('')

function letters(column: number): string {
  const before = Math.floor(column / 26)
  return (before > 0 ? letters(before - 1) : '') + String.fromCharCode(65 + (column % 26))
}

const rows = (count: number, width: number, from = 0): string =>
  Array.from({ length: count }, (_, i) => `<row r="${i + 1}">${cells(i + 1, width, from)}</row>`).join('')

const one = '<row r="1"><c r="A1"><v>1</v></c></row>'
const xlsx = (...asked: Parameters<typeof workbookParts>): Buffer => zipOf(workbookParts(...asked))
const blanks = Buffer.from(`${' '.repeat(99_996)}<x/>`.repeat(100))

const tooMuch = (what: string) => ({ code: 'import/too-much', facts: { what } })
const not = (because: string) => ({ code: 'import/not-a-workbook', facts: { because } })

/** Hostile files, each made when it is asked for, and how each is refused. */
const hostile: Record<string, { file: () => Uint8Array; refused: object; name?: string }> = {
  'a zip bomb of 3 GB in one sheet': {
    file: () => xlsx([repeated(sheetXml(one), blanks, 300, '')]),
    refused: tooMuch('unpacked'),
  },
  'a zip bomb in the texts': {
    file: () =>
      xlsx([sheetXml(one)], {
        'xl/sharedStrings.xml': repeated('<sst>', Buffer.from('<si><t>a</t></si>'.repeat(100_000)), 500, '</sst>'),
      }),
    refused: tooMuch('texts'),
  },
  'a zip bomb of many dense sheets': {
    file: () => xlsx(Array.from({ length: 50 }, () => repeated(sheetXml(''), blanks.subarray(0, 900_000), 2, ''))),
    refused: tooMuch('unpacked'),
  },
  'a zip bomb in a part that nobody reads': {
    file: () => xlsx([sheetXml(one)], { 'xl/media/image1.xml': repeated('<x>', blanks, 300, '</x>') }),
    refused: tooMuch('unpacked'),
  },
  'an entity bomb in the texts': {
    file: () =>
      xlsx([sheetXml(one)], {
        'xl/sharedStrings.xml': `<!DOCTYPE sst [${'<!ENTITY a "&a;&a;">'.repeat(50)}]><sst><si><t>&a;</t></si></sst>`,
      }),
    refused: not('unsafe'),
  },
  'an entity bomb in a sheet': {
    file: () => xlsx([`<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd">${sheetXml(one)}`]),
    refused: not('unsafe'),
  },
  '16,384 columns': { file: () => xlsx([sheetXml(rows(10, 16_384))]), refused: tooMuch('columns') },
  'one cell at XFD1048576': {
    file: () => xlsx([sheetXml('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')]),
    refused: tooMuch('rows'),
  },
  'one cell at XFD1': {
    file: () => xlsx([sheetXml('<row r="1"><c r="XFD1"><v>1</v></c></row>')]),
    refused: tooMuch('columns'),
  },
  'a merge over everything': {
    file: () => xlsx([sheetXml(one, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')]),
    refused: tooMuch('merges'),
  },
  'a hundred thousand merges': {
    file: () => xlsx([sheetXml(one, `<mergeCells>${'<mergeCell ref="A1:B2"/>'.repeat(100_000)}</mergeCells>`)]),
    refused: tooMuch('merges'),
  },
  'a cell far to the right in each of many rows': {
    file: () => xlsx(Array.from({ length: 10 }, () => sheetXml(rows(15_000, 1, 255)))),
    refused: tooMuch('cells'),
  },
  'a million rows': {
    file: () =>
      xlsx([
        repeated(
          '<worksheet><sheetData>',
          Buffer.from('<row><c><v>1</v></c></row>'.repeat(10_000)),
          100,
          '</sheetData></worksheet>',
        ),
      ]),
    refused: tooMuch('rows'),
  },
  'a text of nine million letters': {
    file: () => xlsx([sheetXml(`<row r="1"><c t="inlineStr"><is><t>${randomly(9_000_000)}</t></is></c></row>`)]),
    refused: tooMuch('length'),
  },
  'a tag of 9 MB': {
    file: () => xlsx([sheetXml(`<row r="1" x="${randomly(9_000_000)}"/>`)]),
    refused: tooMuch('length'),
  },
  'styles that are read for each of sixty sheets': {
    file: () =>
      xlsx(
        Array.from({ length: 60 }, () => sheetXml(one)),
        {
          'xl/styles.xml': `<styleSheet><cellXfs>${Array.from({ length: 60_000 }, (_, i) => `<xf numFmtId="${i}" fontId="${i * 7}"/>`).join('')}</cellXfs></styleSheet>`,
        },
      ),
    refused: tooMuch('texts'),
  },
  'a thousand parts': {
    file: () =>
      zipOf([...workbookParts([sheetXml(one)]), ...Array.from({ length: 1000 }, (_, i) => ({ name: `x${i}.xml` }))]),
    refused: tooMuch('parts'),
  },
  'a hundred sheets': {
    file: () => xlsx(Array.from({ length: 100 }, () => sheetXml(one))),
    refused: tooMuch('sheets'),
  },
  'a part that leads out of the folder': {
    file: () => zipOf([...workbookParts([sheetXml(one)]), { name: '../../etc/cron.d/x', bytes: Buffer.from('x') }]),
    refused: not('unsafe'),
  },
  'two parts of one name': {
    file: () =>
      zipOf([...workbookParts([sheetXml(one)]), { name: 'xl/workbook.xml', bytes: Buffer.from('<workbook/>') }]),
    refused: not('unsafe'),
  },
  'a sheet that was kept from the survey': {
    file: () =>
      zipOf(
        workbookParts([sheetXml(one)]).map((part) =>
          part.name.endsWith('workbook.xml.rels')
            ? { ...part, bytes: Buffer.from(String(part.bytes).replace('sheet1.xml', 'sheet1.bin')) }
            : part,
        ),
      ),
    refused: not('kind'),
  },
  'an XLS whose sheets are all one': {
    file: () =>
      compound('Workbook', bookOf(Array.from({ length: 50 }, () => ({ name: 'x', records: Buffer.alloc(0) })))),
    refused: not('unsafe'),
    name: 'a.xls',
  },
  'an XLS with a cell in its last corner': {
    file: () =>
      compound(
        'Workbook',
        bookOf([
          { name: 'x', records: cellRecord(65_535, 255, 1) },
          { name: 'y', records: Buffer.alloc(5000) },
        ]),
      ),
    refused: tooMuch('rows'),
    name: 'a.xls',
  },
  'an XLS with a cell far to the right in each of many rows': {
    file: () =>
      compound(
        'Workbook',
        bookOf([
          { name: 'x', records: Buffer.concat(Array.from({ length: 19_000 }, (_, row) => cellRecord(row, 255, 1))) },
        ]),
      ),
    refused: tooMuch('cells'),
    name: 'a.xls',
  },
  'an XLS whose table of sectors goes round in a circle': {
    file: () => {
      const file = compound('Workbook', bookOf([{ name: 'x', records: Buffer.alloc(20_000) }]))
      file.writeUInt32LE(3, 512 + 10 * 4)
      return file
    },
    refused: not('damaged'),
    name: 'a.xls',
  },
  'an XLS that names its table of sectors a million times': {
    file: () => {
      const file = compound('Workbook', bookOf([{ name: 'x', records: Buffer.alloc(5_000_000) }]))
      file.writeUInt32LE(1_000_000, 44)
      return file
    },
    refused: not('damaged'),
    name: 'a.xls',
  },
  'ten million commas': { file: () => Buffer.alloc(9_999_999, ','), refused: tooMuch('length'), name: 'a.csv' },
  'ten million lines': { file: () => Buffer.alloc(9_999_999, '1\n'), refused: tooMuch('rows'), name: 'a.csv' },
  'one cell of CSV that never ends': {
    file: () => Buffer.from(`"${'x'.repeat(9_999_000)}`),
    refused: tooMuch('length'),
    name: 'a.csv',
  },
  'a file that is too large': { file: () => Buffer.alloc(10_000_001, 'x'), refused: tooMuch('bytes'), name: 'a.csv' },
}

/** Letters that do not pack well. */
function randomly(length: number): string {
  let seed = 7
  return Array.from({ length }, () => {
    seed = (seed * 48_271) % 2_147_483_647
    return String.fromCharCode(97 + (seed % 26))
  }).join('')
}

/** The largest that is let in, in shapes that make the most work. */
const heavy: Record<string, { file: () => Uint8Array; name?: string }> = {
  'as many cells as may be, over thirty sheets': {
    file: () => xlsx(Array.from({ length: 30 }, () => sheetXml(rows(490, 20)))),
  },
  'twenty thousand rows of one table': {
    file: () => {
      const head =
        '<row r="1"><c r="A1" t="inlineStr"><is><t>公开03表</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>科目编码</t></is></c><c r="B2" t="inlineStr"><is><t>科目名称</t></is></c><c r="C2" t="inlineStr"><is><t>合计</t></is></c><c r="D2" t="inlineStr"><is><t>基本支出</t></is></c></row>'
      return xlsx([
        sheetXml(
          head +
            Array.from(
              { length: 19_000 },
              (_, i) =>
                `<row r="${i + 3}"><c r="A${i + 3}"><v>${2060501 + i}</v></c><c r="B${i + 3}" t="inlineStr"><is><t>机构运行</t></is></c><c r="C${i + 3}"><v>${i}</v></c><c r="D${i + 3}"><v>${i}</v></c></row>`,
            ).join(''),
        ),
      ])
    },
  },
  'five thousand tables in one sheet': {
    file: () =>
      Buffer.from(
        Array.from(
          { length: 5_000 },
          (_, i) => `公开0${(i % 2) + 1}表\n项目,决算数,项目,决算数\n其他收入,1,其他支出,2\n`,
        ).join(''),
      ),
    name: 'a.csv',
  },
  'formulas without results everywhere': {
    file: () =>
      xlsx(
        Array.from({ length: 10 }, () =>
          sheetXml(
            Array.from(
              { length: 700 },
              (_, r) =>
                `<row r="${r + 1}">${Array.from({ length: 20 }, (_, c) => `<c r="${letters(c)}${r + 1}"><f>A1</f></c>`).join('')}</row>`,
            ).join(''),
          ),
        ),
      ),
  },
}

describe('a hostile file', () => {
  it.each(Object.keys(hostile))('is refused before it costs anything: %s', (name) => {
    const sample = hostile[name]
    if (!sample) throw new Error(name)
    const spent = costOf(sample.file(), sample.name ?? 'a.xlsx')
    console.log(`hostile ${name}: ${spent.seconds.toFixed(2)} CPU s, ${spent.megabytes.toFixed(0)} MB`)
    expect(spent.told).toMatchObject(sample.refused)
    expect(spent.seconds).toBeLessThan(most.seconds)
    expect(spent.megabytes).toBeLessThan(most.megabytes)
  })
})

describe('the heaviest file that is let in', () => {
  it.each(Object.keys(heavy))('is read within the same bounds: %s', (name) => {
    const sample = heavy[name]
    if (!sample) throw new Error(name)
    const spent = costOf(sample.file(), sample.name ?? 'a.xlsx')
    console.log(`heavy ${name}: ${spent.seconds.toFixed(2)} CPU s, ${spent.megabytes.toFixed(0)} MB`)
    expect(spent.told).toHaveProperty('tables')
    expect(spent.seconds).toBeLessThan(most.seconds)
    expect(spent.megabytes).toBeLessThan(most.megabytes)
  })
})
