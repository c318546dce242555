import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { BatchAnswer, BatchId } from '#shared/base/changes'
import { answerOf, progressOf, type Head } from './head.ts'
import { doneKey } from './layout.ts'
import { partsOf } from './once.ts'
import { outcomesIn, Summary, summaryOf, type Outcomes } from './outcomes.ts'
import type { Store } from './store.ts'

/** How far a batch is, from what its own transactions wrote down; once it is applied, what became of every row. */
export async function answerFrom(store: Store, batch: BatchId, head: Head): Promise<BatchAnswer> {
  if (head.state === 'applied') return answerOf(batch, head, await partsSoFar(store, batch, head))
  return progressOf(batch, head, await summariesOf(store, batch, head))
}

/** How many rows came out how, transaction by transaction. */
export async function summariesOf(store: Store, batch: BatchId, head: Head): Promise<Summary[]> {
  if (head.journal === undefined) return partsOf(head).map(summaryOf)
  return (await noted(store, batch, head, 'summary')).map((text) => Summary.parse(JSON.parse(text)))
}

/** The outcomes of a batch so far, in the order of its rows. */
export async function partsSoFar(store: Store, batch: BatchId, head: Head): Promise<Outcomes[]> {
  if (head.journal === undefined) return partsOf(head)
  return (await noted(store, batch, head, 'outcomes')).map(outcomesIn)
}

/** What the transactions of a journalled batch have noted, chunk by chunk. */
async function noted(
  store: Store,
  batch: BatchId,
  { journal = '' }: Head,
  what: 'summary' | 'outcomes',
): Promise<string[]> {
  const [first, last] = [0, 99_999].map((k) => doneKey(store.district, batch, journal, k))
  const found: string[] = []
  let from: Record<string, unknown> | undefined
  do {
    const page = await store.db.send(
      new QueryCommand({
        TableName: store.tables.state,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ProjectionExpression: '#what',
        ExpressionAttributeNames: { '#what': what },
        ExpressionAttributeValues: { ':pk': first?.pk, ':first': first?.sk, ':last': last?.sk },
        ExclusiveStartKey: from,
      }),
    )
    found.push(...(page.Items ?? []).map((item) => String(item[what])))
    from = page.LastEvaluatedKey
  } while (from)
  return found
}
