import { yearAccounts, type YearAccounts } from '#shared/accounts/accounts'
import type { PriorEdition, Registers, YearRows } from '#shared/accounts/year'
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

/** The rows of the year; sheets that are not named have none. */
export interface OwnRows extends Partial<YearRows> {
  registers?: Registers
  prior?: PriorEdition | undefined
}

/** Ids of the totals over all projects. */
export const totals = {
  original: 'total.original',
  adjusted: 'total.adjusted',
  executed: 'total.executed',
  rate: 'total.rate',
} as const

/** What stands first on the page, as far as the year has it. */
const headline = ['n03.total', 'n07.final.total', 'n11.total', totals.rate]

const noRows: YearRows = {
  projects: [],
  entries: [],
  receipts: [],
  cells: [],
  particulars: [],
  texts: [],
  scoreSheets: [],
  indicators: [],
}

/**
 * 本级编制的内容. A year's accounts whole, as they are approved: every figure with its source, the nine tables, the
 * narrative, what people wrote, score sheets, and how the checks came out. Rows are live ones; projects stand in the order
 * of their codes, so equal rows make equal content.
 */
export function ownContent({
  year,
  unit,
  demonstration,
  renderer,
  registers,
  prior,
  ...rows
}: Frame & OwnRows): EditionContent {
  const accounts = yearAccounts({
    year,
    unit,
    rows: sortedRows({ ...noRows, ...rows }),
    registers: { functional: byId(registers?.functional ?? []), economic: byId(registers?.economic ?? []) },
    prior,
  })
  return contentOf({ year, unit, demonstration, renderer }, accounts, rows.projects ?? [])
}

const byId = (rows: readonly Row[]): Row[] => [...rows].sort((a, b) => order(a.id, b.id))

/** However rows were read, equal rows make equal content. */
const sortedRows = (rows: YearRows): YearRows => ({
  projects: byId(rows.projects),
  entries: byId(rows.entries),
  receipts: byId(rows.receipts),
  cells: byId(rows.cells),
  particulars: byId(rows.particulars),
  texts: byId(rows.texts),
  scoreSheets: byId(rows.scoreSheets),
  indicators: byId(rows.indicators),
})

function contentOf(frame: Frame, accounts: YearAccounts, projects: readonly Row[]): EditionContent {
  const { byId: known, figures, tables, narrative, scores, findings, outcomes, template, approved } = accounts
  return {
    form: 'edition/2',
    kind: 'own',
    ...frame,
    title: `${frame.year}年度部门决算`,
    template,
    figures,
    projects: inOrder(projects).map(lineOf),
    headline: headline.filter((id) => known.has(id)),
    sections: [],
    tables,
    overview: narrative.overview,
    narrative: narrative.sections,
    written: narrative.written,
    scores,
    findings,
    outcomes,
    ...(approved === undefined ? {} : { approved }),
  }
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const text = ({ cells }: Row, key: string): string => String(cells[key] ?? '')

const inOrder = (projects: readonly Row[]): Row[] =>
  [...projects].sort((a, b) => order(text(a, 'code'), text(b, 'code')) || order(a.id, b.id))

const lineOf = (project: Row): ProjectLine => ({
  project: project.id,
  code: text(project, 'code'),
  name: text(project, 'name'),
  ...(text(project, 'kind') === '' ? {} : { kind: text(project, 'kind') }),
  original: `project.${project.id}.original`,
  adjusted: `project.${project.id}.adjusted`,
  executed: `project.${project.id}.executed`,
  rate: `project.${project.id}.rate`,
})
