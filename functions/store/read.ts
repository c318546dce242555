import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { Key } from './layout.ts'
import type { Item, Store, TableName } from './store.ts'

/** DynamoDB gives at most this many items to one BatchGet. */
const LOT = 100

interface Asked {
  table: TableName
  keys: readonly Key[]
  resolve: (items: (Item | undefined)[]) => void
  reject: (reason: unknown) => void
}

interface Wanted {
  table: TableName
  key: Key
}

const nameOf = (table: TableName, { pk, sk }: Key): string => `${table}\n${pk}\n${sk}`

/**
 * `Store.read`: consistent reads that are asked for in the same tick travel together, each key once. Keys that the
 * table gives back unprocessed are asked for again after a pause.
 */
export function coalescedRead(
  db: DynamoDBDocumentClient,
  tables: Store['tables'],
  pause: Store['pause'],
): Store['read'] {
  let waiting: Asked[] = []
  const flush = async (): Promise<void> => {
    const asked = waiting
    waiting = []
    try {
      const found = await fetchAll(db, tables, pause, wantedBy(asked))
      for (const { table, keys, resolve } of asked) resolve(keys.map((key) => found.get(nameOf(table, key))))
    } catch (error) {
      for (const { reject } of asked) reject(error)
    }
  }
  return (keys, table = 'state') => {
    if (keys.length === 0) return Promise.resolve([])
    return new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(() => void flush())
      waiting.push({ table, keys, resolve, reject })
    })
  }
}

function wantedBy(asked: readonly Asked[]): Wanted[] {
  const wanted = new Map<string, Wanted>()
  for (const { table, keys } of asked) for (const key of keys) wanted.set(nameOf(table, key), { table, key })
  return [...wanted.values()]
}

async function fetchAll(
  db: DynamoDBDocumentClient,
  tables: Store['tables'],
  pause: Store['pause'],
  wanted: readonly Wanted[],
): Promise<Map<string, Item>> {
  const found = new Map<string, Item>()
  const lots = Array.from({ length: Math.ceil(wanted.length / LOT) }, (_, i) => wanted.slice(i * LOT, (i + 1) * LOT))
  await Promise.all(
    lots.map(async (lot) => {
      let left: readonly Wanted[] = lot
      for (let tries = 0; left.length > 0; tries++) {
        if (tries > 0) await pause(tries)
        left = await fetchLot(db, tables, left, found)
      }
    }),
  )
  return found
}

/** Gets one lot into `found`, and hands back what the table left unprocessed. */
async function fetchLot(
  db: DynamoDBDocumentClient,
  tables: Store['tables'],
  lot: readonly Wanted[],
  found: Map<string, Item>,
): Promise<Wanted[]> {
  const names = [...new Set(lot.map(({ table }) => table))]
  const keysOf = (name: TableName) =>
    lot.filter(({ table }) => table === name).map(({ key: { pk, sk } }) => ({ pk, sk }))
  const RequestItems = Object.fromEntries(
    names.map((name) => [tables[name], { Keys: keysOf(name), ConsistentRead: true }]),
  )
  const answer = await db.send(new BatchGetCommand({ RequestItems }))
  return names.flatMap((table) => {
    for (const item of (answer.Responses?.[tables[table]] ?? []) as Item[]) found.set(nameOf(table, item), item)
    const left = (answer.UnprocessedKeys?.[tables[table]]?.Keys ?? []) as Key[]
    return left.map((key) => ({ table, key }))
  })
}
