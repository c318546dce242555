import type { BatchId } from '#shared/base/changes'
import type { ChangedCell, ChangedRow } from '#shared/base/contract'
import type { Event } from '#shared/base/event'
import type { Row, RowId } from '#shared/base/sheet'
import type { Heading } from './change.ts'
import { eventOf } from './event.ts'
import { headingOf, type Head } from './head.ts'
import { latestEvents } from './history.ts'
import { eventKey } from './layout.ts'
import { writtenIn } from './outcomes.ts'
import { partsSoFar } from './progress.ts'
import { keyOf, rowOf } from './row.ts'
import type { Rulebook } from './rulebook.ts'
import type { Store } from './store.ts'
import { namesOf } from './who.ts'

/** Rows in one page. */
const PAGE = 50

/** Events looked at to find out who has changed a cell since. */
const DEPTH = 25

interface Part {
  rulebook: Rulebook
  from: number
  /** rows that have gone out of the reader's sight are left out */
  sees: (row: Row) => boolean
}

/**
 * 改了什么. The rows that a batch wrote, from the `from`th on: each cell as it was, as the batch left it and as it stands
 * now, and who has changed it since. Told by the ledger's own events.
 */
export async function changedBy(store: Store, batch: BatchId, head: Head, { rulebook, from, sees }: Part) {
  const heading = headingOf(batch, head, rulebook)
  const written = (await partsSoFar(store, batch, head)).flatMap(writtenIn)
  const page = written.slice(from, from + PAGE)
  const keys = page.map(({ row }) => keyOf(store.district, heading.sheet, heading.place, row))
  const [events, rows] = await Promise.all([
    store.read(keys.map((key, i) => eventKey(key, page[i]?.rev ?? 0)), 'ledger'), // prettier-ignore
    store.read(keys),
  ])
  const told = page.map(({ row }, i) => {
    const [event, item] = [events[i], rows[i]]
    return { row, event: eventOf(event ?? {}), now: item && rowOf(heading.sheet, row, item) }
  })
  const seen = told.filter(({ now }) => now !== undefined && sees(now))
  const since = await latersOf(store, heading, seen)
  return {
    rows: seen.map((one) => changedRow(one, since.get(one.row) ?? [], since.names)),
    total: written.length,
    more: from + PAGE < written.length,
  }
}

interface Told {
  row: RowId
  event: Event
  now: Row | undefined
}

const isChanged = ({ event, now }: Told): boolean => now !== undefined && now.rev > event.rev

/** Later events of the rows that have them, with the names of whoever made them. */
async function latersOf(store: Store, { sheet, place }: Heading, told: readonly Told[]) {
  const changed = told.filter(isChanged)
  const found = await Promise.all(
    changed.map(({ row, event }) =>
      latestEvents(store, keyOf(store.district, sheet, place, row), { limit: DEPTH }).then((events) =>
        events.filter(({ rev }) => rev > event.rev),
      ),
    ),
  )
  const names = await namesOf(store, found.flat().map(({ by }) => by)) // prettier-ignore
  return Object.assign(new Map(changed.map(({ row }, i) => [row, found[i] ?? []])), { names })
}

function changedRow(
  { row, event, now }: Told,
  later: readonly Event[],
  names: ReadonlyMap<string, string>,
): ChangedRow {
  // prettier-ignore
  const cells = Object.entries(event.cells).map(([column, [before, after]]): ChangedCell => {
    const stands = now?.cells[column] ?? null
    const last = later.find((one) => Object.hasOwn(one.cells, column))
    const since = last && { at: last.at, name: names.get(last.by) ?? '', batch: last.batch }
    return { column, before, after, now: stands, ...(since ? { since } : {}) }
  })
  const { act, rev } = event
  return { row, rev, act, cells, stands: now?.cells ?? {}, ...(now?.voided ? { voided: true } : {}) }
}
