import { callLater } from './queues/calls.ts'
import type { Queues } from './queues/queues.ts'
import type { BucketSettings, CorsRule, FileEvent } from './files/settings.ts'
import type { Clock } from './clock.ts'
import type { Functions } from './functions/functions.ts'
import type { Properties } from './template/assembly.ts'
import { flagAt, numberAt, objectAt, objectsAt, textAt, textsAt } from './template/properties.ts'
import type { Resolved } from './template/scope.ts'

const isBucket = ({ type }: Resolved): boolean => type === 'AWS::S3::Bucket'

/** Buckets of the template as the file server takes them. None is public: the runtime reads for the public. */
export function bucketsOf(resources: readonly Resolved[]): BucketSettings[] {
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

export interface Receivers {
  queues: Queues
  functions: Functions
  clock: Clock
}

/** Tells queues and functions of new and deleted files; what is told is on disk when the returned function is done. */
export function announcer(
  resources: readonly Resolved[],
  { queues, functions, clock }: Receivers,
): (event: FileEvent) => void {
  const notifications = notificationsOf(resources)
  const region = resources[0]?.stack.region ?? ''
  return (event) => {
    const told = { Records: [recordOf(event, region, clock.now())] }
    for (const { bucket, events, prefix, suffix, target } of notifications) {
      const wanted = events.some(
        (one) => one === event.event || (one.endsWith('*') && event.event.startsWith(one.slice(0, -1))),
      )
      if (bucket !== event.bucket || !wanted || !event.key.startsWith(prefix) || !event.key.endsWith(suffix)) continue
      if (target.includes(':sqs:')) queues.send(target.split(':').pop() ?? '', { body: JSON.stringify(told) })
      else callLater(queues, functions.find(target).name, { event: told, retries: 2 })
    }
  }
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
