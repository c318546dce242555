import type { Language } from './labels.ts'
import { counted } from './plural.ts'

/** Words of what leaves a sheet: files and paper. */
const zh = {
  exportSeen: (rows: string) => `导出所见${rows}行`,
  exportShort: '导出',
  asXlsx: 'XLSX 工作簿',
  asCsv: 'CSV 文本',
  working: '正在生成文件…',
  exported: (rows: string) => `已导出${rows}行`,
  nothing: '没有可导出的行',
  offline: '连不上服务器，没有导出。连上后再试',
  print: '打印',
  tooLong: (rows: string, most: string) => `共${rows}行，一次打印最多${most}行。先筛选或导出`,
  about: '说明',
  sheet: '表',
  filter: '条件',
  order: '次序',
  none: '无',
  rows: '行数',
  hidden: '未含的列',
  by: '导出人',
  at: '时间',
  units: '单位',
  unitsText: '见各列标题；金额是数，精确到分',
  codes: '编码',
  codesText: '按文本存放，保留前面的零',
  rate: '（%）',
  of: (rows: string) => `共${rows}行`,
}

export type SheetOutputWords = typeof zh

const en: SheetOutputWords = {
  exportSeen: (rows) => `Export ${counted(rows, 'row')}`,
  exportShort: 'Export',
  asXlsx: 'XLSX workbook',
  asCsv: 'CSV text',
  working: 'Writing the file…',
  exported: (rows) => `${counted(rows, 'row')} exported`,
  nothing: 'No rows to export',
  offline: 'The server cannot be reached; nothing was exported. Try again once it can',
  print: 'Print',
  tooLong: (rows, most) => `${rows} rows, at most ${most} are printed at once. Filter or export`,
  about: 'About',
  sheet: 'Sheet',
  filter: 'Filter',
  order: 'Order',
  none: 'none',
  rows: 'Rows',
  hidden: 'Columns left out',
  by: 'By',
  at: 'At',
  units: 'Units',
  unitsText: 'in the headings; amounts are numbers, exact to the fen',
  codes: 'Codes',
  codesText: 'kept as text, with their leading zeros',
  rate: ' (%)',
  of: (rows) => counted(rows, 'row'),
}

export const sheetOutputWords: Record<Language, SheetOutputWords> = { zh, en }
