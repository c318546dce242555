import type { RowColumns } from '#shared/base/contract'
import type { Row } from '#shared/base/sheet'
import { creating, mint, signIn, type Person } from './client.ts'
import type { System } from './system.ts'

type Cell = string | number | boolean | null

/** The demonstration district's own year, as its accountant has it open. */
export interface Desk {
  accountant: Person
  place: string
  year: number
  unit: string
  projects: Row[]
  entries: Row[]
}

export const rowsOf = ({ rows, revs, columns }: RowColumns): Row[] =>
  rows.map((id, i) => ({
    id,
    rev: revs[i] ?? 0,
    cells: Object.fromEntries(columns.map(({ key, words, codes }) => [key, words[codes[i] ?? -1] ?? null])),
  }))

/** Signs the accountant in and opens the last whole fiscal year of the district's centre. */
export async function openDesk(system: System): Promise<Desk> {
  const accountant = await signIn(system, 'accountant')
  const { now } = await accountant.call.session.me()
  const { sheets } = await accountant.call.rows.open({ place: '', sheets: ['units'] })
  const centre = sheets.flatMap(rowsOf).find(({ cells }) => cells.kind === 'centre')
  if (!centre) throw new Error('The district has no centre')
  const year = Number(now.slice(0, 4)) - 1
  return { accountant, year, unit: centre.id, ...(await readYear(accountant, `${year}/${centre.id}`)) }
}

export async function readYear(person: Person, place: string): Promise<Pick<Desk, 'place' | 'projects' | 'entries'>> {
  const { sheets } = await person.call.rows.open({ place, sheets: ['projects', 'entries'] })
  const of = (name: string): Row[] => sheets.filter(({ sheet }) => sheet === name).flatMap(rowsOf)
  return { place, projects: of('projects'), entries: of('entries') }
}

/** New ledger rows like the ones that stand: `count` of them, one fen more each. */
export function someEntries({ entries }: Pick<Desk, 'entries'>, count: number): Record<string, Cell>[] {
  const [model] = entries
  if (!model) throw new Error('The year has no entries to take as a model')
  return Array.from({ length: count }, (_, i) => ({ ...model.cells, amount: 10_000 + i, memo: `补录${i}` }))
}

/** A change-set that creates such rows. */
export const newEntries = (desk: Desk, count: number): ReturnType<typeof creating> =>
  creating('entries', desk.place, someEntries(desk, count))

/** A change-set that sets `columns` cells of each row to new values. */
export function rewriting(desk: Pick<Desk, 'place'>, rows: readonly Row[], columns: readonly string[], round: number) {
  return {
    batch: mint(),
    sheet: 'entries' as const,
    place: desk.place,
    gesture: 'paste' as const,
    sets: {
      rows: rows.map(({ id }) => id),
      columns: columns.map((key) => {
        const words: Cell[] = []
        const code = (cell: Cell): number => {
          const at = words.indexOf(cell)
          return at >= 0 ? at : words.push(cell) - 1
        }
        return {
          key,
          before: rows.map(({ cells }) => code(cells[key] ?? null)),
          after: rows.map(({ cells }, i) => code(next(key, cells[key] ?? null, i, round))),
          words,
        }
      }),
    },
  }
}

/** A legal new value for a cell: amounts and texts change, days move within the year, references stay of their kind. */
function next(key: string, cell: Cell, row: number, round: number): Cell {
  if (key === 'amount') return 1_000 + ((row * 7 + round * 13) % 900_000)
  if (key === 'memo') return `第${round}次修改${row % 50}`
  if (key === 'day') return `${String(cell).slice(0, 5)}${String(((row + round) % 12) + 1).padStart(2, '0')}-15`
  return cell
}
