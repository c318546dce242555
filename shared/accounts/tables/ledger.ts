import { sum } from '#shared/base/amount'
import type { Row } from '#shared/base/sheet'
import { put, sumOf, type Book, type Worth } from './book.ts'

/** 资金来源 of a project; a blank is the general public budget. Money that is no appropriation is `other`. */
export type Fund = 'general' | 'fund' | 'capital' | 'other'

/** Columns of 公开03表 by the kind of a project. */
const columns = {
  personnel: 'basic',
  operating: 'basic',
  project: 'project',
  upward: 'upward',
  business: 'operating',
  subsidy: 'subsidy',
} as const
type Kind = keyof typeof columns
export type SpendingColumn = (typeof columns)[Kind]

const isKind = (kind: unknown): kind is Kind => typeof kind === 'string' && kind in columns

const funds: readonly Fund[] = ['general', 'fund', 'capital', 'other']

/** What a project spends: the column of 公开03表 in which it counts, and whose money it is. */
export interface Spending {
  column: SpendingColumn
  fund: Fund
}

/** 上缴上级、经营、对附属单位补助 are never paid from appropriations. */
export function spendingOf({ cells }: Row): Spending {
  const column = isKind(cells.kind) ? columns[cells.kind] : 'project'
  const granted = column === 'basic' || column === 'project'
  return { column, fund: funds.find((fund) => fund === cells.fund) ?? (granted ? 'general' : 'other') }
}

/** A leaf of the accounts: what one project spent on one functional and one economic subject. */
export interface Leaf extends Spending {
  id: string
  functional: string
  economic: string
}

/** What one project spent on one functional subject, over its leaves. */
export interface Outlay extends Spending {
  id: string
  project: string
  functional: string
}

/** Receipts from one source under one functional subject. */
export interface Receipt {
  id: string
  source: string
  functional: string
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Rows by a key of several codes, keys and rows in order: equal rows make equal figures. */
function grouped(rows: readonly Row[], keyOf: (row: Row) => string): [string[], Row[]][] {
  const groups = Map.groupBy(rows, keyOf)
  return [...groups]
    .sort(([a], [b]) => order(a, b))
    .map(([key, members]) => [key.split('|'), members.sort((a, b) => order(a.id, b.id))])
}

/** 台账汇总: the sum over rows of a ledger, each with its revision and its amount at the time. */
export function sumOfRows(sheet: 'entries' | 'receipts', rows: readonly Row[]): Worth {
  const fen = rows.map(({ cells }) => (typeof cells.amount === 'number' ? cells.amount : 0))
  const from = {
    sum: { sheet, column: 'amount', rows: rows.map(({ id }) => id), revs: rows.map(({ rev }) => rev), fen },
  }
  return { value: { fen: sum(fen) }, from }
}

/**
 * 支出台账 as figures: `entries.PROJECT.FUNCTIONAL.ECONOMIC` over the entries themselves, each entry in one of them,
 * and `project.PROJECT.FUNCTIONAL` over those.
 */
export function postEntries(book: Book): { leaves: Leaf[]; outlays: Outlay[] } {
  const { input, names } = book
  const projects = new Map(input.rows.projects.map((row) => [row.id, row]))
  const groups = grouped(input.rows.entries, ({ cells }) => `${String(cells.project)}|${String(cells.functional)}|${String(cells.economic)}`) // prettier-ignore
  const leaves = groups.flatMap(([[id = '', functional = '', economic = ''], rows]) => {
    const project = projects.get(id)
    if (!project) return []
    const codes = { functional: names.code(functional), economic: names.code(economic) }
    return [{ ...spendingOf(project), ...codes, project: id, id: putLeaf(book, project, codes, rows) }]
  })
  return { leaves, outlays: outlaysOf(book, leaves, projects) }
}

function putLeaf(book: Book, project: Row, codes: { functional: string; economic: string }, rows: readonly Row[]) {
  const { functional, economic } = codes
  return put(
    book,
    `entries.${project.id}.${functional}.${economic}`,
    {
      label: book.names.of(economic) || economic,
      place: `${String(project.cells.name)} ${functional} ${book.names.of(functional)}`.trim(),
      code: economic,
    },
    sumOfRows('entries', rows),
  )
}

function outlaysOf(
  book: Book,
  leaves: readonly (Leaf & { project: string })[],
  projects: ReadonlyMap<string, Row>,
): Outlay[] {
  const groups = Map.groupBy(leaves, ({ project, functional }) => `project.${project}.${functional}`)
  return [...groups].flatMap(([id, [first, ...rest]]) => {
    const worth = first && sumOf(book, [first.id, ...rest.map((leaf) => leaf.id)])
    if (!worth) return []
    const { project, functional, column, fund } = first
    const words = { label: String(projects.get(project)?.cells.name), place: `${functional} ${book.names.of(functional)}`.trim(), code: functional } // prettier-ignore
    return [{ id: put(book, id, words, worth), project, functional, column, fund }]
  })
}

/** 收入台账 as figures: `receipts.SOURCE.FUNCTIONAL`. */
export const postReceipts = (book: Book, sources: ReadonlyMap<string, string>): Receipt[] =>
  grouped(book.input.rows.receipts, ({ cells }) => `${String(cells.source)}|${String(cells.functional)}`).map(
    ([[source = '', row = ''], rows]) => {
      const functional = book.names.code(row)
      const words = { label: sources.get(source) ?? source, place: `${functional} ${book.names.of(functional)}`.trim(), code: functional } // prettier-ignore
      return {
        id: put(book, `receipts.${source}.${functional}`, words, sumOfRows('receipts', rows)),
        source,
        functional,
      }
    },
  )
