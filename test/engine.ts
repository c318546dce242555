import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEngine, type Engine } from '../infra/local/engine/engine.ts'

/** A table as a test needs it: names of its keys, its indexes, what its stream carries, which attribute ends its items. */
export interface TableSpec {
  name: string
  keys?: readonly [string] | readonly [string, string]
  /** Attributes used in keys that are not strings. */
  types?: Readonly<Record<string, 'S' | 'N' | 'B'>>
  indexes?: readonly IndexSpec[]
  stream?: 'NEW_AND_OLD_IMAGES' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'KEYS_ONLY'
  lifetime?: string
}

interface IndexSpec {
  name: string
  keys: readonly [string] | readonly [string, string]
  /** `ALL`, `KEYS_ONLY`, or the attributes that the index carries besides its keys. */
  carries?: 'ALL' | 'KEYS_ONLY' | readonly string[]
}

export interface TestEngine extends Engine {
  createTables(specs: readonly TableSpec[]): Promise<void>
}

/** An engine of a suite's own, in a folder that goes when the engine is closed: `beforeAll(async () => { engine = await anEngine() })`. */
export async function anEngine(now: () => Date = () => new Date()): Promise<TestEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'engine-'))
  const engine = await startEngine({ folder, now })
  return {
    url: engine.url,
    call: engine.call,
    get pid() {
      return engine.pid
    },
    expire: () => engine.expire(),
    trim: () => engine.trim(),
    createTables: async (specs) => {
      for (const spec of specs) await createTable(engine.call, spec)
    },
    close: async () => {
      await engine.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export async function createTable(call: Engine['call'], spec: TableSpec): Promise<void> {
  await call('CreateTable', tableInput(spec))
  if (!spec.lifetime) return
  const TimeToLiveSpecification = { Enabled: true, AttributeName: spec.lifetime }
  await call('UpdateTimeToLive', { TableName: spec.name, TimeToLiveSpecification })
}

/** A table's description as CreateTable takes it. */
export function tableInput({ name, keys = ['pk', 'sk'], types = {}, indexes = [], stream }: TableSpec) {
  const named = new Set([...keys, ...indexes.flatMap((index) => [...index.keys])])
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...named].map((key) => ({ AttributeName: key, AttributeType: types[key] ?? 'S' })),
    KeySchema: keySchema(keys),
    ...(indexes.length > 0 ? { GlobalSecondaryIndexes: indexes.map(index) } : {}),
    ...(stream ? { StreamSpecification: { StreamEnabled: true, StreamViewType: stream } } : {}),
  }
}

export const keySchema = (keys: readonly string[]) =>
  keys.map((key, place) => ({ AttributeName: key, KeyType: place === 0 ? 'HASH' : 'RANGE' }))

function index({ name, keys, carries = 'ALL' }: IndexSpec) {
  const Projection =
    typeof carries === 'string'
      ? { ProjectionType: carries }
      : { ProjectionType: 'INCLUDE', NonKeyAttributes: [...carries] }
  return { IndexName: name, KeySchema: keySchema(keys), Projection }
}
