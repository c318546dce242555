import { randomUUID } from 'node:crypto'
import type { Around } from '../around.ts'
import type { Function } from '../functions/functions.ts'
import { queueName } from '../queues/settings.ts'
import type { Batch, StreamRecord } from './reader.ts'

export interface Burial {
  why: string
  tries: number
  source: string
  called: Function
  dead: string
  around: Around
}

/** What a stream's dead-letter queue gets: where the records lie, not the records. Source: Lambda guide, "Streams: on-failure destinations". */
export function bury({ shard, records }: Batch, { why, tries, source, called, dead, around }: Burial): void {
  const [first, last] = [records[0]?.dynamodb, records.at(-1)?.dynamodb]
  const timeOf = (at: StreamRecord['dynamodb'] | undefined) =>
    new Date((at?.ApproximateCreationDateTime ?? 0) * 1000).toISOString()
  const body = {
    requestContext: {
      requestId: randomUUID(),
      functionArn: called.arn,
      condition: why,
      approximateInvokeCount: tries,
    },
    responseContext: { statusCode: 200, executedVersion: '1', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: around.clock.now().toISOString(),
    DDBStreamBatchInfo: {
      shardId: shard,
      startSequenceNumber: first?.SequenceNumber,
      endSequenceNumber: last?.SequenceNumber,
      approximateArrivalOfFirstRecord: timeOf(first),
      approximateArrivalOfLastRecord: timeOf(last),
      batchSize: records.length,
      streamArn: source,
    },
  }
  around.queues.send(queueName(dead), { body: JSON.stringify(body) })
}
