import * as z from 'zod'

/** How a figure is printed: decimals after the point and the unit's word. */
export const Shown = z.object({
  unit: z.enum(['万元', '元', '%', '人', '个', '辆', '件', '位', '分', '']),
  decimals: z.int(),
})
export type Shown = z.infer<typeof Shown>

/** Where a figure comes from; walking `over` leads from any printed number down to cells that somebody entered. */
export const Source = z.union([
  /** a cell of a sheet: who and when is the cell's history */
  z.object({ entered: z.object({ sheet: z.string(), row: z.string(), column: z.string(), rev: z.int() }) }),
  /** the same formula everywhere (`shared/base/formulas.ts`), over other figures */
  z.object({ formula: z.string(), over: z.array(z.string()) }),
  /** the sum of a column over many rows: each row with its revision and its amount at the time */
  z.object({
    sum: z.object({
      sheet: z.string(),
      column: z.string(),
      rows: z.array(z.string()),
      revs: z.array(z.int()),
      fen: z.array(z.int()).optional(),
    }),
  }),
  /** last year's figure, as that edition printed it; never typed */
  z.object({ published: z.object({ year: z.int(), unit: z.string(), edition: z.int(), figure: z.string() }) }),
  /** read from a document that was published elsewhere */
  z.object({ document: z.object({ title: z.string(), place: z.string() }) }),
])
export type Source = z.infer<typeof Source>

/**
 * A figure: an amount in fen, a count, a rate kept as part and whole (never divided until printed), or a text that
 * the source printed where a number was due. `printed` is the number as the recorded document printed it.
 */
export const Figure = z.object({
  id: z.string(),
  label: z.string(),
  value: z.union([
    z.object({ fen: z.int() }),
    z.object({ count: z.int() }),
    z.object({ part: z.int(), whole: z.int() }),
    z.object({ decimal: z.string() }),
    z.object({ words: z.string() }),
    z.null(),
  ]),
  shown: Shown,
  from: Source,
  year: z.int(),
  /** the project's or subject's code that the figure belongs to */
  code: z.string().optional(),
  place: z.string().optional(),
  printed: z.string().optional(),
})
export type Figure = z.infer<typeof Figure>
