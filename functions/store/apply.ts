import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { BatchId } from '#shared/base/changes'
import type { Applying } from './applying.ts'
import { applyChunk } from './chunk.ts'
import { readHead, type Head } from './head.ts'
import { batchKey } from './layout.ts'
import type { Store } from './store.ts'
import { decide, takeBack } from './whole.ts'

/** Chunks under way at a time: a batch's rows are distinct, so its chunks meet at most at a unique value. */
const ABREAST = 3

/**
 * Applies what is left of an accepted batch, chunk by chunk, and closes it. Any number of appliers may race: each chunk's
 * transaction carries a marker that only one of them can set. Answers whether the batch is done with.
 */
export async function applyBatch(batch: BatchId, by: Applying): Promise<boolean> {
  const head = await readHead(by.store, batch)
  if (head?.state !== 'accepted' || head.journal === undefined) return true
  const { journal, chunks = 0 } = head
  if (head.whole && !(await decide(batch, head, by))) return false
  if (!(await inTurn(chunks, (k) => applyChunk({ batch, journal, k }, head, by), by))) return false
  const undo = head.whole ? await takeBack(batch, head, by) : undefined
  if (undo !== undefined && !(await applyBatch(undo, by))) return false
  await close(by.store, batch)
  return true
}

/** Runs a few at a time, in order; stops beginning new ones when time is short. Answers whether all were run. */
async function inTurn(count: number, run: (k: number) => Promise<void>, by: Applying): Promise<boolean> {
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < count && by.mayGoOn()) await run(next++)
  }
  await Promise.all(Array.from({ length: Math.min(ABREAST, count) }, worker))
  return next >= count
}

/** Every chunk is applied: the batch is no longer unfinished. */
async function close({ db, tables, district }: Store, batch: BatchId): Promise<void> {
  try {
    await db.send(
      new UpdateCommand({
        TableName: tables.state,
        Key: batchKey(district, batch),
        UpdateExpression: 'SET #state = :applied REMOVE unfinished, since',
        ConditionExpression: '#state = :accepted',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':applied': 'applied', ':accepted': 'accepted' } satisfies Record<
          string,
          Head['state']
        >,
      }),
    )
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error
  }
}
