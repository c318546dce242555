import { join } from 'node:path'
import { announcer, bucketsOf } from './buckets.ts'
import type { Clock } from './clock.ts'
import type { Closers } from './closers.ts'
import { startFiles } from './files/server.ts'
import { Functions } from './functions/functions.ts'
import type { Ground } from './ground.ts'
import { startProxy } from './proxy/proxy.ts'
import { callsQueue } from './queues/calls.ts'
import { Queues, type Queue } from './queues/queues.ts'
import { keyArns } from './rights/encryption.ts'
import { Permissions } from './rights/permissions.ts'
import { operator, Roles } from './rights/principal.ts'
import { Rights } from './rights/rights.ts'
import { kms } from './services/kms.ts'
import { parameters } from './services/parameters.ts'
import { secrets } from './services/secrets.ts'
import { sqs } from './services/sqs.ts'
import { isTable, makeTables, tableOf, type Table } from './tables.ts'
import { numberAt, objectOf, textAt } from './template/properties.ts'
import type { Json } from './template/assembly.ts'
import type { Resolved } from './template/scope.ts'

/** Where the system's things are: tables, files, queues, keys, functions, and who may do what with them. */
export interface Places {
  tables: readonly Table[]
  queues: Queues
  functions: Functions
  roles: Roles
  rights: Rights
  permissions: Permissions
  filesUrl: string
  /** variables of the SDK for somebody who may do everything */
  environment: Readonly<Record<string, string>>
  /** hears which tables were written to */
  onWritten(hear: (tables: readonly string[]) => void): void
}

export interface PlacesSettings {
  resources: readonly Resolved[]
  assets: ReadonlyMap<string, string>
  ground: Ground
  clock: Clock
}

export async function openPlaces(
  { resources, assets, ground, clock }: PlacesSettings,
  closers: Closers,
): Promise<Places> {
  const { folder, keyring, engine, services, vault, log } = ground
  const tables = resources.filter(isTable).map(tableOf)
  await makeTables(engine.call, tables)
  const queues = new Queues(join(folder, 'queues.sqlite'), queuesOf(resources))
  closers.add(() => queues.close())
  const [roles, rights] = [new Roles(resources), new Rights(resources)]
  services.serve(
    {
      ...kms(keyArns(resources), vault),
      ...secrets(resources, vault),
      ...parameters(resources),
      ...sqs(queues, queueArns(resources)),
    },
    rights,
  )
  let written: (tables: readonly string[]) => void = () => undefined
  const proxy = await startProxy({
    engine: engine.url,
    keyring,
    rights,
    tables: tablesBy(tables, resources),
    onWritten: (arns) => written(arns),
  })
  closers.add(() => proxy.close())
  let announce: ReturnType<typeof announcer> = () => undefined
  const arnOf = (bucket: string): string => `arn:${resources[0]?.stack.partition ?? 'aws'}:s3:::${bucket}`
  const files = await startFiles({
    folder: join(folder, 'files'),
    host: '127.0.0.1',
    buckets: bucketsOf(resources),
    secretOf: (accessKeyId) => keyring.secretOf(accessKeyId),
    authorize: ({ accessKeyId, action, bucket, key }) => {
      const principal = keyring.principalOf(accessKeyId)
      const resource = key === undefined ? arnOf(bucket) : `${arnOf(bucket)}/${key}`
      return principal !== undefined && rights.refusal(principal, { action, resource }, arnOf(bucket)) === undefined
    },
    now: () => clock.now(),
    onEvent: (event) => announce(event),
    onDefect: (error) => log.say(`The file server failed: ${String(error)}`),
  })
  closers.add(() => files.close())
  const endpoints = endpointsOf({ tables: proxy.url, files: files.url, services: services.url })
  const functions = new Functions(resources, { assets, roles, keyring, endpoints, log: log.file, ahead: clock.ahead })
  announce = announcer(resources, { queues, functions, clock })
  return {
    tables,
    queues,
    functions,
    roles,
    rights,
    permissions: new Permissions(resources),
    filesUrl: files.url,
    environment: { ...endpoints, ...keysOf(keyring.issue(operator), resources) },
    onWritten: (hear) => {
      written = hear
    },
  }
}

/** Every other service ends at an address that refuses it, instead of at the cloud's own. */
const endpointsOf = ({ tables, files, services }: { tables: string; files: string; services: string }) => ({
  AWS_ENDPOINT_URL: services,
  AWS_ENDPOINT_URL_DYNAMODB: tables,
  AWS_ENDPOINT_URL_DYNAMODB_STREAMS: tables,
  AWS_ENDPOINT_URL_KMS: services,
  AWS_ENDPOINT_URL_S3: files,
  AWS_ENDPOINT_URL_SECRETS_MANAGER: services,
  AWS_ENDPOINT_URL_SQS: services,
  AWS_ENDPOINT_URL_SSM: services,
})

const keysOf = (keys: { accessKeyId: string; secretAccessKey: string }, resources: readonly Resolved[]) => ({
  AWS_ACCESS_KEY_ID: keys.accessKeyId,
  AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
  AWS_REGION: resources[0]?.stack.region ?? 'us-east-1',
})

const isQueue = ({ type }: Resolved): boolean => type === 'AWS::SQS::Queue'

const queueArns = (resources: readonly Resolved[]): ReadonlyMap<string, string> =>
  new Map(resources.filter(isQueue).map(({ arn }) => [arn.split(':').pop() ?? '', arn]))

/** The template's queues, and one of the runtime's own for each function: calls that nobody waits for. */
function queuesOf(resources: readonly Resolved[]): Queue[] {
  const queues = resources.filter(isQueue).map(({ arn, properties }) => ({
    name: arn.split(':').pop() ?? '',
    visibility: numberAt(properties, 'VisibilityTimeout') ?? 30,
    delay: numberAt(properties, 'DelaySeconds') ?? 0,
    retention: numberAt(properties, 'MessageRetentionPeriod') ?? 4 * 86_400,
    dead: deadOf(properties.RedrivePolicy),
  }))
  const functions = resources.filter(({ type }) => type === 'AWS::Lambda::Function')
  return [...queues, ...functions.map(({ ref }) => callsQueue(ref))]
}

function deadOf(policy: Json): Queue['dead'] {
  const written = typeof policy === 'string' ? (JSON.parse(policy) as Json) : policy
  const name = textAt(objectOf(written), 'deadLetterTargetArn')?.split(':').pop()
  return name === undefined ? undefined : { name, receipts: numberAt(objectOf(written), 'maxReceiveCount') ?? 1 }
}

function tablesBy(tables: readonly Table[], resources: readonly Resolved[]) {
  const known = new Map(tables.map((table) => [table.name, table]))
  const { partition = 'aws', region = '', account = '' } = resources[0]?.stack ?? {}
  return {
    arnOf: (name: string) => known.get(name)?.arn ?? `arn:${partition}:dynamodb:${region}:${account}:table/${name}`,
    partitionKeyOf: (name: string) => known.get(name)?.partitionKey,
  }
}
