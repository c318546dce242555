import { DynamoDB } from '@aws-sdk/client-dynamodb'
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'

const tables = new DynamoDB({ accountIdEndpointMode: 'disabled' })

/** Counts each row it sees; a poisoned row makes it throw, a row that is `partly` wrong makes it say where it stopped. */
export async function handler({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const images = Records.map(({ dynamodb }) => dynamodb?.NewImage)
  if (images.some((image) => image?.poison)) throw new Error('poisoned')
  for (const [place, image] of images.entries()) {
    const itemIdentifier = Records[place]?.dynamodb?.SequenceNumber ?? ''
    if (image?.partly) return { batchItemFailures: [{ itemIdentifier }] }
    const sk = { S: `${Records[place]?.eventName} ${image?.sk?.S} v${image?.v?.N ?? ''}` }
    await tables.updateItem({
      TableName: process.env.SEEN,
      Key: { pk: { S: 'stream' }, sk },
      UpdateExpression: 'ADD times :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    })
  }
  return { batchItemFailures: [] }
}
