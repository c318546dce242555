import type { Figure } from '#shared/base/figure'
import type { Row } from '#shared/base/sheet'
import { particularList, type Particular } from '../particular-list.ts'
import { put, wan, type Book } from './book.ts'

/** 其他数据: `x.KEY` of every particular that is told; a key without a value has no figure. */
export function settleParticulars(book: Book): void {
  const rows = new Map(book.input.rows.particulars.map((row) => [row.id, row]))
  for (const particular of particularList) {
    const row = rows.get(particular.key)
    const value = row && valueOf(row, particular)
    if (!row || !value) continue
    const from = { entered: { sheet: 'particulars', row: row.id, column: particular.of, rev: row.rev } }
    put(book, `x.${particular.key}`, { label: particular.label, place: '其他数据' }, { value, from }, shownOf(particular)) // prettier-ignore
  }
}

function valueOf({ cells }: Row, { of }: Particular): Figure['value'] | undefined {
  const cell = cells[of]
  if (of === 'day') return typeof cell === 'string' ? { words: cell } : undefined
  if (typeof cell !== 'number') return undefined
  return of === 'amount' ? { fen: cell } : { count: cell }
}

const shownOf = ({ of, unit = '' }: Particular): Figure['shown'] =>
  of === 'amount' ? wan : { unit: of === 'count' ? unit : '', decimals: 0 }
