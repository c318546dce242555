import * as z from 'zod'
import { AccountTable } from '#shared/accounts/table'

const TableNo = AccountTable.shape.no

/** An amount that was read: the figure it is (`statement.ts`), fen, and where in its sheet it stands (row from 1). */
export const CellRead = z.object({ id: z.string(), fen: z.int(), row: z.int(), column: z.string() })
export type CellRead = z.infer<typeof CellRead>

/**
 * What was not read: by which rule, where, and how many amounts it keeps out; none where a row or a column is missing.
 */
export const RefusedPart = z.object({
  refusal: z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) }),
  row: z.int().optional(),
  column: z.string().optional(),
  cells: z.int(),
})
export type RefusedPart = z.infer<typeof RefusedPart>

/** One table as it was found. `read` amounts stand in it: as many as `cells`, and those that `refused` keeps out. */
export const TableRead = z.object({
  no: TableNo,
  sheet: z.string(),
  /** null: the sheet does not say, and 万元 was taken */
  unit: z.enum(['万元', '元']).nullable(),
  /** null: the sheet does not say */
  year: z.int().nullable(),
  read: z.int(),
  cells: z.array(CellRead),
  refused: z.array(RefusedPart),
})
export type TableRead = z.infer<typeof TableRead>

/** 导入预览. What a workbook would bring into a year of a unit; nothing of it is saved. */
export const WorkbookPreview = z.object({
  tables: z.array(TableRead),
  /** tables that the workbook has not got */
  absent: z.array(TableNo),
  /** sheets in which no table was found */
  others: z.array(z.string()),
})
export type WorkbookPreview = z.infer<typeof WorkbookPreview>
