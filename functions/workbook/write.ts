import { stringify } from 'csv-stringify/sync'
import { writeXlsx, type CellStyle, type CellValue, type WriteSheet } from 'hucre/xlsx'
import type { Figure } from '#shared/base/figure'
import { asText } from '#shared/base/text'
import type { AccountTable } from '#shared/accounts/table'
import {
  plainWan,
  printTable,
  tidyTable,
  type About,
  type Printed,
  type PrintedTable,
} from '#shared/accounts/workbook/print'

type Figures = ReadonlyMap<string, Figure>

const border = { style: 'thin' } as const
const framed = { top: border, bottom: border, left: border, right: border }
const styles = {
  title: { font: { bold: true, size: 14 }, alignment: { horizontal: 'center' } },
  head: {
    font: { bold: true },
    alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
    border: framed,
  },
  words: { alignment: { vertical: 'center' }, border: framed, numFmt: '@' },
  amount: { alignment: { horizontal: 'right' }, border: framed, numFmt: '#,##0.00' },
} as const satisfies Record<string, CellStyle>

/** An amount as a number in 万元 that holds every fen: thirteen digits at most, of the fifteen a spreadsheet keeps. */
const valueOf = (cell: Printed): CellValue =>
  cell !== null && typeof cell === 'object' ? Number(plainWan(cell.fen)) : cell

function styleOf({ heads }: PrintedTable, row: number, cell: Printed): CellStyle | undefined {
  if (row === 0) return styles.title
  if (row < 3) return undefined
  if (row < heads) return styles.head
  return cell !== null && typeof cell === 'object' ? styles.amount : styles.words
}

function sheetOf(table: PrintedTable): WriteSheet {
  const cells: NonNullable<WriteSheet['cells']> = new Map()
  table.rows.forEach((row, r) =>
    row.forEach((cell, c) => {
      const style = styleOf(table, r, cell)
      if (style) cells.set(`${r},${c}`, { style })
    }),
  )
  const widths = (table.rows.at(table.heads) ?? []).map((cell) => ({ width: typeof cell === 'string' ? 28 : 16 }))
  return {
    name: table.name,
    columns: widths,
    rows: table.rows.map((row) => row.map(valueOf)),
    cells,
    merges: table.merges.map(({ top, left, bottom, right }) => ({
      startRow: top,
      startCol: left,
      endRow: bottom,
      endCol: right,
    })),
    freezePane: { rows: table.heads },
  }
}

const explanation = ({ year, unit }: About): WriteSheet => ({
  name: '说明',
  columns: [{ width: 16 }, { width: 72 }],
  rows: [
    ['部门', asText(unit)],
    ['年度', `${year}年度`],
    ['金额单位', '万元，显示两位小数，数值精确到分'],
    ['空格', '没有数据；0.00表示有此项目，金额为零'],
    ['科目编码', '按文本存放'],
  ],
})

/**
 * 法定格式工作簿. The tables as one XLSX file: a sheet for each under its form's number, and one that explains. Equal
 * tables make equal bytes, whenever and wherever they are written.
 */
export function workbookOf(tables: readonly AccountTable[], figures: Figures, about: About): Promise<Uint8Array> {
  // Nobody wrote it at any time: the edition that it belongs to has its date.
  const still = new Date(Date.UTC(about.year, 11, 31))
  return writeXlsx({
    sheets: [...tables.map((table) => sheetOf(printTable(table, figures, about))), explanation(about)],
    properties: {
      title: `${about.year}年度部门决算公开表`,
      creator: asText(about.unit),
      created: still,
      modified: still,
    },
  })
}

/** 开放数据. One table as CSV (UTF-8 with its mark): a line for each amount, numbers to the fen. */
export function csvOf(table: AccountTable, figures: Figures): string {
  return stringify(tidyTable(table, figures), {
    bom: true,
    record_delimiter: 'windows',
    quoted_string: true,
    cast: { object: (value) => ({ value: isAmount(value) ? plainWan(value.fen) : '', quoted: false }) },
  })
}

const isAmount = (value: object): value is { fen: number } => 'fen' in value && typeof value.fen === 'number'
