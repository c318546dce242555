import type { Amount } from '#shared/base/amount'
import type { Cell, ColumnKey } from '#shared/base/cell'
import type { Row, RowId, SheetName } from '#shared/base/sheet'
import { executionRate } from './execution.ts'
import { levelOf } from './subjects.ts'

/** What computed cells look at beside their row. */
export interface ComputedContext {
  /** by project, from `executed.ts` */
  executed: ReadonlyMap<RowId, Amount>
}

export type Computed = (row: Pick<Row, 'id' | 'cells'>, context: ComputedContext) => Cell

const executed: Computed = ({ id }, context) => context.executed.get(id) ?? 0

const rate: Computed = ({ id, cells }, context) =>
  executionRate(context.executed.get(id) ?? 0, typeof cells.adjusted === 'number' ? cells.adjusted : null)

const level: Computed = ({ cells }) => levelOf(cells.code) ?? null

/** 计算列. The function of each computed column; no such cell is ever stored or typed. */
export const computed: Partial<Record<SheetName, Readonly<Record<ColumnKey, Computed>>>> = {
  projects: { executed, rate },
  'functional-subjects': { level },
  'economic-subjects': { level },
}
