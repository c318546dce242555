import * as z from 'zod'
import { BatchAnswer, BatchId, CellSchema, ChangeSet, PlaceSchema, RowIdSchema, SheetNameSchema } from './changes.ts'
import { Event } from './event.ts'
import { operation } from './procedure.ts'

/** Rows of one sheet, column-wise: `codes[i]` is the index in `words` of row i's cell. */
export const RowColumns = z.object({
  sheet: SheetNameSchema,
  rows: z.array(z.string()),
  revs: z.array(z.int()),
  columns: z.array(z.object({ key: z.string(), words: z.array(CellSchema), codes: z.array(z.int()) })),
})
export type RowColumns = z.infer<typeof RowColumns>

/** Where a reader stands in a feed: the feed's epoch and the number of the last entry seen. */
export const Cursor = z.string().regex(/^[0-9A-Z]{1,26}\.\d{1,15}$/)

/** One entry of a feed: the whole row as it stands after the change, or its leaving (voided). */
export const FeedEntry = z.object({
  n: z.int(),
  sheet: SheetNameSchema,
  row: z.string(),
  rev: z.int(),
  cells: z.record(z.string(), CellSchema).nullable(),
  by: z.string().optional(),
  at: z.string().optional(),
})
export type FeedEntry = z.infer<typeof FeedEntry>

/** Events as people read them: with the actor's name, newest first. */
export const HistoryEntry = Event.omit({ chain: true }).extend({ name: z.string(), gesture: z.string().optional() })
export type HistoryEntry = z.infer<typeof HistoryEntry>

const InPlace = { place: PlaceSchema }

/** Reading the rows of sheets: open once, then follow. A reader that follows never skips a change. */
export const rowsContract = {
  /** Rows of up to five sheets that share a place, whole, and the cursor from which to follow. */
  open: operation
    .route({ method: 'GET', path: '/rows' })
    .meta({ right: 'signed-in' })
    .input(z.strictObject({ ...InPlace, sheets: z.array(SheetNameSchema).min(1).max(12) }))
    .output(z.object({ sheets: z.array(RowColumns), cursor: Cursor, now: z.string() })),
  /** What has changed since the cursor; a rebuilt feed answers `feed/new-epoch`, and the reader opens anew. */
  follow: operation
    .route({ method: 'GET', path: '/rows/changes' })
    .meta({ right: 'signed-in', quiet: true })
    .input(z.strictObject({ ...InPlace, sheets: z.array(SheetNameSchema).min(1).max(12), cursor: Cursor }))
    .output(z.object({ entries: z.array(FeedEntry), cursor: Cursor, more: z.boolean(), now: z.string() })),
  /** 单元格历史, 行历史. The events of one row, or of one of its columns, newest first. */
  history: operation
    .route({ method: 'GET', path: '/rows/history' })
    .meta({ right: 'history:read' })
    .input(
      z.strictObject({
        ...InPlace,
        sheet: SheetNameSchema,
        row: RowIdSchema,
        column: z.string().max(60).optional(),
        before: z.coerce.number().int().min(1).optional(),
      }),
    )
    .output(z.object({ entries: z.array(HistoryEntry), more: z.boolean() })),
  /** Voided rows of a sheet, for the 已作废 view. */
  voided: operation
    .route({ method: 'GET', path: '/rows/voided' })
    .meta({ right: 'signed-in' })
    .input(z.strictObject({ ...InPlace, sheet: SheetNameSchema }))
    .output(z.object({ sheet: RowColumns })),
}

/** A batch in the list of past batches. */
export const BatchLine = z.object({
  batch: BatchId,
  sheet: SheetNameSchema,
  place: z.string(),
  gesture: z.string(),
  at: z.string(),
  by: z.string(),
  name: z.string(),
  state: z.enum(['accepted', 'applied']),
  rows: z.int(),
  cells: z.int(),
  columns: z.array(z.string()),
  undoOf: z.string().optional(),
  undoneBy: z.string().optional(),
})
export type BatchLine = z.infer<typeof BatchLine>

const InBatch = z.strictObject({ batch: BatchId })

/** Changing rows: one way for all sheets. */
export const changesContract = {
  /** Applied within the request when it fits one transaction (200, `applied`), else journalled (202, `accepted`). */
  submit: operation
    .route({ method: 'POST', path: '/changes' })
    .meta({ right: 'signed-in', large: true })
    .input(ChangeSet)
    .output(BatchAnswer),
  /** How far a batch is; once it is applied, what became of every row. */
  batch: operation
    .route({ method: 'GET', path: '/changes/{batch}' })
    .meta({ right: 'signed-in', quiet: true })
    .input(InBatch)
    .output(BatchAnswer),
  /** 撤销. The inverse of what a batch applied, as a new batch `as`; cells changed since are left and reported. */
  undo: operation
    .route({ method: 'POST', path: '/changes/{batch}/undo' })
    .meta({ right: 'signed-in' })
    .input(z.strictObject({ batch: BatchId, as: BatchId, by: z.string().max(40).optional() }))
    .output(BatchAnswer),
  /** 修改记录. One's own batches, newest first; those of others by right. */
  list: operation
    .route({ method: 'GET', path: '/changes' })
    .meta({ right: 'signed-in' })
    .input(z.strictObject({ by: z.string().max(40).optional(), before: z.string().max(80).optional() }))
    .output(z.object({ batches: z.array(BatchLine), more: z.boolean() })),
}
