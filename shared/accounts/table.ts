import * as z from 'zod'

/** A column of a statutory table; `group` is the heading above it (本年支出). Amounts unless it says otherwise. */
export const TableColumn = z.object({ key: z.string(), label: z.string(), group: z.string().optional() })
export type TableColumn = z.infer<typeof TableColumn>

/**
 * A row: its label, its code where it has one, its level in the tree (0 合计 and plain lines, 1 类, 2 款, 3 项), and
 * for each column of its side the id of the figure that stands there. A missing figure prints as a blank: no data,
 * which is not a zero.
 */
export const TableRow = z.object({
  key: z.string(),
  code: z.string().optional(),
  label: z.string(),
  level: z.int(),
  /** 合计 and the like */
  strong: z.literal(true).optional(),
  /** 行次, where the form numbers its lines */
  line: z.int().optional(),
  cells: z.array(z.string().nullable()),
})
export type TableRow = z.infer<typeof TableRow>

/** 01, 04 and 06 have two sides (收入, 支出), all others one. Rows of two sides stand beside each other by number. */
export const TableSide = z.object({
  key: z.string(),
  title: z.string().optional(),
  coded: z.boolean(),
  columns: z.array(TableColumn),
  rows: z.array(TableRow),
})
export type TableSide = z.infer<typeof TableSide>

/** 决算公开表. One of the nine statutory tables as it is printed; every cell is a figure. */
export const AccountTable = z.object({
  no: z.enum(['01', '02', '03', '04', '05', '06', '07', '08', '09']),
  title: z.string(),
  /** 公开05表 */
  form: z.string(),
  sides: z.array(TableSide),
  /** nothing but blanks: printed all the same, with its note */
  empty: z.boolean(),
  note: z.string().optional(),
})
export type AccountTable = z.infer<typeof AccountTable>
