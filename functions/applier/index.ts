import type { SQSBatchResponse, SQSHandler, SQSRecord } from 'aws-lambda'
import * as z from 'zod'
import { BatchId } from '#shared/base/changes'
import { clock } from '#functions/host/clock'
import { log } from '#functions/host/log'
import { storeHere } from '#functions/host/store'
import { applyBatch } from '#functions/store/apply'
import { rulebook } from '#functions/store/rules'

const Message = z.object({ batch: BatchId })

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
    const { batch } = Message.parse(JSON.parse(body))
    return await applyBatch(batch, { store, rulebook, now: () => clock.now(), mayGoOn })
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    log.defect({ reference: messageId, operation: 'apply', error: message, stack })
    return false
  }
}
