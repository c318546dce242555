import * as z from 'zod'
import { BatchId, CellSchema, SheetNameSchema } from './changes.ts'
import { operation } from './procedure.ts'

const Column = z.string().min(1).max(60)

const asks = ['contains', 'lacks', 'begins', 'ends', 'is', 'is-not', 'above', 'from', 'below', 'to', 'filled', 'blank'] as const // prettier-ignore

const Filter = z.strictObject({
  column: Column,
  only: z.array(CellSchema).max(2_000).optional(),
  conditions: z.array(z.strictObject({ asks: z.enum(asks), text: z.string().max(200) })).max(2).optional(), // prettier-ignore
  any: z.boolean().optional(),
})

/** How high rows are: one line, two, or as many as a text needs, up to six. */
export const rowLines = ['one', 'two', 'auto'] as const
export type RowLines = (typeof rowLines)[number]

/**
 * 视图的样子. What one sees of a sheet, and nothing of what is in it: whoever opens a view sees the rows and columns that
 * his own rights show.
 */
export const ViewState = z.strictObject({
  filters: z.array(Filter).max(60),
  sort: z.array(z.strictObject({ column: Column, descending: z.boolean() })).max(8),
  order: z.array(Column).max(200),
  hidden: z.array(Column).max(200),
  widths: z.record(Column, z.int().min(20).max(2_000)),
  frozen: z.int().min(0).max(200),
  lines: z.enum(rowLines),
  groups: z.array(Column).max(3).optional(),
})
export type ViewState = z.infer<typeof ViewState>

export const viewName = { longest: 20, most: 60 } as const

/** 视图. One's own, or shared by all who read the sheet. `rev` counts its savings. */
export const SavedView = z.object({
  id: z.string(),
  name: z.string(),
  shared: z.boolean(),
  own: z.boolean(),
  by: z.string(),
  at: z.string(),
  rev: z.int(),
  state: ViewState,
})
export type SavedView = z.infer<typeof SavedView>

const OfView = z.strictObject({ id: BatchId, sheet: SheetNameSchema, rev: z.int().min(0) })

/** What is saved: `rev` is the one that was seen, 0 for a new view. */
export const ViewToSave = OfView.extend({
  name: z.string().trim().min(1).max(viewName.longest),
  shared: z.boolean(),
  state: ViewState,
})
export type ViewToSave = z.infer<typeof ViewToSave>

/** 我的视图, 共享视图. A shared one changes only when somebody saves it as shared. */
export const viewsContract = {
  list: operation
    .route({ method: 'GET', path: '/views' })
    .meta({ right: 'signed-in' })
    .input(z.strictObject({ sheet: SheetNameSchema }))
    .output(z.object({ views: z.array(SavedView) })),
  save: operation
    .route({ method: 'POST', path: '/views/{id}' })
    .meta({ right: 'signed-in' })
    .input(ViewToSave)
    .output(SavedView),
  remove: operation
    .route({ method: 'POST', path: '/views/{id}/remove' })
    .meta({ right: 'signed-in' })
    .input(OfView)
    .output(z.object({ removed: z.boolean() })),
}
