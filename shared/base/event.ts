import * as z from 'zod'
import { CellSchema } from './changes.ts'

/**
 * One event of one row, written in the same transaction as the change itself and never altered. Its place in the
 * ledger is the row's own key followed by `#EVENT#` and `rev`, so a row cannot have two events for one revision.
 * `cells` holds, a changed column each, what stood before and what stands after; replaying a row's events from the
 * first gives the row. `chain` is the hash over the previous event's chain and this event's canonical JSON.
 */
export const Event = z.object({
  rev: z.int().min(1),
  at: z.string(),
  by: z.string(),
  batch: z.string(),
  act: z.enum(['create', 'import', 'set', 'step', 'void', 'restore', 'note']),
  step: z.string().optional(),
  cells: z.record(z.string(), z.tuple([CellSchema, CellSchema])),
  note: z.record(z.string(), z.unknown()).optional(),
  undoOf: z.string().optional(),
  chain: z.string(),
})
export type Event = z.infer<typeof Event>
