import type { SQSBatchResponse, SQSHandler, SQSRecord } from 'aws-lambda'
import * as z from 'zod'
import { BatchId } from '#shared/base/changes'
import { clock } from '#functions/host/clock'
import { log } from '#functions/host/log'
import { storeHere } from '#functions/host/store'
import { applyBatch } from '#functions/store/apply'
import { rebuild } from '#functions/store/tiles/rebuild'
import { cases } from '#shared/cases/columns'
import { rulebook } from '#functions/store/rules'

const Message = z.union([z.object({ batch: BatchId }), z.object({ rebuild: BatchId })])

/** Milliseconds that a chunk under way may need to its end. */
const LAST_CHUNK = 15_000

const store = storeHere()

/** The queue of accepted change-sets. What fails or runs out of time comes again. */
export const handler: SQSHandler = async ({ Records }, context): Promise<SQSBatchResponse> => {
  const mayGoOn = (): boolean => context.getRemainingTimeInMillis() > LAST_CHUNK
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = []
  for (const record of Records) {
    if (!(await finished(record, mayGoOn))) batchItemFailures.push({ itemIdentifier: record.messageId })
  }
  return { batchItemFailures }
}

async function finished({ body, messageId }: SQSRecord, mayGoOn: () => boolean): Promise<boolean> {
  try {
    const message = Message.parse(JSON.parse(body))
    const by = { store, rulebook, now: () => clock.now(), mayGoOn }
    if ('batch' in message) return await applyBatch(message.batch, by)
    await rebuild(message.rebuild, { ...by, sheet: cases })
    return true
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    log.defect({ reference: messageId, operation: 'apply', error: message, stack })
    return false
  }
}
