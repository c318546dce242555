import type { AccountTable, TableRow, TableSide } from '#shared/accounts/table'

/** Rows of a side that have a figure, and how many have none: those are counted, and stand in the legal form. */
export function filledRows({ rows }: TableSide): { rows: TableRow[]; blank: number } {
  const filled = rows.filter(({ cells, strong }) => strong === true || cells.some((cell) => cell !== null))
  return { rows: filled, blank: rows.length - filled.length }
}

/** A table of one row and many columns reads better turned: each column a line (公开07表). */
export const isTurned = ({ no }: AccountTable): boolean => no === '07'

/** The columns of a turned table by their groups: 预算数 and 决算数 side by side for each item. */
export function turned({
  columns,
  rows,
}: TableSide): { label: string; cells: { group: string; id: string | null }[] }[] {
  const [row] = rows
  const groups = [...new Set(columns.map(({ group = '' }) => group))]
  const labels = [...new Set(columns.map(({ label }) => label))]
  return labels.map((label) => ({
    label,
    cells: groups.map((group) => {
      const at = columns.findIndex((column) => column.label === label && (column.group ?? '') === group)
      return { group, id: row?.cells[at] ?? null }
    }),
  }))
}
