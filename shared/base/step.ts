import type * as z from 'zod'
import type { Actor, Right } from './access.ts'
import type { Cells, Row, RuleContext, SheetName } from './sheet.ts'

/** What a step may look at beside the row: single rows, and whole registers of the district. */
export interface StepContext extends RuleContext {
  /** live rows of a register; none yet, while they are being read */
  register(sheet: SheetName): readonly Row[]
}

export interface StepBy {
  actor: Actor
  now: string
  context: StepContext
}

/** What a step writes into the row, and what it says in its event beside. */
export interface Taken {
  cells: Cells
  note?: Record<string, unknown>
}

/** 步骤. A named step of a row's life: who may take it, when it is legal, what it writes. */
export interface Step {
  may: Right
  input: z.ZodType
  legal(row: Row): boolean
  /** the state, as a refusal names it */
  state(row: Row): string
  /** throws refusals */
  take(row: Row, input: unknown, by: StepBy): Taken
}

export type Steps = Readonly<Record<string, Step>>
