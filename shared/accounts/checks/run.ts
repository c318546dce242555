import { severityOf, type Finding, type Outcome } from '#shared/base/check'
import type { Statement } from '../statement.ts'
import { causesOf, type Cause } from './causes.ts'
import type { Check, Result } from './check.ts'
import { documentChecks } from './document-checks.ts'
import { narrativeChecks } from './narrative-checks.ts'
import { resultsOf } from './relations.ts'
import { tableChecks } from './table-checks.ts'
import { numberOf, percentOf, printedOf, sectionOf, whereOf } from './told.ts'
import { View } from './view.ts'

/** 核对规则表. Every cross check, by its number. */
export const checks: readonly Check[] = [...tableChecks, ...narrativeChecks, ...documentChecks].sort(
  (a, b) => a.no - b.no,
)

/**
 * 核对. Runs every cross check over a disclosure. What agrees is counted and not told; what agrees by rounding is an
 * information, what does not an error, a rate of nothing and a fault of style a warning. A number that is not published
 * is not held against anything. A number that is wrong in several checks is told once, at its place. Score sheets have
 * checks of their own (`checkScores`).
 */
export function runChecks(statement: Statement): { findings: Finding[]; outcomes: Outcome[] } {
  const view = new View(statement)
  const results = checks.flatMap((check) => resultsOf(check, view))
  return { findings: inOrder(findingsOf(results, view)), outcomes: checks.map((check) => outcomeOf(check, results)) }
}

function outcomeOf({ no, title }: Check, results: readonly Result[]): Outcome {
  const of = results.filter(({ check }) => check.no === no)
  const count = (...verdicts: readonly Result['verdict'][]): number =>
    of.filter(({ verdict }) => verdicts.includes(verdict)).length
  return {
    check: no,
    title,
    exact: count('exact'),
    rounding: count('rounding'),
    fails: count('fails'),
    others: count('undefined', 'style'),
  }
}

const order = { fails: 0, undefined: 1, style: 2, rounding: 3, exact: 4 } as const satisfies Record<
  Result['verdict'],
  number
>

function findingsOf(results: readonly Result[], view: View): Finding[] {
  const causes = causesOf(results, view)
  const single = results.filter(
    ({ verdict, implied }) => verdict === 'rounding' || (verdict === 'fails' && implied === undefined),
  )
  const kindred = Map.groupBy(
    results.filter(({ verdict }) => verdict === 'undefined' || verdict === 'style'),
    ({ rule, verdict, where }) => [rule, verdict, sectionOf(where)].join(' '),
  )
  return [
    ...causes.map((cause) => ofCause(withBounds(cause, single), view)),
    ...single.filter((result) => !causes.some((cause) => curedBy(result, cause))).map(ofResult),
    ...[...kindred.values()].flatMap(ofKindred),
  ]
}

/** A bound that is broken by the same wrong number, and would not be by the right one. */
const curedBy = ({ holdsWith, figures, verdict }: Result, { figure, due }: Cause): boolean =>
  verdict === 'fails' && due !== undefined && figures.includes(figure) && holdsWith?.(figure, due) === true

function withBounds(cause: Cause, single: readonly Result[]): Cause {
  const [best, ...others] = cause.results
  return { ...cause, results: [best, ...others, ...single.filter((result) => curedBy(result, cause))] }
}

/** What fails first, then by check. */
const inOrder = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((a, b) => order[a.verdict] - order[b.verdict] || (a.check ?? 0) - (b.check ?? 0))

const ends = { fails: '，不符', rounding: '，尾差，无需修改', undefined: '', style: '', exact: '' } as const

const noteOf = ({ check, told, verdict }: Result): string =>
  [check.title, told].filter(Boolean).join('：') + ends[verdict]

const ofResult = (result: Result): Finding => ({
  check: result.check.no,
  rule: result.rule,
  severity: severityOf[result.verdict],
  verdict: result.verdict,
  where: result.where,
  figures: result.figures,
  printed: result.printed,
  recomputed: result.recomputed,
  note: noteOf(result),
})

/** Told at the figure that is to blame, with the value that all its checks ask for. */
function ofCause({ figure, results: [best, ...others], due }: Cause, view: View): Finding {
  const finding = ofResult(best)
  const numbers = [...new Set(others.map(({ check }) => check.no))].filter((no) => no !== best.check.no)
  const note = numbers.length === 0 ? finding.note : `${finding.note}；同一数还涉及核对${numbers.join('、')}`
  if (figure === best.figures[0] || !due) return { ...finding, note }
  const rate = view.figure(figure)?.shown.unit === '%'
  return {
    ...finding,
    where: whereOf(figure, view),
    figures: [figure, ...best.figures.filter((id) => id !== figure)],
    printed: printedOf(figure, view),
    recomputed: rate ? percentOf(due, figure, view) : numberOf(due, figure, view),
    note,
  }
}

/** The same fault of form at several places of a section is one finding. */
function ofKindred(results: readonly Result[]): Finding[] {
  const [first, ...others] = results
  if (!first) return []
  if (others.length === 0) return [ofResult(first)]
  const all = (of: (result: Result) => string): string => [...new Set(results.map(of))].filter(Boolean).join('、')
  return [
    {
      ...ofResult(first),
      where: sectionOf(first.where),
      figures: [...new Set(results.flatMap(({ figures }) => figures))],
      printed: all(({ printed }) => printed),
      recomputed: all(({ recomputed }) => recomputed),
      note: `${first.check.title}：${results.length}处，${all(({ where }) => where.split(' ').slice(2).join(' '))}`,
    },
  ]
}
