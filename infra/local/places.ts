import { join } from 'node:path'
import { openBuckets } from './buckets.ts'
import type { Clock } from './clock.ts'
import type { Closers } from './closers.ts'
import { Functions } from './functions/functions.ts'
import type { Ground } from './ground.ts'
import { startProxy } from './proxy/proxy.ts'
import { Queues } from './queues/queues.ts'
import { queueArns, queuesOf } from './queues/settings.ts'
import { keyArns } from './rights/encryption.ts'
import { Permissions } from './rights/permissions.ts'
import { operator, Roles, type Keyring } from './rights/principal.ts'
import { Rights } from './rights/rights.ts'
import { kms } from './services/kms.ts'
import { parameters } from './services/parameters.ts'
import { secrets } from './services/secrets.ts'
import { sqs } from './services/sqs.ts'
import { isTable, makeTables, namesOf, tableOf, type Table } from './tables.ts'
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

export async function openPlaces(settings: PlacesSettings, closers: Closers): Promise<Places> {
  const { resources, assets, ground, clock } = settings
  const { keyring, services, log } = ground
  const [roles, rights] = [new Roles(resources), new Rights(resources)]
  const queues = openQueues(settings, rights, closers)
  const tables = await openTables(settings, rights, closers)
  const buckets = await openBuckets({ ...settings, rights, queues }, closers)
  const endpoints = endpointsOf({ tables: tables.url, files: buckets.url, services: services.url })
  const functions = new Functions(resources, { assets, roles, keyring, endpoints, log: log.file, ahead: clock.ahead })
  buckets.tell(functions)
  return {
    tables: tables.all,
    queues,
    functions,
    roles,
    rights,
    permissions: new Permissions(resources),
    filesUrl: buckets.url,
    environment: { ...endpoints, ...operatorKeys(keyring, resources) },
    onWritten: tables.onWritten,
  }
}

/** The file of queues, and the services that need nothing else; all of them answer from here on. */
function openQueues({ resources, ground }: PlacesSettings, rights: Rights, closers: Closers): Queues {
  const { folder, services, vault } = ground
  const queues = new Queues(join(folder, 'queues.sqlite'), queuesOf(resources))
  closers.add(() => queues.close())
  const operations = {
    ...kms(keyArns(resources), vault),
    ...secrets(resources, vault),
    ...parameters(resources),
    ...sqs(queues, queueArns(resources)),
  }
  services.serve(operations, rights)
  return queues
}

async function openTables({ resources, ground }: PlacesSettings, rights: Rights, closers: Closers) {
  const { engine, keyring } = ground
  const all = resources.filter(isTable).map(tableOf)
  await makeTables(engine.call, all)
  let hear: (tables: readonly string[]) => void = () => undefined
  const proxy = await startProxy({
    engine: engine.url,
    keyring,
    rights,
    tables: namesOf(all, resources),
    onWritten: (written) => hear(written),
  })
  closers.add(() => proxy.close())
  const onWritten = (given: typeof hear): void => {
    hear = given
  }
  return { all, url: proxy.url, onWritten }
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

function operatorKeys(keyring: Keyring, resources: readonly Resolved[]) {
  const { accessKeyId, secretAccessKey } = keyring.issue(operator)
  const AWS_REGION = resources[0]?.stack.region ?? 'us-east-1'
  return { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_REGION }
}
