import { sum } from '#shared/base/amount'
import type { Figure, Shown } from '#shared/base/figure'
import type { Row } from '#shared/base/sheet'
import { placeOfCell, type AccountsTemplate } from '../template.ts'
import type { YearInput } from '../year.ts'
import { namesIn, type Names } from './names.ts'

export const wan: Shown = { unit: '万元', decimals: 2 }

/** What a figure is worth and where from, before it is known under which id it stands. */
export type Worth = Pick<Figure, 'value' | 'from'>

export type Words = Pick<Figure, 'label'> & { place?: string; code?: string }

/** A book in which the figures of one year are entered, each once, lower ones before those that are made from them. */
export interface Book {
  readonly input: YearInput
  readonly template: AccountsTemplate
  readonly names: Names
  readonly figures: Map<string, Figure>
  /** rows of `table-cells` that hold an amount, by id */
  readonly entered: ReadonlyMap<string, Row>
  /** ids of cells for which there is both an entered amount and a worked-out one */
  readonly both: string[]
}

export const bookOf = (input: YearInput, template: AccountsTemplate): Book => ({
  input,
  template,
  names: namesIn(input, template),
  figures: new Map(),
  entered: new Map(
    input.rows.cells.filter(({ cells }) => typeof cells.amount === 'number').map((row) => [row.id, row]),
  ),
  both: [],
})

/** Enters an amount figure as it is; gives its id. */
export function put(book: Book, id: string, words: Words, worth: Worth, shown = wan): string {
  book.figures.set(id, { id, ...words, ...worth, shown, year: book.input.year })
  return id
}

/** 台账数: the worked-out figure that stands behind an entered one. */
export const ledgerId = (id: string): string => `ledger.${id}`

/**
 * Settles a cell of the tables: where an amount was entered it prints, and the worked-out one stays as `ledger.ID`.
 * A cell that has neither is blank: no figure, and undefined here.
 */
export function settle(
  book: Book,
  id: string,
  worth: Worth | undefined,
  words = wordsOf(book, id),
): string | undefined {
  const row = book.entered.get(id)
  if (!row) return worth && put(book, id, words, worth)
  if (worth) {
    put(book, ledgerId(id), { ...words, label: `${words.label}（台账）` }, worth)
    book.both.push(id)
  }
  const from = { entered: { sheet: 'table-cells', row: row.id, column: 'amount', rev: row.rev } }
  return put(book, id, words, { value: { fen: Number(row.cells.amount) }, from })
}

/** What a cell is called: its column or line, and as its place the table with the line. */
export function wordsOf({ template, names }: Book, id: string): Words {
  const place = placeOfCell(template, id)
  if (!place) return wordsBeyond(names, id)
  const { table, side, code, label, line } = place
  const where = code !== undefined ? `${code} ${names.of(code)}` : line === 'total' ? '合计' : sideWord(side)
  return { label, place: `表${table} ${where}`.trim(), ...(code === undefined ? {} : { code }) }
}

/** A line that the form does not name, but the year has: a class or section by its code. */
function wordsBeyond(names: Names, id: string): Words {
  const [, no, code] = /^t(0\d)\.(?:[a-z]+\.)?(\d{3,7})/.exec(id) ?? []
  return code === undefined ? { label: id } : { label: names.of(code) || code, place: `表${no} ${code}`, code }
}

const sideWord = (side: string): string => (side === 'in' ? '收入' : side === 'out' ? '支出' : '')

export const fenOf = ({ figures }: Book, id: string): number | undefined => {
  const value = figures.get(id)?.value
  return value && 'fen' in value ? value.fen : undefined
}

const present = (book: Book, ids: readonly string[]): string[] => ids.filter((id) => fenOf(book, id) !== undefined)

/** The sum of those figures that there are; undefined where there are none. */
export function sumOf(book: Book, ids: readonly string[]): Worth | undefined {
  const over = present(book, ids)
  if (over.length === 0) return undefined
  return { value: { fen: sum(over.map((id) => fenOf(book, id))) }, from: { formula: 'sum', over } }
}

/** The first less the second; the first alone where there is no second. */
export function differenceOf(book: Book, from: string, less: string): Worth | undefined {
  const [whole, taken] = [fenOf(book, from), fenOf(book, less)]
  if (whole === undefined) return undefined
  if (taken === undefined) return sumOf(book, [from])
  return { value: { fen: whole - taken }, from: { formula: 'difference', over: [from, less] } }
}

/** One figure for several: the only one there is, or their sum under an id of its own, which no table prints. */
export function together(book: Book, id: string, words: Words, ids: readonly string[]): string | undefined {
  const over = present(book, ids)
  const worth = over.length > 1 ? sumOf(book, over) : undefined
  return worth ? put(book, id, words, worth) : over[0]
}

/** 上年数. A figure of last year's edition, as that edition published it. */
export function publishedOf({ input: { prior } }: Book, figure: string): Worth | undefined {
  const found = prior?.figures.get(figure)
  if (!prior || !found?.value || !('fen' in found.value)) return undefined
  const { year, unit, edition } = prior
  return { value: found.value, from: { published: { year, unit, edition, figure } } }
}
