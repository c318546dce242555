import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient, type RouterClient } from '@orpc/server'
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { DynamoDBRecord } from 'aws-lambda'
import type { Cell } from '#shared/base/cell'
import { queueColumns } from '#shared/cases/queue'
import type { BatchAnswer, ChangeSet } from '#shared/base/changes'
import { Refusal, refusalData, type RefusalData } from '#shared/base/refusal'
import type { Cells, Row } from '#shared/base/sheet'
import { rightsOf, rolesCell, type Role } from '#shared/people/roles'
import type { Call } from '#functions/host/context'
import { project } from '#functions/projector/project'
import { casesRouter } from '#functions/staff/cases'
import { changesRouter } from '#functions/staff/changes'
import { rowsRouter } from '#functions/staff/rows'
import { applyBatch } from '#functions/store/apply'
import { accountsIndex } from '#functions/store/layout'
import { accountKey } from '#functions/store/people/account'
import type { FeedHead } from '#functions/store/feed'
import { openStore } from '#functions/store/open'
import { rulebook as product } from '#functions/store/rules'
import type { Rulebook } from '#functions/store/rulebook'
import { sealerOf, type KeyVault, type Sealer } from '#functions/store/sealer'
import type { QueueName, Store } from '#functions/store/store'
import { rebuild } from '#functions/store/tiles/rebuild'
import { cases } from '#shared/cases/columns'
import { columnsOf, mint } from '../client.ts'
import { rowsOf } from '../desk.ts'
import { startFiles } from '../../infra/local/files/server.ts'
import { anEngine, type TableSpec, type TestEngine } from '../engine.ts'

const tables = { state: 'state', ledger: 'ledger' }
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }

const routers = (rulebook: Rulebook, sealer?: Sealer) => ({
  changes: changesRouter(rulebook, sealer),
  rows: rowsRouter(rulebook),
  cases: casesRouter,
})

/** Somebody at work: the operations about rows, as this account. */
export type Clerk = RouterClient<ReturnType<typeof routers>> & { account: string }

/** The tables of a district with the operations about rows, a queue that the test empties and a clock that it sets. */
export interface Office {
  store: Store
  engine: TestEngine
  /** messages that nobody has taken yet */
  queue: { queue: QueueName; message: object }[]
  rulebook: Rulebook
  sealer: Sealer | undefined
  /** where the file server keeps what it was given */
  folder: string
  now: () => string
  pass(seconds: number): void
  clerk(roles: readonly Role[], more?: { name?: string; unit?: string; fresh?: boolean; store?: Store }): Promise<Clerk>
  /** gives an account other roles, behind the backs of all */
  reappoint(account: string, cells: Cells): Promise<void>
  /** applies every batch that was accepted */
  work(store?: Store): Promise<void>
  /** hands the stream's new records to the projector */
  project(records?: readonly DynamoDBRecord[]): Promise<void>
  records(): Promise<DynamoDBRecord[]>
  close(): Promise<void>
}

export interface OfficeOptions {
  rulebook?: Rulebook
  /** what guards the keys of persons; without it nobody can be sealed */
  vault?: KeyVault
  /** wraps the store that everybody works with */
  store?: (store: Store) => Store
}

/** The tables, indexes and streams of `infra/data.ts`. */
export const officeTables: readonly TableSpec[] = [
  {
    name: tables.state,
    indexes: [
      { name: 'gsi1', keys: ['gsi1pk', 'gsi1sk'], carries: 'KEYS_ONLY' },
      { name: 'gsi2', keys: ['gsi2pk', 'gsi2sk'], carries: queueColumns },
      { name: 'unfinished', keys: ['unfinished', 'since'], carries: 'KEYS_ONLY' },
    ],
    stream: 'NEW_AND_OLD_IMAGES',
    lifetime: 'ttl',
  },
  { name: tables.ledger, stream: 'KEYS_ONLY' },
]

export async function anOffice({
  rulebook = product,
  vault,
  store: wrap = (store) => store,
}: OfficeOptions = {}): Promise<Office> {
  let at = Date.parse('2026-10-12T01:00:00.000Z')
  const engine = await anEngine(() => new Date(at))
  await engine.createTables(officeTables)
  const client = { endpoint: engine.url, region: 'local', credentials }
  const queue: Office['queue'] = []
  const files = await someFiles()
  const open = openStore({ district: 'test', tables, bucket: 'files', chance: () => Math.random(), client })
  // The file server goes by the machine's clock, and so must addresses that lead there.
  const tiles: Store['tiles'] = { ...open.tiles, sign: (name) => open.tiles.sign(name, new Date().toISOString()) }
  const store = wrap({
    ...open,
    tiles,
    send: (name, message) => Promise.resolve(void queue.push({ queue: name, message })),
  })
  // Every look at the clock is a moment later, so what follows sorts behind.
  const now = () => new Date(at++).toISOString()
  const records = await aStream(engine)
  const remembered = { told: new Map<string, number>(), heads: new Map<string, FeedHead>() }
  const office: Office = {
    store,
    engine,
    queue,
    rulebook,
    sealer: vault && sealerOf(store, vault),
    folder: files.folder,
    now,
    pass: (seconds) => (at += seconds * 1000),
    clerk: async (roles, more = {}) => {
      const account = mint()
      const { name = '示例', unit = 'centre' } = more
      await putAccount(open, account, { name, unit, state: 'active', roles: rolesCell(roles) })
      return clerkAs(office, { account, roles, ...more })
    },
    reappoint: (account, cells) => putAccount(open, account, { name: '示例', state: 'active', ...cells }),
    work: async (by = store) => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        if (next.queue !== 'changes') continue
        const message = next.message as { batch: string } | { rebuild: string }
        const applying = { store: by, rulebook, now, mayGoOn: () => true }
        if ('batch' in message) await applyBatch(message.batch, applying)
        else await rebuild(message.rebuild, { ...applying, sheet: cases })
      }
    },
    records,
    project: async (given) => {
      const failed = (error: unknown) => {
        throw error
      }
      for (let heard = given ?? (await records()); heard.length > 0; heard = given ? [] : await records())
        await project(heard, { store, rulebook, now, ...remembered, failed })
    },
    close: async () => {
      open.db.destroy()
      await engine.close()
      await files.close()
    },
  }
  return office
}

/** The file server, told to the client library as a function is told: by its environment. */
async function someFiles(): Promise<{ folder: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'files-'))
  const files = await startFiles({
    folder,
    host: '127.0.0.1',
    buckets: [{ name: 'files' }],
    secretOf: () => credentials.secretAccessKey,
    now: () => new Date(),
  })
  const { accessKeyId, secretAccessKey } = credentials
  const told = { AWS_ENDPOINT_URL_S3: files.url, AWS_REGION: 'local', AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } // prettier-ignore
  Object.assign(process.env, told)
  return {
    folder,
    close: async () => {
      await files.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

interface Person {
  account: string
  roles: readonly Role[]
  name?: string
  unit?: string
  fresh?: boolean
  store?: Store
}

function clerkAs(
  { rulebook, sealer, now, store: usual }: Office,
  { account, roles, name = '示例', unit = 'centre', fresh = false, store = usual }: Person,
): Clerk {
  const context = (): Call => ({
    now: now(),
    store,
    address: '10.0.0.1',
    agent: 'Browser/1',
    cookie: undefined,
    setCookie: () => undefined,
    actor: { account, name, unit, roles: [...roles], rights: rightsOf(roles), fresh },
    session: { hash: '', begun: now(), seen: now(), factorAt: undefined, demonstration: false },
  })
  return Object.assign(createRouterClient(routers(rulebook, sealer), { context }), { account })
}

const putAccount = async (store: Store, account: string, cells: Cells): Promise<void> => {
  const listed = { gsi1pk: accountsIndex(store.district), gsi1sk: account }
  const Item = { ...accountKey(store.district, account), ...listed, rev: 1, ...cells }
  await store.db.send(new PutCommand({ TableName: tables.state, Item }))
}

/** Reads the state table's stream from its beginning, as far as it has come at each call. */
async function aStream({ url }: TestEngine): Promise<() => Promise<DynamoDBRecord[]>> {
  const streams = new DynamoDBStreamsClient({ endpoint: url, region: 'local', credentials })
  const { Table } = await (await fetch(url, { method: 'POST', body: JSON.stringify({ TableName: tables.state }), headers: describe })).json() as { Table: { LatestStreamArn: string } } // prettier-ignore
  const StreamArn = Table.LatestStreamArn
  let iterator: string | undefined
  return async () => {
    if (iterator === undefined) {
      const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }))
      const ShardId = StreamDescription?.Shards?.[0]?.ShardId
      const begun = await streams.send(
        new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
      )
      iterator = begun.ShardIterator
    }
    const { Records, NextShardIterator } = await streams.send(
      new GetRecordsCommand({ ShardIterator: iterator, Limit: 1000 }),
    )
    iterator = NextShardIterator
    return (Records ?? []) as unknown as DynamoDBRecord[]
  }
}

const describe = {
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-target': 'DynamoDB_20120810.DescribeTable',
  authorization:
    'AWS4-HMAC-SHA256 Credential=test/20210101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  'x-amz-date': '20210101T000000Z',
}

type Part = 'sheet' | 'place'
export type Where = Pick<ChangeSet, Part>

/** A change-set that sets one column of each row from what was seen to what is to stand. */
export const setting = (
  where: Where,
  column: string,
  rows: readonly [row: string, before: Cell, after: Cell][],
): ChangeSet => ({
  ...where,
  batch: mint(),
  gesture: 'type',
  sets: { rows: rows.map(([row]) => row), columns: [columnOf(column, rows.map(([, before, after]) => [before, after]))] }, // prettier-ignore
})

/** Several columns of several rows: for each row, its cells as seen and as they are to stand. */
export const settingAll = (where: Where, rows: readonly { id: string; before: Cells; after: Cells }[]): ChangeSet => {
  const keys = [...new Set(rows.flatMap(({ after }) => Object.keys(after)))]
  const column = (key: string) =>
    columnOf(key, rows.map(({ before, after }) => (key in after ? [before[key] ?? null, after[key] ?? null] : undefined))) // prettier-ignore
  return {
    ...where,
    batch: mint(),
    gesture: 'paste',
    sets: { rows: rows.map(({ id }) => id), columns: keys.map(column) },
  }
}

function columnOf(key: string, cells: readonly (readonly [Cell, Cell] | undefined)[]) {
  const words = [...new Set(cells.flatMap((pair) => pair ?? []))]
  const code = (cell: Cell | undefined): number => (cell === undefined ? -1 : words.indexOf(cell))
  return { key, words, before: cells.map((pair) => code(pair?.[0])), after: cells.map((pair) => code(pair?.[1])) }
}

/** A change-set that creates rows under these ids. */
export const creatingAs = (where: Where, rows: Readonly<Record<string, Cells>>): ChangeSet => ({
  ...where,
  batch: mint(),
  gesture: 'paste',
  creates: { rows: Object.keys(rows), columns: columnsOf(Object.values(rows)) },
})

export const voiding = (
  where: Where,
  rows: readonly { id: string; rev: number }[],
  act: 'voids' | 'restores' = 'voids',
) => ({
  ...where,
  batch: mint(),
  gesture: 'form' as const,
  [act]: rows.map(({ id, rev }) => ({ row: id, rev })),
})

/** The live rows of a sheet, by id. */
export async function rowsNow(clerk: Clerk, { sheet, place }: Where): Promise<Map<string, Row>> {
  const { sheets } = await clerk.rows.open({ place, sheets: [sheet] })
  return new Map(sheets.flatMap(rowsOf).map((row) => [row.id, row]))
}

/** Sends a change-set and sees it through. */
export async function done(office: Office, clerk: Clerk, change: ChangeSet): Promise<BatchAnswer> {
  const answer = await clerk.changes.submit(change)
  if (answer.state === 'applied') return answer
  await office.work()
  return clerk.changes.batch({ batch: change.batch })
}

/** The refusal that a call ends in; `undefined` where it succeeds. */
export async function refusalIn(call: Promise<unknown>): Promise<RefusalData | undefined> {
  try {
    await call
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return refusalData(error)
    throw error
  }
}
