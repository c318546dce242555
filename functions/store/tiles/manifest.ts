import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Month } from '#shared/cases/queue'
import { tilesKey, type Key } from '../layout.ts'
import type { Store } from '../store.ts'
import type { Family } from './family.ts'

/** A month's tile: the hash of its bytes, how many they are before packing, and how many rows. */
export const TileLine = z.object({ hash: z.string(), bytes: z.int(), rows: z.int() })
export type TileLine = z.infer<typeof TileLine>

export type Months = Readonly<Record<Month, TileLine>>

/**
 * 瓦片目录. The tiles of some readers, by month, and the number of the feed's entry up to which they are complete: whoever
 * takes them follows from there. `at` is when they were made.
 */
const Manifest = z.object({ epoch: z.string(), n: z.int(), at: z.string(), months: z.string() })

export interface Manifest {
  epoch: string
  n: number
  at: string
  months: Months
}

export async function readManifest(store: Store, { feed }: Family): Promise<Manifest | undefined> {
  const [item] = await store.read([tilesKey(store.district, feed)])
  if (!item) return undefined
  const { months, ...rest } = Manifest.parse(item)
  return { ...rest, months: z.record(z.string(), TileLine).parse(JSON.parse(months)) }
}

export const manifestItem = (
  district: string,
  { feed }: Family,
  manifest: Manifest,
): Key & Record<string, unknown> => ({
  ...tilesKey(district, feed),
  ...manifest,
  months: JSON.stringify(manifest.months),
})

/** Puts new tiles in the place of those that were read; false: somebody else did meanwhile. */
export async function replaceManifest(
  { db, tables, district }: Store,
  family: Family,
  { was, is }: { was: Manifest | undefined; is: Manifest },
): Promise<boolean> {
  try {
    await db.send(
      new PutCommand({
        TableName: tables.state,
        Item: manifestItem(district, family, is),
        ConditionExpression: was ? 'epoch = :epoch AND n = :n' : 'attribute_not_exists(pk)',
        ...(was ? { ExpressionAttributeValues: { ':epoch': was.epoch, ':n': was.n } } : {}),
      }),
    )
    return true
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false
    throw error
  }
}
