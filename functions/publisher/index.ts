import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import * as z from 'zod'
import * as renderer from '#renderer'
import { clock } from '#functions/host/clock'
import { environmentOf } from '#functions/host/environment'
import { log } from '#functions/host/log'
import { storeHere } from '#functions/host/store'
import { contentsIn } from '#functions/store/editions-contents'
import { filesClient, siteIn } from '#functions/store/editions-files'
import { publish } from './publish.ts'
import type { Publishing } from './publishing.ts'

const Environment = z.object({
  DISTRICT_NAME: z.string().min(1),
  FILES_BUCKET: z.string().min(1),
  EDITIONS_BUCKET: z.string().min(1),
})

const environment = environmentOf(Environment)

const publishing: Publishing = {
  store: storeHere(),
  site: siteIn(filesClient(), environment.EDITIONS_BUCKET),
  contents: contentsIn(environment.FILES_BUCKET),
  renderer,
  district: environment.DISTRICT_NAME,
  now: () => clock.now(),
}

/** What the queue carries: the key of an edition's row. */
const Message = z.object({ pk: z.string(), sk: z.string() })

/** Publishes what the messages name; what does not succeed goes back to the queue, and after that to its dead letters. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = []
  for (const { messageId, body } of Records) {
    try {
      await publish(publishing, Message.parse(JSON.parse(body)))
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown))
      log.defect({
        reference: messageId,
        operation: 'publish',
        error: `${error.name}: ${error.message}`,
        stack: error.stack,
      })
      batchItemFailures.push({ itemIdentifier: messageId })
    }
  }
  return { batchItemFailures }
}
