import { differenceOf, publishedOf, settle, sumOf, together, type Book } from './book.ts'
import type { Receipt } from './ledger.ts'
import { grants } from './spent.ts'

/** Income lines of 公开01表; the first three are the appropriations. */
const lines = [...grants, 'superior', 'business', 'operating', 'affiliated', 'other'] as const

const all = (prefix: string, keys: readonly string[]): string[] => keys.map((key) => `${prefix}.${key}`)

const isClass = (code: string): boolean => code.length === 3

/** Classes for which the form, the ledger or somebody has a line, in order. */
export function classesOf(book: Book, codes: readonly string[]): string[] {
  const form = book.template.tables.flatMap(({ sides }) => sides.flatMap(({ key, lines }) => (key !== 'out' || lines === 'functional' ? [] : lines.map((line) => line.key)))) // prettier-ignore
  return [...new Set([...form, ...codes.filter(isClass)])].sort()
}

/**
 * 公开01表. Income by source, expenditure by class; 年初 is last year's 年末 as published; 年末 is what is left of all
 * that came and was there.
 */
export function settleOverall(book: Book, receipts: readonly Receipt[], codes: readonly string[]): void {
  const from = Map.groupBy(receipts, ({ source }) => source)
  for (const line of lines)
    settle(
      book,
      `t01.in.${line}`,
      sumOf(
        book,
        (from.get(line) ?? []).map(({ id }) => id),
      ),
    )
  settle(book, 't01.in.current', sumOf(book, all('t01.in', lines)))
  settle(book, 't01.in.reserves', undefined)
  settle(book, 't01.in.opening', publishedOf(book, 't01.out.closing'))
  settle(book, 't01.in.total', sumOf(book, all('t01.in', ['current', 'reserves', 'opening'])))

  const classes = classesOf(book, codes)
  for (const code of classes) settle(book, `t01.out.${code}`, sumOf(book, [`t03.${code}.total`]))
  settle(book, 't01.out.current', sumOf(book, all('t01.out', classes)))
  settle(book, 't01.out.distribution', undefined)
  const words = { label: '本年支出和结余分配', place: '表01 支出' }
  const used = together(book, 't01.out.used', words, ['t01.out.current', 't01.out.distribution'])
  settle(book, 't01.out.closing', used === undefined ? sumOf(book, ['t01.in.total']) : differenceOf(book, 't01.in.total', used)) // prettier-ignore
  settle(book, 't01.out.total', sumOf(book, all('t01.out', ['current', 'distribution', 'closing'])))
}

const columns = [...grants]

/** 公开04表. The appropriations alone, by the three budgets; expenditure from tables 05, 08 and 09. */
export function settleFiscal(book: Book, codes: readonly string[]): void {
  for (const grant of grants) settle(book, `t04.in.${grant}`, sumOf(book, [`t01.in.${grant}`]))
  settle(book, 't04.in.current', sumOf(book, all('t04.in', grants)))
  for (const grant of grants) settle(book, `t04.in.opening.${grant}`, publishedOf(book, `t04.out.closing.${grant}`))
  settle(book, 't04.in.opening', sumOf(book, all('t04.in.opening', grants)) ?? publishedOf(book, 't04.out.closing.total')) // prettier-ignore
  settle(book, 't04.in.total', sumOf(book, ['t04.in.current', 't04.in.opening']))

  const classes = classesOf(book, codes)
  for (const code of classes) settleClass(book, code)
  for (const column of columns) settle(book, `t04.out.current.${column}`, sumOf(book, classes.map((code) => `t04.out.${code}.${column}`))) // prettier-ignore
  settle(book, 't04.out.current.total', sumOf(book, classes.map((code) => `t04.out.${code}.total`))) // prettier-ignore
  for (const grant of grants) settleClosing(book, grant)
  settle(book, 't04.out.closing.total', sumOf(book, all('t04.out.closing', grants)) ?? remainder(book))
  for (const column of [...columns, 'total'])
    settle(book, `t04.out.total.${column}`, sumOf(book, [`t04.out.current.${column}`, `t04.out.closing.${column}`]))
}

const tables = { general: 't05', fund: 't08', capital: 't09' } as const

function settleClass(book: Book, code: string): void {
  for (const grant of grants) settle(book, `t04.out.${code}.${grant}`, sumOf(book, [`${tables[grant]}.${code}.total`]))
  settle(book, `t04.out.${code}.total`, sumOf(book, all(`t04.out.${code}`, grants)))
}

/** What is left of one budget's appropriation: what was there and came, less what was spent. */
function settleClosing(book: Book, grant: (typeof grants)[number]): void {
  const words = { label: '可用财政拨款', place: '表04 收入' }
  const available = together(book, `t04.in.available.${grant}`, words, [`t04.in.${grant}`, `t04.in.opening.${grant}`])
  const worth = available === undefined ? undefined : differenceOf(book, available, `t04.out.current.${grant}`)
  settle(book, `t04.out.closing.${grant}`, worth)
}

const remainder = (book: Book) => differenceOf(book, 't04.in.total', 't04.out.current.total')
