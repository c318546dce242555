import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { indexes, unfinishedBatches, unfinishedEditions, unfinishedImports, type Key } from './layout.ts'
import type { Item, Store } from './store.ts'

/** Batches younger than this are being applied. */
const GRACE = 60_000

/** Taken up in one sweep; the next one is minutes away. */
const MOST = 200

export interface Recovered {
  batches: number
  editions: number
  imports: number
}

/**
 * 续办. Sends batches that were accepted and not finished to the applier again, and signed editions that are due to the
 * publisher, and imports that have not moved on to whoever works at them. All readers may hear of the same thing twice. Answers how many of each.
 */
export async function recover(store: Store, now: string): Promise<Recovered> {
  const before = new Date(Date.parse(now) - GRACE).toISOString()
  const batches = await unfinished(store, unfinishedBatches(store.district), before)
  for (const { pk } of batches) await store.send('changes', { batch: pk.slice(pk.lastIndexOf('#') + 1) })
  const editions = await unfinished(store, unfinishedEditions(store.district), now)
  for (const { pk, sk } of editions) await store.send('editions', { pk, sk })
  const imports = await unfinished(store, unfinishedImports(store.district), before)
  for (const [i, item] of (await store.read(imports)).entries()) await resume(store, imports[i], item)
  return { batches: batches.length, editions: editions.length, imports: imports.length }
}

/** Files are checked by one function, rows are written and taken back by another. */
async function resume(store: Store, key: Key | undefined, item: Item | undefined): Promise<void> {
  if (!key || !item) return
  const { pk } = key
  const queue = item.state === 'checking' ? 'imports' : 'changes'
  await store.send(queue, { import: pk.slice(pk.lastIndexOf('#') + 1) })
}

async function unfinished({ db, tables }: Store, what: string, until: string): Promise<Key[]> {
  const found = await db.send(
    new QueryCommand({
      TableName: tables.state,
      IndexName: indexes.unfinished,
      Limit: MOST,
      KeyConditionExpression: 'unfinished = :what AND since <= :until',
      ExpressionAttributeValues: { ':what': what, ':until': until },
    }),
  )
  return (found.Items ?? []) as Key[]
}
