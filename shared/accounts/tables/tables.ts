import type { Figure } from '#shared/base/figure'
import { receiptSources } from '#shared/budget/receipts'
import { comparedWithLastYear } from '../narrative/narrative-figures.ts'
import type { AccountTable } from '../table.ts'
import type { AccountsTemplate } from '../template.ts'
import { wuhan } from '../templates/wuhan.ts'
import type { YearInput } from '../year.ts'
import { bookOf, publishedOf, put, type Book } from './book.ts'
import { settleOriginal, settleProjects } from './budgets.ts'
import { differencesOf, type CellDifference } from './differences.ts'
import { settleEconomic, settleOfficial } from './economic.ts'
import { gapsOf, type Gap } from './gaps.ts'
import { tableOf, type Codes } from './layout.ts'
import { postEntries, postReceipts } from './ledger.ts'
import { settleFiscal, settleOverall } from './overall.ts'
import { settleParticulars } from './particulars.ts'
import { settleAppropriated, settleExpenditure, settleFunds, settleIncome } from './spent.ts'

/** 九张表 of a year: their figures with all that these rest on, the tables themselves, and what is to be looked at. */
export interface YearTables {
  template: string
  figures: Figure[]
  tables: AccountTable[]
  /** cells with an entered and a worked-out amount */
  differences: CellDifference[]
  /** what is missing although something else asks for it */
  gaps: Gap[]
}

const sourceLabels = new Map<string, string>(receiptSources.map(({ value, label }) => [value, label]))

/**
 * 九张表. From the ledger's entries and receipts, from entered and imported cells, which go before, and from last
 * year's edition. A cell for which there is nothing has no figure: it prints as a blank, which is not a zero. Amounts
 * are in fen, sums are exact, and each figure says what it is over. Equal input gives equal tables.
 */
export function tablesOf(input: YearInput, template: AccountsTemplate = wuhan): YearTables {
  const book = bookOf(input, template)
  const codes = settleAll(book)
  const tables = template.tables.map((form) => tableOf(book, form, codes))
  return {
    template: template.name,
    figures: inOrder(book, tables),
    tables,
    differences: differencesOf(book),
    gaps: gapsOf(book, codes),
  }
}

/** Lower tables before those that tell their sums again. */
function settleAll(book: Book): Codes {
  const { leaves, outlays } = postEntries(book)
  const receipts = postReceipts(book, sourceLabels)
  settleProjects(book, outlays)
  const income = settleIncome(book, receipts)
  const spent = settleExpenditure(book, outlays)
  const general = settleAppropriated(book, 't05', outlays)
  const economic = settleEconomic(book, leaves)
  settleOfficial(book, leaves)
  const funds = settleFunds(book, outlays, receipts)
  const capital = settleAppropriated(book, 't09', outlays)
  settleOverall(book, receipts, spent)
  settleFiscal(book, [...general, ...funds, ...capital])
  settleOriginal(book, general)
  settleParticulars(book)
  settlePrior(book)
  return { '01': spent, '02': income, '03': spent, '04': [...general, ...funds, ...capital], '05': general, '06': economic, '08': funds, '09': capital } // prettier-ignore
}

/** 上年数 that the narrative compares with: `prior.ID`, never typed. */
function settlePrior(book: Book): void {
  for (const { before } of Object.values(comparedWithLastYear)) {
    const id = before.replace(/^prior\./, '')
    const worth = publishedOf(book, id)
    if (worth) put(book, before, { label: `上年${book.input.prior?.figures.get(id)?.label ?? ''}`, place: '上年决算' }, worth) // prettier-ignore
  }
}

/** Figures as the tables print them, then all the others as they came. */
function inOrder({ figures }: Book, tables: readonly AccountTable[]): Figure[] {
  const printed = tables.flatMap(({ sides }) => sides.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells)))
  const ids = [...printed.filter((id) => id !== null), ...figures.keys()]
  return [...new Set(ids)].flatMap((id) => figures.get(id) ?? [])
}
