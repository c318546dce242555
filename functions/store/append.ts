import type { Row, Sheet } from '#shared/base/sheet'
import { monthOf, type Month } from '#shared/cases/queue'
import { readFeedHead, type FeedHead, type FeedRow } from './feed.ts'
import { familyKey, feedEntryKey, feedHeadKey, placesKey, type Key } from './layout.ts'
import { rowOf } from './row.ts'
import type { Item, Store } from './store.ts'
import { shows, type Family } from './tiles/family.ts'
import { transact } from './transact.ts'
import type { Action } from './write.ts'

/** A row that changed: where it stands, and what it is. */
export interface Changed {
  key: Key
  sheet: Sheet
  id: string
  /** months in which it was to be found */
  left?: ReadonlySet<Month>
}

/** What is written down of a feed besides its entries. */
export interface FeedOf {
  name: string
  /** the fiscal year and unit, where the feed is one's: listed with the first entry */
  place: string | undefined
  /** of cases: who reads it */
  family?: Family
}

/** Rows and bytes in one entry's item, and entries in one transaction. */
const MOST = { rows: 100, bytes: 250_000, entries: 10 }

/** A reader comes back within this time, or opens anew. */
const LIFETIME = 30 * 24 * 60 * 60

/** What one projector knows of feeds: the head that its own last entry left, so that it need not be read again. */
export interface Appending {
  store: Store
  now: string
  heads: Map<string, FeedHead>
}

/**
 * Appends rows to their feed as they stand now. The rows are read after the head, and the head is moved on in the same
 * transaction: whatever another appends meanwhile takes the number away and makes this one read again, so the state of a
 * row never goes back along the feed, however often, late or out of order its changes are heard of. Answers the
 * revisions that readers now have.
 */
export async function append(feed: FeedOf, changed: readonly Changed[], by: Appending): Promise<number[]> {
  const revs: number[] = []
  for (let at = 0; at < changed.length; at += MOST.rows * MOST.entries) {
    revs.push(...(await appendSome(feed, changed.slice(at, at + MOST.rows * MOST.entries), by)))
  }
  return revs
}

async function appendSome(feed: FeedOf, changed: readonly Changed[], by: Appending): Promise<number[]> {
  const { store, now, heads } = by
  for (let tries = 0; ; tries++) {
    if (tries > 0) await store.pause(tries)
    const head = heads.get(feed.name) ?? (await readFeedHead(store, feed.name))
    const items = await store.read(changed.map(({ key }) => key))
    const rows = changed.map((change, i) => feedRow(change, items[i], feed))
    const pages = pagesOf(rows)
    heads.delete(feed.name)
    if ((await transact(store, appending(store, feed, head, pages, now))) === 'again') continue
    heads.set(feed.name, { ...head, n: head.n + pages.length })
    return rows.map(({ rev }) => rev)
  }
}

function feedRow(change: Changed, item: Item | undefined, { family }: FeedOf): FeedRow {
  const { sheet, id } = change
  if (!item) throw new Error(`${sheet.name} ${id} changed and is not there`)
  const row = rowOf(sheet, id, item)
  const { rev, cells, voided } = row
  if (family) return caseRow(change, row, { item, family })
  const by = typeof item.by === 'string' ? { by: item.by } : {}
  const at = typeof item.at === 'string' ? { at: item.at } : {}
  return { sheet: sheet.name, row: id, rev, cells: voided ? null : cells, ...by, ...at }
}

/** A case as its readers see it: whole, or gone from the months in which they had it, without who took it away. */
function caseRow(
  { sheet, left = new Set() }: Changed,
  row: Row,
  { item, family }: { item: Item; family: Family },
): FeedRow {
  const { id, rev, cells } = row
  const is = monthOf(cells)
  const months = is === undefined ? [] : [is]
  const of = { sheet: sheet.name, row: id, rev }
  if (!shows(family, row)) return { ...of, cells: null, leave: [...new Set([...left, ...months])].sort() }
  const leave = [...left].filter((month) => month !== is).sort()
  const who = { by: String(item.by), at: String(item.at) }
  return { ...of, cells, ...who, ...(leave.length > 0 ? { leave } : {}) }
}

/** Rows as texts, each small enough for one item. */
function pagesOf(rows: readonly FeedRow[]): string[] {
  const pages: string[][] = []
  let left = { rows: 0, bytes: 0 }
  for (const row of rows) {
    const text = JSON.stringify(row)
    const bytes = Buffer.byteLength(text) + 1
    if (left.rows === 0 || left.bytes < bytes) {
      pages.push([])
      left = { ...MOST }
    }
    pages.at(-1)?.push(text)
    left = { rows: left.rows - 1, bytes: left.bytes - bytes }
  }
  return pages.map((page) => `[${page.join(',')}]`)
}

function appending(store: Store, feed: FeedOf, head: FeedHead, pages: readonly string[], now: string): Action[] {
  const { tables, district } = store
  const ttl = Math.floor(Date.parse(now) / 1000) + LIFETIME
  const entries = pages.map((rows, i): Action => {
    const n = head.n + 1 + i
    const Item = { ...feedEntryKey(district, feed.name, n), n, rows, ttl }
    return { Put: { TableName: tables.state, Item, ConditionExpression: 'attribute_not_exists(pk)' } }
  })
  return [headAction(store, feed, head, pages.length), ...entries, ...listing(store, feed, head)]
}

function headAction({ tables, district }: Store, { name }: FeedOf, { epoch, n }: FeedHead, more: number): Action {
  const began = n > 0
  return {
    Update: {
      TableName: tables.state,
      Key: feedHeadKey(district, name),
      UpdateExpression: 'SET epoch = :epoch, n = :next',
      ConditionExpression: began ? 'epoch = :epoch AND n = :n' : 'attribute_not_exists(pk)',
      ExpressionAttributeValues: { ':epoch': epoch, ':next': n + more, ...(began ? { ':n': n } : {}) },
    },
  }
}

/** The first entry of a fiscal year puts it on the list of places, that of readers of cases on theirs. */
function listing({ tables, district }: Store, { name, place, family }: FeedOf, { n }: FeedHead): Action[] {
  if (n === 0 && family) return [{ Put: { TableName: tables.state, Item: familyKey(district, name) } }]
  if (n > 0 || place === undefined) return []
  return [{ Put: { TableName: tables.state, Item: { ...placesKey(district, place), place } } }]
}
