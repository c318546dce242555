import type * as z from 'zod'
import type { Actor, Right } from '#shared/base/access'
import type { Cells, Row, RowId, Sheet, SheetName } from '#shared/base/sheet'

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

/** A named step of a row's life: who may take it, when it is legal, what it writes. */
export interface Step {
  may: Right
  input: z.ZodType
  legal(row: Row): boolean
  /** the state, as a refusal names it */
  state(row: Row): string
  /** the cells that the step writes; throws refusals */
  take(row: Row, input: unknown, by: { actor: Actor; now: string }): Cells
}

export type Steps = Readonly<Record<string, Step>>
