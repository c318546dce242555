import { stringify } from 'csv-stringify/sync'
import { writeXlsx, type Cell, type CellValue, type WriteSheet } from 'hucre/xlsx'
import { plainWan, printTable, type Printed, type PrintedTable } from '#shared/accounts/workbook/print'
import type { SampleAccounts } from './account-tables.ts'

/** What a sheet of a finance system's export holds: cells as it writes them, and formulas by `row,column`. */
export interface SampleSheet {
  name: string
  rows: CellValue[][]
  merges: PrintedTable['merges']
  formulas?: Record<string, string>
}

const valueOf = (cell: Printed): CellValue =>
  cell !== null && typeof cell === 'object' ? Number(plainWan(cell.fen)) : cell

/** The sheets of a finance system's export of the accounts of 2025, as they should be. */
export const sampleSheets = ({ tables, figures }: SampleAccounts): SampleSheet[] =>
  tables.map((table) => {
    const { name, rows, merges } = printTable(table, figures, { year: 2025, unit: '示例区网格中心' })
    return { name, rows: rows.map((row) => row.map(valueOf)), merges }
  })

export function xlsxOf(sheets: readonly SampleSheet[]): Promise<Uint8Array> {
  return writeXlsx({
    sheets: sheets.map(({ name, rows, merges, formulas = {} }): WriteSheet => ({
      name,
      rows,
      merges: merges.map(({ top, left, bottom, right }) => ({
        startRow: top,
        startCol: left,
        endRow: bottom,
        endCol: right,
      })),
      cells: new Map(
        Object.entries(formulas).map(([place, formula]): [string, Partial<Cell>] => [
          place,
          { value: null, type: 'formula', formula },
        ]),
      ),
    })),
  })
}

/** The same sheets below each other, as one CSV file. */
export const csvTextOf = (sheets: readonly SampleSheet[]): string =>
  stringify(
    sheets.flatMap(({ rows }) => rows.map((row) => row.map((cell) => (cell instanceof Date ? '' : cell)))),
    { record_delimiter: 'windows' },
  )

type Mend = (sheets: SampleSheet[]) => void

const sheetOf = (sheets: SampleSheet[], no: string): SampleSheet => {
  const found = sheets.find(({ name }) => name === `公开${no}表`)
  if (!found) throw new Error(`no table ${no}`)
  return found
}

const rowWith = ({ rows }: SampleSheet, text: string): number => {
  const found = rows.findIndex((row) => row.includes(text))
  if (found < 0) throw new Error(`no row with ${text}`)
  return found
}

const cellIn = (sheets: SampleSheet[], no: string, text: string, at: number): { row: CellValue[]; at: number } => {
  const sheet = sheetOf(sheets, no)
  return { row: sheet.rows[rowWith(sheet, text)] ?? [], at }
}

const set =
  (value: CellValue, no: string, text: string, at: number): Mend =>
  (sheets) => {
    const { row } = cellIn(sheets, no, text, at)
    row[at] = value
  }

const everyText = (sheets: SampleSheet[], change: (text: string) => string): void => {
  for (const sheet of sheets)
    sheet.rows = sheet.rows.map((row) => row.map((cell) => (typeof cell === 'string' ? change(cell) : cell)))
}

const everyAmount = (sheets: SampleSheet[], change: (amount: number) => CellValue): void => {
  for (const sheet of sheets)
    sheet.rows = sheet.rows.map((row) => row.map((cell) => (typeof cell === 'number' ? change(cell) : cell)))
}

const wide = (text: string): string =>
  text.replace(/[0-9.]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))

/** Ways of writing the same accounts, all of which read alike. */
export const sameThings: Readonly<Record<string, Mend>> = {
  'as the form has it': () => undefined,
  'in 元': (sheets) => {
    everyText(sheets, (text) => text.replace('单位：万元', '金额单位：元'))
    everyAmount(sheets, (amount) => Math.round(amount * 1_000_000) / 100)
  },
  'with full-width digits and thousands signs': (sheets) =>
    everyAmount(sheets, (amount) =>
      wide(amount.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 6 })),
    ),
  'with the unit spread out': (sheets) =>
    everyText(sheets, (text) => text.replace('单位：万元', '金 额 单 位 ： 万 元')),
  'under other sheet names': (sheets) => {
    for (const [i, sheet] of sheets.entries()) sheet.name = `Sheet${i + 1}`
  },
  'without form numbers': (sheets) => {
    for (const [i, sheet] of sheets.entries()) sheet.name = `Sheet${i + 1}`
    everyText(sheets, (text) => text.replace(/^公开0\d表$/, ''))
  },
  'with a row that numbers the columns': (sheets) => {
    for (const sheet of sheets) {
      const heads = sheet.rows.findIndex((row) => row.some((cell) => typeof cell === 'number'))
      const first = sheet.rows[heads] ?? []
      const labels = first.map((cell) => typeof cell === 'string' || cell === null)
      let n = 0
      const counting = first.map((_, i) => (i === 0 ? '栏次' : labels[i] && i < 2 ? null : ++n))
      if (heads > 0) sheet.rows.splice(heads, 0, counting)
    }
  },
  'with codes as numbers': (sheets) => {
    for (const sheet of sheets)
      sheet.rows = sheet.rows.map((row) =>
        row.map((cell) => (typeof cell === 'string' && /^\d{3,7}$/.test(cell) ? Number(cell) : cell)),
      )
  },
  'with dashes where nothing is': (sheets) => {
    for (const sheet of sheets) {
      const amounts = new Set(
        sheet.rows.flatMap((row) => row.flatMap((cell, i) => (typeof cell === 'number' ? [i] : []))),
      )
      sheet.rows = sheet.rows.map((row) =>
        row.some((cell) => typeof cell === 'number')
          ? row.map((cell, i) => (cell === null && amounts.has(i) ? '—' : cell))
          : row,
      )
    }
  },
  'with what a spreadsheet computes beside an amount': (sheets) =>
    everyAmount(sheets, (amount) => (amount === 0 ? 0 : amount + amount * 1e-16)),
  'with a former name of a subject': set('行政事业单位离退休', '03', '20805', 1),
  'with a day on which it was filled in': (sheets) => {
    for (const sheet of sheets) sheet.rows.push(['编制日期：2026年3月1日'])
  },
}

/** Planted defects, each with the code of the one refusal it leads to, its place, and how many amounts it keeps out. */
export const defects: Readonly<
  Record<string, { plant: Mend; code: string; no: string; row?: boolean; column?: string; cells: number }>
> = {
  'another year': {
    plant: (sheets) => {
      const sheet = sheetOf(sheets, '03')
      sheet.rows = sheet.rows.map((row) =>
        row.map((cell) => (typeof cell === 'string' ? cell.replace('2025年度', '2024年度') : cell)),
      )
    },
    code: 'import/other-year',
    no: '03',
    cells: 31,
  },
  'a unit that nobody uses here': {
    plant: (sheets) => {
      const sheet = sheetOf(sheets, '06')
      sheet.rows = sheet.rows.map((row) => row.map((cell) => (cell === '单位：万元' ? '单位：千元' : cell)))
    },
    code: 'import/other-unit',
    no: '06',
    cells: 12,
  },
  'a missing line': {
    plant: (sheets) => {
      const sheet = sheetOf(sheets, '01')
      const row = sheet.rows[rowWith(sheet, '八、其他收入')] ?? []
      row[0] = null
    },
    code: 'import/missing-row',
    no: '01',
    cells: 0,
  },
  'a missing class': {
    plant: (sheets) => {
      const sheet = sheetOf(sheets, '05')
      sheet.rows.splice(rowWith(sheet, '206'), 1)
    },
    code: 'import/missing-row',
    no: '05',
    cells: 0,
  },
  'an extra line': {
    plant: (sheets) => {
      const sheet = sheetOf(sheets, '04')
      sheet.rows.splice(rowWith(sheet, '本年收入合计'), 0, ['其他财政资金', null, 12.5])
    },
    code: 'import/unknown-row',
    no: '04',
    row: true,
    column: 'A',
    cells: 1,
  },
  'an unknown code': {
    plant: (sheets) => {
      const sheet = sheetOf(sheets, '05')
      sheet.rows.splice(rowWith(sheet, '208'), 0, ['2060599', '其他科技条件与服务支出', 1, null, 1])
    },
    code: 'import/unknown-code',
    no: '05',
    row: true,
    column: 'B',
    cells: 2,
  },
  'a code under another name': {
    plant: set('科技条件专项', '02', '2060501', 1),
    code: 'cell/code-and-name-disagree',
    no: '02',
    row: true,
    column: 'B',
    cells: 2,
  },
  'a missing column': {
    plant: (sheets) => {
      const sheet = sheetOf(sheets, '03')
      sheet.rows = sheet.rows.map((row) => row.slice(0, -1))
      sheet.merges = []
    },
    code: 'import/missing-column',
    no: '03',
    cells: 0,
  },
  'an extra column': {
    plant: (sheets) => {
      const sheet = sheetOf(sheets, '02')
      const at = rowWith(sheet, '科目编码')
      sheet.rows = sheet.rows.map((row, i) => [
        ...row,
        i === at ? '其中：教育收费' : row.includes('2060501') ? 3.5 : null,
      ])
    },
    code: 'import/unknown-column',
    no: '02',
    row: true,
    column: 'J',
    cells: 1,
  },
  'a line twice': {
    plant: (sheets) => {
      const sheet = sheetOf(sheets, '05')
      const at = rowWith(sheet, '2210201')
      sheet.rows.splice(at, 0, [...(sheet.rows[at] ?? [])])
    },
    code: 'import/row-twice',
    no: '05',
    row: true,
    cells: 2,
  },
  'a text like a formula': {
    plant: set('=HYPERLINK("http://example.org";"1")', '03', '2060501', 2),
    code: 'import/formula',
    no: '03',
    row: true,
    column: 'C',
    cells: 1,
  },
  'a full-width text like a formula': {
    plant: set('＝1+1', '03', '2060501', 2),
    code: 'import/formula',
    no: '03',
    row: true,
    column: 'C',
    cells: 1,
  },
  'a name like a formula': {
    plant: set('@SUM(A1)', '03', '2060501', 1),
    code: 'import/formula',
    no: '03',
    row: true,
    column: 'B',
    cells: 2,
  },
  'a formula without result': {
    plant: (sheets) => {
      const sheet = sheetOf(sheets, '03')
      const row = rowWith(sheet, '2060501')
      ;(sheet.rows[row] ?? [])[2] = null
      sheet.formulas = { [`${row},2`]: 'SUM(D1:H1)' }
    },
    code: 'import/formula',
    no: '03',
    row: true,
    column: 'C',
    cells: 1,
  },
  'too many decimals': {
    plant: set('168.03741255', '03', '2060501', 2),
    code: 'cell/too-many-decimals',
    no: '03',
    row: true,
    column: 'C',
    cells: 1,
  },
  'words for an amount': {
    plant: set('约168万', '03', '2060501', 2),
    code: 'cell/not-an-amount',
    no: '03',
    row: true,
    column: 'C',
    cells: 1,
  },
}
