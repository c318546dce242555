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

/** One entry of a feed: the whole row as it stands after the change, or its leaving: voided, or out of the reader's sight. */
export const FeedEntry = z.object({
  n: z.int(),
  sheet: SheetNameSchema,
  row: z.string(),
  rev: z.int(),
  cells: z.record(z.string(), CellSchema).nullable(),
  /** months in which the row is no longer to be found */
  leave: z.array(z.string()).optional(),
  by: z.string().optional(),
  at: z.string().optional(),
})
export type FeedEntry = z.infer<typeof FeedEntry>

/** Who is on which cell. */
export const Present = z.object({
  account: z.string(),
  name: z.string(),
  sheet: SheetNameSchema,
  row: z.string(),
  column: z.string(),
})
export type Present = z.infer<typeof Present>

/**
 * One month of a sheet that is too large to be sent as rows: an address, good for minutes, from which the browser takes
 * the file (`tile.ts`), and the number of the feed's entry up to which it is complete. The same hash is the same file.
 */
export const TileAddress = z.object({
  month: z.string(),
  hash: z.string(),
  url: z.string(),
  until: z.string(),
  bytes: z.int(),
  rows: z.int(),
  upTo: z.int(),
})
export type TileAddress = z.infer<typeof TileAddress>

/** Events as people read them: with the actor's name, newest first. */
export const HistoryEntry = Event.omit({ chain: true }).extend({ name: z.string(), gesture: z.string().optional() })
export type HistoryEntry = z.infer<typeof HistoryEntry>

const InPlace = { place: PlaceSchema }

/** The cell on which somebody is. */
const Spot = z.strictObject({ sheet: SheetNameSchema, row: RowIdSchema, column: z.string().min(1).max(60) })

/** Reading the rows of sheets: open once, then follow. A reader that follows never skips a change. */
export const rowsContract = {
  /**
   * Rows of sheets that share a place, whole, and the cursor from which to follow. Of cases, whoever sees all of them or
   * those of a unit is given tiles instead, of the months asked for or of all; who sees fewer, pages of rows, each
   * beginning behind `after`.
   */
  open: operation
    .route({ method: 'GET', path: '/rows' })
    .meta({ right: 'signed-in' })
    .input(
      z.strictObject({
        ...InPlace,
        sheets: z.array(SheetNameSchema).min(1).max(12),
        months: z
          .array(z.string().regex(/^\d{4}-\d\d$/))
          .max(120)
          .optional(),
        after: z.string().max(120).optional(),
      }),
    )
    .output(
      z.object({
        sheets: z.array(RowColumns),
        tiles: z.array(TileAddress).optional(),
        after: z.string().optional(),
        cursor: Cursor,
        now: z.string(),
      }),
    ),
  /**
   * 重建瓦片. Makes all tiles anew from the ledger, in the background; the same id again tells how far that is. In the end
   * the feeds of cases begin a new epoch.
   */
  rebuild: operation
    .route({ method: 'POST', path: '/rows/tiles' })
    .meta({ right: 'tiles:rebuild' })
    .input(z.strictObject({ as: BatchId }))
    .output(z.object({ as: BatchId, left: z.int() })),
  /**
   * What has changed since the cursor, and who else is on which cell; the caller says where he is himself (`at`). A
   * rebuilt feed answers `feed/new-epoch`, and the reader opens anew.
   */
  follow: operation
    .route({ method: 'GET', path: '/rows/changes' })
    .meta({ right: 'signed-in', quiet: true })
    .input(
      z.strictObject({
        ...InPlace,
        sheets: z.array(SheetNameSchema).min(1).max(12),
        cursor: Cursor,
        at: Spot.optional(),
      }),
    )
    .output(
      z.object({
        entries: z.array(FeedEntry),
        present: z.array(Present),
        cursor: Cursor,
        more: z.boolean(),
        now: z.string(),
      }),
    ),
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
  /** what became of its rows, as far as it is applied */
  counts: BatchAnswer.shape.counts,
  undoOf: z.string().optional(),
  undoneBy: z.string().optional(),
})
export type BatchLine = z.infer<typeof BatchLine>

/** One cell that a batch wrote: before it, as it left it, and now; and who has changed it since. */
export const ChangedCell = z.object({
  column: z.string(),
  before: CellSchema,
  after: CellSchema,
  now: CellSchema,
  since: z.object({ at: z.string(), name: z.string(), batch: z.string() }).optional(),
})
export type ChangedCell = z.infer<typeof ChangedCell>

/** One row that a batch wrote, and the whole row as it stands now, to be told by. */
export const ChangedRow = z.object({
  row: z.string(),
  rev: z.int(),
  act: Event.shape.act,
  cells: z.array(ChangedCell),
  stands: z.record(z.string(), CellSchema),
  voided: z.boolean().optional(),
})
export type ChangedRow = z.infer<typeof ChangedRow>

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
  /** 改了什么. What a batch wrote, cell by cell, page by page: of a sheet that one reads, whoever made it by right. */
  cells: operation
    .route({ method: 'GET', path: '/changes/{batch}/cells' })
    .meta({ right: 'signed-in' })
    .input(z.strictObject({ batch: BatchId, from: z.coerce.number().int().min(0).optional() }))
    .output(z.object({ rows: z.array(ChangedRow), total: z.int(), more: z.boolean() })),
  /** 修改记录. One's own batches, newest first; those of others, or of all (`*`), by right. */
  list: operation
    .route({ method: 'GET', path: '/changes' })
    .meta({ right: 'signed-in' })
    .input(z.strictObject({ by: z.string().max(40).optional(), before: z.string().max(80).optional() }))
    .output(z.object({ batches: z.array(BatchLine), more: z.boolean() })),
}
