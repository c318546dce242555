import { sum, type Amount } from '#shared/base/amount'
import type { Cell } from '#shared/base/cell'
import type { RowId } from '#shared/base/sheet'

/** 执行数. What each project has spent: the sum of its ledger entries, in fen; a project without entries has spent 0. */
export function executedByProject(entries: Iterable<readonly [project: Cell, amount: Cell]>): Map<RowId, Amount> {
  const executed = new Map<RowId, Amount>()
  for (const [project, amount] of entries)
    if (typeof project === 'string' && typeof amount === 'number')
      executed.set(project, sum([executed.get(project), amount]))
  return executed
}

/** The same from live rows of the ledger. */
export const executedOf = (
  rows: readonly { cells: Readonly<Record<string, Cell>>; voided?: true }[],
): Map<RowId, Amount> =>
  executedByProject(
    rows.filter(({ voided }) => !voided).map(({ cells }) => [cells.project ?? null, cells.amount ?? null]),
  )
