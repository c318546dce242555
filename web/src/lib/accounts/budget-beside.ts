import type { AccountTable, TableColumn } from '#shared/accounts/table'

const keys = ['original', 'completion'] as const

/** 对照: beside 公开05表, the original budget of each subject and its completion; staff see them, the form has them not. */
export function withBudget(table: AccountTable, group: string, labels: readonly [string, string]): AccountTable {
  if (table.no !== '05' || table.empty) return table
  const columns = labels.map((label, k) => ({ key: keys[k] ?? '', label, group }))
  return {
    ...table,
    sides: table.sides.map((side) => ({
      ...side,
      columns: [...side.columns, ...columns],
      rows: side.rows.map((row) => ({
        ...row,
        cells: [...row.cells, ...keys.map((key) => `${key}.${row.code ?? 'total'}`)],
      })),
    })),
  }
}

/** Whether the form prints a column, so that it has a number there. */
export const isPrinted = ({ key }: TableColumn): boolean => !keys.some((beside) => beside === key)
