import { PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { BatchId } from '#shared/base/changes'
import type { Row, Sheet } from '#shared/base/sheet'
import { monthOf, type Month } from '#shared/cases/queue'
import { keysOfMonth } from '../cases.ts'
import { nextEpoch, readFeedHead } from '../feed.ts'
import { feedHeadKey, rebuildKey } from '../layout.ts'
import type { Store } from '../store.ts'
import { transact } from '../transact.ts'
import type { Action } from '../write.ts'
import { familiesOf, familyOf, type Family } from './family.ts'
import { rowsFromLedger } from './ledger.ts'
import { writeTile } from './make.ts'
import { manifestItem, TileLine } from './manifest.ts'
import { familiesKnown, monthsOfCases } from './months.ts'

/** How far a rebuild is: months to go, where each feed was when it began, and the tiles made so far, by feed and month. */
const Progress = z.object({
  id: z.string(),
  by: z.string(),
  at: z.string(),
  /** when it last made a step */
  moved: z.string(),
  left: z.array(z.string()),
  heads: z.record(z.string(), z.object({ epoch: z.string(), n: z.int() })),
  made: z.record(z.string(), z.record(z.string(), TileLine)),
})
type Progress = z.infer<typeof Progress>

export async function rebuildProgress(store: Store): Promise<Progress | undefined> {
  const [item] = await store.read([rebuildKey(store.district)])
  return typeof item?.progress === 'string' ? Progress.parse(JSON.parse(item.progress)) : undefined
}

const keep = ({ db, tables, district }: Store, progress: Progress) =>
  db.send(
    new PutCommand({ TableName: tables.state, Item: { ...rebuildKey(district), progress: JSON.stringify(progress) } }),
  )

/**
 * 重建瓦片. Begins to make every tile anew from the ledger; the same id again tells how far that is. Nothing changes for
 * readers until all of it is made: then each feed begins a new epoch, in the transaction that brings its new tiles.
 */
export async function beginRebuild(
  store: Store,
  { id, by, now }: { id: BatchId; by: string; now: string },
): Promise<Progress> {
  const known = await rebuildProgress(store)
  if (known?.id === id) return spurred(store, known, now)
  const heads: Progress['heads'] = {}
  for (const { feed } of await familiesKnown(store)) heads[feed] = await readFeedHead(store, feed)
  const left = await monthsOfCases(store, monthOf({ received: now }) ?? '')
  const progress: Progress = { id, by, at: now, moved: now, left, heads, made: {} }
  await keep(store, progress)
  return spurred(store, progress, now)
}

/** Seconds after which a rebuild that made no step counts as forgotten. */
const FORGOTTEN = 120

/** Sets it going; should its message be lost, whoever asks how far it is sets it going again. */
async function spurred(store: Store, progress: Progress, now: string): Promise<Progress> {
  const still = (Date.parse(now) - Date.parse(progress.moved)) / 1000
  if (progress.left.length > 0 && (progress.moved === now || still > FORGOTTEN))
    await store.send('changes', { rebuild: progress.id }).catch(() => undefined)
  return progress
}

interface Rebuilding {
  store: Store
  sheet: Sheet
  now: () => string
  mayGoOn: () => boolean
}

/** Makes month after month as long as there is time, and goes on with another message; at the end, switches over. */
export async function rebuild(id: BatchId, by: Rebuilding): Promise<void> {
  const progress = await rebuildProgress(by.store)
  if (progress?.id !== id) return
  while (progress.left.length > 0) {
    if (!by.mayGoOn()) return by.store.send('changes', { rebuild: id })
    const [month = ''] = progress.left
    await remake(month, progress, by)
    progress.left.shift()
    progress.moved = by.now()
    await keep(by.store, progress)
  }
  for (const family of familiesIn(progress)) await switchOver(family, progress, by)
}

async function remake(month: Month, { made }: Progress, { store, sheet }: Rebuilding): Promise<void> {
  const rows = await rowsFromLedger(store, sheet, await keysOfMonth(store, month))
  for (const [feed, shown] of byFamily(rows.filter((row) => !row.voided))) {
    const line = await writeTile(store, { family: familyOf(feed.split('#')[1]), month, sheet }, shown)
    if (line) made[feed] = { ...made[feed], [month]: line }
  }
}

function byFamily(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    for (const { feed } of familiesOf(row.cells)) {
      const shown = found.get(feed) ?? []
      shown.push(row)
      found.set(feed, shown)
    }
  }
  return found
}

const familiesIn = ({ heads, made }: Progress): Family[] =>
  [...new Set([...Object.keys(heads), ...Object.keys(made)])].map((feed) => familyOf(feed.split('#')[1]))

/** The new epoch and its tiles are there together. What came into the feed meanwhile follows behind them. */
async function switchOver(family: Family, { heads, made }: Progress, { store, now }: Rebuilding): Promise<void> {
  for (let tries = 0; ; tries++) {
    if (tries > 0) await store.pause(tries)
    const head = await readFeedHead(store, family.feed)
    const begun = heads[family.feed] ?? { ...head, n: 0 }
    if (head.epoch !== begun.epoch) return
    const epoch = nextEpoch(head.epoch)
    const Item = manifestItem(store.district, family, { epoch, n: begun.n, at: now(), months: made[family.feed] ?? {} })
    const sent = await transact(store, [
      newEpoch(store, family, { head, epoch }),
      { Put: { TableName: store.tables.state, Item } },
    ])
    if (sent === 'done') return
  }
}

function newEpoch(
  { tables, district }: Store,
  { feed }: Family,
  { head, epoch }: { head: { epoch: string; n: number }; epoch: string },
): Action {
  const began = head.n > 0
  return {
    Update: {
      TableName: tables.state,
      Key: feedHeadKey(district, feed),
      UpdateExpression: 'SET epoch = :next, n = :n',
      ConditionExpression: began ? 'epoch = :epoch AND n = :n' : 'attribute_not_exists(pk)',
      ExpressionAttributeValues: { ':next': epoch, ':n': head.n, ...(began ? { ':epoch': head.epoch } : {}) },
    },
  }
}
