import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda'
import { append, type Appending, type Changed, type FeedOf } from '#functions/store/append'
import type { Key } from '#functions/store/layout'
import { locate, type Located } from '#functions/store/locate'
import type { Rulebook } from '#functions/store/rulebook'
import type { Store } from '#functions/store/store'
import type { Month } from '#shared/cases/queue'
import { noteMonths } from '#functions/store/tiles/months'
import { refreshWhenDue } from '#functions/store/tiles/refresh'
import { caseChange } from './case-feeds.ts'

export interface Projecting {
  store: Store
  rulebook: Pick<Rulebook, 'sheets'>
  now: () => string
  /** by feed and row, the newest revision that this instance has appended: what is heard of again needs no second entry */
  told: Map<string, number>
  /** heads of feeds as this instance left them */
  heads: Appending['heads']
  /** hears of what can't be projected */
  failed: (error: unknown) => void
}

/** A change heard of: its row, its feed, and where it stands in the batch. */
interface Heard extends Changed {
  feed: FeedOf
  rev: number
  at: number
}

/** Rows remembered at most. */
const REMEMBERED = 20_000

/**
 * 投影. Turns records of the state table's stream into entries of feeds. What can't be told, or can't be appended, is
 * given back by its number: everything before it is done, and the stream comes again from there.
 */
export async function project(records: readonly DynamoDBRecord[], by: Projecting): Promise<DynamoDBBatchResponse> {
  const { heard, broken } = hear(records, by)
  const failures = broken === undefined ? [] : [broken]
  for (const changes of grouped(heard)) failures.push(...(await tell(changes, by)))
  const first = failures.length === 0 ? undefined : records[Math.min(...failures)]?.dynamodb?.SequenceNumber
  return { batchItemFailures: first === undefined ? [] : [{ itemIdentifier: first }] }
}

/** The rows that changed, up to the first record that can't be understood. */
function hear(records: readonly DynamoDBRecord[], by: Projecting): { heard: Heard[]; broken?: number } {
  const heard: Heard[] = []
  for (const [at, record] of records.entries()) {
    try {
      heard.push(...heardIn(record, at, by))
    } catch (error) {
      by.failed(error)
      return { heard, broken: at }
    }
  }
  return { heard }
}

/** A change of one row, once for each feed that tells of it. */
function heardIn({ dynamodb }: DynamoDBRecord, at: number, { store, rulebook, told }: Projecting): Heard[] {
  const key = keyIn(dynamodb?.Keys)
  const rev = revIn(dynamodb?.NewImage)
  if (rev === undefined || rev === revIn(dynamodb?.OldImage)) return []
  const row = locate(store.district, key, rulebook)
  if (!row) return []
  const { sheet, id } = row
  const { feeds, left } = feedsOf(row, dynamodb)
  return feeds
    .filter((feed) => (told.get(nameOf(feed, key)) ?? 0) < rev)
    .map((feed) => ({ key, sheet, id, feed, rev, at, ...(left ? { left } : {}) }))
}

function feedsOf(
  { sheet, place, feed }: Located,
  change: DynamoDBRecord['dynamodb'],
): { feeds: FeedOf[]; left?: Set<Month> } {
  if (sheet.scope !== 'cases') return { feeds: [{ name: feed, place: sheet.scope === 'year' ? place : undefined }] }
  const { families, months } = caseChange(change?.OldImage, change?.NewImage)
  return { feeds: families.map((family) => ({ name: family.feed, place: undefined, family })), left: new Set(months) }
}

type Image = NonNullable<DynamoDBRecord['dynamodb']>['NewImage']

function keyIn(keys: Image): Key {
  const pk = keys?.pk?.S
  const sk = keys?.sk?.S
  if (pk === undefined || sk === undefined) throw new Error('a record of the stream has no key')
  return { pk, sk }
}

/** The revision in an image. Only rows have one. */
const revIn = (image: Image): number | undefined => (image?.rev?.N === undefined ? undefined : Number(image.rev.N))

const nameOf = ({ name }: FeedOf, { pk, sk }: Key): string => `${name}\n${pk}\n${sk}`

/** By feed; of several changes of one row the last, for an entry tells the row as it stands, and all that it left. */
function grouped(heard: readonly Heard[]): Heard[][] {
  const feeds = new Map<string, Map<string, Heard>>()
  for (const change of heard) {
    const rows = feeds.get(change.feed.name) ?? new Map<string, Heard>()
    const name = nameOf(change.feed, change.key)
    const left = union(rows.get(name)?.left, change.left)
    rows.set(name, { ...change, ...(left ? { left } : {}) })
    feeds.set(change.feed.name, rows)
  }
  return [...feeds.values()].map((rows) => [...rows.values()])
}

const union = (one: Heard['left'], other: Heard['left']): Set<Month> | undefined =>
  one || other ? new Set([...(one ?? []), ...(other ?? [])]) : undefined

/** Appends together; where that fails, one by one, so that only what is at fault comes again. Answers their places. */
async function tell(changes: readonly Heard[], by: Projecting): Promise<number[]> {
  try {
    await appendAll(changes, by)
    await keepTiles(changes, by)
    return []
  } catch (error) {
    if (changes.length === 1) {
      by.failed(error)
      return changes.map(({ at }) => at)
    }
  }
  const failures: number[] = []
  for (const change of changes) failures.push(...(await tell([change], by)))
  return failures
}

/** Tiles lag behind the feed when they can't be made: readers follow the longer, and nothing is lost. */
async function keepTiles([first]: readonly Heard[], { store, now, failed }: Projecting): Promise<void> {
  const family = first?.feed.family
  if (!first || !family) return
  await refreshWhenDue(family, { store, sheet: first.sheet, now: now() }).catch(failed)
}

async function appendAll(changes: readonly Heard[], { store, now, told, heads }: Projecting): Promise<void> {
  const [first] = changes
  if (!first) return
  await noteMonths(
    store,
    changes.flatMap(({ left }) => [...(left ?? [])]),
  )
  const revs = await append(first.feed, changes, { store, now: now(), heads })
  if (told.size > REMEMBERED) told.clear()
  changes.forEach(({ feed, key }, i) => told.set(nameOf(feed, key), revs[i] ?? 0))
}
