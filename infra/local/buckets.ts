import { join } from 'node:path'
import type { Clock } from './clock.ts'
import type { Closers } from './closers.ts'
import { startFiles } from './files/server.ts'
import type { BucketSettings, CorsRule, FileEvent } from './files/settings.ts'
import type { Functions } from './functions/functions.ts'
import type { Ground } from './ground.ts'
import { callLater } from './queues/calls.ts'
import type { Queues } from './queues/queues.ts'
import { queueName } from './queues/settings.ts'
import type { Rights } from './rights/rights.ts'
import type { Properties } from './template/assembly.ts'
import { flagAt, numberAt, objectAt, objectsAt, textAt, textsAt } from './template/properties.ts'
import type { Resolved } from './template/scope.ts'

const isBucket = ({ type }: Resolved): boolean => type === 'AWS::S3::Bucket'

/** Buckets of the template as the file server takes them. None is public: the runtime reads for the public. */
function bucketsOf(resources: readonly Resolved[]): BucketSettings[] {
  return resources.filter(isBucket).map(({ ref, properties }) => ({
    name: ref,
    versioned: textAt(objectAt(properties, 'VersioningConfiguration'), 'Status') === 'Enabled',
    ...lockOf(properties),
    cors: objectsAt(objectAt(properties, 'CorsConfiguration'), 'CorsRules').map(corsOf),
  }))
}

function lockOf(properties: Properties): Pick<BucketSettings, 'lock'> {
  if (!flagAt(properties, 'ObjectLockEnabled')) return {}
  const rule = objectAt(objectAt(objectAt(properties, 'ObjectLockConfiguration'), 'Rule'), 'DefaultRetention')
  const years = numberAt(rule, 'Years')
  return { lock: { days: numberAt(rule, 'Days') ?? (years === undefined ? undefined : years * 365) } }
}

const corsOf = (rule: Properties): CorsRule => ({
  origins: textsAt(rule, 'AllowedOrigins'),
  methods: textsAt(rule, 'AllowedMethods'),
  headers: textsAt(rule, 'AllowedHeaders'),
  expose: textsAt(rule, 'ExposedHeaders'),
  maxAge: numberAt(rule, 'MaxAge'),
})

/** Whom a bucket tells of what: one function or queue, for events and keys of a kind. */
interface Notification {
  bucket: string
  events: readonly string[]
  prefix: string
  suffix: string
  target: string
}

/** Notifications as a bucket carries them itself, and as CDK writes them beside it. */
function notificationsOf(resources: readonly Resolved[]): Notification[] {
  return resources.flatMap((resource) => {
    const { type, ref, properties } = resource
    if (type !== 'Custom::S3BucketNotifications' && !isBucket(resource)) return []
    const bucket = isBucket(resource) ? ref : (textAt(properties, 'BucketName') ?? '')
    const written = objectAt(properties, 'NotificationConfiguration')
    const lists = ['QueueConfigurations', 'LambdaConfigurations', 'LambdaFunctionConfigurations']
    return lists.flatMap((list) => objectsAt(written, list)).map((one) => notificationOf(bucket, one))
  })
}

function notificationOf(bucket: string, written: Properties): Notification {
  const filter = objectAt(written, 'Filter')
  const rules = [...objectsAt(objectAt(filter, 'S3Key'), 'Rules'), ...objectsAt(objectAt(filter, 'Key'), 'FilterRules')]
  const rule = (name: string): string =>
    textAt(
      rules.find((one) => textAt(one, 'Name')?.toLowerCase() === name),
      'Value',
    ) ?? ''
  const targets = ['Queue', 'QueueArn', 'Function', 'LambdaFunctionArn'].map((name) => textAt(written, name))
  return {
    bucket,
    events: [...textsAt(written, 'Event'), ...textsAt(written, 'Events')].map((event) => event.replace('s3:', '')),
    prefix: rule('prefix'),
    suffix: rule('suffix'),
    target: targets.find((target) => target !== undefined) ?? '',
  }
}

interface Receivers {
  resources: readonly Resolved[]
  queues: Queues
  functions: Functions
  clock: Clock
}

/** Tells queues and functions of new and deleted files; what is told is on disk when the returned function is done. */
function announcer({ resources, queues, functions, clock }: Receivers): (event: FileEvent) => void {
  const notifications = notificationsOf(resources)
  const region = resources[0]?.stack.region ?? ''
  return (event) => {
    const told = { Records: [recordOf(event, region, clock.now())] }
    for (const { target } of notifications.filter((one) => wants(one, event))) {
      if (target.includes(':sqs:')) queues.send(queueName(target), { body: JSON.stringify(told) })
      else callLater(queues, functions.find(target).name, { event: told, retries: 2 })
    }
  }
}

const wants = ({ bucket, events, prefix, suffix }: Notification, { bucket: of, key, event }: FileEvent): boolean =>
  bucket === of &&
  key.startsWith(prefix) &&
  key.endsWith(suffix) &&
  events.some((one) => one === event || (one.endsWith('*') && event.startsWith(one.slice(0, -1))))

export interface BucketsSettings {
  resources: readonly Resolved[]
  ground: Ground
  clock: Clock
  rights: Rights
  queues: Queues
}

export interface Buckets {
  url: string
  /** says which functions there are; file notifications reach them from then on */
  tell(functions: Functions): void
}

/** Starts the file server with the template's buckets; every call is checked against the caller's policies. */
export async function openBuckets(settings: BucketsSettings, closers: Closers): Promise<Buckets> {
  const { resources, ground, clock, rights } = settings
  const { folder, keyring, log } = ground
  const arnOf = (bucket: string): string => `arn:${resources[0]?.stack.partition ?? 'aws'}:s3:::${bucket}`
  let announce: (event: FileEvent) => void = () => undefined
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
  const tell = (functions: Functions): void => {
    announce = announcer({ ...settings, functions })
  }
  return { url: files.url, tell }
}

/** Source: Amazon S3 guide, "Event message structure". Keys are encoded as in forms. */
const recordOf = ({ bucket, key, event, size, eTag, versionId }: FileEvent, awsRegion: string, now: Date) => ({
  eventVersion: '2.1',
  eventSource: 'aws:s3',
  awsRegion,
  eventTime: now.toISOString(),
  eventName: event,
  s3: {
    s3SchemaVersion: '1.0',
    bucket: { name: bucket, arn: `arn:aws:s3:::${bucket}` },
    object: {
      key: encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/'),
      size,
      eTag: eTag.replaceAll('"', ''),
      ...(versionId === undefined ? {} : { versionId }),
      sequencer: now.getTime().toString(16).toUpperCase(),
    },
  },
})
