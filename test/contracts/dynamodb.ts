import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { DynamoDB, type AttributeValue, type CreateTableCommandInput } from '@aws-sdk/client-dynamodb'
import { DynamoDBStreams, type _Record } from '@aws-sdk/client-dynamodb-streams'
import { afterAll, beforeAll, expect } from 'vitest'
import { anEngine, tableInput, type TableSpec, type TestEngine } from '../engine.ts'

export type Item = Record<string, AttributeValue>

/**
 * The endpoint under contract. `CONTRACT_DYNAMODB_ENDPOINT` names it (`aws` for AWS itself, with the region and
 * credentials of the environment); without it the suite starts the engine of one machine.
 */
const named = process.env.CONTRACT_DYNAMODB_ENDPOINT

/** Whether the engine of one machine is asked: it alone may show the differences of `docs/table-engine.md`. */
const ours = named === undefined

export interface Contract {
  readonly db: DynamoDB
  readonly streams: DynamoDBStreams
  /** Makes a table under a name of its own and waits until it can be used. */
  table(spec: Omit<TableSpec, 'name'>): Promise<string>
  /** A name that no other run uses, deleted at the end like all tables of the suite. */
  name(): string
}

/** Connects a suite: `const { table, … } = contract()` at the top of a file; tables go when the file is done. */
export function contract(): Contract {
  let engine: TestEngine | undefined
  let db: DynamoDB | undefined
  let streams: DynamoDBStreams | undefined
  const made: string[] = []

  beforeAll(async () => {
    if (ours) engine = await anEngine()
    const endpoint = engine?.url ?? named
    const local = {
      endpoint: endpoint ?? '',
      region: 'us-east-1',
      credentials: { accessKeyId: 'contract', secretAccessKey: 'x' },
    }
    const settings = endpoint === 'aws' ? {} : local
    db = new DynamoDB(settings)
    streams = new DynamoDBStreams(settings)
  })

  afterAll(async () => {
    for (const TableName of made) await db?.deleteTable({ TableName }).catch(() => undefined)
    db?.destroy()
    streams?.destroy()
    await engine?.close()
  }, 120_000)

  const name = () => {
    const fresh = `contract-${process.pid}-${Date.now().toString(36)}-${made.length}`
    made.push(fresh)
    return fresh
  }
  return {
    get db() {
      return given(db)
    },
    get streams() {
      return given(streams)
    },
    name,
    table: async (spec) => {
      const fresh = name()
      await given(db).createTable(tableInput({ ...spec, name: fresh }) as CreateTableCommandInput)
      await until(async () => (await given(db).describeTable({ TableName: fresh })).Table?.TableStatus === 'ACTIVE')
      if (spec.lifetime) {
        const TimeToLiveSpecification = { Enabled: true, AttributeName: spec.lifetime }
        await given(db).updateTimeToLive({ TableName: fresh, TimeToLiveSpecification })
      }
      return fresh
    },
  }
}

function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the suite is not connected yet')
  return value
}

/** Waits for what AWS does in its own time: a table, an index, a stream. */
export async function until(done: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await done()); tries++) {
    if (tries === 200) throw new Error('AWS takes longer than this suite waits')
    await pause(ours ? 5 : 500)
  }
}

/**
 * A known difference: `aws` is what AWS's documentation promises, `here` what the engine does. Each is told under its
 * name in `docs/table-engine.md`, and this fails when it is not, or when the engine has changed.
 */
export function differs<T>(what: string, { aws, here }: { aws: T; here: T }): T {
  expect(readFileSync(new URL('../../docs/table-engine.md', import.meta.url), 'utf8')).toContain(`\`${what}\``)
  return ours ? here : aws
}

/** The name of the error that something ends with, or a word for success. */
export const endOf = (asked: Promise<unknown>, success: string): Promise<string> =>
  asked.then(
    () => success,
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  )

/** An error by the name AWS gives it, and words of its message where they matter. */
export const failure = (name: string, message?: RegExp): unknown =>
  expect.objectContaining({ name, ...(message ? { message: matching(message) } : {}) })

/** Text that fits a pattern, for use within an expected value. */
export const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern)

export const invalid = (message?: RegExp): unknown => failure('ValidationException', message)

export const S = (text: string): AttributeValue => ({ S: text })
export const N = (number: number | string): AttributeValue => ({ N: String(number) })

/** All records of a table's stream from its beginning, across shards, until `count` have come. */
export async function readStream({ db, streams }: Contract, TableName: string, count: number): Promise<_Record[]> {
  const { Table } = await db.describeTable({ TableName })
  const StreamArn = Table?.LatestStreamArn
  let records: _Record[] = []
  await until(async () => {
    records = []
    const { StreamDescription } = await streams.describeStream({ StreamArn })
    for (const { ShardId } of StreamDescription?.Shards ?? []) {
      const first = await streams.getShardIterator({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' })
      const page = await streams.getRecords({ ShardIterator: first.ShardIterator })
      records.push(...(page.Records ?? []))
    }
    return records.length >= count
  })
  return records
}
