import type { Actor } from '#shared/base/access'
import type { BatchId } from '#shared/base/changes'
import type { Applying } from './applying.ts'
import type { Heading, RowChange } from './change.ts'
import { headingOf, type Head } from './head.ts'
import { readChunk, rowsOfChunk, type Chunk } from './journal.ts'
import { chunkKey, type Key } from './layout.ts'
import { outcomesText, type Outcomes } from './outcomes.ts'
import { accountKey, accountOf, actorOf, mayAct } from './people/account.ts'
import { keysFor, planRows, type Plan } from './plan.ts'
import { sightOf } from './sight.ts'
import type { Item } from './store.ts'
import { transact } from './transact.ts'
import { agreed } from './decision.ts'
import type { Action } from './write.ts'

export interface ChunkRef {
  batch: BatchId
  journal: string
  k: number
}

/** Tries before a chunk is left to the next message. */
const TRIES = 300

/**
 * Applies one chunk in one transaction: rows, events, companions, and the marker that says it is done. A cancelled or
 * unknown result is read again after a pause; the marker makes it exactly once.
 */
export async function applyChunk(ref: ChunkRef, head: Head, by: Applying): Promise<void> {
  const key = chunkKey(by.store.district, ref.batch, ref.journal, ref.k)
  for (let tries = 0; tries < TRIES; tries++) {
    if (tries > 0) await by.store.pause(tries)
    const chunk = await readChunk(by.store, ref.batch, ref.journal, ref.k)
    if (!chunk) throw new Error(`batch ${ref.batch} lost chunk ${ref.k} of its journal`)
    if (chunk.state === 'DONE') return
    const plan = await agreed(ref.batch, head, await planChunk(chunk, ref, head, by), by)
    const sent = await transact(by.store, [...plan.actions, marker(by.store.tables.state, key, plan.outcomes)])
    if (sent === 'done') return
  }
  throw new Error(`chunk ${ref.k} of batch ${ref.batch} is busy`)
}

/** Decides about the rows of a chunk with the roles that the batch's account holds now. */
export async function planChunk(chunk: Chunk, ref: Pick<ChunkRef, 'batch'>, head: Head, by: Applying): Promise<Plan> {
  const heading = headingOf(ref.batch, head, by.rulebook)
  const rows = await rowsOfChunk(by.store, chunk)
  return planAs(heading, rows, head, by)
}

async function planAs(heading: Heading, rows: readonly RowChange[], head: Head, by: Applying): Promise<Plan> {
  const account = accountKey(by.store.district, head.by)
  const now = by.now()
  const sight = sightOf(by.store, now)
  await sight.load([account, ...keysFor(by.store, heading, rows, by.rulebook)])
  const actor = actorFrom(sight.item(account), head)
  return planRows(heading, rows, sight, { ...by, actor, now, attended: false })
}

/** Who was dismissed, or is gone, has no rights left; a fresh factor shown at acceptance still counts. */
export function actorFrom(item: Item | undefined, { by, fresh }: Pick<Head, 'by' | 'fresh'>): Actor {
  const account = accountOf(by, item)
  const name = account?.name ?? ''
  if (mayAct(account)) return actorOf(account, fresh)
  return { account: by, name, unit: '', roles: [], rights: new Set(), fresh: false }
}

/** The chunk is done: its outcomes stay, its body and its lifetime go. */
function marker(TableName: string, Key: Key, outcomes: Outcomes): Action {
  return {
    Update: {
      TableName,
      Key,
      UpdateExpression: 'SET #state = :done, outcomes = :outcomes REMOVE #ttl, body, #file',
      ConditionExpression: '#state = :pending',
      ExpressionAttributeNames: { '#state': 'state', '#ttl': 'ttl', '#file': 'file' },
      ExpressionAttributeValues: { ':done': 'DONE', ':pending': 'PENDING', ':outcomes': outcomesText(outcomes) },
    },
  }
}
