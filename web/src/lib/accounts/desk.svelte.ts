import { yearAccounts, type YearAccounts } from '#shared/accounts/accounts'
import type { PriorEdition, YearInput } from '#shared/accounts/year'
import type { HistoryEntry } from '#shared/base/contract'
import { placeOf } from '#shared/base/place'
import { sheetNames, type Row, type SheetName } from '#shared/base/sheet'
import { priorFiguresOf } from '#shared/accounts/foreign/prior'
import { openBook, type Book } from '../book.svelte.ts'
import { call } from '../call.ts'
import { session } from '../session.svelte.ts'

/** The sheets that a year's accounts are made from. */
const yearSheets = [
  'projects',
  'entries',
  'receipts',
  'table-cells',
  'particulars',
  'texts',
  'score-sheets',
  'indicators',
  'figures',
] as const satisfies readonly SheetName[]

/**
 * 决算编制台. One year of one unit with its accounts, made anew in this browser at every change, one's own unsaved edits
 * among them, by the very code that the server submits with.
 */
export class YearDesk {
  readonly year: number
  readonly unit: { id: string; name: string }
  readonly book: Book
  readonly prior: PriorEdition | undefined
  /** What the year is made from, as it shows. */
  readonly input = $derived.by((): YearInput => {
    const rows = (name: SheetName): Row[] => this.book.rowsOf(name)
    return {
      year: this.year,
      unit: this.unit,
      rows: {
        projects: rows('projects'),
        entries: rows('entries'),
        receipts: rows('receipts'),
        cells: rows('table-cells'),
        particulars: rows('particulars'),
        texts: rows('texts'),
        scoreSheets: rows('score-sheets'),
        indicators: rows('indicators'),
      },
      registers: { functional: this.book.registerRows('functional-subjects'), economic: this.book.registerRows('economic-subjects') }, // prettier-ignore
      prior: this.prior,
    }
  })
  readonly accounts: YearAccounts = $derived.by(() => yearAccounts(this.input))

  constructor(of: { year: number; unit: { id: string; name: string } }, book: Book, prior: PriorEdition | undefined) {
    this.year = of.year
    this.unit = of.unit
    this.book = book
    this.prior = prior
  }

  /** 收录: the year's figures were taken over from a document. */
  get isRecorded(): boolean {
    return this.book.rowsOf('figures').length > 0
  }

  /** A row that a figure's source names. */
  rowOf(sheet: string, id: string): Row | undefined {
    const name = sheetNames.find((known) => known === sheet)
    return name && this.book.rowsOf(name).find((row) => row.id === id)
  }

  /** 单元格历史. Who changed a cell, newest first: entries of its row that touch its column. */
  readonly historyOf = async (sheet: string, row: string, column: string): Promise<readonly HistoryEntry[]> => {
    const name = sheetNames.find((known) => known === sheet)
    const source = name && this.book.models.get(name)?.options.source
    const entries = (await source?.history?.(row, column)) ?? []
    return entries.filter(({ cells }) => column in cells)
  }

  close(): void {
    this.book.close()
  }
}

/** Opens a year: its sheets, the registers that they name, and what last year's edition published. */
export async function openDesk(year: number, unit: { id: string; name: string }): Promise<YearDesk> {
  const [book, prior] = await Promise.all([openBook(placeOf(year, unit.id), yearSheets), priorOf(year - 1, unit.id)])
  return new YearDesk({ year, unit }, book, prior)
}

/** Who may not read editions sees the year without its forerunner. */
async function priorOf(year: number, unit: string): Promise<PriorEdition | undefined> {
  if (!session.may('editions:read')) return undefined
  const { editions } = await call.disclosure.list({ year, unit })
  const newest = editions.findLast(
    ({ state, publishedAt }) => state === 'recorded' || (publishedAt !== undefined && state !== 'withdrawn'),
  )
  if (!newest) return undefined
  const { content } = await call.disclosure.content({ year, unit, edition: newest.edition })
  return { year, unit, edition: newest.edition, figures: priorFiguresOf(content) }
}
