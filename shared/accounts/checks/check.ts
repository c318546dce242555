import type { CheckVerdict } from '#shared/base/check'
import type { Interval, Ratio } from '#shared/base/interval'

/**
 * An id of figures (`statement.ts`), with variables in braces: `t03.{row}.{column}`. A variable that the line's `each`
 * has bound stands for what was found there; `{below}` stands for the rows one level below the row that was found; any
 * other variable stands for every figure that fits. `a|b` is the first of the two that is published.
 */
export type Pattern = string

/** Figures that are added up; one that begins with `-` is taken off. A blank counts as nothing beside others. */
export type Sum = readonly [Pattern, ...Pattern[]]

/** Of a sum, what is published of it; `firstOf`: the first sum of which every figure is; `percent`: so much. */
export type Side = Sum | { firstOf: readonly Sum[] } | { percent: 100 }

interface Common {
  /** once for each published figure that fits; without it, once */
  each?: Pattern
  /** figures without which the line says nothing */
  needs?: readonly Pattern[]
  /** of whole documents only: an excerpt may leave out what would make up the sum */
  complete?: true
  /** the rule's name, where it is not the check's */
  rule?: string
  /** there may be good reasons for a difference: what does not hold is told as a warning */
  soft?: true
}

/** What kinds of checks there are, and what each is about. */
export type Line = Common &
  (
    | { relation: 'equal'; left: Side; right: Side }
    | { relation: 'atMost'; left: Side; right: Side }
    /** a printed rate: the part of the whole, both printed too; nothing is said of a whole of nothing */
    | { relation: 'rate'; rate: Pattern; part: Side; whole: Side }
    /** a printed rate has a base that is not nothing */
    | { relation: 'base'; rate: Pattern; base: Side }
    /** a printed growth: the change of what was before, which is now less the change */
    | { relation: 'growth'; rate: Pattern; now: Pattern; change: Pattern }
    /** a printed change, whose size is that of now less before */
    | { relation: 'change'; change: Pattern; now: Pattern; before: Pattern }
    /** the word beside a number: what is more, less or the same */
    | { relation: 'direction'; of: Pattern; now: Pattern; before: Pattern }
    /** money was spent on something, so there is some of it; `both`: and the other way round */
    | { relation: 'together'; money: Pattern; count: Pattern; both?: true }
    /** what is checked of a document, not of single figures (`document.ts`) */
    | { relation: 'document'; what: DocumentMatter }
  )

export type DocumentMatter =
  | 'explained'
  | 'names'
  | 'nilExpenses'
  | 'civilServants'
  | 'allEvaluated'
  | 'projectsNamed'
  | 'projectsAgree'
  | 'unitName'
  | 'subjectNames'
  | 'years'
  | 'residue'
  | 'units'
  | 'parts'
  | 'decimals'
  | 'nilItems'
  | 'goals'

/** 核对规则. One cross check as data: what must hold, of which figures, and the words of its finding. */
export interface Check {
  /** as `docs/checks.md` counts them: 1 to 60 are the field's, those above are ours */
  no: number
  /** the rule in words, as the finding says it */
  title: string
  /** the rule as an equation, for `docs/checks.md` */
  equation: string
  rule: string
  lines: readonly [Line, ...Line[]]
}

/** What a printed number may stand for, and the number itself. Amounts in fen, rates as fractions. */
export interface Bounds extends Interval {
  mid: Ratio
}

/** One place where a check was made. */
export interface Result {
  check: Check
  rule: string
  verdict: CheckVerdict
  /** ids of the figures: first the one that is marked */
  figures: readonly string[]
  where: string
  printed: string
  recomputed: string
  /** what stands there and what does not agree, without the rule's words */
  told: string
  /** what a figure would have to be for the check to hold; undefined where that can't be told */
  implied?: (id: string) => Bounds | undefined
  /** of checks without such a value: whether it holds with another value of a figure */
  holdsWith?: (id: string, value: Bounds) => boolean
}
