import * as z from 'zod'

/** 指标类型. 正向 more is better, 反向 less is better, 定性 judged by bands, 达标 met or not. */
export const indicatorKinds = ['positive', 'reverse', 'qualitative', 'pass'] as const
export type IndicatorKind = (typeof indicatorKinds)[number]

/**
 * 绩效指标, one line of a score sheet. Targets and actuals are texts as people or the document wrote them (`≥99%`,
 * `及时`); weights and scores are decimals of points. `score` is the one that stands in the sheet, `worked` what the
 * rule gives (undefined where it is for people to judge).
 */
export const Indicator = z.object({
  id: z.string(),
  goal: z.string(),
  level1: z.string(),
  level2: z.string(),
  name: z.string(),
  kind: z.enum(indicatorKinds),
  target: z.string(),
  actual: z.string(),
  weight: z.string(),
  score: z.string().optional(),
  worked: z.string().optional(),
  reason: z.string().optional(),
})
export type Indicator = z.infer<typeof Indicator>

/**
 * 绩效自评表. One for the whole unit and one a project. Amounts are ids of figures (`score.ID.…` of `scores.ts`, or those
 * of a foreign document): adjusted budget, executed, and their rate. `executionScore`, `total` and `weights` are decimals
 * of points as they stand or follow from what stands; `printed` holds what a document printed itself, which is what is
 * judged (`rate` with its sign: `99.09%`).
 */
export const ScoreSheet = z.object({
  id: z.string(),
  title: z.string(),
  whole: z.boolean(),
  category: z.string().optional(),
  attribute: z.string().optional(),
  type: z.string().optional(),
  budget: z.string(),
  executed: z.string(),
  rate: z.string(),
  executionWeight: z.string(),
  executionScore: z.string(),
  indicators: z.array(Indicator),
  total: z.string(),
  /** sum of all weights, the execution's among them */
  weights: z.string(),
  goalText: z.string().optional(),
  /** where a document shows amounts and something else stands: `基本支出总额` → what stands there */
  odd: z.array(z.object({ label: z.string(), text: z.string() })).optional(),
  outputs: z.string().optional(),
  problems: z.string().optional(),
  deviation: z.string().optional(),
  improvement: z.string().optional(),
  printed: z
    .object({ rate: z.string().optional(), executionScore: z.string().optional(), total: z.string().optional() })
    .optional(),
})
export type ScoreSheet = z.infer<typeof ScoreSheet>
