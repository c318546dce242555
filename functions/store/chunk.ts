import type { Actor } from '#shared/base/access'
import type { Applying } from './applying.ts'
import type { Heading, RowChange } from './change.ts'
import { headingOf, type Head } from './head.ts'
import { readChunk, rowsOfChunk, type Chunk, type ChunkRef } from './journal.ts'
import { doneKey } from './layout.ts'
import { outcomesText, summaryOf, type Outcomes } from './outcomes.ts'
import { accountKey, accountOf, actorOf, mayAct } from './people/account.ts'
import { keysFor, planRows, type Plan } from './plan.ts'
import { sightOf } from './sight.ts'
import type { Item, Store } from './store.ts'
import { transact } from './transact.ts'
import { agreed } from './decision.ts'
import type { Action } from './write.ts'

/** Tries before a chunk is left to the next message. */
const TRIES = 300

/**
 * Applies one chunk in one transaction: rows, events, companions, and the marker that says it is done. A cancelled or
 * unknown result is read again after a pause; the marker makes it exactly once.
 */
export async function applyChunk(ref: ChunkRef, head: Head, by: Applying): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    if (tries > 0) await by.store.pause(tries)
    const chunk = await readChunk(by.store, ref)
    if (!chunk) return
    const plan = await agreed(ref.batch, head, await planChunk(chunk, ref, head, by), by)
    const sent = await transact(by.store, [...plan.actions, marker(by.store, ref, plan.outcomes)])
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

/** The chunk is done, and this is what became of its rows. Only one transaction can say so. */
function marker({ tables, district }: Store, { batch, journal, k }: ChunkRef, outcomes: Outcomes): Action {
  const summary = JSON.stringify(summaryOf(outcomes))
  const Item = { ...doneKey(district, batch, journal, k), summary, outcomes: outcomesText(outcomes) }
  return { Put: { TableName: tables.state, Item, ConditionExpression: 'attribute_not_exists(pk)' } }
}
