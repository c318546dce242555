import * as z from 'zod'

/** 严重程度. Follows from the verdict: not agreeing is an error, a rounding difference tells, no value or style warns. */
export const severities = ['error', 'warning', 'info'] as const
export type Severity = (typeof severities)[number]

/** 核对结论. Beside the verdicts of arithmetic: a rate of nothing has no value, a form that readers trip over is style. */
export const checkVerdicts = ['exact', 'rounding', 'fails', 'undefined', 'style'] as const
export type CheckVerdict = (typeof checkVerdicts)[number]

export const severityOf = {
  exact: 'info',
  rounding: 'info',
  fails: 'error',
  undefined: 'warning',
  style: 'warning',
} as const satisfies Record<CheckVerdict, Severity>

/** 核对结果. One place where a rule does not hold, or holds by rounding only: the rule, the place, both values. */
export const Finding = z.object({
  /** the number of the cross check (`docs/checks.md`), where the rule is one of the numbered ones */
  check: z.int().optional(),
  /** the rule's name for machines, such as `percent.share` */
  rule: z.string(),
  severity: z.enum(severities),
  verdict: z.enum(checkVerdicts),
  /** where it stands, in the reader's words: `表05 2060503 项目支出`, `说明 五（三）` */
  where: z.string(),
  /** ids of the figures concerned: first the one that is marked, then those it was held against */
  figures: z.array(z.string()).readonly(),
  /** what stands there, as printed */
  printed: z.string(),
  /** what it should be, by recomputation; empty where nothing can be told */
  recomputed: z.string(),
  /** what is wrong and by which rule, in one sentence for the screen */
  note: z.string(),
})
export type Finding = z.infer<typeof Finding>

/** How one numbered check came out over a whole disclosure. */
export const Outcome = z.object({
  check: z.int(),
  title: z.string(),
  /** places where it holds exactly, holds by rounding, and does not */
  exact: z.int(),
  rounding: z.int(),
  fails: z.int(),
  /** places where it could not be told, or that break a form */
  others: z.int(),
})
export type Outcome = z.infer<typeof Outcome>
