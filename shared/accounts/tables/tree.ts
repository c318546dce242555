import { settle, sumOf, type Book, type Worth } from './book.ts'

/** 类款项表. A table whose rows are functional subjects: what its lowest figures are, and how a row's own cells follow. */
export interface TreeForm {
  prefix: string
  /** columns that come from below: from the ledger, or from the rows of the next level */
  columns: readonly string[]
  /** figures of the ledger for a column of a row, by `CODE.COLUMN` */
  leaves: ReadonlyMap<string, readonly string[]>
  /** columns that follow from others of the same row where no lower row tells them, in this order */
  derived: readonly { column: string; of: (row: string) => Worth | undefined }[]
}

/** A code with the codes above it: 2060503, 20605, 206. */
const lineage = (code: string): string[] => [code, code.slice(0, 5), code.slice(0, 3)]

/**
 * Settles every cell of the table, from 项 up to 合计, and gives the codes that have figures, in the form's order.
 * A cell is the sum of the ledger's figures; above the lowest level, of the rows below it; 合计 of the classes.
 */
export function settleTree(book: Book, form: TreeForm): string[] {
  const codes = codesOf(book, form)
  const below = Map.groupBy(codes, (code) => (code.length === 3 ? 'total' : code.slice(0, -2)))
  for (const code of [...codes].sort((a, b) => b.length - a.length)) settleRow(book, form, code, below.get(code) ?? [])
  settleRow(book, form, 'total', below.get('total') ?? [])
  return codes
}

function codesOf({ entered }: Book, { prefix, leaves }: TreeForm): string[] {
  const own = [...leaves.keys()].map((key) => key.replace(/\..*$/, ''))
  const typed = [...entered.keys()].filter((id) => id.startsWith(`${prefix}.`)).map((id) => id.split('.')[1] ?? '')
  const known = [...own, ...typed].filter((code) => /^\d+$/.test(code))
  return [...new Set(known.flatMap(lineage))].sort()
}

function settleRow(book: Book, { prefix, columns, leaves, derived }: TreeForm, row: string, below: readonly string[]) {
  const id = (column: string): string => `${prefix}.${row}.${column}`
  const under = (column: string): string[] => [
    ...(leaves.get(`${row}.${column}`) ?? []),
    ...below.map((code) => `${prefix}.${code}.${column}`),
  ]
  for (const column of columns) settle(book, id(column), sumOf(book, under(column)))
  for (const { column, of } of derived) settle(book, id(column), sumOf(book, under(column)) ?? of(row))
}

/** Leaves of a tree by `CODE.COLUMN`. */
export function byCell<T>(items: readonly T[], cell: (item: T) => { key: string; id: string } | undefined) {
  const found = new Map<string, string[]>()
  for (const item of items) {
    const at = cell(item)
    if (at) found.set(at.key, [...(found.get(at.key) ?? []), at.id])
  }
  return found
}
