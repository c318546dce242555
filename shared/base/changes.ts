import * as z from 'zod'
import { Person } from './person.ts'
import { sheetNames } from './sheet.ts'

export { limits } from './limits.ts'

/** Minted by the client, a ULID; the same id again is the same batch. */
export const BatchId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/)
export type BatchId = z.infer<typeof BatchId>

export const SheetNameSchema = z.enum(sheetNames)
export const RowIdSchema = z.string().min(1).max(120)
export const PlaceSchema = z.string().max(60)
export const CellSchema = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** Indices into a column's `words`, one a row; -1: this row's cell is not touched. */
const Codes = z.array(z.int().min(-1))

/**
 * One column of a change: its dictionary and, a row each, the code of the value that the user saw and of the one
 * that is to stand. A creation has no `before`.
 */
export const ColumnChange = z.strictObject({
  key: z.string().min(1).max(60),
  words: z.array(CellSchema),
  before: Codes,
  after: Codes,
})
export type ColumnChange = z.infer<typeof ColumnChange>

const Sets = z.strictObject({ rows: z.array(RowIdSchema), columns: z.array(ColumnChange) })
const Creates = z.strictObject({
  rows: z.array(RowIdSchema),
  columns: z.array(ColumnChange.omit({ before: true })),
})
const Step = z.strictObject({
  row: RowIdSchema,
  rev: z.int().min(1),
  step: z.string().min(1).max(40),
  input: z.unknown(),
})
const Void = z.strictObject({ row: RowIdSchema, rev: z.int().min(1) })

/**
 * 变更批. The one way to change rows: column-wise with dictionaries, so that 10,000 rows × 10 columns stay under
 * 4 MB. `restores` brings voided rows back. A single cell is its smallest case.
 */
export const ChangeSet = z.strictObject({
  batch: BatchId,
  sheet: SheetNameSchema,
  place: PlaceSchema,
  /** what the user did, for the list of batches: paste, fill, type, delete, import … */
  gesture: z.enum(['type', 'paste', 'fill', 'clear', 'replace', 'form', 'import', 'undo', 'redo', 'step']),
  sets: Sets.optional(),
  creates: Creates.optional(),
  /** 历史导入: rows as they were kept elsewhere, their states and times included; an act of its own, by a right of its own */
  imports: Creates.optional(),
  /** who is behind rows that are created here: encrypted before anything of it is kept */
  persons: z
    .array(Person.extend({ row: RowIdSchema }))
    .max(10_000)
    .optional(),
  steps: z.array(Step).optional(),
  voids: z.array(Void).optional(),
  restores: z.array(Void).optional(),
  /** whose work it is: who has signed in meanwhile at the same machine never sends it as his own */
  by: z.string().max(40).optional(),
  /** stop at the first conflict: nothing is applied unless every row can be */
  whole: z.boolean().optional(),
})
export type ChangeSet = z.infer<typeof ChangeSet>

const RefusalSchema = z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) })

/** One cell that was not written as asked: what stands there now, and who put it there. */
export const CellOutcome = z.object({
  column: z.string(),
  found: CellSchema,
  by: z.string().optional(),
  /** of the one who put it there */
  name: z.string().optional(),
  at: z.string().optional(),
  refusal: RefusalSchema.optional(),
})
export type CellOutcome = z.infer<typeof CellOutcome>

/**
 * What became of one row: `applied` as asked; `merged`: some cells clashed or were refused, the rest was written;
 * `unchanged`: it stood so already; `conflict`: every cell clashed; `refused`: by which rule. `rev` is the revision
 * that stands, as the write itself answered.
 */
export const RowOutcome = z.object({
  row: z.string(),
  outcome: z.enum(['applied', 'merged', 'unchanged', 'conflict', 'refused']),
  rev: z.int().min(0),
  cells: z.array(CellOutcome).optional(),
  refusal: RefusalSchema.optional(),
})
export type RowOutcome = z.infer<typeof RowOutcome>

/**
 * The answer to a change-set. Plain `applied` rows travel as runs of equal revisions (`applied`), the others one by
 * one, so the answer to 10,000 rows stays small. `counts` are those of the outcomes themselves, never of the request.
 */
export const BatchAnswer = z.object({
  batch: BatchId,
  state: z.enum(['accepted', 'applied']),
  at: z.string(),
  rows: z.int(),
  done: z.int(),
  counts: z.object({
    applied: z.int(),
    merged: z.int(),
    unchanged: z.int(),
    conflict: z.int(),
    refused: z.int(),
  }),
  /** of a batch that asked for all or nothing: rows that could have been written, and were not because of others */
  withheld: z.int().optional(),
  applied: z.object({ rows: z.array(z.string()), revs: z.array(z.int()) }),
  others: z.array(RowOutcome),
  undoOf: z.string().optional(),
  undoneBy: z.string().optional(),
})
export type BatchAnswer = z.infer<typeof BatchAnswer>
