import { hash } from 'node:crypto'
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { FeedEntry } from '#shared/base/contract'
import { refusal } from '#shared/base/refusal'
import { feedEntryKey, feedHeadKey } from './layout.ts'
import type { Store } from './store.ts'

/**
 * The epoch in which a feed begins; a rebuild starts the next. Feeds of single units bear a mark of their own behind the
 * number, so that a cursor of one never fits another.
 */
export function firstEpoch(feed: string): string {
  const [, unit] = feed.split('#')
  return feed.startsWith('CASES#') && unit !== undefined ? `1U${hash('sha256', unit).slice(0, 8).toUpperCase()}` : '1'
}

export const nextEpoch = (epoch: string): string => `${Number.parseInt(epoch, 10) + 1}${epoch.replace(/^\d+/, '')}`

/** Where a feed is: its epoch, and the number of its newest entry. */
const FeedHead = z.object({ epoch: z.string(), n: z.int() })
export type FeedHead = z.infer<typeof FeedHead>

/** Rows that changed together, as the projector appended them: one number, one item. */
const Page = z.object({ n: z.int(), rows: z.string() })

const Rows = z.array(FeedEntry.omit({ n: true }))
export type FeedRow = z.infer<typeof Rows>[number]

/** Of a feed that has no entry yet, the beginning. */
export async function readFeedHead(store: Store, feed: string): Promise<FeedHead> {
  const [item] = await store.read([feedHeadKey(store.district, feed)])
  return item ? FeedHead.parse(item) : { epoch: firstEpoch(feed), n: 0 }
}

export const cursorOf = ({ epoch, n }: FeedHead): string => `${epoch}.${n}`

export interface Followed {
  entries: FeedEntry[]
  cursor: string
  more: boolean
}

/**
 * 跟读. The entries after a cursor, without a gap: numbers follow one another, and where one is missing, because it is
 * too old or the feed was rebuilt, the reader is told to open anew.
 * @throws feed/new-epoch
 */
export async function follow(store: Store, feed: string, cursor: string): Promise<Followed> {
  const head = await readFeedHead(store, feed)
  const [epoch = '', digits = ''] = cursor.split('.')
  const seen = Number(digits)
  if (epoch !== head.epoch || seen > head.n) throw refusal('feed/new-epoch', { epoch: head.epoch })
  if (seen === head.n) return { entries: [], cursor, more: false }
  const pages = await pagesAfter(store, feed, seen)
  if (pages.some(({ n }, i) => n !== seen + 1 + i) || pages.length === 0)
    throw refusal('feed/new-epoch', { epoch: head.epoch })
  const last = seen + pages.length
  const entries = pages.flatMap(({ n, rows }) => Rows.parse(JSON.parse(rows)).map((row) => ({ ...row, n })))
  return { entries, cursor: cursorOf({ epoch, n: last }), more: last < head.n }
}

/** One page of the table: at most 1 MB. */
async function pagesAfter(store: Store, feed: string, seen: number): Promise<z.infer<typeof Page>[]> {
  const first = feedEntryKey(store.district, feed, seen + 1)
  const last = feedEntryKey(store.district, feed, 999_999_999_999_999)
  const found = await store.db.send(
    new QueryCommand({
      TableName: store.tables.state,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: { ':pk': first.pk, ':first': first.sk, ':last': last.sk },
    }),
  )
  return (found.Items ?? []).map((item) => Page.parse(item))
}
