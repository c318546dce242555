import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readAccounts } from '#shared/accounts/workbook/read'
import type { WorkbookPreview } from '#shared/accounts/workbook/preview'
import { Refusal, refusalData } from '#shared/base/refusal'
import { accountsLimits } from '#functions/workbook/limits'
import { readGrids } from '#functions/workbook/read'
import { csvOf, workbookOf } from '#functions/workbook/write'
import { sampleAccounts, sampleSubjects } from '#test/samples/account-tables'
import { csvTextOf, defects, sameThings, sampleSheets, xlsxOf, type SampleSheet } from '#test/samples/workbooks'
import { xlsOf } from '#test/samples/xls'

const about = { year: 2025, unit: '示例区网格中心' }
const read = async (bytes: Uint8Array, name = '决算.xlsx'): Promise<WorkbookPreview> =>
  readAccounts(await readGrids(bytes, name, accountsLimits), { year: 2025, subjects: sampleSubjects })

const amountsIn = ({ tables }: WorkbookPreview): Record<string, number> =>
  Object.fromEntries(tables.flatMap(({ cells }) => cells.map(({ id, fen }) => [id, fen])))
const written = Object.fromEntries(
  [...sampleAccounts().figures].flatMap(([id, { value }]) => (value && 'fen' in value ? [[id, value.fen]] : [])),
)
const refusedIn = ({ tables }: WorkbookPreview): string[] =>
  tables.flatMap(({ no, refused }) => refused.map(({ refusal: { code } }) => `${no} ${code}`))

const sheetsWith = (change: (sheets: SampleSheet[]) => void): SampleSheet[] => {
  const sheets = sampleSheets(sampleAccounts())
  change(sheets)
  return sheets
}

const gb18030 = (text: string): Buffer => Buffer.from(encodeGbk(text))

/** Every two-byte character of GB18030 by its bytes, turned around: Node writes no GBK. */
const gbkBytes = new Map<string, [number, number]>()
for (let one = 0x81; one < 0xff; one++)
  for (let two = 0x40; two < 0xff; two++)
    if (two !== 0x7f) gbkBytes.set(new TextDecoder('gb18030').decode(Uint8Array.of(one, two)), [one, two])
const encodeGbk = (text: string): number[] =>
  [...text].flatMap((sign) => (sign.charCodeAt(0) < 128 ? [sign.charCodeAt(0)] : (gbkBytes.get(sign) ?? [0x3f])))

describe('the workbook of an edition', () => {
  it('reads back as the very figures that it was written from', async () => {
    const { tables, figures } = sampleAccounts()
    const preview = await read(await workbookOf(tables, figures, about))
    expect(refusedIn(preview)).toEqual([])
    expect(amountsIn(preview)).toEqual(written)
    expect(preview.others).toEqual(['说明'])
    expect(preview.tables.map(({ no, unit, year }) => [no, unit, year])).toEqual(
      tables.map(({ no }) => [no, '万元', 2025]),
    )
  })

  it('is the same bytes whenever it is written', async () => {
    const hash = async (): Promise<string> => {
      const { tables, figures } = sampleAccounts()
      return createHash('sha256')
        .update(await workbookOf(tables, figures, about))
        .digest('hex')
    }
    const first = await hash()
    await new Promise((done) => setTimeout(done, 2100))
    expect(await hash()).toBe(first)
  })

  it('has a line of CSV for every cell, with the id by which facts.json knows it', () => {
    const { tables, figures } = sampleAccounts()
    const lines = tables.flatMap((table) =>
      csvOf(table, figures)
        .replace(/^\ufeff/, '')
        .split('\r\n')
        .slice(1),
    )
    const told = Object.fromEntries(
      lines.filter(Boolean).flatMap((line) => {
        const [, id = '', amount = ''] = /^"([^"]*)",.*,([^,"]*)$/.exec(line) ?? []
        return amount === '' ? [] : [[id, Math.round(Number(amount) * 1_000_000)]]
      }),
    )
    expect(told).toEqual(written)
  })
})

describe('a workbook of the finance system', () => {
  it.each(Object.keys(sameThings))('reads alike as XLSX %s', async (way) => {
    const preview = await read(await xlsxOf(sheetsWith(sameThings[way] ?? (() => undefined))))
    expect(refusedIn(preview)).toEqual([])
    expect(amountsIn(preview)).toEqual(written)
  })

  it.each(Object.keys(defects))('loses nothing but what is at fault as XLSX: %s', async (name) => {
    const defect = defects[name]
    const preview = await read(await xlsxOf(sheetsWith(defect?.plant ?? (() => undefined))))
    expect(new Set(refusedIn(preview))).toEqual(new Set([`${defect?.no} ${defect?.code}`]))
  })

  it('reads alike as XLS', async () => {
    const preview = await read(xlsOf(sampleSheets(sampleAccounts())), '决算.xls')
    expect(refusedIn(preview)).toEqual([])
    expect(amountsIn(preview)).toEqual(written)
  })

  it('reads alike as CSV in UTF-8, with and without its mark, in GB18030 and in UTF-16', async () => {
    const text = csvTextOf(sampleSheets(sampleAccounts()))
    const files = [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      gb18030(text),
      Buffer.from(`\ufeff${text.replaceAll(',', '\t')}`, 'utf16le'),
    ]
    for (const file of files) {
      const preview = await read(file, '决算.csv')
      expect(refusedIn(preview)).toEqual([])
      expect(amountsIn(preview)).toEqual(written)
      expect(new Set(preview.tables.map(({ sheet }) => sheet))).toEqual(new Set(['决算']))
    }
  })

  it('whose sheet nobody sees brings nothing', async () => {
    const { writeXlsx } = await import('hucre/xlsx')
    const [first] = sampleSheets(sampleAccounts())
    const hidden = { name: first?.name ?? '', rows: first?.rows ?? [], hidden: true }
    const file = await writeXlsx({ sheets: [{ name: '封面', rows: [['决算']] }, hidden] })
    expect(await read(file)).toMatchObject({ tables: [], others: ['封面'] })
  })
})

const refusalOf = async (bytes: Uint8Array, name?: string) => {
  try {
    await read(bytes, name)
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return refusalData(error)
    throw error
  }
}

describe('what is no workbook', () => {
  const files: Record<string, Uint8Array> = {
    'a picture': Buffer.from('89504e470d0a1a0a0000000d49484452000001f4', 'hex'),
    'a PDF': Buffer.from('%PDF-1.7\n%äüöß\n1 0 obj'),
    'a page that calls itself XLS': Buffer.from('<html><table><tr><td>公开01表</td></tr></table></html>'),
    nothing: Buffer.from([0, 0, 0, 0]),
  }
  it.each(Object.keys(files))('is refused as such: %s', async (name) => {
    expect(await refusalOf(files[name] ?? Buffer.alloc(0))).toEqual({
      code: 'import/not-a-workbook',
      facts: { because: 'kind' },
    })
  })

  it('is told from one that is damaged', async () => {
    const file = Buffer.from(await xlsxOf(sampleSheets(sampleAccounts())))
    const cut = file.subarray(0, file.length - 400)
    const bent = Buffer.from(file)
    bent.fill(0xff, 400, 900)
    for (const one of [cut, bent])
      expect(await refusalOf(one)).toEqual({ code: 'import/not-a-workbook', facts: { because: 'damaged' } })
  })

  it('and from one that is locked', async () => {
    const { writeXlsx } = await import('hucre/xlsx')
    const file = await writeXlsx({
      sheets: [{ name: 'a', rows: [['x']] }],
      encryption: { password: 'x', spinCount: 10 },
    })
    expect(await refusalOf(file)).toEqual({ code: 'import/not-a-workbook', facts: { because: 'locked' } })
  })
})
