import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { Key } from './layout.ts'

/** An item as the document client hands it over. */
export type Item = Record<string, unknown> & Key

/**
 * The two tables, as handlers see them. `read` gets items consistently; calls of the same tick travel together in one
 * BatchGet, so that the session, the account and the rows of a small edit cost one request.
 */
export interface Store {
  district: string
  tables: { state: string; ledger: string }
  db: DynamoDBDocumentClient
  read(keys: readonly Key[]): Promise<(Item | undefined)[]>
}
