import { severityOf, type CheckVerdict, type Finding } from '#shared/base/check'
import { readScaled } from '#shared/base/decimal'
import type { Figure } from '#shared/base/figure'
import { recompute, verdictOf } from '#shared/base/formulas'
import { printValue } from '#shared/base/quantity'
import type { Indicator, ScoreSheet } from '../score-sheet.ts'
import type { Scoring } from '../scoring.ts'

/** A finding without what its rule says for all of them; `at` where its place in the sheet differs from the rule's. */
export type Found = Omit<Finding, 'severity' | 'rule' | 'check' | 'where'> & { at?: string }

/** One sheet among the others of its document. */
export interface Judged {
  sheet: ScoreSheet
  sheets: readonly ScoreSheet[]
  figures: ReadonlyMap<string, Figure>
  scoring: Scoring
}

export type Line = Judged & { indicator: Indicator }

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'] as const

/** 附件二: annexes are numbered where a department's accounts hold the sheet of the whole unit and those of its projects. */
function annex({ sheet, sheets }: Pick<Judged, 'sheet' | 'sheets'>): string {
  const numeral = sheets.some(({ whole }) => whole) ? numerals[sheets.indexOf(sheet)] : undefined
  return numeral === undefined ? '' : `附件${numeral} `
}

export const placeIn = (judged: Pick<Judged, 'sheet' | 'sheets'>, at: string): string =>
  `${annex(judged)}${judged.sheet.title} ${at}`.trim()

export const placeOfLine = ({ level2, name }: Indicator): string => `${level2} ${name}`.trim()

export const points = (id: string, decimal: string, from: Figure['from'], printed?: string): Figure => ({
  id,
  label: id,
  value: readScaled(decimal) ? { decimal } : null,
  shown: { unit: '分', decimals: 2 },
  from,
  year: 0,
  ...(printed === undefined ? {} : { printed }),
})

export const given: Figure['from'] = { document: { title: '', place: '' } }

/** A score that stands, and what its formula over these figures gives. */
export function held(
  standing: string,
  formula: string,
  over: readonly Figure[],
): { verdict: CheckVerdict; due: string } {
  const lookup = new Map(over.map((figure) => [figure.id, figure]))
  const figure = points('', standing, { formula, over: over.map(({ id }) => id) }, standing)
  const due = recompute(figure, (id) => lookup.get(id))
  const verdict = due === undefined || due === null ? 'undefined' : verdictOf(figure, (id) => lookup.get(id))
  return { verdict: verdict ?? 'undefined', due: printValue(due ?? null, figure.shown, true) ?? '' }
}

export const numeral = ({ printed, value, shown }: Figure): string => printed ?? printValue(value, shown, true) ?? '—'

/** A finding of a rule, at its place. */
export const finding = (rule: string, where: string, found: Found): Finding => ({
  rule,
  severity: severityOf[found.verdict],
  where,
  verdict: found.verdict,
  figures: found.figures,
  printed: found.printed,
  recomputed: found.recomputed,
  note: found.note,
})
