import type { Actor } from '#shared/base/access'
import type { FeedEntry } from '#shared/base/contract'
import { dayIn } from '#shared/base/day'
import type { Row, Sheet } from '#shared/base/sheet'
import { monthOf, queues, type Month } from '#shared/cases/queue'
import { isBehind } from '#shared/cases/states'
import { indexes, monthIndexes, queueIndexes, type Key } from './layout.ts'
import { queryAll, queryPage } from './query.ts'
import { rowIdOf, rowOf } from './row.ts'
import type { Item, Store } from './store.ts'

interface Looking {
  actor: Actor
  now: string
}

/** Lines of a queue on one page. */
const PAGE = 200

/** Keys of the cases that came in during a month, from an instant on. */
export async function keysOfMonth(store: Store, month: Month, from = ''): Promise<Key[]> {
  const found = await Promise.all(
    monthIndexes(store.district, month).map((shard) =>
      queryAll(store, {
        TableName: store.tables.state,
        IndexName: indexes.gsi1,
        KeyConditionExpression: `gsi1pk = :shard${from === '' ? '' : ' AND gsi1sk >= :from'}`,
        ExpressionAttributeValues: { ':shard': shard, ...(from === '' ? {} : { ':from': from }) },
      }),
    ),
  )
  return found.flat().map(({ pk, sk }) => ({ pk, sk }))
}

/** A part of a queue in its order, and behind which line the next begins. */
interface Lines {
  keys: Key[]
  after?: string
}

/** The next lines of a queue, from all its partitions together. */
async function linesOf(store: Store, who: string, { after = '', newest = false }): Promise<Lines> {
  const pages = await Promise.all(
    queueIndexes(store.district, who).map((shard) => somePage(store, shard, { after, newest })),
  )
  const order = newest ? -1 : 1
  const lines = pages.flat().sort((one, other) => (String(one.gsi2sk) < String(other.gsi2sk) ? -order : order))
  const taken = lines.slice(0, PAGE)
  const keys = taken.map(({ pk, sk }) => ({ pk, sk }))
  return lines.length > PAGE ? { keys, after: String(taken.at(-1)?.gsi2sk) } : { keys }
}

const somePage = (
  store: Store,
  shard: string,
  { after, newest }: { after: string; newest: boolean },
): Promise<Item[]> =>
  queryPage(store, {
    IndexName: indexes.gsi2,
    ScanIndexForward: !newest,
    Limit: PAGE + 1,
    KeyConditionExpression: `gsi2pk = :shard${after === '' ? '' : ' AND gsi2sk > :after'}`,
    ExpressionAttributeValues: { ':shard': shard, ...(after === '' ? {} : { ':after': after }) },
  })

/** How many cases wait for somebody. */
export async function waitingFor(store: Store, who: string): Promise<number> {
  const lines = await Promise.all(
    queueIndexes(store.district, who).map((shard) =>
      queryAll(store, {
        TableName: store.tables.state,
        IndexName: indexes.gsi2,
        KeyConditionExpression: 'gsi2pk = :shard',
        ExpressionAttributeValues: { ':shard': shard },
        ProjectionExpression: 'pk',
      }),
    ),
  )
  return lines.flat().length
}

/** Rows that somebody sees who sees too little for tiles, and behind which line of his queue the next page begins. */
export interface CasePage {
  rows: Row[]
  after?: string
}

/** 窄视野. What somebody took in today, and the queue of those who call back. */
export async function casesSeen(
  store: Store,
  sheet: Sheet,
  { actor, now, after }: Looking & { after?: string | undefined },
): Promise<CasePage> {
  const own = actor.roles.includes('intake') && after === undefined ? await keysOfToday(store, now) : []
  const queue = actor.roles.includes('call-back')
    ? await linesOf(store, queues.callBack, after === undefined ? {} : { after })
    : { keys: [] }
  const rows = await rowsAt(store, sheet, [...own, ...queue.keys])
  const seen = rows.filter((row) => !row.voided && sheet.sight?.sees(actor, row, now) !== false)
  return { rows: unique(seen), ...('after' in queue ? { after: queue.after } : {}) }
}

const unique = (rows: readonly Row[]): Row[] => [...new Map(rows.map((row) => [row.id, row])).values()]

function keysOfToday(store: Store, now: string): Promise<Key[]> {
  const midnight = new Date(Date.parse(`${dayIn(now)}T00:00:00+08:00`)).toISOString()
  return keysOfMonth(store, monthOf({ received: now }) ?? '', midnight)
}

async function rowsAt(store: Store, sheet: Sheet, keys: readonly Key[]): Promise<Row[]> {
  const items = await store.read(keys)
  return items.flatMap((item) => (item ? [rowOf(sheet, rowIdOf(sheet, item), item)] : []))
}

/** Voided cases that somebody sees, the newest of them. */
export async function voidedCases(store: Store, sheet: Sheet, { actor, now }: Looking): Promise<Row[]> {
  const { keys } = await linesOf(store, queues.void, { newest: true })
  const rows = await rowsAt(store, sheet, keys)
  return rows.filter((row) => sheet.sight?.sees(actor, row, now) !== false)
}

/**
 * Entries of the feed of all cases for somebody who sees few of them: rows that he sees, whole; rows that he may have
 * seen and sees no more, as gone; of others nothing.
 */
export function entriesSeen(entries: readonly FeedEntry[], sheet: Sheet, { actor, now }: Looking): FeedEntry[] {
  const { sight } = sheet
  if (!sight || sight.whole(actor)) return [...entries]
  return entries.flatMap((entry): FeedEntry[] => {
    const { n, sheet: of, row, rev, cells } = entry
    if (of !== sheet.name || (cells && sight.sees(actor, { id: row, rev, cells }, now))) return [entry]
    const had = cells === null || cells.takenBy === actor.account || (actor.roles.includes('call-back') && isBehind(cells.state)) // prettier-ignore
    return had ? [{ n, sheet: of, row, rev, cells: null }] : []
  })
}
