import type { AccountTable } from '#shared/accounts/table'

/** 对照: beside 公开05表, the original budget of each subject and its completion; staff see them, the form has them not. */
export function withBudget(table: AccountTable, group: string, labels: readonly [string, string]): AccountTable {
  if (table.no !== '05' || table.empty) return table
  const columns = labels.map((label, k) => ({ key: k === 0 ? 'original' : 'completion', label, group }))
  return {
    ...table,
    sides: table.sides.map((side) => ({
      ...side,
      columns: [...side.columns, ...columns],
      rows: side.rows.map((row) => ({
        ...row,
        cells: [...row.cells, `original.${row.code ?? 'total'}`, `completion.${row.code ?? 'total'}`],
      })),
    })),
  }
}
