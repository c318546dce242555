import { DynamoError, type Call } from './engine/call.ts'
import { RuntimeFault } from './fault.ts'
import type { Tables } from './proxy/needs.ts'
import type { Json, Properties } from './template/assembly.ts'
import { flagAt, objectAt, objectsAt, textAt, wordOf } from './template/properties.ts'
import type { Resolved } from './template/scope.ts'

/** A table as the template wants it and the engine takes it. */
export interface Table {
  name: string
  arn: string
  streamArn: string
  partitionKey: string
  attributes: Json
  keys: Json
  globalIndexes: readonly Properties[]
  localIndexes: readonly Properties[]
  view: string | undefined
  lifetime: string | undefined
}

export const isTable = ({ type }: Resolved): boolean =>
  type === 'AWS::DynamoDB::Table' || type === 'AWS::DynamoDB::GlobalTable'

export function tableOf({ ref, arn, properties }: Resolved): Table {
  const keys = objectsAt(properties, 'KeySchema')
  const lifetime = objectAt(properties, 'TimeToLiveSpecification')
  return {
    name: ref,
    arn,
    streamArn: `${arn}/stream/2021-01-01T00:00:00.000`,
    partitionKey:
      textAt(
        keys.find((key) => key.KeyType === 'HASH'),
        'AttributeName',
      ) ?? '',
    attributes: properties.AttributeDefinitions,
    keys,
    globalIndexes: objectsAt(properties, 'GlobalSecondaryIndexes').map(indexOf),
    localIndexes: objectsAt(properties, 'LocalSecondaryIndexes').map(indexOf),
    view: textAt(objectAt(properties, 'StreamSpecification'), 'StreamViewType'),
    lifetime: flagAt(lifetime, 'Enabled') ? textAt(lifetime, 'AttributeName') : undefined,
  }
}

/** Capacity means nothing on one machine. */
const indexOf = ({ IndexName, KeySchema, Projection }: Properties): Properties => ({ IndexName, KeySchema, Projection })

/** Names and keys of tables, as the rights check asks for them; unknown names stand for tables of the same place. */
export function namesOf(tables: readonly Table[], resources: readonly Resolved[]): Tables {
  const known = new Map(tables.map((table) => [table.name, table]))
  const { partition = 'aws', region = '', account = '' } = resources[0]?.stack ?? {}
  return {
    arnOf: (name) => known.get(name)?.arn ?? `arn:${partition}:dynamodb:${region}:${account}:table/${name}`,
    partitionKeyOf: (name) => known.get(name)?.partitionKey,
  }
}

interface Description {
  KeySchema: { AttributeName: string; KeyType: string }[]
  GlobalSecondaryIndexes?: { IndexName: string }[]
  StreamSpecification?: { StreamEnabled: boolean; StreamViewType: string }
}

/**
 * Makes the tables that are missing, and gives those that stand what a newer template adds: indexes, stream, lifetime.
 * @throws RuntimeFault where a table's keys are others than the template's: such a change needs a new table
 */
export async function makeTables(call: Call, tables: readonly Table[]): Promise<void> {
  for (const table of tables) {
    const stands = await describe(call, table.name)
    if (stands) await extend(call, table, stands)
    else await create(call, table)
    await live(call, table)
  }
}

async function describe(call: Call, TableName: string): Promise<Description | undefined> {
  try {
    return (await call<{ Table: Description }>('DescribeTable', { TableName })).Table
  } catch (error) {
    if (error instanceof DynamoError && error.code === 'ResourceNotFoundException') return undefined
    throw error
  }
}

const streamOf = ({ view }: Table) =>
  view === undefined ? {} : { StreamSpecification: { StreamEnabled: true, StreamViewType: view } }

async function create(call: Call, table: Table): Promise<void> {
  await call('CreateTable', {
    TableName: table.name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: table.attributes,
    KeySchema: table.keys,
    ...(table.globalIndexes.length > 0 ? { GlobalSecondaryIndexes: table.globalIndexes } : {}),
    ...(table.localIndexes.length > 0 ? { LocalSecondaryIndexes: table.localIndexes } : {}),
    ...streamOf(table),
  })
}

async function extend(call: Call, table: Table, stands: Description): Promise<void> {
  if (JSON.stringify(keysOf(stands.KeySchema)) !== JSON.stringify(keysOf(table.keys as Description['KeySchema']))) {
    throw new RuntimeFault(
      `The table ${table.name} in the data folder has other keys than this release. Nothing was changed.`,
    )
  }
  const known = new Set((stands.GlobalSecondaryIndexes ?? []).map((index) => index.IndexName))
  for (const index of table.globalIndexes.filter(({ IndexName }) => !known.has(wordOf(IndexName)))) {
    await call('UpdateTable', {
      TableName: table.name,
      AttributeDefinitions: table.attributes,
      GlobalSecondaryIndexUpdates: [{ Create: index }],
    })
  }
  if (table.view !== undefined && stands.StreamSpecification?.StreamEnabled !== true) {
    await call('UpdateTable', { TableName: table.name, ...streamOf(table) })
  }
}

const keysOf = (keys: Description['KeySchema']) => keys.map(({ AttributeName, KeyType }) => [AttributeName, KeyType])

async function live(call: Call, { name, lifetime }: Table): Promise<void> {
  if (lifetime === undefined) return
  interface Said {
    TimeToLiveDescription?: { AttributeName?: string; TimeToLiveStatus?: string }
  }
  const { TimeToLiveDescription: stands } = await call<Said>('DescribeTimeToLive', { TableName: name })
  if (stands?.AttributeName === lifetime && stands.TimeToLiveStatus === 'ENABLED') return
  const TimeToLiveSpecification = { Enabled: true, AttributeName: lifetime }
  await call('UpdateTimeToLive', { TableName: name, TimeToLiveSpecification })
}
