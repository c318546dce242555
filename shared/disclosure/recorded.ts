import { runChecks } from '#shared/accounts/checks/run'
import { overOf } from '#shared/accounts/figures'
import { byRecordedKeys, recordedStatement } from '#shared/accounts/foreign/recorded'
import { readPrinted } from '#shared/accounts/printed'
import type { Figure } from '#shared/base/figure'
import { recompute, type Lookup } from '#shared/base/formulas'
import type { Row } from '#shared/base/sheet'
import { checkScores } from '#shared/performance/checks'
import type { Frame } from './content.ts'
import type { EditionContent } from './edition.ts'
import { recomputedId } from './shown.ts'

/** Keys of the figures that are shown first, where the document has them. */
const first = [
  ...['expenditure.total', 'cases.received', 'cases.satisfaction', 'threePublic.final'],
  ...['t01.in.total', 't01.out.current', 't05.total.total', 't07.final.total'],
]

/** How many figures lead the page when the document has none of those. */
const leading = 4

const elsewhere = '其他'
const derivedPlace = '推算，原文未列'

/** Rows of a recorded year: its figures, and what of its texts and score sheets was taken over. */
export interface RecordedRows {
  rows: readonly Row[]
  source?: string
  texts?: readonly Row[]
  scoreSheets?: readonly Row[]
  indicators?: readonly Row[]
}

/**
 * 收录的内容. Every figure of a document that was published elsewhere, as it was printed there, with its place; where
 * the row says from which figures it follows, the recomputation stands beside it as a figure of its own
 * (`….recomputed`). Figures that the document does not print (推算) are worked out and have no printed form. They stand
 * in the document's order, by section. `source` names the document; it is told when the edition is recorded.
 */
export function recordedContent({
  rows,
  source,
  texts = [],
  scoreSheets = [],
  indicators = [],
  ...frame
}: Frame & RecordedRows): EditionContent {
  const sorted = [...rows].sort((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1))
  const title = `${frame.year}年度部门决算`
  const figures = withRecomputations(
    sorted,
    sorted.map((row) => figureOf(row, `${frame.unit.name}${title}`)),
  )
  const sections = Map.groupBy(sorted, ({ cells }) => String(cells.section ?? elsewhere))
  const statement = recordedStatement({ year: frame.year, unit: frame.unit, figures, texts, scoreSheets, indicators })
  const { findings, outcomes } = runChecks(statement)
  const scored = [...statement.figures.values()].filter(({ id }) => id.startsWith('score.'))
  const known = first.filter((key) => sorted.some(({ id }) => id === key))
  return {
    form: 'edition/2',
    kind: 'recorded',
    ...frame,
    title,
    template: 'recorded/1',
    figures: [...figures, ...scored],
    projects: [],
    headline: known.length > 0 ? known : sorted.slice(0, leading).map(({ id }) => id),
    tables: [],
    narrative: [],
    scores: [...statement.scores],
    findings: [...byRecordedKeys(findings, figures), ...checkScores(statement.scores, statement.figures)],
    outcomes,
    sections: [...sections].map(([section, members]) => ({ title: section, figures: members.map(({ id }) => id) })),
    ...(source === undefined ? {} : { source }),
  }
}

const place = ({ cells }: Row): number => (typeof cells.order === 'number' ? cells.order : Number.MAX_SAFE_INTEGER)

const units = [
  '万元',
  '元',
  '%',
  '人',
  '个',
  '辆',
  '件',
  '位',
  '分',
] as const satisfies readonly Figure['shown']['unit'][]

const unitOf = (cell: unknown): Figure['shown']['unit'] => units.find((unit) => unit === cell) ?? ''

const formulaOf = ({ cells }: Row): Figure['from'] | undefined =>
  typeof cells.formula === 'string' ? { formula: cells.formula, over: overOf(cells.over) } : undefined

function figureOf(row: Row, title: string): Figure {
  const { cells, id } = row
  const printed = String(cells.value ?? '')
  const unit = unitOf(cells.unit)
  const { value, decimals } = readPrinted(printed, unit)
  const where = String(cells.where ?? '')
  const common = {
    id,
    label: String(cells.label ?? id),
    value,
    shown: { unit, decimals },
    year: Number(cells.year),
    ...(typeof cells.code === 'string' ? { code: cells.code } : {}),
  }
  const formula = formulaOf(row)
  if (cells.origin === 'derived' && formula) return { ...common, from: formula, place: derivedPlace }
  return { ...common, from: { document: { title, place: where } }, place: where, printed }
}

/** Each recorded figure, followed by its recomputation where there is one; worked-out ones with their own value. */
function withRecomputations(rows: readonly Row[], figures: readonly Figure[]): Figure[] {
  const byId = new Map(figures.map((figure) => [figure.id, figure]))
  const lookup: Lookup = (id) => byId.get(id)
  return figures.flatMap((figure, k) => {
    if ('formula' in figure.from) return [{ ...figure, value: recompute(figure, lookup) ?? figure.value }]
    const row = rows[k]
    const formula = row && formulaOf(row)
    return formula ? [figure, recomputed(figure, formula, lookup)] : [figure]
  })
}

/** Rates are worked out to two decimals at least; amounts to as many as are printed. */
function recomputed({ id, label, shown, year, code }: Figure, from: Figure['from'], lookup: Lookup): Figure {
  const decimals = shown.unit === '%' ? Math.max(2, shown.decimals) : shown.decimals
  const again: Figure = {
    id: recomputedId(id),
    label,
    value: null,
    shown: { ...shown, decimals },
    from,
    year,
    ...(code === undefined ? {} : { code }),
  }
  return { ...again, value: recompute(again, lookup) ?? null }
}
