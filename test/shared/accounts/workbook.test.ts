import { describe, expect, it } from 'vitest'
import { readAccounts } from '#shared/accounts/workbook/read'
import { columnLetters, type Grid, type Raw } from '#shared/accounts/workbook/grid'
import { amountIn } from '#shared/accounts/workbook/amounts'
import { moneyUnitIn, plainLabel, yearIn } from '#shared/accounts/workbook/labels'
import { printTable, plainWan, tidyTable } from '#shared/accounts/workbook/print'
import type { WorkbookPreview } from '#shared/accounts/workbook/preview'
import { refused } from '#shared/base/refusal'
import { sampleAccounts, sampleSubjects } from '#test/samples/account-tables'
import { defects, sameThings, sampleSheets, type SampleSheet } from '#test/samples/workbooks'

const reading = { year: 2025, subjects: sampleSubjects }

const gridOf = ({ name, rows, merges, formulas = {} }: SampleSheet): Grid => ({
  name,
  merges,
  rows: new Map(
    rows.map((row, at) => [
      at,
      row.map((cell, column): Raw =>
        formulas[`${at},${column}`] === undefined ? (cell instanceof Date ? null : cell) : { formula: true },
      ),
    ]),
  ),
})

function read(change: (sheets: SampleSheet[]) => void): WorkbookPreview {
  const sheets = sampleSheets(sampleAccounts())
  change(sheets)
  return readAccounts(sheets.map(gridOf), reading)
}

const amountsIn = ({ tables }: WorkbookPreview): Record<string, number> =>
  Object.fromEntries(tables.flatMap(({ cells }) => cells.map(({ id, fen }) => [id, fen])))

const written = (): Record<string, number> =>
  Object.fromEntries(
    [...sampleAccounts().figures].flatMap(([id, { value }]) => (value && 'fen' in value ? [[id, value.fen]] : [])),
  )

describe('the accounts of a finance system', () => {
  it.each(Object.keys(sameThings))('read as the same figures %s', (way) => {
    const preview = read(sameThings[way] ?? (() => undefined))
    expect(preview.tables.flatMap(({ refused }) => refused)).toEqual([])
    expect(amountsIn(preview)).toEqual(written())
    expect(preview.absent).toEqual([])
    expect(preview.tables.map(({ year }) => year)).toEqual(Array.from({ length: 9 }, () => 2025))
  })

  it('read the same without merged cells, as a CSV file has them', () => {
    const preview = read((sheets) => {
      for (const sheet of sheets) sheet.merges = []
    })
    expect(preview.tables.flatMap(({ refused }) => refused)).toEqual([])
    expect(amountsIn(preview)).toEqual(written())
  })

  it('read the same when all tables stand below each other in one sheet', () => {
    const rows = sampleSheets(sampleAccounts()).flatMap((sheet) => sheet.rows)
    const preview = readAccounts([gridOf({ name: '全部', rows, merges: [] })], reading)
    expect(preview.tables.flatMap(({ refused }) => refused)).toEqual([])
    expect(amountsIn(preview)).toEqual(written())
  })

  it('tell where in the file every amount stands', () => {
    const { tables } = read(() => undefined)
    const sheets = new Map(sampleSheets(sampleAccounts()).map((sheet) => [sheet.name, sheet]))
    for (const { sheet, cells } of tables)
      for (const { fen, row, column } of cells) {
        const found = sheets.get(sheet)?.rows[row - 1]?.find((_, at) => columnLetters(at) === column)
        expect(Math.round(Number(found) * 1_000_000)).toBe(fen)
      }
  })

  it.each(Object.keys(defects))('lose nothing but what is at fault: %s', (name) => {
    const defect = defects[name]
    if (!defect) throw new Error(name)
    const preview = read(defect.plant)
    const parts = preview.tables.flatMap(({ no, refused: of }) => of.map((part) => ({ no, ...part })))
    expect(new Set(parts.map(({ no, refusal: { code } }) => `${no} ${code}`))).toEqual(
      new Set([`${defect.no} ${defect.code}`]),
    )
    expect(parts.reduce((sum, { cells }) => sum + cells, 0)).toBe(defect.cells)
    for (const part of parts) {
      expect(part.row !== undefined).toBe(defect.row ?? false)
      if (defect.column !== undefined) expect(part.column).toBe(defect.column)
    }
    for (const { read: all, cells, refused: of } of preview.tables)
      expect(all).toBe(cells.length + of.reduce((sum, part) => sum + part.cells, 0))
    const left = amountsIn(preview)
    for (const [id, fen] of Object.entries(left)) expect(written()[id], id).toBe(fen)
  })

  it('with a total that does not add up are taken: the checks tell', () => {
    const preview = read((sheets) => {
      const sheet = sheets.find(({ name }) => name === '公开05表')
      const total = sheet?.rows.find((row) => row.includes('合计'))
      if (total) total[2] = 9_999.99
    })
    expect(preview.tables.flatMap(({ refused: of }) => of)).toEqual([])
    expect(amountsIn(preview)['t05.total.total']).toBe(9_999_990_000)
  })

  it('that have a table twice are read once', () => {
    const preview = read((sheets) => {
      const sheet = sheets.find(({ name }) => name === '公开05表')
      if (sheet) sheets.push({ ...sheet, name: '副本' })
    })
    expect(amountsIn(preview)).toEqual(written())
    expect(preview.tables.flatMap(({ refused: of }) => of.map(({ refusal: { code } }) => code))).toEqual([
      'import/table-twice',
    ])
  })

  it('are not looked for in other tables of like names, lists of contents and covers', () => {
    const contents = sampleAccounts().tables.map(({ title }, i) => [`${i + 1}`, title])
    const preview = readAccounts(
      [
        { name: '目录', merges: [], rows: new Map(contents.map((row, at) => [at, row])) },
        {
          name: '项目支出决算表',
          merges: [],
          rows: new Map<number, Raw[]>([
            [0, ['项目支出决算表']],
            [1, ['项目名称', '合计']],
            [2, ['甲', 3]],
          ]),
        },
      ],
      reading,
    )
    expect(preview.tables).toEqual([])
    expect(preview.others).toEqual(['目录', '项目支出决算表'])
  })

  it('may have the headings of the national form: three columns for a code, and rows that count', () => {
    const rows: Raw[][] = [
      ['支出决算表'],
      ['', '', '', '', '', '', '', '', '', '公开03表'],
      ['部门：示例区网格中心', '', '', '2025年度', '', '', '', '', '', '金额单位：万元'],
      [
        '项    目',
        '',
        '',
        '',
        '本年支出合计',
        '基本支出',
        '项目支出',
        '上缴上级支出',
        '经营支出',
        '对附属单位补助支出',
      ],
      ['功能分类科目编码', '', '', '科目名称', '', '', '', '', '', ''],
      ['类', '款', '项', '栏次', 1, 2, 3, 4, 5, 6],
      ['', '', '', '合计', 1710.65, 168.03, 1542.62, '', '', ''],
      ['206', '', '', '科学技术支出', 1710.65, 168.03, 1542.62, '', '', ''],
      ['20605', '', '', '科技条件与服务', 1710.65, 168.03, 1542.62, '', '', ''],
      ['206', '05', '01', '机构运行', 168.03, 168.03, '', '', '', ''],
      ['', '', '2060503', '科技条件专项', 1542.62, '', 1542.62, '', '', ''],
      ['注：本表反映部门本年度各项支出情况。'],
    ]
    const merges = [
      { top: 3, left: 0, bottom: 3, right: 3 },
      { top: 4, left: 0, bottom: 4, right: 2 },
      ...[4, 5, 6, 7, 8, 9].map((column) => ({ top: 3, left: column, bottom: 4, right: column })),
    ]
    const { tables } = readAccounts([{ name: 'Z04', merges, rows: new Map(rows.map((row, at) => [at, row])) }], reading)
    expect(tables).toHaveLength(1)
    expect(tables[0]?.refused).toEqual([])
    expect(Object.fromEntries((tables[0]?.cells ?? []).map(({ id, fen }) => [id, fen / 1_000_000]))).toEqual({
      't03.total.total': 1710.65,
      't03.total.basic': 168.03,
      't03.total.project': 1542.62,
      't03.206.total': 1710.65,
      't03.206.basic': 168.03,
      't03.206.project': 1542.62,
      't03.20605.total': 1710.65,
      't03.20605.basic': 168.03,
      't03.20605.project': 1542.62,
      't03.2060501.total': 168.03,
      't03.2060501.basic': 168.03,
      't03.2060503.total': 1542.62,
      't03.2060503.project': 1542.62,
    })
  })
})

describe('an amount in a workbook', () => {
  it('is read in fen however it was written', () => {
    const cases: [Raw, number | null][] = [
      [1775.47, 1_775_470_000],
      [1775.4699999999998, 1_775_470_000],
      [0.1 + 0.2, 300_000],
      ['1,775.47', 1_775_470_000],
      ['１７７５．４７', 1_775_470_000],
      ['(12.00)', -12_000_000],
      ['（12.00）', -12_000_000],
      ['-12', -12_000_000],
      ['−12.00', -12_000_000],
      ['￥3万元', 3_000_000],
      [0, 0],
      ['0.00', 0],
      [1e-6, 1],
      [9_345_678.123456, 9_345_678_123_456],
      ['', null],
      ['—', null],
      ['-', null],
      [null, null],
    ]
    for (const [raw, fen] of cases) expect(amountIn(raw, 'wan'), JSON.stringify(raw)).toBe(fen)
    expect(amountIn(1775.47, 'yuan')).toBe(177_547)
  })

  it('is refused when it is finer than a fen, a formula, or no number', () => {
    const code = (raw: Raw, unit: 'wan' | 'yuan' = 'wan') => refused(() => amountIn(raw, unit))?.code
    expect(code(1e-7)).toBe('cell/too-many-decimals')
    expect(code(12.345, 'yuan')).toBe('cell/too-many-decimals')
    expect(code({ formula: true })).toBe('import/formula')
    expect(code('=1+1')).toBe('import/formula')
    expect(code('＋1＋1')).toBe('import/formula')
    expect(code('@A1')).toBe('import/formula')
    expect(code('#REF!')).toBe('cell/not-an-amount')
    expect(code(true)).toBe('cell/not-an-amount')
  })
})

describe('what stands around a table', () => {
  it('tells year and unit in many spellings', () => {
    expect(['2025年度', '２０２５ 年度收入决算表', '某中心2025年部门决算', '编制日期：2026年3月'].map(yearIn)).toEqual([
      2025,
      2025,
      2025,
      undefined,
    ])
    expect(
      ['金额单位：万元', '单位:元', '金 额 单 位 ： 万 元', '金额（万元）', '部门：单位', '单位：千元'].map(
        moneyUnitIn,
      ),
    ).toEqual(['万元', '元', '万元', '万元', undefined, '千元'])
    expect(
      ['一、一般公共预算财政拨款收入', '其中：教育收费', '因公出国（境）费', '“三公”经费'].map(plainLabel),
    ).toEqual(['一般公共预算财政拨款收入', '教育收费', '因公出国境费', '三公经费'])
  })
})

describe('a printed table', () => {
  it('marks what a spreadsheet would run as text, and leaves numbers alone', () => {
    const { tables, figures } = sampleAccounts()
    const [first] = tables
    if (!first) throw new Error('no table')
    for (const start of ['=', '+', '-', '@', '\t', '＝', '＋', '－', '＠']) {
      const evil = {
        ...first,
        note: undefined,
        sides: first.sides.map((side) => ({
          ...side,
          rows: side.rows.map((row) => ({ ...row, label: `${start}cmd` })),
        })),
      }
      const { note: _, ...table } = evil
      const cells = [
        ...printTable(table, figures, { year: 2025, unit: `${start}x` }).rows,
        ...tidyTable(table, figures),
      ].flat()
      const texts = cells.filter((cell) => typeof cell === 'string')
      expect(texts.some((text) => text.startsWith(`'${start}`))).toBe(true)
      expect(texts.filter((text) => text.startsWith(start))).toEqual([])
    }
  })

  it('keeps every fen of an amount', () => {
    expect([0, 1, 1_775_470_000, 12_345_678_123_456, -120_000].map(plainWan)).toEqual([
      '0.00',
      '0.000001',
      '1775.47',
      '12345678.123456',
      '-0.12',
    ])
  })
})
