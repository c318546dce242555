import { differenceOf, publishedOf, settle, sumOf, together, type Book, type Worth } from './book.ts'
import type { Fund, Outlay, Receipt } from './ledger.ts'
import { byCell, settleTree } from './tree.ts'

/** Columns of 公开03表 whose sum is 本年支出合计. */
const spending = ['basic', 'project', 'upward', 'operating', 'subsidy'] as const

/** Columns of 公开02表 whose sum is 本年收入合计; the three appropriations share one. */
const earning = ['fiscal', 'superior', 'business', 'operating', 'affiliated', 'other'] as const

/** 财政拨款, the receipts that 公开04表 tells again. */
export const grants = ['general', 'fund', 'capital'] as const

const isGrant = (source: string): boolean => grants.some((grant) => grant === source)

const rowSum =
  (book: Book, prefix: string, columns: readonly string[]) =>
  (row: string): Worth | undefined =>
    sumOf(
      book,
      columns.map((column) => `${prefix}.${row}.${column}`),
    )

/** 公开02表. Receipts by functional subject and source. */
export const settleIncome = (book: Book, receipts: readonly Receipt[]): string[] =>
  settleTree(book, {
    prefix: 't02',
    columns: earning,
    leaves: byCell(receipts, ({ id, functional, source }) => ({ key: `${functional}.${isGrant(source) ? 'fiscal' : source}`, id })), // prettier-ignore
    derived: [{ column: 'total', of: rowSum(book, 't02', earning) }],
  })

/** 公开03表. All money, by functional subject and by the kind of its project. */
export const settleExpenditure = (book: Book, outlays: readonly Outlay[]): string[] =>
  settleTree(book, {
    prefix: 't03',
    columns: spending,
    leaves: byCell(outlays, ({ id, functional, column }) => ({ key: `${functional}.${column}`, id })),
    derived: [{ column: 'total', of: rowSum(book, 't03', spending) }],
  })

const appropriated = ['basic', 'project'] as const

/** 基本、项目 of one kind of appropriation by functional subject. */
const ofFund = (outlays: readonly Outlay[], fund: Fund) =>
  byCell(outlays, (outlay) =>
    outlay.fund === fund && (outlay.column === 'basic' || outlay.column === 'project')
      ? { key: `${outlay.functional}.${outlay.column}`, id: outlay.id }
      : undefined,
  )

/** 公开05表、公开09表. What was spent from the general public budget, and from the state capital operations budget. */
export const settleAppropriated = (book: Book, prefix: 't05' | 't09', outlays: readonly Outlay[]): string[] =>
  settleTree(book, {
    prefix,
    columns: appropriated,
    leaves: ofFund(outlays, prefix === 't05' ? 'general' : 'capital'),
    derived: [{ column: 'total', of: rowSum(book, prefix, appropriated) }],
  })

/** 公开08表. Government-managed funds: what was left, what came, what was spent, what is left, by functional subject. */
export function settleFunds(book: Book, outlays: readonly Outlay[], receipts: readonly Receipt[]): string[] {
  const income = byCell(receipts, ({ id, functional, source }) => source === 'fund' ? { key: `${functional}.income`, id } : undefined) // prettier-ignore
  const opened = openFunds(book)
  const cell = (row: string, column: string): string => `t08.${row}.${column}`
  return settleTree(book, {
    prefix: 't08',
    columns: ['opening', 'income', ...appropriated],
    leaves: new Map([...opened, ...income, ...ofFund(outlays, 'fund')]),
    derived: [
      { column: 'total', of: rowSum(book, 't08', appropriated) },
      {
        column: 'closing',
        of: (row) => {
          const words = { label: '可用资金', place: `表08 ${row}` }
          const available = together(book, cell(row, 'available'), words, [cell(row, 'opening'), cell(row, 'income')])
          return available === undefined ? undefined : differenceOf(book, available, cell(row, 'total'))
        },
      },
    ],
  })
}

/** 年初结转和结余 of each 项: last year's closing balance, as it was published. */
function openFunds(book: Book): Map<string, string[]> {
  const codes = [...(book.input.prior?.figures.keys() ?? [])].flatMap((id) => /^t08\.(\d{7})\.closing$/.exec(id)?.[1] ?? []) // prettier-ignore
  return new Map(
    codes.flatMap((code): [string, string[]][] => {
      const worth = publishedOf(book, `t08.${code}.closing`)
      const id = worth && settle(book, `prior.t08.${code}.closing`, worth, { label: '上年年末结转和结余', code })
      return id === undefined ? [] : [[`${code}.opening`, [id]]]
    }),
  )
}
