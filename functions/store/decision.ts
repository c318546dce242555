import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { BatchId } from '#shared/base/changes'
import type { Applying } from './applying.ts'
import { knownHead, type Head } from './head.ts'
import { batchKey } from './layout.ts'
import type { Outcomes } from './outcomes.ts'
import type { Plan } from './plan.ts'

type Decision = NonNullable<Head['decision']>

/** Writes a decision down: the first stands, except that what was to go may still be stopped. */
export async function settle(batch: BatchId, decision: Decision, { store }: Applying): Promise<void> {
  const mayStop = decision === 'stop' ? ' OR decision = :go' : ''
  try {
    await store.db.send(
      new UpdateCommand({
        TableName: store.tables.state,
        Key: batchKey(store.district, batch),
        UpdateExpression: 'SET decision = :decision',
        ConditionExpression: `attribute_not_exists(decision)${mayStop}`,
        ExpressionAttributeValues: { ':decision': decision, ...(decision === 'stop' ? { ':go': 'go' } : {}) },
      }),
    )
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error
  }
}

/** A chunk's plan as the decision about its batch lets it stand. A late clash stops the rest. */
export async function agreed(batch: BatchId, { whole }: Head, plan: Plan, by: Applying): Promise<Plan> {
  if (!whole) return plan
  if (plan.outcomes.withheld !== undefined) await settle(batch, 'stop', by)
  const { decision } = await knownHead(by.store, batch)
  return decision === 'go' ? plan : { actions: [], outcomes: heldBack(plan.outcomes) }
}

const heldBack = ({ rows, others, withheld = 0 }: Outcomes): Outcomes => ({
  rows: [],
  revs: [],
  others,
  withheld: withheld + rows.length,
})
