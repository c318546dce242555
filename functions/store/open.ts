import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { journalIn } from './files.ts'
import { sender } from './queue.ts'
import { coalescedRead } from './read.ts'
import type { QueueName, Store } from './store.ts'
import { tilesIn } from './tiles/files.ts'

export interface StoreSettings {
  district: string
  tables: Store['tables']
  /** addresses of the queues that this function may put messages into */
  queues?: Partial<Record<QueueName, string>>
  /** the private bucket */
  bucket?: string
  /** a number from 0 up to 1, by which pauses vary */
  chance: () => number
  /** where the table's engine is, when not where the environment says */
  client?: DynamoDBClientConfig
}

/** Milliseconds: the first pause, and the longest. */
const FIRST = 15
const LONGEST = 1_500

/**
 * Opens the tables once for each process. Connections are kept; the library tries four times by itself, with the same
 * token for the same transaction, so a reply lost after the commit is not applied twice.
 */
export function openStore({ district, tables, queues = {}, bucket, chance, client = {} }: StoreSettings): Store {
  const base = new DynamoDBClient({
    maxAttempts: 4,
    accountIdEndpointMode: 'disabled',
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
    ...client,
  })
  const db = DynamoDBDocumentClient.from(base, { marshallOptions: { removeUndefinedValues: true } })
  const pause: Store['pause'] = (tries) =>
    new Promise((done) => setTimeout(done, chance() * Math.min(LONGEST, FIRST * 2 ** Math.min(tries, 10))))
  return {
    district,
    tables,
    db,
    pause,
    read: coalescedRead(db, tables, pause),
    send: sender(queues),
    journal: journalIn(bucket),
    tiles: tilesIn(bucket),
  }
}
