import * as z from 'zod'
import { PlaceSchema, SheetNameSchema } from './changes.ts'
import { operation } from './procedure.ts'

/** Files of more rows than this ask who it is once more. */
export const rowsWithoutCheck = 1000

/** What is about to leave as a file: of which sheet, how much, in which form. */
export const Export = z.strictObject({
  place: PlaceSchema,
  sheet: SheetNameSchema,
  rows: z.int().min(0),
  columns: z.array(z.string().min(1).max(60)).min(1).max(200),
  format: z.enum(['xlsx', 'csv']),
  filtered: z.boolean(),
})
export type Export = z.infer<typeof Export>

/** 导出. The file is made in the browser from rows that it already shows; that it leaves is told here first. */
export const exportsContract = {
  /** Writes down who takes what. Over a thousand rows a fresh factor is asked for. */
  begin: operation
    .route({ method: 'POST', path: '/exports' })
    .meta({ right: 'signed-in' })
    .input(Export)
    .output(z.object({ at: z.string() })),
}
