import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'

/** Runs a write that has a condition; `undefined` where the condition did not hold. */
export async function unlessFailed<T>(write: () => Promise<T>): Promise<T | undefined> {
  try {
    return await write()
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined
    throw error
  }
}
