import type { BatchId, CellOutcome, RowOutcome } from '#shared/base/changes'
import type { ColumnKey } from '#shared/base/cell'
import type { Event } from '#shared/base/event'
import type { RowId } from '#shared/base/sheet'
import type { Heading } from './change.ts'
import { latestEvents } from './history.ts'
import { batchKey } from './layout.ts'
import { accountKey, accountOf } from './people/account.ts'
import { keyOf } from './row.ts'
import type { Store } from './store.ts'

/** So many rows that clash are answered with who was there first; of more, the value alone is told. */
const ROWS = 20

/** Events looked at for one row. */
const DEPTH = 25

/** Says of cells that clash who put there what stands now, and when. */
export async function whoElse(store: Store, heading: Heading, others: readonly RowOutcome[]): Promise<RowOutcome[]> {
  const clashing = others.filter(({ cells }) => cells?.some(clashes)).slice(0, ROWS)
  if (clashing.length === 0) return [...others]
  const found = await Promise.all(clashing.map(({ row }) => eventsOf(store, heading, row)))
  const events = new Map(clashing.map(({ row }, i) => [row, found[i] ?? []]))
  const actors = found.flat().map(({ by }) => by)
  const names = await namesOf(store, actors)
  return others.map((row) => {
    const { cells } = row
    if (!cells || !events.has(row.row)) return row
    return { ...row, cells: cells.map((cell) => told(cell, events.get(row.row) ?? [], names)) }
  })
}

const clashes = (cell: CellOutcome): boolean => cell.refusal === undefined

const eventsOf = (store: Store, { sheet, place }: Heading, row: RowId): Promise<Event[]> =>
  latestEvents(store, keyOf(store.district, sheet, place, row), { limit: DEPTH })

const touches = (column: ColumnKey) => (event: Event) => Object.hasOwn(event.cells, column)

function told(cell: CellOutcome, events: readonly Event[], names: ReadonlyMap<string, string>): CellOutcome {
  const event = clashes(cell) ? events.find(touches(cell.column)) : undefined
  if (!event) return cell
  const name = names.get(event.by)
  return { ...cell, by: event.by, at: event.at, ...(name === undefined ? {} : { name }) }
}

/** Names of accounts, as they are now; of one that is not there, none. */
export async function namesOf(store: Store, accounts: readonly string[]): Promise<Map<string, string>> {
  const ids = [...new Set(accounts)]
  const items = await store.read(ids.map((id) => accountKey(store.district, id)))
  const names = new Map<string, string>()
  ids.forEach((id, i) => {
    const account = accountOf(id, items[i])
    if (account) names.set(id, account.name)
  })
  return names
}

/** What the user did in the batches of these events: pasted, typed, filled. */
export async function gesturesOf(store: Store, done: readonly Pick<Event, 'batch'>[]): Promise<Map<BatchId, string>> {
  const ids = [...new Set(done.map(({ batch }) => batch))].filter(Boolean)
  const items = await store.read(ids.map((id) => batchKey(store.district, id)))
  const gestures = new Map<BatchId, string>()
  ids.forEach((id, i) => {
    const gesture = items[i]?.gesture
    if (typeof gesture === 'string') gestures.set(id, gesture)
  })
  return gestures
}
