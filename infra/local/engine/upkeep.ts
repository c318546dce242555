import { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import { DynamoError, type Call } from './call.ts'

/** DynamoDB keeps stream records for 24 hours. */
const STREAM_SECONDS = 24 * 60 * 60

/** Rows in one go: a lock held long makes the engine answer InternalServerError. */
const LOT = 200

export interface Upkeep {
  /** Takes away stream records older than 24 hours by the engine's own time; returns how many. */
  trim(): Promise<number>
  /** Deletes items whose lifetime is over at `now`; returns how many. */
  expire(now: Date): Promise<number>
  close(): void
}

interface Expiring {
  table: string
  attribute: string
  keys: string[]
}

/**
 * What the engine does not do for itself, done on its file from outside: an index that keeps writes to tables with
 * streams from reading all earlier records, the trimming of streams, and lifetimes (TTL).
 */
export function upkeepOf(file: string, call: Call): Upkeep {
  const base = new DatabaseSync(file)
  base.exec('PRAGMA busy_timeout = 1000; PRAGMA synchronous = NORMAL')
  base.exec(`CREATE INDEX IF NOT EXISTS stream_sequence
             ON _stream_records (table_name, CAST(sequence_number AS INTEGER))`)
  return {
    trim: () => trim(base, Math.floor(Date.now() / 1000) - STREAM_SECONDS),
    expire: (now) => expire(base, call, Math.floor(now.getTime() / 1000)),
    close: () => base.close(),
  }
}

/**
 * From the oldest record on until one is young: records are in the order of their time. A table's newest record stays,
 * because the engine numbers the next one from it, and readers would skip everything after a new beginning.
 */
async function trim(base: DatabaseSync, before: number): Promise<number> {
  const kept = newestOf(base)
  const lot = base.prepare('SELECT id, created_at FROM _stream_records WHERE id > ? ORDER BY id LIMIT ?')
  const take = base.prepare('DELETE FROM _stream_records WHERE id IN (SELECT value FROM json_each(?))')
  let [all, after, full] = [0, 0, true]
  while (full) {
    const rows = lot.all(after, LOT)
    const old = rows.filter((row) => Number(row.created_at) < before).map((row) => Number(row.id))
    all += Number(take.run(JSON.stringify(old.filter((id) => !kept.has(id)))).changes)
    after = old.at(-1) ?? after
    full = old.length === LOT
    await setImmediate()
  }
  return all
}

/** The last record of each table's stream. */
function newestOf(base: DatabaseSync): ReadonlySet<number> {
  const newest = base.prepare(`SELECT (SELECT id FROM _stream_records r WHERE r.table_name = t.table_name
      ORDER BY CAST(sequence_number AS INTEGER) DESC LIMIT 1) AS id FROM _tables t`)
  return new Set(newest.all().flatMap(({ id }) => (typeof id === 'number' ? [id] : [])))
}

async function expire(base: DatabaseSync, call: Call, now: number): Promise<number> {
  let all = 0
  for (const expiring of expiringTables(base)) {
    for (let gone = LOT; gone === LOT; all += gone) gone = await expireLot(base, call, expiring, now)
  }
  return all
}

function expiringTables(base: DatabaseSync): Expiring[] {
  const rows = base.prepare('SELECT table_name, ttl_attribute, key_schema FROM _tables WHERE ttl_enabled = 1').all()
  return rows.map((row) => {
    const schema = JSON.parse(String(row.key_schema)) as { AttributeName: string }[]
    return {
      table: String(row.table_name),
      attribute: String(row.ttl_attribute),
      keys: schema.map((key) => key.AttributeName),
    }
  })
}

/**
 * One lot of a table. Only numbers count as lifetimes, and none that lies more than five years back (both as DynamoDB
 * has it); the delete is conditional on the lifetime that was read, so a row renewed meanwhile stays.
 */
async function expireLot(base: DatabaseSync, call: Call, of: Expiring, now: number): Promise<number> {
  const path = `$."${of.attribute}".N`
  const table = of.table.replaceAll('"', '""')
  const value = `CAST(json_extract(item_json, '${path}') AS INTEGER)`
  const known = `json_extract(item_json, '${path}') IS NOT NULL`
  base.exec(`CREATE INDEX IF NOT EXISTS "lifetime of ${table}" ON "${table}" (${value}) WHERE ${known}`)
  const due = base.prepare(
    `SELECT item_json FROM "${table}" WHERE ${known} AND ${value} <= ? AND ${value} > ? ORDER BY ${value} LIMIT ?`,
  )
  const rows = due.all(now, now - 5 * 365 * 24 * 60 * 60, LOT)
  let gone = 0
  for (const row of rows)
    if (await expireItem(call, of, JSON.parse(String(row.item_json)) as Record<string, unknown>)) gone++
  return gone
}

async function expireItem(call: Call, of: Expiring, item: Record<string, unknown>): Promise<boolean> {
  try {
    await call('DeleteItem', {
      TableName: of.table,
      Key: Object.fromEntries(of.keys.map((key) => [key, item[key]])),
      ConditionExpression: '#lifetime = :seen',
      ExpressionAttributeNames: { '#lifetime': of.attribute },
      ExpressionAttributeValues: { ':seen': item[of.attribute] },
    })
    return true
  } catch (error) {
    if (error instanceof DynamoError && error.code === 'ConditionalCheckFailedException') return false
    throw error
  }
}
