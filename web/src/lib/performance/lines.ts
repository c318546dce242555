import type { Finding, Severity } from '#shared/base/check'
import type { Figure } from '#shared/base/figure'
import { shownFigure } from '#shared/disclosure/shown'
import { indicatorIds, isRecorded, scoreIds } from '#shared/performance/figures'
import { bandOf, scoredAs, workedScore } from '#shared/performance/score'
import type { Indicator, ScoreSheet } from '#shared/performance/score-sheet'
import type { Row } from '#shared/base/sheet'
import type { PerformanceWords } from '#shared/words/performance'

/** Why a cell is not typed into: its words are in `shared/words/performance.ts`. */
export type Barred = 'right' | 'amount' | 'score' | 'sum'

/** The cell of a sheet's row that a cell of the form stands for. */
export interface Behind {
  sheet: 'score-sheets' | 'indicators'
  row: string
  column: string
}

/** One cell of the form: the figure that it shows, or the text, and what is written when somebody types. */
export interface FormCell {
  figure: string
  shown: string
  behind?: Behind
  barred?: Barred
}

export type TextKey = 'goal' | 'outputs' | 'problems' | 'deviation' | 'improvement'

export type FormLine =
  | { kind: 'execution'; key: string; weight: string; cells: readonly FormCell[] }
  | { kind: 'indicator'; key: string; indicator: Indicator; levelOne: string; levelTwo: string; cells: readonly FormCell[] } // prettier-ignore
  | { kind: 'total'; key: string; cells: readonly FormCell[] }
  | { kind: 'text'; key: TextKey; cells: readonly FormCell[] }

export const columnKeys = ['target', 'actual', 'weight', 'score'] as const
export const textKeys = [
  'goal',
  'outputs',
  'problems',
  'deviation',
  'improvement',
] as const satisfies readonly TextKey[]

/** What the lines are made from: the sheet with its row, every figure, and whether this person may write. */
export interface Form {
  sheet: ScoreSheet
  row: Row
  figures: ReadonlyMap<string, Figure>
  may: boolean
}

/** The lines of a score sheet from top to bottom: execution, indicators in their tree, total, texts. */
export const linesOf = (form: Form): FormLine[] => [
  executionLine(form),
  ...form.sheet.indicators.map((indicator, k) => indicatorLine(form, indicator, form.sheet.indicators[k - 1])),
  totalLine(form),
  ...textKeys.map((key) => textLine(form, key)),
]

function shownOf({ figures }: Form, id: string): string {
  const figure = figures.get(id)
  return figure ? shownFigure(figure) : ''
}

/** A cell that people may type into, unless it is barred to them. */
function cell(form: Form, figure: string, behind: Behind | undefined, barred?: Barred): FormCell {
  const shut = barred ?? (form.may ? undefined : 'right')
  return { figure, shown: shownOf(form, figure), ...(behind ? { behind } : {}), ...(shut ? { barred: shut } : {}) }
}

function executionLine(form: Form): FormLine {
  const { sheet, row } = form
  const ids = scoreIds(sheet.id)
  const own = (column: string): Behind => ({ sheet: 'score-sheets', row: sheet.id, column })
  const printed = isRecorded(row)
  return {
    kind: 'execution',
    key: `${sheet.id} execution`,
    weight: sheet.executionWeight,
    cells: [
      cell(form, ids.budget, own('budget'), printed ? undefined : 'amount'),
      cell(form, ids.executed, own('executed'), printed ? undefined : 'amount'),
      cell(form, ids.weight, own('executionWeight')),
      cell(form, ids.execution, own('executionScore'), printed ? undefined : 'score'),
    ],
  }
}

/** A score that the rule gives is not typed over; one that people judged, or a document printed, is. */
function isByRule(form: Form, indicator: Indicator): boolean {
  const kind = scoredAs(indicator)
  return !isRecorded(form.row) && (kind === 'positive' || kind === 'reverse') && workedScore(indicator) !== undefined
}

function indicatorLine(form: Form, indicator: Indicator, above: Indicator | undefined): FormLine {
  const ids = indicatorIds(form.sheet.id, indicator.id)
  const own = (column: string): Behind => ({ sheet: 'indicators', row: indicator.id, column })
  const sameOne = above?.level1 === indicator.level1 && above.goal === indicator.goal
  return {
    kind: 'indicator',
    key: indicator.id,
    indicator,
    levelOne: sameOne ? '' : indicator.level1,
    levelTwo: sameOne && above.level2 === indicator.level2 ? '' : indicator.level2,
    cells: [
      cell(form, ids.target, own('target')),
      cell(form, ids.actual, own('actual')),
      cell(form, ids.weight, own('weight')),
      cell(form, ids.score, own('score'), isByRule(form, indicator) ? 'score' : undefined),
    ],
  }
}

function totalLine(form: Form): FormLine {
  const { sheet, row } = form
  const ids = scoreIds(sheet.id)
  const printed = isRecorded(row)
  const behind: Behind = { sheet: 'score-sheets', row: sheet.id, column: 'total' }
  return {
    kind: 'total',
    key: `${sheet.id} total`,
    cells: [cell(form, ids.weights, undefined, 'sum'), cell(form, ids.total, behind, printed ? undefined : 'sum')],
  }
}

function textLine(form: Form, key: TextKey): FormLine {
  const { sheet, row } = form
  const text = row.cells[key]
  const behind: Behind = { sheet: 'score-sheets', row: sheet.id, column: key }
  const made = cell(form, `score.${sheet.id}.${key}`, behind)
  return { kind: 'text', key, cells: [{ ...made, shown: typeof text === 'string' ? text : '' }] }
}

const order: readonly Severity[] = ['info', 'warning', 'error']

/** The worst that is said of each cell, by the figure that the finding marks. */
export function marksOf(findings: readonly Finding[]): ReadonlyMap<string, Severity> {
  const marks = new Map<string, Severity>()
  for (const { severity, figures } of findings) {
    const [marked = ''] = figures
    const known = marks.get(marked)
    if (known === undefined || order.indexOf(severity) > order.indexOf(known)) marks.set(marked, severity)
  }
  return marks
}

/** Findings of one sheet, the gravest first: those whose marked figure is one of its. */
export const findingsOf = (findings: readonly Finding[], sheet: string): Finding[] =>
  findings
    .filter(({ figures }) => figures[0]?.startsWith(`score.${sheet}.`))
    .sort((a, b) => order.indexOf(b.severity) - order.indexOf(a.severity))

/** Where a figure stands in the form; undefined where it stands in no cell. A rate is shown in the execution's line. */
export function spotOf(lines: readonly FormLine[], id: string): { row: number; column: number } | undefined {
  const wanted = id.endsWith('.rate') ? id.replace(/rate$/, 'execution') : id
  for (const [row, { cells }] of lines.entries()) {
    const column = cells.findIndex(({ figure }) => figure === wanted)
    if (column >= 0) return { row, column }
  }
  return undefined
}

/** How a line's score comes about, in words; undefined where none is given. */
export function wayOf(line: FormLine | undefined, say: PerformanceWords): string | undefined {
  if (line?.kind === 'execution') return say.ways.execution
  if (line?.kind !== 'indicator') return undefined
  const { score, weight } = line.indicator
  const kind = scoredAs(line.indicator)
  const band = kind === 'qualitative' && score ? bandOf(score, weight) : undefined
  return [say.ways[kind], band ? say.band(band.label) : ''].filter(Boolean).join('。')
}

/** What a line is called. */
export function nameOf(line: FormLine, say: PerformanceWords): string {
  if (line.kind === 'indicator') return line.indicator.name
  if (line.kind === 'execution') return say.execution
  return line.kind === 'total' ? say.sum : say.texts[line.key]
}
