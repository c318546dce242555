import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { Month } from '#shared/cases/queue'
import { familyKey, monthKey } from '../layout.ts'
import { queryAll } from '../query.ts'
import type { Store } from '../store.ts'
import { familyOf, type Family } from './family.ts'

const noted = new WeakMap<Store, Set<Month>>()

/** Writes down that there are cases of these months; each once for a process. */
export async function noteMonths(store: Store, months: readonly Month[]): Promise<void> {
  const known = noted.get(store) ?? new Set<Month>()
  noted.set(store, known)
  for (const month of new Set(months)) {
    if (known.has(month)) continue
    await store.db.send(new PutCommand({ TableName: store.tables.state, Item: monthKey(store.district, month) }))
    known.add(month)
  }
}

async function listed(store: Store, keyOf: typeof monthKey): Promise<string[]> {
  const items = await queryAll(store, {
    TableName: store.tables.state,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keyOf(store.district, '').pk },
  })
  return items.map(({ sk }) => sk)
}

/** Every month from the first in which a case came in up to that of an instant, or the last that is known. */
export async function monthsOfCases(store: Store, until: Month): Promise<Month[]> {
  const known = await listed(store, monthKey)
  const [first = until] = known
  const last = [until, ...known].sort().at(-1) ?? until
  const months: Month[] = []
  for (let month = first; month <= last; month = after(month)) months.push(month)
  return months
}

function after(month: Month): Month {
  const [year = 0, nth = 0] = month.split('-').map(Number)
  return nth === 12 ? `${year + 1}-01` : `${year}-${String(nth + 1).padStart(2, '0')}`
}

/** Readers whose feed has begun. */
export async function familiesKnown(store: Store): Promise<Family[]> {
  const feeds = await listed(store, familyKey)
  return feeds.map((feed) => familyOf(feed.split('#')[1]))
}
