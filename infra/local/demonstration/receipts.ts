import { sum } from '#shared/base/amount'
import type { Cell } from '#shared/base/cell'
import { chanceOf, ulid } from './chance.ts'
import { payDay } from './ledger.ts'
import { seedRow, type SeedRow } from './seed.ts'

/** What a unit has beside what it is given month by month. */
interface Beside {
  /** fen of last year's money that pays December's expenditure under a subject, so that less is given */
  fromLastYear?: { functional: string; fen: number }
  /** bank interest of each quarter, in fen */
  interest?: { functional: string; fen: readonly [number, number, number, number] }
}

interface Given {
  month: number
  source: string
  functional: Cell
  fen: number
  memo: string
}

const order = (one: SeedRow, other: SeedRow): number => (one.id < other.id ? -1 : 1)

/**
 * 收入台账. Each month the treasury gives what the month spends, by functional subject and by whose money it is; so
 * income equals expenditure but for what is told beside.
 */
export function receiptRows(
  { projects, entries }: { projects: readonly SeedRow[]; entries: readonly SeedRow[] },
  { year, seed, ...beside }: { year: number; seed: number } & Beside,
): SeedRow[] {
  const chance = chanceOf(seed * 10_000 + year + 2_500)
  const funds = new Map(projects.map(({ id, cells }) => [id, String(cells.fund ?? 'general')]))
  const given = [...appropriations(entries, funds, beside), ...interestOf(beside)]
  return given
    .map(({ month, source, functional, fen, memo }, k) => {
      const day = payDay(year, month, source === 'other' ? 21 : 5)
      const id = ulid(chance, Date.parse(`${day}T00:00:00Z`) + k)
      return seedRow(id, { day, source, functional, amount: fen, memo })
    })
    .sort(order)
}

function appropriations(
  entries: readonly SeedRow[],
  funds: ReadonlyMap<string, string>,
  { fromLastYear }: Beside,
): Given[] {
  const monthOf = ({ cells }: SeedRow): number => Number(String(cells.day).slice(5, 7))
  const fundOf = ({ cells }: SeedRow): string => funds.get(String(cells.project)) ?? 'general'
  const groups = Map.groupBy(entries, (entry) => `${monthOf(entry)}|${fundOf(entry)}|${String(entry.cells.functional)}`)
  return [...groups].map(([key, rows]) => {
    const [month = '', source = '', functional = ''] = key.split('|')
    const spent = sum(rows.map(({ cells }) => Number(cells.amount)))
    const less = month === '12' && fromLastYear?.functional === functional ? fromLastYear.fen : 0
    return { month: Number(month), source, functional, fen: spent - less, memo: `${month}月${sourceWord(source)}拨款` }
  })
}

const sourceWord = (source: string): string => (source === 'fund' ? '政府性基金预算' : '一般公共预算')

const interestOf = ({ interest }: Beside): Given[] =>
  (interest?.fen ?? []).map((fen, k) => ({
    month: 3 * (k + 1),
    source: 'other',
    functional: interest?.functional ?? null,
    fen,
    memo: `${k + 1}季度存款利息`,
  }))
