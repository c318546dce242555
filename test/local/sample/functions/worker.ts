import { DynamoDB } from '@aws-sdk/client-dynamodb'
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'

const tables = new DynamoDB({ accountIdEndpointMode: 'disabled' })

interface Body {
  id?: string
  /** fails as long as it was received no more often */
  fails?: number
}

/** Notes each message under its ID and how often it was received; file notifications under their key. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures = []
  for (const { body, messageId, attributes } of Records) {
    const {
      id = 'file',
      fails = 0,
      ...rest
    } = JSON.parse(body) as Body & { Records?: { s3: { object: { key: string } } }[] }
    const receipts = Number(attributes.ApproximateReceiveCount)
    if (receipts <= fails) batchItemFailures.push({ itemIdentifier: messageId })
    else {
      const sk = rest.Records?.[0]?.s3.object.key ?? `${id}#${receipts}`
      await tables.putItem({ TableName: process.env.SEEN, Item: { pk: { S: 'queue' }, sk: { S: sk } } })
    }
  }
  return { batchItemFailures }
}
