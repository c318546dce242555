import type { Figure } from '#shared/base/figure'
import type { Row } from '#shared/base/sheet'
import { fenOf, put, settle, sumOf, type Book, type Words } from './book.ts'
import { spendingOf, type Outlay } from './ledger.ts'

const percent = { unit: '%', decimals: 2 } as const

const amounts = { original: '年初预算', adjusted: '调整预算数', executed: '执行数' } as const

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const text = ({ cells }: Row, key: string): string => String(cells[key] ?? '')

/** Projects in the order of their codes. */
export const projectsOf = ({ input }: Book): Row[] =>
  [...input.rows.projects].sort((a, b) => order(text(a, 'code'), text(b, 'code')) || order(a.id, b.id))

/**
 * 预算项目: `project.ID.original`, `.adjusted` (cells), `.executed` (over its outlays, nil without entries), `.rate`;
 * and over all of them `total.original`, `.adjusted`, `.executed`, `.rate`.
 */
export function settleProjects(book: Book, outlays: readonly Outlay[]): void {
  const spent = Map.groupBy(outlays, ({ project }) => project)
  const projects = projectsOf(book)
  for (const project of projects) settleProject(book, project, spent.get(project.id)?.map(({ id }) => id) ?? [])
  const total = (key: keyof typeof amounts) =>
    sumOf(
      book,
      projects.map(({ id }) => `project.${id}.${key}`),
    )
  for (const key of ['original', 'adjusted', 'executed'] as const) {
    const worth = total(key)
    if (worth) put(book, `total.${key}`, { label: `${amounts[key]}合计`, place: '全部项目' }, worth)
  }
  rate(book, 'total.rate', 'total.executed', 'total.adjusted', { label: '执行率', place: '全部项目' })
}

function settleProject(book: Book, project: Row, outlays: readonly string[]): void {
  const id = `project.${project.id}`
  const words = (label: string): Words => ({ label, place: text(project, 'name'), code: text(project, 'code') })
  for (const key of ['original', 'adjusted'] as const) {
    const fen = project.cells[key]
    const from = { entered: { sheet: 'projects', row: project.id, column: key, rev: project.rev } }
    if (typeof fen === 'number') put(book, `${id}.${key}`, words(amounts[key]), { value: { fen }, from })
  }
  put(book, `${id}.executed`, words(amounts.executed), sumOf(book, outlays) ?? noEntries)
  rate(book, `${id}.rate`, `${id}.executed`, `${id}.adjusted`, words('执行率'))
}

/** A project that has spent nothing: the sum over no entries. */
const noEntries = {
  value: { fen: 0 },
  from: { sum: { sheet: 'entries', column: 'amount', rows: [], revs: [], fen: [] } },
}

/** One over the other; without a value where there is nothing to divide by. */
function rate(book: Book, id: string, part: string, whole: string, words: Words): void {
  const [over, under] = [fenOf(book, part), fenOf(book, whole)]
  if (over === undefined || under === undefined) return
  const value: Figure['value'] = under === 0 ? null : { part: over, whole: under }
  put(book, id, words, { value, from: { formula: 'rate', over: [part, whole] } }, percent)
}

/**
 * 年初预算 beside 公开05表: `original.CODE` from the projects of the general public budget by their functional
 * subject, and `completion.CODE` where there is an outturn and a budget above zero.
 */
export function settleOriginal(book: Book, codes: readonly string[]): void {
  const planned = Map.groupBy(
    projectsOf(book).filter((row) => spendingOf(row).fund === 'general'),
    ({ cells }) => book.names.code(cells.functional),
  )
  const typed = [...book.entered.keys()].flatMap((id) => /^original\.(\d+)$/.exec(id)?.[1] ?? [])
  const own = [...planned.keys(), ...typed].filter((code) => /^\d{3}(\d\d){0,2}$/.test(code))
  const all = [...new Set([...own, ...codes].flatMap((code) => [code, code.slice(0, 5), code.slice(0, 3)]))].sort()
  for (const code of [...all].sort((a, b) => b.length - a.length || order(a, b))) {
    const below = all.filter((other) => other.length === code.length + 2 && other.startsWith(code))
    const projects = (planned.get(code) ?? []).map(({ id }) => `project.${id}.original`)
    settleBudget(book, code, [...projects, ...below.map((other) => `original.${other}`)])
  }
  settleBudget(book, 'total', all.filter((code) => code.length === 3).map((code) => `original.${code}`)) // prettier-ignore
  for (const code of [...codes, 'total']) settleCompletion(book, code)
}

const budgetWords = ({ names }: Book, code: string, label: string): Words =>
  code === 'total' ? { label, place: '表05 合计' } : { label, place: `表05 ${code} ${names.of(code)}`.trim(), code }

function settleBudget(book: Book, code: string, over: readonly string[]): void {
  settle(book, `original.${code}`, sumOf(book, over), budgetWords(book, code, '年初预算'))
}

function settleCompletion(book: Book, code: string): void {
  if ((fenOf(book, `original.${code}`) ?? 0) <= 0) return
  rate(book, `completion.${code}`, `t05.${code}.total`, `original.${code}`, budgetWords(book, code, '完成年初预算'))
}
