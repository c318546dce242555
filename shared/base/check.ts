import type { Verdict } from './rate.ts'

/** 严重程度. Follows from the verdict: not agreeing is an error, a rounding difference tells, no value or style warns. */
export const severities = ['error', 'warning', 'info'] as const
export type Severity = (typeof severities)[number]

/** 核对结论. Beside the verdicts of arithmetic: a rate of nothing has no value, a form that readers trip over is style. */
export type CheckVerdict = Verdict | 'undefined' | 'style'

export const severityOf = {
  exact: 'info',
  rounding: 'info',
  fails: 'error',
  undefined: 'warning',
  style: 'warning',
} as const satisfies Record<CheckVerdict, Severity>

/** 核对结果. One place where a rule does not hold, or holds by rounding only: the rule, the place, both values. */
export interface Finding {
  /** the number of the cross check (`docs/checks.md`), where the rule is one of the numbered ones */
  check?: number
  /** the rule's name for machines, such as `percent.share` */
  rule: string
  severity: Severity
  verdict: CheckVerdict
  /** where it stands, in the reader's words: `表05 2060503 项目支出`, `说明 五（三）` */
  where: string
  /** ids of the figures concerned: first the one that is marked, then those it was held against */
  figures: readonly string[]
  /** what stands there, as printed */
  printed: string
  /** what it should be, by recomputation; empty where nothing can be told */
  recomputed: string
  /** what is wrong and by which rule, in one sentence for the screen */
  note: string
}

/** How one numbered check came out over a whole disclosure. */
export interface Outcome {
  check: number
  title: string
  /** places where it holds exactly, holds by rounding, and does not */
  exact: number
  rounding: number
  fails: number
  /** places where it could not be told, or that break a form */
  others: number
}
