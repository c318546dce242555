import type { BatchId } from '#shared/base/changes'
import type { Place, RowId, Sheet } from '#shared/base/sheet'

/** A primary key of either table. */
export interface Key {
  pk: string
  sk: string
}

/** Attributes of a row's item that are not columns; no column may bear such a name. */
export const systemAttributes = [
  'pk', 'sk', 'rev', 'chain', 'voided', 'schema', 'ttl', 'by', 'at', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk',
  'unfinished', 'since',
] as const // prettier-ignore

const padded = (n: number, digits: number): string => String(n).padStart(digits, '0')

/** The feed in which a row's changes appear; also the tail of its partition, for registers and fiscal years. */
export function feedOf(sheet: Pick<Sheet, 'scope'>, place: Place): string {
  if (sheet.scope === 'district') return 'DISTRICT'
  if (sheet.scope === 'people') return 'ACCOUNTS'
  if (sheet.scope === 'cases') return 'CASES'
  return `YEAR#${place.replace('/', '#')}`
}

/** Where a row stands. Every pk begins with the district's code. */
export function rowKey(district: string, sheet: Pick<Sheet, 'scope' | 'item'>, place: Place, row: RowId): Key {
  if (sheet.scope === 'people') return { pk: `${district}#ACCOUNT#${row}`, sk: 'ROW' }
  if (sheet.scope === 'cases') return { pk: `${district}#CASE#${row}`, sk: 'ROW' }
  return { pk: `${district}#${feedOf(sheet, place)}`, sk: `${sheet.item}#${row}` }
}

/** Every row of a sheet, by one query: of the table, or of gsi1 for accounts, which have partitions of their own. */
export const accountsIndex = (district: string): string => `${district}#ACCOUNTS`

/** Who is behind a case: encrypted, found by nothing but a keyed hash of the telephone number. */
export const personKey = (district: string, row: RowId): Key => ({ pk: `${district}#CASE#${row}`, sk: 'PERSON' })

/** gsi1: cases of one telephone number, by its keyed hash. */
export const phoneIndex = (district: string, mark: string): string => `${district}#PHONE#${mark}`

/** Keys that wrap keys, each as the key service sealed it. */
export const keyringKey = (district: string, name: string): Key => ({ pk: `${district}#KEYRING`, sk: name })

/** Cases of a month, and the lines of a queue, are spread over this many partitions of their index. */
export const shards = 16

const shardOf = (row: RowId): string => {
  let mixed = 0x811c9dc5
  for (const character of row) mixed = Math.imul(mixed ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return padded((mixed >>> 0) % shards, 2)
}

const eachShard = Array.from({ length: shards }, (_, n) => padded(n, 2))

/** gsi1: every case of a month, by the time at which it came in. */
export const monthIndex = (district: string, month: string, row: RowId): string =>
  `${district}#CASES#${month}#${shardOf(row)}`

export const monthIndexes = (district: string, month: string): string[] =>
  eachShard.map((shard) => `${district}#CASES#${month}#${shard}`)

/** gsi2: the cases that wait for somebody, soonest due first; sparse, for a case that is done with waits for nobody. */
export const queueIndex = (district: string, who: string, row: RowId): string =>
  `${district}#QUEUE#${who}#${shardOf(row)}`

export const queueIndexes = (district: string, who: string): string[] =>
  eachShard.map((shard) => `${district}#QUEUE#${who}#${shard}`)

export const secretKey = (district: string, account: string): Key => ({
  pk: `${district}#ACCOUNT#${account}`,
  sk: 'SECRET',
})

export const sessionKey = (district: string, hash: string): Key => ({
  pk: `${district}#SESSION#${hash}`,
  sk: 'SESSION',
})

/** One-time sign-in codes: only the code's hash is kept. */
export const codeKey = (district: string, hash: string): Key => ({ pk: `${district}#CODE#${hash}`, sk: 'CODE' })

/** An item that makes a second holder of the same value impossible; freed by taking its `holder` away. */
export const uniqueKey = (district: string, sheet: string, place: Place, columns: string, value: string): Key => ({
  pk: `${district}#UNIQUE#${sheet}#${place}#${columns}#${value}`,
  sk: 'KEY',
})

/** A row's event: the row's own key and its revision. */
export const eventKey = (row: Key, rev: number): Key => ({ pk: row.pk, sk: `${row.sk}#EVENT#${padded(rev, 9)}` })

export const batchKey = (district: string, batch: BatchId): Key => ({ pk: `${district}#BATCH#${batch}`, sk: 'HEAD' })

export const chunkKey = (district: string, batch: BatchId, hash: string, k: number): Key => ({
  pk: `${district}#BATCH#${batch}`,
  sk: `CHUNK#${hash}#${padded(k, 5)}`,
})

/** What became of a chunk's rows: written by the transaction that applies it, and by no other. */
export const doneKey = (district: string, batch: BatchId, hash: string, k: number): Key => ({
  pk: `${district}#BATCH#${batch}`,
  sk: `DONE#${hash}#${padded(k, 5)}`,
})

export const feedHeadKey = (district: string, feed: string): Key => ({ pk: `${district}#FEED#${feed}`, sk: 'HEAD' })

export const feedEntryKey = (district: string, feed: string, n: number): Key => ({
  pk: `${district}#FEED#${feed}`,
  sk: `ENTRY#${padded(n, 15)}`,
})

/** The tiles of a feed's readers, and up to which of its entries they are complete. */
export const tilesKey = (district: string, feed: string): Key => ({ pk: `${district}#FEED#${feed}`, sk: 'TILES' })

/** Months in which cases came in, and feeds of cases that have begun: what a rebuild goes through. */
export const monthKey = (district: string, month: string): Key => ({ pk: `${district}#MONTHS`, sk: month })

export const familyKey = (district: string, feed: string): Key => ({ pk: `${district}#FAMILIES`, sk: feed })

/** How far a rebuild of tiles is. */
export const rebuildKey = (district: string): Key => ({ pk: `${district}#REBUILD`, sk: 'HEAD' })

/** Who is on which cell of a place: gone with its lifetime. */
export const presenceKey = (district: string, feed: string, account: string): Key => ({
  pk: `${district}#PRESENCE#${feed}`,
  sk: account,
})

/** The fiscal years and units that have rows, as `2026/centre`. */
export const placesKey = (district: string, place: Place): Key => ({ pk: `${district}#PLACES`, sk: place })

/** A view that somebody saved of a sheet, his own or shared. */
export const viewKey = (district: string, sheet: string, id: string): Key => ({
  pk: `${district}#VIEWS#${sheet}`,
  sk: `VIEW#${id}`,
})

/** gsi1: batches of one account by time, keys only. */
export const byIndex = (district: string, account: string): string => `${district}#BY#${account}`

/**
 * 未了之事. The sparse index `unfinished` (partition `unfinished`, sort key `since`, keys only): journalled batches by
 * the time of their acceptance, signed editions by the time at which they are due, and imports that are being checked,
 * written or taken back by the time at which they last moved on. Finishing takes `unfinished` away.
 */
export const unfinishedBatches = (district: string): string => `${district}#BATCHES`

export const unfinishedImports = (district: string): string => `${district}#IMPORTS`

export const unfinishedEditions = (district: string): string => `${district}#EDITIONS`

/** The indexes of the state table: keys only, but for gsi2, which carries the lines of queues. */
export const indexes = { gsi1: 'gsi1', gsi2: 'gsi2', unfinished: 'unfinished' } as const

/** Changes to a guarded sheet take turns: each transaction moves this item's `turn` on by one. */
export const turnKey = (district: string, sheet: string, place: Place): Key => ({
  pk: `${district}#TURN#${sheet}#${place}`,
  sk: 'TURN',
})

export const editionKey = (district: string, year: number, unit: string, edition: number): Key => ({
  pk: `${district}#YEAR#${year}#${unit}`,
  sk: `EDITION#${padded(edition, 3)}`,
})

/** gsi1: every edition of the district, by year, unit and number. */
export const editionsIndex = (district: string): string => `${district}#EDITIONS`

/** Counted attempts to sign in, by the hash of a login or of an address. */
export const attemptsKey = (district: string, of: 'login' | 'address', hash: string): Key => ({
  pk: `${district}#ATTEMPTS#${of}#${hash}`,
  sk: 'ATTEMPTS',
})

/** What holds the steps of one sign-in together: only the ticket's hash is kept. */
export const ticketKey = (district: string, hash: string): Key => ({ pk: `${district}#TICKET#${hash}`, sk: 'TICKET' })

/** 导入任务, found by whoever began it through gsi1. */
export const importKey = (district: string, id: string): Key => ({ pk: `${district}#IMPORT#${id}`, sk: 'JOB' })

/** gsi1: imports of one account by time. */
export const importsOf = (district: string, account: string): string => `${district}#IMPORTS#${account}`

/** The mapping of columns that was chosen last for files with these headings. */
export const mappingKey = (district: string, source: string): Key => ({
  pk: `${district}#MAPPING#cases#${source}`,
  sk: 'MAPPING',
})
