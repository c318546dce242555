import { DynamoDB } from '@aws-sdk/client-dynamodb'

const tables = new DynamoDB({ accountIdEndpointMode: 'disabled' })

/** Notes the hour at which it was called. */
export async function handler(): Promise<void> {
  const sk = { S: new Date().toISOString().slice(0, 13) }
  await tables.putItem({ TableName: process.env.SEEN, Item: { pk: { S: 'clock' }, sk } })
}
