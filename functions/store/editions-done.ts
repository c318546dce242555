import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { EditionRow } from './editions.ts'
import type { Store } from './store.ts'

/**
 * 办结. Takes an edition out of the list of unfinished things once everything is written. No cell changes, so there is
 * no event; a step that was taken meanwhile has work of its own, and the mark stays.
 */
export async function finishEdition({ db, tables }: Store, { pk, sk, rev }: EditionRow): Promise<void> {
  try {
    await db.send(
      new UpdateCommand({
        TableName: tables.state,
        Key: { pk, sk },
        UpdateExpression: 'REMOVE unfinished, since',
        ConditionExpression: '#rev = :rev',
        ExpressionAttributeNames: { '#rev': 'rev' },
        ExpressionAttributeValues: { ':rev': rev },
      }),
    )
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error
  }
}
