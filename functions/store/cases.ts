import type { Actor } from '#shared/base/access'
import type { FeedEntry } from '#shared/base/contract'
import type { Row, Sheet } from '#shared/base/sheet'
import { monthOf, type Month } from '#shared/cases/queue'
import { indexes, monthIndexes, type Key } from './layout.ts'
import { queryAll } from './query.ts'
import { rowIdOf, rowOf } from './row.ts'
import type { Store } from './store.ts'

interface Looking {
  actor: Actor
  now: string
}

/** Keys of the cases that came in during a month. */
export async function keysOfMonth(store: Store, month: Month): Promise<Key[]> {
  const found = await Promise.all(
    monthIndexes(store.district, month).map((shard) =>
      queryAll(store, {
        TableName: store.tables.state,
        IndexName: indexes.gsi1,
        KeyConditionExpression: 'gsi1pk = :shard',
        ExpressionAttributeValues: { ':shard': shard },
      }),
    ),
  )
  return found.flat().map(({ pk, sk }) => ({ pk, sk }))
}

/** The cases of the running month that somebody sees. */
export async function casesSeen(store: Store, sheet: Sheet, { actor, now }: Looking): Promise<Row[]> {
  const keys = await keysOfMonth(store, monthOf({ received: now }) ?? '')
  const items = await store.read(keys)
  const rows = items.flatMap((item) => (item ? [rowOf(sheet, rowIdOf(sheet, item), item)] : []))
  return rows.filter((row) => sheet.sight?.sees(actor, row, now) !== false)
}

/** Entries of a feed without those about rows that somebody does not see. */
export function entriesSeen(entries: readonly FeedEntry[], sheet: Sheet, { actor, now }: Looking): FeedEntry[] {
  const { sight } = sheet
  if (!sight || sight.whole(actor)) return [...entries]
  return entries.filter(
    ({ row, rev, cells, sheet: of }) =>
      of !== sheet.name || (cells !== null && sight.sees(actor, { id: row, rev, cells }, now)),
  )
}
