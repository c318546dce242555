import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { Key } from './layout.ts'
import type { TileFiles } from './tiles/files.ts'

/** An item as the document client hands it over. */
export type Item = Record<string, unknown> & Key

export type TableName = 'state' | 'ledger'

/**
 * `changes` carries `{ batch }` or `{ import }` to the applier, `editions` an edition's `{ pk, sk }` to the publisher,
 * `imports` carries `{ import }` to the importer, which checks its file.
 */
export type QueueName = 'changes' | 'editions' | 'imports'

/**
 * The two tables, as handlers see them. `read` gets items consistently; calls of the same tick travel together in one
 * BatchGet, so that the session, the account and the rows of a small edit cost one request.
 */
export interface Store {
  district: string
  tables: Readonly<Record<TableName, string>>
  db: DynamoDBDocumentClient
  /** items in the order of their keys; the state table's unless said otherwise */
  read(keys: readonly Key[], table?: TableName): Promise<(Item | undefined)[]>
  /** waits before the next try, longer each time, jittered */
  pause(tries: number): Promise<void>
  /** puts a message into a queue; its reader may see it more than once */
  send(queue: QueueName, message: object): Promise<void>
  journal: Journal
  tiles: TileFiles
}

/** Bodies of chunks that are too large for an item, in the private bucket under `journal/` and their hash. */
export interface Journal {
  write(hash: string, text: string): Promise<void>
  read(hash: string): Promise<string>
}
