import type { Actor } from '#shared/base/access'
import type { Cells, Row, RowId, Sheet, SheetName } from '#shared/base/sheet'
import type { Steps } from '#shared/base/step'

/**
 * What the district allows, as values: the sheets with the rules of their rows, the guards and the steps. Handlers pass
 * the product's own; a test may pass smaller ones.
 */
export interface Rulebook {
  sheets: Partial<Record<SheetName, Sheet>>
  guards: Guards
  steps: Partial<Record<SheetName, Steps>>
}

/** One row of a guarded sheet before and after a change; `undefined` where it does not exist, or is voided. */
interface GuardedChange {
  row: RowId
  before: Cells | undefined
  after: Cells | undefined
}

/**
 * Extra rules of a sheet that look at all its rows. A guard throws its refusal; `rows` are the live rows as they stand,
 * with the earlier changes of the same transaction. Guarded changes take turns, so none is judged by rows that another
 * is changing. The refusal `access/fresh-factor-needed` refuses the whole request, so that the caller is asked for it.
 */
type Guard = (actor: Actor, change: GuardedChange, rows: readonly Row[]) => void

type Guards = Partial<Record<SheetName, Guard>>
