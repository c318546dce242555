import type { Cell, ColumnKey, Kind } from './cell.ts'
import type { Actor, Right } from './access.ts'
import type { RefusalData } from './refusal.ts'

/** A row's id within its sheet and place: the part of its sort key after the row kind. */
export type RowId = string

/**
 * Where a sheet's rows live: `''` for the district's registers, `2026/centre` (year/unit) for a fiscal year of a unit.
 */
export type Place = string

export interface Column {
  key: ColumnKey
  label: string
  kind: Kind
  /** in CSS pixels */
  width: number
  /** the right needed to change its cells; a column without one is never typed into */
  edit?: Right
  required?: true
  /** a computed cell: where its value comes from, in words ("由台账汇总，改台账") */
  computed?: string
  /** part of the row's natural id: set at creation, never changed */
  fixed?: true
}

/** What a rule may look at beside the row: rows of the sheets that the row refers to, by sheet and id. */
export interface RuleContext {
  place: Place
  find(sheet: SheetName, row: RowId): Row | undefined
}

/** The cells of one row, by column key; a missing key is a blank cell. */
export type Cells = Record<ColumnKey, Cell>

/** A row as it stands: its id, its revision (1 at creation, +1 a change) and its cells. */
export interface Row {
  id: RowId
  rev: number
  cells: Cells
  voided?: true
}

/**
 * Which rows of a sheet an actor reads and writes, where his rights alone do not say so. A row that he does not see is
 * to him a row that is not there.
 */
export interface RowSight {
  /** all rows, whatever they hold */
  whole(actor: Actor): boolean
  sees(actor: Actor, row: Row, now: string): boolean
  /** whether he may use this right on this row */
  holds(actor: Actor, right: Right, row: Row, now: string): boolean
}

/** A refusal of a row, at one of its columns. */
export type RowFinding = RefusalData & { column?: ColumnKey }

/**
 * A sheet is a list of columns and the rules of its rows. The same object draws the table in the browser, reads what
 * is typed and pasted, refuses a request and applies a change-set.
 */
export interface Sheet {
  name: SheetName
  label: string
  /** `district`: one register; `year`: one for each fiscal year and unit; `people`: the accounts; `cases`: the cases */
  scope: 'district' | 'year' | 'people' | 'cases'
  /** row kind: the sort key is `${item}#${id}` */
  item: string
  columns: readonly Column[]
  read: Right
  create?: Right
  void?: Right
  /** the right to take over rows as they were kept elsewhere, computed columns included */
  import?: Right
  /** without it every reader of the sheet reads every row */
  sight?: RowSight
  /** columns whose values make up the row's id, joined with `.`; without them ids are minted by the client (ULID) */
  naturalId?: readonly ColumnKey[]
  /** each: columns that no two live rows of the place (of the district, for registers) may share */
  unique?: readonly (readonly ColumnKey[])[]
  /** what the system itself writes into a row that somebody creates */
  born?: (row: Pick<Row, 'id'>, by: { actor: Actor; now: string }) => Cells
  /** Rules of the merged row; pure. Refusals carry the column they belong to. */
  rules?: (row: Row, context: RuleContext) => RowFinding[]
  /** Sheets whose rows refer to this one: such a row can't be voided while they do. */
  usedBy?: readonly { sheet: SheetName; column: ColumnKey }[]
}

export const sheetNames = [
  'units',
  'functional-subjects',
  'economic-subjects',
  'projects',
  'entries',
  'receipts',
  'table-cells',
  'particulars',
  'texts',
  'score-sheets',
  'indicators',
  'figures',
  'accounts',
  'cases',
  'limits',
  'calendar-days',
  'work-periods',
] as const

export type SheetName = (typeof sheetNames)[number]
