import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { BatchAnswer, BatchId } from '#shared/base/changes'
import { answerOf, type Head } from './head.ts'
import { chunkKey } from './layout.ts'
import { partsOf } from './once.ts'
import { outcomesIn, type Outcomes } from './outcomes.ts'
import type { Store } from './store.ts'

/** How far a batch is, from what its own transactions wrote down. */
export const answerFrom = async (store: Store, batch: BatchId, head: Head): Promise<BatchAnswer> =>
  answerOf(batch, head, await partsSoFar(store, batch, head))

/** The outcomes of a batch so far, in the order of its rows. */
export async function partsSoFar(store: Store, batch: BatchId, head: Head): Promise<Outcomes[]> {
  const { journal } = head
  if (journal === undefined) return partsOf(head)
  const first = chunkKey(store.district, batch, journal, 0)
  const last = chunkKey(store.district, batch, journal, 99_999)
  const parts: Outcomes[] = []
  let from: Record<string, unknown> | undefined
  do {
    const page = await store.db.send(
      new QueryCommand({
        TableName: store.tables.state,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ProjectionExpression: 'outcomes',
        FilterExpression: 'attribute_exists(outcomes)',
        ExpressionAttributeValues: { ':pk': first.pk, ':first': first.sk, ':last': last.sk },
        ExclusiveStartKey: from,
      }),
    )
    for (const { outcomes } of page.Items ?? []) parts.push(outcomesIn(String(outcomes)))
    from = page.LastEvaluatedKey
  } while (from)
  return parts
}
