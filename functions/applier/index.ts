import type { SQSBatchResponse, SQSHandler, SQSRecord } from 'aws-lambda'
import * as z from 'zod'
import { BatchId } from '#shared/base/changes'
import { clock } from '#functions/host/clock'
import { log } from '#functions/host/log'
import { storeHere } from '#functions/host/store'
import { applyBatch } from '#functions/store/apply'
import { importFilesIn } from '#functions/store/imports/files'
import { workOff } from '#functions/store/imports/write'
import { rulebook } from '#functions/store/rules'
import { rebuild } from '#functions/store/tiles/rebuild'
import { cases } from '#shared/cases/columns'

const Message = z.union([
  z.strictObject({ batch: BatchId }),
  z.strictObject({ rebuild: BatchId }),
  z.strictObject({ import: BatchId }),
])

/** Milliseconds that a chunk under way may need to its end. */
const LAST_CHUNK = 15_000

const store = storeHere()
const files = importFilesIn(process.env.FILES_BUCKET)

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
    if ('rebuild' in message) await rebuild(message.rebuild, { ...by, sheet: cases })
    // What is left of an import is a message of its own: it need not wait until this one may be seen again.
    else if (!(await workOff(message.import, { ...by, files }))) await store.send('changes', message)
    return true
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    log.defect({ reference: messageId, operation: 'apply', error: message, stack })
    return false
  }
}
