import type { Finding, Outcome } from '#shared/base/check'
import type { Figure } from '#shared/base/figure'
import { printValue } from '#shared/base/quantity'
import { namesByCode } from '#shared/budget/subjects'
import { checkScores } from '#shared/performance/checks'
import type { ScoreSheet } from '#shared/performance/score-sheet'
import { scoresOf } from '#shared/performance/scores'
import { isEnterable } from './cells.ts'
import { runChecks } from './checks/run.ts'
import { narrativeOf, type Narrative } from './narrative/narrative.ts'
import type { Statement } from './statement.ts'
import type { AccountTable } from './table.ts'
import { gapFinding } from './gap-findings.ts'
import type { CellDifference } from './tables/differences.ts'
import { tablesOf } from './tables/tables.ts'
import type { YearInput } from './year.ts'

/** 决算. A fiscal year of a unit, whole: figures, tables, sentences, score sheets, and what the checks say of them. */
export interface YearAccounts {
  /** which template the tables were made by */
  template: string
  figures: Figure[]
  byId: ReadonlyMap<string, Figure>
  tables: AccountTable[]
  narrative: Narrative
  scores: ScoreSheet[]
  findings: Finding[]
  outcomes: Outcome[]
  /** 批复日期, where it was entered */
  approved: string | undefined
}

/** Whether a cell of the tables may be entered at all. */
export const mayBeEntered = isEnterable

type Figures = ReadonlyMap<string, Figure>

/**
 * 编制决算. The accounts as the rows stand: the nine tables from ledger and entered cells, score sheets from projects and
 * indicators, sentences from all of them, and every check over what readers would read. Pure: the server submits what
 * this makes, the browser shows it while people type, and equal input makes equal accounts.
 */
export function yearAccounts(input: YearInput): YearAccounts {
  const { template, figures, tables, differences, gaps } = tablesOf(input)
  const known = new Map(figures.map((figure) => [figure.id, figure]))
  const add = (more: readonly Figure[]): void => more.forEach((figure) => known.set(figure.id, figure))
  const scored = scoresOf(input, known)
  add(scored.figures)
  const narrative = narrativeOf(input, known, scored.sheets)
  add(narrative.figures)
  const checked = runChecks(statementOf(input, { known, tables, narrative, scores: scored.sheets }))
  const disputed = differenceFindings(differences, known)
  const findings = [
    ...disputed,
    ...gaps.map(gapFinding),
    ...missingFindings(narrative),
    ...untold(checked.findings, disputed, known),
    ...checkScores(scored.sheets, known),
  ]
  return {
    template,
    figures: [...known.values()],
    byId: known,
    tables,
    narrative,
    scores: scored.sheets,
    findings,
    outcomes: checked.outcomes,
    approved: approvedIn(input),
  }
}

function approvedIn({ rows }: YearInput): string | undefined {
  const day = rows.particulars.find(({ id }) => id === 'approved')?.cells.day
  return typeof day === 'string' ? day : undefined
}

interface Made {
  known: Figures
  tables: readonly AccountTable[]
  narrative: Narrative
  scores: readonly ScoreSheet[]
}

/** Checks judge what readers read: every own figure counts as it is printed. */
function asPrinted(figure: Figure): Figure {
  const printed = figure.printed ?? printValue(figure.value, figure.shown, true)
  return printed === undefined ? figure : { ...figure, printed }
}

/** Beside the tables, for staff alone: the narrative prints completion by figures of its own. */
const isPrinted = (id: string): boolean => !id.startsWith('completion.')

function statementOf({ year, unit, registers }: YearInput, { known, tables, narrative, scores }: Made): Statement {
  const { directions, lists, explained, claimsAll, civilServants, passages } = narrative
  return {
    year,
    unit: unit.name,
    parts: new Set(['overview', 'tables', 'narrative', 'keyWork', 'definitions', 'performance']),
    excerpt: false,
    figures: new Map([...known].filter(([id]) => isPrinted(id)).map(([id, figure]) => [id, asPrinted(figure)])),
    directions,
    names: namesIn(tables),
    subjects: namesByCode([...registers.functional, ...registers.economic], year),
    lists,
    explained,
    claimsAll,
    civilServants,
    passages,
    scores,
    empty: new Map(tables.flatMap(({ no, empty, note }) => (empty ? [[no, { note: note !== undefined }]] : []))),
  }
}

const namesIn = (tables: readonly AccountTable[]): Map<string, string> =>
  new Map(
    tables.flatMap(({ sides }) =>
      sides.flatMap(({ rows }) =>
        rows.flatMap(({ code, label }): [string, string][] => (code === undefined ? [] : [[code, label]])),
      ),
    ),
  )

/** 台账与填报不一致. An error until the cell's note explains it; then, as what rounding explains, it only tells. */
function differenceFindings(differences: readonly CellDifference[], figures: Figures): Finding[] {
  const shown = (id: string): string => {
    const figure = figures.get(id)
    return (figure && printValue(figure.value, figure.shown)) ?? ''
  }
  return differences
    .filter(({ verdict }) => verdict === 'fails')
    .map(({ id, ledger, where, verdict, note }) => ({
      rule: 'ledger=entered',
      severity: note === undefined ? 'error' : 'info',
      verdict,
      where,
      figures: [id, ledger],
      printed: shown(id),
      recomputed: shown(ledger),
      note: `填报${shown(id)}，台账汇总${shown(ledger)}${note === undefined ? '。改其一，或说明差异' : `：${note}`}`,
    }))
}

/**
 * A cell that ledger and people tell apart is one fault. What fails at figures that rest on it is not told as well until
 * the difference is settled; then it is judged for itself.
 */
function untold(findings: readonly Finding[], disputed: readonly Finding[], figures: Figures): Finding[] {
  const open = disputed.flatMap(({ severity, figures: [cell] }) => (severity === 'error' && cell ? [cell] : []))
  if (open.length === 0) return [...findings]
  const touched = restingOn(new Set(open), figures)
  return findings.filter(({ verdict, figures: of }) => verdict !== 'fails' || !of.some((id) => touched.has(id)))
}

/** These figures and all that are worked out from them, however far up. */
function restingOn(below: ReadonlySet<string>, figures: Figures): Set<string> {
  const touched = new Set(below)
  for (let grown = -1; grown !== touched.size;) {
    grown = touched.size
    for (const { id, from } of figures.values())
      if ('formula' in from && from.over.some((over) => touched.has(over))) touched.add(id)
  }
  return touched
}

/** 待填写. A sentence that lacks its reason, or a figure that it needs, can't be published. */
const missingFindings = ({ missing }: Narrative): Finding[] =>
  missing.map(({ key, sentence, asks }) => ({
    rule: 'text.missing',
    severity: 'error',
    verdict: 'fails',
    where: `说明 ${sentence}`,
    figures: [key],
    printed: '',
    recomputed: '',
    note: `待填写${asks}`,
  }))
