import type { AccountTable, TableRow, TableSide } from '../table.ts'
import { cellId, type Line, type LineForm, type SideForm, type TableForm } from '../template.ts'
import type { Book } from './book.ts'

/** Codes of the year by the table that they stand in: rows that the form does not name. */
export type Codes = Readonly<Record<string, readonly string[]>>

/** 表样 filled in: every line of the form, then each cell's figure where there is one; a blank is `null`. */
export function tableOf(book: Book, form: TableForm, codes: Codes): AccountTable {
  const { no, title, form: mark, note, emptyNote } = form
  const sides = numbered(form, level(form.sides.map((side) => sideOf(book, side, codes[no] ?? []))))
  const empty = sides.every(({ rows }) => rows.every(({ cells }) => cells.every((cell) => cell === null)))
  const told = empty ? emptyNote : note
  return { no, title, form: mark, sides, empty, ...(told === undefined ? {} : { note: told }) }
}

interface Draft {
  side: Omit<TableSide, 'rows'>
  body: TableRow[]
  foot: TableRow[]
}

function sideOf(book: Book, side: SideForm, codes: readonly string[]): Draft {
  const { key, title, coded, columns, lines, foot = [] } = side
  const row = (line: Line, k: number): TableRow => rowOf(book, side, line, k)
  const body = lines === 'functional' ? functionalLines(book, codes) : [...lines, ...unforeseen(book, side, codes)]
  return {
    side: { key, ...(title === undefined ? {} : { title }), coded, columns: [...columns] },
    body: inOrder(body, side).map(row),
    foot: foot.map(row),
  }
}

/** 合计 first, then every subject of the year. */
const functionalLines = ({ names }: Book, codes: readonly string[]): LineForm[] => [
  { key: 'total', label: '合计', strong: true },
  ...codes.map((code): LineForm => ({ key: code, code, label: names.of(code), level: (code.length - 1) / 2 })),
]

/** Lines for codes that have figures and that the form does not name: classes, and sections of the side's classes. */
function unforeseen({ names, figures }: Book, side: SideForm, codes: readonly string[]): LineForm[] {
  const known = new Set(side.lines === 'functional' ? [] : side.lines.map(({ key }) => key))
  const classes = [...known].filter((key) => key.length === 3)
  const own = codes.filter((code) => !known.has(code) && (side.coded ? classes.includes(code.slice(0, 3)) : side.key === 'out')) // prettier-ignore
  const filled = own.filter((code) => side.columns.some(({ key }) => figures.has(cellId(side, code, key))))
  return filled.map((code) => ({ key: code, code, label: names.of(code), level: side.coded ? 2 : 0 }))
}

/** A coded side stands in the order of its classes as the form has them, and of its codes within each. */
function inOrder(lines: readonly LineForm[], side: SideForm): LineForm[] {
  if (!side.coded || side.lines === 'functional') return [...lines]
  const classes = [...new Set(lines.map(({ key }) => key.slice(0, 3)))]
  return classes.flatMap((head) => lines.filter(({ key }) => key.startsWith(head)).sort((a, b) => (a.key < b.key ? -1 : 1))) // prettier-ignore
}

function rowOf({ figures }: Book, side: SideForm, line: Line, k: number): TableRow {
  if (line === 'blank') return blank(side.columns.length, `foot-${k}`)
  const { key, no, label, code, level = 0, strong } = line
  const ids = side.columns.map((column) => cellId(side, key, column.key))
  return {
    key,
    ...(code === undefined || !side.coded ? {} : { code }),
    label: no === undefined ? label : `${no}、${label}`,
    level,
    ...(strong === undefined ? {} : { strong }),
    cells: ids.map((id) => (figures.has(id) ? id : null)),
  }
}

const blank = (columns: number, key: string): TableRow => ({
  key: `blank-${key}`,
  label: '',
  level: 0,
  cells: Array.from({ length: columns }, () => null),
})

/** Levels two sides with blank lines, so that rows beside each other have the same number. */
function level(drafts: readonly Draft[]): TableSide[] {
  const [body, foot] = [Math.max(...drafts.map((one) => one.body.length)), Math.max(...drafts.map((one) => one.foot.length))] // prettier-ignore
  const filled = (rows: readonly TableRow[], count: number, columns: number, part: string): TableRow[] => [
    ...rows,
    ...Array.from({ length: count - rows.length }, (_, k) => blank(columns, `${part}-${rows.length + k}`)),
  ]
  return drafts.map(({ side, ...rows }) => ({
    ...side,
    rows: [
      ...filled(rows.body, body, side.columns.length, 'line'),
      ...filled(rows.foot, foot, side.columns.length, 'foot'),
    ],
  }))
}

/** 行次: down the left side, then on down the right. */
const numbered = ({ numbered: counts }: TableForm, sides: readonly TableSide[]): TableSide[] =>
  sides.map((side, n) => ({
    ...side,
    rows: counts ? side.rows.map((row, k) => ({ ...row, line: n * side.rows.length + k + 1 })) : side.rows,
  }))
