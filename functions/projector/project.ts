import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda'
import { append, type Appending, type Changed, type FeedOf } from '#functions/store/append'
import type { Key } from '#functions/store/layout'
import { locate } from '#functions/store/locate'
import type { Rulebook } from '#functions/store/rulebook'
import type { Store } from '#functions/store/store'

export interface Projecting {
  store: Store
  rulebook: Pick<Rulebook, 'sheets'>
  now: () => string
  /** newest revision of each row that this instance has appended: a row heard of again needs no second entry */
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
      const change = heardIn(record, at, by)
      if (change) heard.push(change)
    } catch (error) {
      by.failed(error)
      return { heard, broken: at }
    }
  }
  return { heard }
}

function heardIn({ dynamodb }: DynamoDBRecord, at: number, { store, rulebook, told }: Projecting): Heard | undefined {
  const key = keyIn(dynamodb?.Keys)
  const rev = revIn(dynamodb?.NewImage)
  if (rev === undefined || rev === revIn(dynamodb?.OldImage)) return undefined
  const row = locate(store.district, key, rulebook)
  if (!row || (told.get(nameOf(key)) ?? 0) >= rev) return undefined
  const place = row.sheet.scope === 'year' ? row.place : undefined
  return { key, sheet: row.sheet, id: row.id, feed: { name: row.feed, place }, rev, at }
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

const nameOf = ({ pk, sk }: Key): string => `${pk}\n${sk}`

/** By feed; of several changes of one row the last, for an entry tells the row as it stands. */
function grouped(heard: readonly Heard[]): Heard[][] {
  const feeds = new Map<string, Map<string, Heard>>()
  for (const change of heard) {
    const rows = feeds.get(change.feed.name) ?? new Map<string, Heard>()
    rows.set(nameOf(change.key), change)
    feeds.set(change.feed.name, rows)
  }
  return [...feeds.values()].map((rows) => [...rows.values()])
}

/** Appends together; where that fails, one by one, so that only what is at fault comes again. Answers their places. */
async function tell(changes: readonly Heard[], by: Projecting): Promise<number[]> {
  try {
    await appendAll(changes, by)
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

async function appendAll(changes: readonly Heard[], { store, now, told, heads }: Projecting): Promise<void> {
  const [first] = changes
  if (!first) return
  const revs = await append(first.feed, changes, { store, now: now(), heads })
  if (told.size > REMEMBERED) told.clear()
  changes.forEach(({ key }, i) => told.set(nameOf(key), revs[i] ?? 0))
}
