import { hash } from 'node:crypto'
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { BatchId } from '#shared/base/changes'
import { bodyOf, rowsOfBody } from './body.ts'
import { columnsIn, type Change, type RowChange } from './change.ts'
import type { Head } from './head.ts'
import { chunkKey, doneKey } from './layout.ts'
import type { Item, Store } from './store.ts'
import { transact } from './transact.ts'

/** A chunk: as many rows as one transaction applies. */
export const Chunk = z.object({
  rows: z.int(),
  body: z.string().optional(),
  /** the body's hash, where it is too large for the item */
  file: z.string().optional(),
})
export type Chunk = z.infer<typeof Chunk>

/** Larger bodies are files. */
const IN_ITEM = 300_000

/**
 * Chunks vanish after a week, orphans whose batch was never accepted as well as applied ones: what became of their rows
 * stays, as an item of its own.
 */
const LIFETIME = 7 * 24 * 60 * 60

/** Chunks written together: a transaction takes 100 actions and 4 MB. */
const LOT = { chunks: 50, bytes: 3_000_000 }

/**
 * 日志. Writes a change down, chunk by chunk, where no chunk stands yet. The key holds the hash of all bodies as they were
 * cut, so what was accepted is what will be applied, whoever wrote a chunk under the same batch before.
 */
export async function writeJournal(
  store: Store,
  change: Change,
  chunks: readonly RowChange[][],
  now: string,
): Promise<Pick<Head, 'journal' | 'chunks'>> {
  const columns = columnsIn(change)
  const bodies = chunks.map((rows) => bodyOf(rows, columns))
  const journal = hash('sha256', bodies.join('\n'))
  const ttl = Math.floor(Date.parse(now) / 1000) + LIFETIME
  const items = await Promise.all(
    bodies.map(async (body, k): Promise<Item> => {
      const kept = await keptBody(store, body)
      const key = chunkKey(store.district, change.batch, journal, k)
      return { ...key, rows: chunks[k]?.length ?? 0, ...kept, ttl }
    }),
  )
  for (const lot of lotsOf(items)) await putLot(store, lot)
  return { journal, chunks: chunks.length }
}

async function keptBody(store: Store, body: string): Promise<Pick<Chunk, 'body' | 'file'>> {
  if (Buffer.byteLength(body) <= IN_ITEM) return { body }
  const file = hash('sha256', body)
  await store.journal.write(file, body)
  return { file }
}

function lotsOf(items: readonly Item[]): Item[][] {
  const lots: Item[][] = []
  let left = { chunks: 0, bytes: 0 }
  for (const item of items) {
    const bytes = typeof item.body === 'string' ? Buffer.byteLength(item.body) + 500 : 500
    if (left.chunks === 0 || left.bytes < bytes) {
      lots.push([])
      left = { ...LOT }
    }
    lots.at(-1)?.push(item)
    left = { chunks: left.chunks - 1, bytes: left.bytes - bytes }
  }
  return lots
}

/** All at once where none of them stands yet; else one by one, leaving those that do. */
async function putLot(store: Store, items: readonly Item[]): Promise<void> {
  const TableName = store.tables.state
  const puts = items.map((Item) => ({ Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' } }))
  if ((await transact(store, puts)) === 'done') return
  for (const { Put } of puts) {
    try {
      await store.db.send(new PutCommand(Put))
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error
    }
  }
}

/** Where a chunk is: of which batch, in which journal, at which place. */
export interface ChunkRef {
  batch: BatchId
  journal: string
  k: number
}

/**
 * A chunk that is to be applied yet; undefined for one that is done.
 * @throws where it has vanished without being done: the journal is broken
 */
export async function readChunk(store: Store, { batch, journal, k }: ChunkRef): Promise<Chunk | undefined> {
  const keys = [doneKey, chunkKey].map((keyOf) => keyOf(store.district, batch, journal, k))
  const [done, chunk] = await store.read(keys)
  if (done) return undefined
  if (!chunk) throw new Error(`batch ${batch} lost chunk ${k} of its journal`)
  return Chunk.parse(chunk)
}

export async function rowsOfChunk(store: Store, { body, file }: Chunk): Promise<RowChange[]> {
  const text = file === undefined ? body : await store.journal.read(file)
  if (text === undefined) throw new Error('a pending chunk has no body')
  return rowsOfBody(text)
}
