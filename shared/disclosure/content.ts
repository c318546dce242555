import type { Figure } from '#shared/base/figure'
import { formulas } from '#shared/base/formulas'
import { quantityOf, type Value } from '#shared/base/quantity'
import type { Row } from '#shared/base/sheet'
import type { EditionContent, ProjectLine } from './edition.ts'

/** What both kinds of content are made with. */
export interface Frame {
  year: number
  unit: { id: string; name: string }
  demonstration: boolean
  /** the version of the built page; a page drawn anew by another one would be another page */
  renderer: string
}

export interface OwnRows {
  projects: readonly Row[]
  entries: readonly Row[]
}

/** Ids of the totals over all projects. */
export const totals = {
  original: 'total.original',
  adjusted: 'total.adjusted',
  executed: 'total.executed',
  rate: 'total.rate',
} as const

const amounts = { original: '年初预算', adjusted: '调整预算数', executed: '执行数' } as const
type AmountKey = keyof typeof amounts

const wan = { unit: '万元', decimals: 2 } as const
const percent = { unit: '%', decimals: 2 } as const
const rateLabel = '执行率'

/**
 * 本级编制的内容. A year's projects as figures: original and adjusted budget are cells, the executed amount is the sum
 * of the project's ledger entries with the revision and amount that each had, the rate is executed over adjusted.
 * Totals are sums over the projects' figures. Rows are live ones; projects stand in the order of their codes, entries in
 * the order of their ids, so equal rows make equal content.
 */
export function ownContent({ projects, entries, ...frame }: Frame & OwnRows): EditionContent {
  const sorted = [...projects].sort((a, b) => order(text(a, 'code'), text(b, 'code')) || order(a.id, b.id))
  const byProject = Map.groupBy(
    [...entries].sort((a, b) => order(a.id, b.id)),
    (entry) => entry.cells.project,
  )
  const lines = sorted.map((project) => projectFigures(project, byProject.get(project.id) ?? [], frame.year))
  const figures = lines.flatMap((line) => line)
  return {
    form: 'edition/2',
    kind: 'own',
    ...frame,
    title: `${frame.year}年度预算执行情况`,
    template: 'projects/1',
    figures: [...totalFigures(figures, frame.year), ...figures],
    projects: sorted.map(lineOf),
    headline: [totals.executed, totals.rate, totals.original, totals.adjusted],
    sections: [],
    tables: [],
    narrative: [],
    scores: [],
    findings: [],
    outcomes: [],
  }
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const text = ({ cells }: Row, key: string): string => String(cells[key] ?? '')

const fenIn = ({ cells }: Row, key: string): number | undefined => {
  const cell = cells[key]
  return typeof cell === 'number' ? cell : undefined
}

const lineOf = (project: Row): ProjectLine => ({
  project: project.id,
  code: text(project, 'code'),
  name: text(project, 'name'),
  original: `${project.id}.original`,
  adjusted: `${project.id}.adjusted`,
  executed: `${project.id}.executed`,
  rate: `${project.id}.rate`,
})

function projectFigures(project: Row, entries: readonly Row[], year: number): Figure[] {
  const line = lineOf(project)
  const common = { year, code: line.code, place: line.name }
  const entered = (key: 'original' | 'adjusted'): Figure => {
    const fen = fenIn(project, key)
    const from = { entered: { sheet: 'projects', row: project.id, column: key, rev: project.rev } }
    return {
      id: line[key],
      label: amounts[key],
      value: fen === undefined ? null : { fen },
      shown: wan,
      from,
      ...common,
    }
  }
  const executed: Figure = { id: line.executed, label: amounts.executed, ...sumOf(entries), shown: wan, ...common }
  const adjusted = entered('adjusted')
  return [entered('original'), adjusted, executed, rateOf(line.rate, executed, adjusted, common)]
}

function sumOf(entries: readonly Row[]): Pick<Figure, 'value' | 'from'> {
  const fen = entries.map((entry) => fenIn(entry, 'amount') ?? 0)
  const sum = {
    sheet: 'entries',
    column: 'amount',
    rows: entries.map(({ id }) => id),
    revs: entries.map(({ rev }) => rev),
    fen,
  }
  return { value: { fen: fen.reduce((total, amount) => total + amount, 0) }, from: { sum } }
}

/** Without a budget there is no rate: completion of nothing has no value. */
function rateOf(
  id: string,
  executed: Figure,
  adjusted: Figure,
  common: Pick<Figure, 'year' | 'code' | 'place'>,
): Figure {
  const [part, whole] = [executed, adjusted].map(({ value }) => quantityOf(value))
  const value: Value = part && whole && whole.units !== 0n ? formulas.rate.value([part, whole]) : null
  const from = { formula: 'rate', over: [executed.id, adjusted.id] }
  return { id, label: rateLabel, value, shown: percent, from, ...common }
}

function totalFigures(figures: readonly Figure[], year: number): Figure[] {
  const total = (key: AmountKey): Figure => {
    const over = figures.filter(({ id, value }) => id.endsWith(`.${key}`) && value !== null)
    const [first, ...rest] = over.flatMap(({ value }) => quantityOf(value) ?? [])
    const from = { formula: 'sum', over: over.map(({ id }) => id) }
    const value = first ? formulas.sum.value([first, ...rest]) : null
    return { id: totals[key], label: `${amounts[key]}合计`, value, shown: wan, from, year, place: '全部项目' }
  }
  const [executed, adjusted] = [total('executed'), total('adjusted')]
  const rate = rateOf(totals.rate, executed, adjusted, { year, place: '全部项目' })
  return [total('original'), adjusted, executed, rate]
}
