import type { AccountTable, TableColumn } from './table.ts'

export type TableNo = AccountTable['no']

/**
 * A line of a form: the key by which ids name it, its number in the form (一、二、…), and its name. `blank` stands for
 * an empty line that keeps both sides level.
 */
export interface LineForm {
  key: string
  no?: string
  label: string
  code?: string
  /** 0 unless it says otherwise */
  level?: number
  strong?: true
}
export type Line = LineForm | 'blank'

/**
 * One side of a table. A cell's id is the prefix with the line's key, the column's key or both. Lines are those of the
 * form, or whatever functional subjects the year has, under 合计. `lines` and `foot` of two sides are levelled with
 * blank lines each, so that 合计 stands beside 合计.
 */
export interface SideForm {
  key: string
  title?: string
  prefix: string
  cell: 'line' | 'column' | 'line.column'
  coded: boolean
  columns: readonly TableColumn[]
  lines: 'functional' | readonly LineForm[]
  foot?: readonly Line[]
}

/** 表样. */
export interface TableForm {
  no: TableNo
  title: string
  form: string
  /** whether its lines bear numbers (行次) */
  numbered: boolean
  sides: readonly SideForm[]
  note?: string
  /** printed below a table that has no data */
  emptyNote: string
}

/**
 * 决算公开表样. Which tables a region prints, in which order, with which lines, columns and notes. A changed form is
 * another version; an edition names the one that it was made by.
 */
export interface AccountsTemplate {
  name: string
  region: string
  tables: readonly TableForm[]
}

/** 单元格. Where a cell stands: `label` is its column's name, or its line's where one column is all there is. */
export interface CellPlace {
  table: TableNo
  side: string
  line: string
  column: string
  label: string
  code?: string
}

/** The id of a side's cell. */
export const cellId = ({ prefix, cell }: Pick<SideForm, 'prefix' | 'cell'>, line: string, column: string): string =>
  cell === 'line' ? `${prefix}.${line}` : cell === 'column' ? `${prefix}.${column}` : `${prefix}.${line}.${column}`

const linesOf = ({ lines, foot = [] }: SideForm): LineForm[] =>
  lines === 'functional' ? [] : [...lines, ...foot].filter((line) => line !== 'blank')

const isFunctional = ({ lines }: SideForm): boolean => lines === 'functional'

/** Cells of lines that the form itself names, by id. */
const fixedPlaces = ({ tables }: AccountsTemplate): Map<string, CellPlace> =>
  new Map(tables.flatMap(({ no, sides }) => sides.flatMap((side) => placesOn(no, side))))

const placesOn = (table: TableNo, side: SideForm): [string, CellPlace][] =>
  linesOf(side).flatMap(({ key: line, label, code }) =>
    side.columns.map(({ key: column, label: name }): [string, CellPlace] => [
      cellId(side, line, column),
      {
        table,
        side: side.key,
        line,
        column,
        label: side.cell === 'line' ? label : name,
        ...(code === undefined ? {} : { code }),
      },
    ]),
  )

const known = new WeakMap<AccountsTemplate, Map<string, CellPlace>>()

function knownPlaces(template: AccountsTemplate): Map<string, CellPlace> {
  const places = known.get(template) ?? fixedPlaces(template)
  known.set(template, places)
  return places
}

/** `t05.2060503.basic`: table, functional code (or total), column. */
const functionalCell = /^t(0[1-9])\.(\d{3}(?:\d{2}){0,2}|total)\.([a-z]+)$/

/**
 * The cell of a template that an id names; undefined where no table has it. Whether a functional code is one of the
 * register's is not judged here.
 */
export function placeOfCell(template: AccountsTemplate, id: string): CellPlace | undefined {
  const fixed = knownPlaces(template).get(id)
  if (fixed) return fixed
  const [, no, line, column] = functionalCell.exec(id) ?? []
  const table = template.tables.find((form) => form.no === no)
  const side = table?.sides.find(isFunctional)
  const found = side?.columns.find(({ key }) => key === column)
  if (!table || !side || !found || line === undefined) return undefined
  const code = line === 'total' ? {} : { code: line }
  return { table: table.no, side: side.key, line, column: found.key, label: found.label, ...code }
}
