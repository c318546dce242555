import type { AccountTable, TableColumn, TableRow, TableSide } from '#shared/accounts/table'

/** The printed frame of a table: which columns there are, and how far its headings reach. */
export interface Frame {
  columns: readonly TableColumn[]
  /** the form numbers its lines */
  numbered: boolean
  /** two or more headings stand above the columns' own */
  grouped: boolean
  /** the first column of each side, counted over all sides */
  first: readonly number[]
  /** cells of a whole line, without the number at its left */
  width: number
}

/** Cells that name a line of a side: code, name and number, where the form has them. */
export const namingOf = ({ coded }: TableSide, numbered: boolean): number => (coded ? 2 : 1) + (numbered ? 1 : 0)

export function frameOf({ sides }: AccountTable): Frame {
  const columns = sides.flatMap((side) => side.columns)
  const numbered = sides.some(({ rows }) => rows.some(({ line }) => line !== undefined))
  return {
    columns,
    numbered,
    grouped: columns.some(({ group }) => group !== undefined),
    first: sides.map((_, k) => sides.slice(0, k).reduce((sum, side) => sum + side.columns.length, 0)),
    width: columns.length + sides.reduce((sum, side) => sum + namingOf(side, numbered), 0),
  }
}

/** Headings above the columns, each with how many it covers. */
export const groupsOf = (columns: readonly TableColumn[]): [string, number][] =>
  Object.entries(Object.groupBy(columns, ({ group }) => group ?? '')).map(([group, members]) => [
    group,
    members?.length ?? 0,
  ])

/** A cell's name, as it is read out: code and label of its line, label of its column. */
export const cellName = (row: TableRow | undefined, column: TableColumn): string =>
  [row?.code, row?.label, column.label].filter(Boolean).join(' ')
