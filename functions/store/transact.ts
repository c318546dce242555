import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import type { Store } from './store.ts'
import type { Action } from './write.ts'

/** `again`: it did not happen, or nobody knows; the table must be read again. */
export type Sent = 'done' | 'again'

/** Reasons for which a transaction that was cancelled may succeed on a second reading. */
const passing = new Set([
  'None',
  'ConditionalCheckFailed',
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
])

/** Errors after which it is not known whether the transaction happened, or which pass. */
const unknown = new Set([
  'TransactionInProgressException',
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'InternalServerError',
  'ServiceUnavailable',
  'TimeoutError',
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
])

/** Sends one transaction. What can't ever succeed is a defect and is thrown. */
export async function transact({ db }: Store, actions: Action[]): Promise<Sent> {
  try {
    await db.send(new TransactWriteCommand({ TransactItems: actions }))
    return 'done'
  } catch (error) {
    if (mayPass(error)) return 'again'
    throw error
  }
}

function mayPass(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof TransactionCanceledException)
    return (error.CancellationReasons ?? []).every(({ Code }) => passing.has(Code ?? 'None'))
  const code: unknown = 'code' in error ? error.code : undefined
  return unknown.has(error.name) || (typeof code === 'string' && unknown.has(code))
}
