import * as z from 'zod'

/** Forms of foreign disclosures that are read (`docs/checks.md` describes them). */

const Decimal = z.string().regex(/^[-\u2212]?\d[\d,]*(?:\.\d+)?$/, 'not a decimal number in quotes')
const Amount = Decimal.nullable()

const Columns = z.record(z.string(), z.union([Amount, z.undefined()]))

/** A row of 02, 03, 05, 08 or 09: its subject's code and name, an amount or null for each column. */
const Row = z.object({ code: z.string().regex(/^\d{3,7}$/), name: z.string() }).catchall(Amount)

const Rows = z.object({ total: Columns.optional(), rows: z.array(Row) })
const Empty = z.object({ empty: z.literal(true), emptyNote: z.boolean().default(false) })
const Sides = z.object({ income: Columns, expenditure: Columns })
const Economic = z.array(z.object({ code: z.string().regex(/^\d{3,5}$/), name: z.string(), value: Amount }))

const Basic = z.object({
  personnel: Economic,
  public: Economic,
  personnelTotal: Amount.optional(),
  publicTotal: Amount.optional(),
})

const Official = z.object({ budget: Columns, final: Columns })

const Tables = z.object({
  T1: Sides.optional(),
  T2: z.union([Empty, Rows]).optional(),
  T3: z.union([Empty, Rows]).optional(),
  T4: Sides.optional(),
  T5: z.union([Empty, Rows]).optional(),
  T6: z.union([Empty, Basic]).optional(),
  T7: z.union([Empty, Official]).optional(),
  T8: z.union([Empty, Rows]).optional(),
  T9: z.union([Empty, Rows]).optional(),
})

const Told = z.object({
  section: z.string(),
  label: z.string(),
  value: z.string(),
  unit: z.string(),
  direction: z.enum(['increase', 'decrease']).optional(),
})

const Item = z.object({
  item: z.string().regex(/^\d{3,7}\s/, 'does not begin with a subject code'),
  budget: Amount,
  final: Amount,
  printedCompletion: Amount,
  printedDirection: z.enum(['GT', 'LT', 'EQ']).nullable(),
})

const Indicator = z.object({
  level1: z.string(),
  level2: z.string(),
  name: z.string(),
  target: z.string(),
  actual: z.string(),
  weight: Decimal,
  score: Decimal.optional(),
  kind: z.string().optional(),
})

const Project = z.object({
  name: z.string(),
  budgetInitial: Decimal.optional(),
  budgetAdjusted: Decimal,
  executed: Decimal,
  executionWeight: Decimal,
  executionRatePrinted: z.string().optional(),
  executionScore: Decimal.optional(),
  total: Decimal.optional(),
  goal: z.string().optional(),
  indicators: z.array(Indicator),
})

/** `disclosure-case/1`: tables, narrative and projects of a disclosure, or of a piece of one. */
export const DisclosureCase = z.object({
  schema: z.literal('disclosure-case/1'),
  title: z.string(),
  unit: z.string(),
  fiscalYear: z.int(),
  moneyDecimals: z.int().min(0).max(6).default(2),
  coverage: z.enum(['full', 'narrative-excerpt', 'performance-only']),
  tables: Tables.optional(),
  narrative: z.array(Told).default([]),
  narrativeItems: z.array(Item).default([]),
  narrativeEconomicItems: z
    .object({ personnel: z.array(z.string()), public: z.array(z.string()) })
    .partial()
    .optional(),
  passages: z.array(z.object({ section: z.string(), text: z.string() })).default([]),
  projects: z.array(Project).default([]),
})
export type DisclosureCase = z.infer<typeof DisclosureCase>

const Printed = z.object({
  key: z.string(),
  label: z.string(),
  value: z.string(),
  unit: z.string().default(''),
  year: z.int(),
  where: z.string().default(''),
  code: z.string().optional(),
  direction: z.enum(['increase', 'decrease']).optional(),
})

const Goal = z.object({ label: z.string(), indicators: z.array(Indicator) })

const Sheet = z.object({
  key: z.string(),
  label: z.string(),
  budget: Decimal,
  executed: Decimal,
  ratePrinted: z.string().optional(),
  executionWeight: Decimal,
  executionScore: Decimal.optional(),
  totalPrinted: z.string().optional(),
  goals: z.array(Goal),
})

/** `disclosure-reference/1`: the figures that a report prints, by key, and its score sheets. */
export const DisclosureReference = z.object({
  schema: z.literal('disclosure-reference/1'),
  title: z.string(),
  unit: z.string(),
  fiscalYear: z.int(),
  figures: z.array(Printed),
  performance: z.array(Sheet).default([]),
})
export type DisclosureReference = z.infer<typeof DisclosureReference>

const SheetRows = z.array(
  z.object({ id: z.string(), cells: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])) }),
)

/** `disclosure-recorded/1`: rows as they are recorded here (收录): figures, what else the document tells, score sheets. */
export const DisclosureRecorded = z.object({
  schema: z.literal('disclosure-recorded/1'),
  title: z.string(),
  year: z.int(),
  unit: z.object({ code: z.string(), name: z.string() }),
  figures: z.array(Printed.extend({ origin: z.enum(['printed', 'derived']) })),
  texts: z.array(z.object({ key: z.string(), text: z.string() })).default([]),
  sheets: SheetRows.default([]),
  indicators: SheetRows.default([]),
})
export type DisclosureRecorded = z.infer<typeof DisclosureRecorded>
