import type { Amount } from '#shared/base/amount'
import type { Cell } from '#shared/base/cell'
import type { ChangeSet, ColumnChange } from '#shared/base/changes'
import type { Row } from '#shared/base/sheet'
import type { CellRead, TableRead, WorkbookPreview } from './preview.ts'

/** One amount of a workbook beside what stands: `was` is null where nothing does. */
export interface ComparedCell extends CellRead {
  act: 'new' | 'changed' | 'same'
  was: Amount | null
}

/** A table of a workbook beside what stands. `kept`: amounts that stand and are not in the workbook; they stay. */
export interface ComparedTable extends Omit<TableRead, 'cells'> {
  cells: ComparedCell[]
  kept: string[]
}

/** 读到 = 写入 + 不变 + 未读. */
export interface Counts {
  read: number
  added: number
  changed: number
  same: number
  refused: number
}

const amountOf = (row: Row | undefined): Amount | null =>
  typeof row?.cells.amount === 'number' ? row.cells.amount : null

/** 与现有比较. What a preview would do to the rows of 决算表录入 as they stand. */
export function compare({ tables }: Pick<WorkbookPreview, 'tables'>, rows: readonly Row[]): ComparedTable[] {
  const standing = new Map(rows.map((row) => [row.id, row]))
  return tables.map((table) => {
    const ids = new Set(table.cells.map(({ id }) => id))
    const own = [...standing.values()].filter(({ id }) => id.startsWith(`t${table.no}.`))
    return {
      ...table,
      cells: table.cells.map((cell) => compared(cell, standing.get(cell.id))),
      kept: own.filter((row) => !ids.has(row.id) && amountOf(row) !== null).map(({ id }) => id),
    }
  })
}

function compared(cell: CellRead, row: Row | undefined): ComparedCell {
  const was = amountOf(row)
  return { ...cell, was, act: was === null ? 'new' : was === cell.fen ? 'same' : 'changed' }
}

export function countsOf({ read, cells }: Pick<ComparedTable, 'read' | 'cells'>): Counts {
  const count = (act: ComparedCell['act']): number => cells.filter((cell) => cell.act === act).length
  return { read, added: count('new'), changed: count('changed'), same: count('same'), refused: read - cells.length }
}

export const allCounts = (tables: readonly ComparedTable[]): Counts =>
  tables.map(countsOf).reduce(
    (sum, one) => ({
      read: sum.read + one.read,
      added: sum.added + one.added,
      changed: sum.changed + one.changed,
      same: sum.same + one.same,
      refused: sum.refused + one.refused,
    }),
    { read: 0, added: 0, changed: 0, same: 0, refused: 0 },
  )

/** What is written: the amount, where it came from, and the file's name. */
type Written = readonly [key: string, value: (cell: ComparedCell) => Cell, before: (row: Row) => Cell]

const writing = (file: string): readonly Written[] => [
  ['amount', ({ fen }) => fen, ({ cells }) => cells.amount ?? null],
  ['origin', () => 'imported', ({ cells }) => cells.origin ?? null],
  ['file', () => file, ({ cells }) => cells.file ?? null],
]

/** A dictionary of cells, and how each is called in it. */
function dictionary(): { words: Cell[]; code: (cell: Cell) => number } {
  const words: Cell[] = []
  const codes = new Map<Cell, number>()
  const code = (cell: Cell): number => {
    const known = codes.get(cell)
    if (known !== undefined) return known
    codes.set(cell, words.length)
    return words.push(cell) - 1
  }
  return { words, code }
}

/**
 * 一次写入. One change-set of all that is new or changed; what is the same is left alone, and what was refused is not in
 * it. Rows that were voided are `restored` first: they are named apart. Undefined: there is nothing to write.
 */
export function importChange(
  tables: readonly ComparedTable[],
  rows: readonly Row[],
  file: string,
): Pick<ChangeSet, 'sets' | 'creates'> | undefined {
  const standing = new Map(rows.map((row) => [row.id, row]))
  const wanted = tables.flatMap(({ cells }) => cells).filter(({ act }) => act !== 'same')
  const changed = wanted.flatMap((cell) => {
    const row = standing.get(cell.id)
    return row ? [{ cell, row }] : []
  })
  const created = wanted.filter(({ id }) => !standing.has(id))
  const sets = { rows: changed.map(({ row }) => row.id), columns: writing(file).map((of) => setColumn(of, changed)) }
  const creates = { rows: created.map(({ id }) => id), columns: createColumns(file, created) }
  if (wanted.length === 0) return undefined
  return { ...(changed.length > 0 ? { sets } : {}), ...(created.length > 0 ? { creates } : {}) }
}

function setColumn([key, value, before]: Written, pairs: readonly { cell: ComparedCell; row: Row }[]): ColumnChange {
  const { words, code } = dictionary()
  const codes = pairs.map(({ cell, row }) => [code(before(row)), code(value(cell))] as const)
  return { key, words, before: codes.map(([one]) => one), after: codes.map(([, other]) => other) }
}

const createColumns = (file: string, cells: readonly ComparedCell[]): Omit<ColumnChange, 'before'>[] =>
  [['key', ({ id }: ComparedCell): Cell => id] as const, ...writing(file)].map(([key, value]) => {
    const { words, code } = dictionary()
    return { key, words, after: cells.map((cell) => code(value(cell))) }
  })

/** Voided rows among those that a workbook has: they are brought back before they are written. */
export const voidedAmong = (tables: readonly ComparedTable[], voided: readonly Row[]): Row[] => {
  const ids = new Set(tables.flatMap(({ cells }) => cells.map(({ id }) => id)))
  return voided.filter(({ id }) => ids.has(id))
}
