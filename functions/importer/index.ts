import type { APIGatewayProxyEvent, APIGatewayProxyResult, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import * as z from 'zod'
import { BatchId } from '#shared/base/changes'
import { clock } from '#functions/host/clock'
import { environmentOf, StaffEnvironment } from '#functions/host/environment'
import { log } from '#functions/host/log'
import { storeHere } from '#functions/host/store'
import { vaultOf } from '#functions/host/vault'
import { sealerOf } from '#functions/store/sealer'
import { importFilesIn } from '#functions/store/imports/files'
import { uploadsIn } from '#functions/store/uploads'
import { importerEdge } from './app.ts'
import { checkFile } from './check.ts'

const Environment = StaffEnvironment.pick({ STAFF_ORIGIN: true, FORWARDED_HOPS: true, PEOPLE_KEY: true }).extend({
  FILES_BUCKET: z.string().min(1),
})
const Message = z.strictObject({ import: BatchId })

const environment = environmentOf(Environment)
const store = storeHere()
const uploads = uploadsIn(environment.FILES_BUCKET)
const files = importFilesIn(environment.FILES_BUCKET)
const sealer = sealerOf(store, vaultOf(environment.PEOPLE_KEY, 'person'))
const answer = importerEdge({ store, clock, log, uploads, files, environment })

/** The API's part that reads uploaded files, and the queue of imports whose files are to be checked. */
export const handler = (event: APIGatewayProxyEvent | SQSEvent): Promise<APIGatewayProxyResult | SQSBatchResponse> =>
  'Records' in event ? checkAll(event) : answer(event)

async function checkAll({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const failed: string[] = []
  for (const record of Records) if (!(await checked(record))) failed.push(record.messageId)
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
}

async function checked({ body, messageId }: SQSRecord): Promise<boolean> {
  try {
    const { import: id } = Message.parse(JSON.parse(body))
    await checkFile(id, { store, uploads, files, sealer, now: () => clock.now() })
    return true
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    log.defect({ reference: messageId, operation: 'check import', error: message, stack })
    return false
  }
}
