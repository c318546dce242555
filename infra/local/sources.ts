import { randomUUID } from 'node:crypto'
import type { Clock } from './clock.ts'
import type { Call } from './engine/call.ts'
import { RuntimeFault } from './fault.ts'
import type { Function, Functions } from './functions/functions.ts'
import type { Outcome } from './functions/worker.ts'
import { startQueueMapping } from './queues/mapping.ts'
import type { Pump } from './queues/pump.ts'
import type { Queues } from './queues/queues.ts'
import type { Principal, Roles } from './rights/principal.ts'
import type { Rights } from './rights/rights.ts'
import { Follower } from './streams/follower.ts'
import type { Positions } from './streams/positions.ts'
import { StreamReader, type Batch, type StreamRecord } from './streams/reader.ts'
import type { Table } from './tables.ts'
import type { Json, Properties } from './template/assembly.ts'
import { flagAt, numberAt, objectAt, objectsAt, textAt, textsAt } from './template/properties.ts'
import type { Resolved } from './template/scope.ts'

export interface Around {
  queues: Queues
  functions: Functions
  roles: Roles
  rights: Rights
  clock: Clock
  tables: readonly Table[]
  positions: Positions
  call: Call
  failed: (sentence: string) => void
}

export interface Sources {
  pumps: Pump[]
  /** followers of streams, with the ARN of their table */
  followers: { table: string; follower: Follower }[]
}

const queueRights = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']
const streamRights = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator']

/** What waits on a stream without saying for how long still gathers for a moment: one page of edits comes as one batch. */
const MOMENT = 100

/** Works that one machine takes on at the same time for one queue; the cloud would take as many as the template says. */
const AT_ONCE = 4

/**
 * Starts the event source mappings and pipes of the template; what runs is put into `sources` as it is started.
 * @throws RuntimeFault where a role lacks a right that its source needs: the deployment would fail there as well
 */
export function startSources(resources: readonly Resolved[], around: Around, { pumps, followers }: Sources): void {
  for (const resource of resources) {
    const { type, properties } = resource
    if (properties.Enabled !== undefined && !flagAt(properties, 'Enabled')) continue
    if (type === 'AWS::Lambda::EventSourceMapping') {
      const source = textAt(properties, 'EventSourceArn') ?? ''
      if (source.includes(':sqs:')) pumps.push(queueSource(resource, source, around))
      else followers.push(streamSource(resource, source, around))
    }
    if (type === 'AWS::Pipes::Pipe') followers.push(pipe(resource, around))
  }
}

function need(
  principal: Principal,
  rights: readonly string[],
  { resource, around }: { resource: string; around: Around },
) {
  for (const action of rights) {
    const refusal = around.rights.refusal(principal, { action, resource })
    if (refusal !== undefined) throw new RuntimeFault(`${refusal}. A deployment would fail for the same reason.`)
  }
}

const reports = (properties: Properties): boolean =>
  textsAt(properties, 'FunctionResponseTypes').includes('ReportBatchItemFailures')

function queueSource({ stack, properties }: Resolved, arn: string, around: Around): Pump {
  const called = around.functions.find(textAt(properties, 'FunctionName') ?? '')
  need(called.principal, queueRights, { resource: arn, around })
  const most = numberAt(objectAt(properties, 'ScalingConfig'), 'MaximumConcurrency') ?? AT_ONCE
  const mapping = {
    queue: arn.split(':').pop() ?? '',
    arn,
    region: stack.region,
    function: called,
    batch: numberAt(properties, 'BatchSize') ?? 10,
    atOnce: Math.min(most, AT_ONCE),
    partial: reports(properties),
  }
  return startQueueMapping(mapping, around)
}

function tableOf(source: string, { tables }: Around): Table {
  const table = tables.find(({ streamArn }) => streamArn === source)
  if (!table) throw new RuntimeFault(`The stream ${source} belongs to no table of the template.`)
  return table
}

function streamSource(resource: Resolved, source: string, around: Around): Sources['followers'][number] {
  const { properties, ref } = resource
  const called = around.functions.find(textAt(properties, 'FunctionName') ?? '')
  const table = tableOf(source, around)
  need(called.principal, streamRights, { resource: source, around })
  const dead = deadLetters(textAt(objectAt(objectAt(properties, 'DestinationConfig'), 'OnFailure'), 'Destination'))
  if (dead !== undefined) need(called.principal, ['sqs:SendMessage'], { resource: dead, around })
  const hand = (records: readonly StreamRecord[]): Promise<Outcome> =>
    called.invoke({ Records: records.map((record) => recordOf(record, resource, source, around.clock)) })
  const follower = new Follower({
    reader: new StreamReader(around.call, around.positions, { name: ref, table: table.name }),
    most: numberAt(properties, 'BatchSize') ?? 100,
    window: windowOf(numberAt(properties, 'MaximumBatchingWindowInSeconds')),
    filters: filtersOf(properties),
    delivery: {
      bisect: flagAt(properties, 'BisectBatchOnFunctionError'),
      retries: limit(numberAt(properties, 'MaximumRetryAttempts')),
      age: limit(numberAt(properties, 'MaximumRecordAgeInSeconds')),
      partial: reports(properties),
      hand: (records) => reported(hand(records), called, around),
      dead: (batch, why, tries) => {
        around.failed(`${called.name} gave up ${batch.records.length} records of ${table.name}: ${why}`)
        if (dead !== undefined) bury(batch, { why, tries, source, called, dead, around })
      },
    },
    failed: around.failed,
  })
  return { table: table.arn, follower }
}

const windowOf = (seconds = 0): number => Math.max(MOMENT, seconds * 1000)

/** -1 stands for "as long as it takes". */
const limit = (number: number | undefined): number | undefined =>
  number === undefined || number < 0 ? undefined : number

const filtersOf = (properties: Properties): Json[] =>
  objectsAt(objectAt(properties, 'FilterCriteria'), 'Filters').map(
    (filter) => JSON.parse(textAt(filter, 'Pattern') ?? '{}') as Json,
  )

const deadLetters = (arn: string | undefined): string | undefined => (arn?.includes(':sqs:') ? arn : undefined)

async function reported(handing: Promise<Outcome>, called: Function, { failed }: Around): Promise<Outcome> {
  const outcome = await handing
  if (!outcome.ok && outcome.why !== 'stopped') failed(`${called.name} failed: ${outcome.error.errorMessage}`)
  return outcome
}

/** The record as functions see it: the source by the template's name for it, the time by the system's clock. */
function recordOf(record: StreamRecord, { stack }: Resolved, source: string, clock: Clock): Properties {
  const ahead = (clock.now().getTime() - Date.now()) / 1000
  const time = Math.round(record.dynamodb.ApproximateCreationDateTime + ahead)
  const dynamodb = { ...record.dynamodb, ApproximateCreationDateTime: time }
  return { ...record, awsRegion: stack.region, eventSourceARN: source, dynamodb }
}

interface Burial {
  why: string
  tries: number
  source: string
  called: Function
  dead: string
  around: Around
}

/** What a stream's dead-letter queue gets: where the records lie, not the records. Source: Lambda guide, "Streams: on-failure destinations". */
function bury({ shard, records }: Batch, { why, tries, source, called, dead, around }: Burial): void {
  const [first, last] = [records[0]?.dynamodb, records.at(-1)?.dynamodb]
  const timeOf = (at: StreamRecord['dynamodb'] | undefined) =>
    new Date((at?.ApproximateCreationDateTime ?? 0) * 1000).toISOString()
  const body = {
    requestContext: {
      requestId: randomUUID(),
      functionArn: called.arn,
      condition: why,
      approximateInvokeCount: tries,
    },
    responseContext: { statusCode: 200, executedVersion: '1', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: around.clock.now().toISOString(),
    DDBStreamBatchInfo: {
      shardId: shard,
      startSequenceNumber: first?.SequenceNumber,
      endSequenceNumber: last?.SequenceNumber,
      approximateArrivalOfFirstRecord: timeOf(first),
      approximateArrivalOfLastRecord: timeOf(last),
      batchSize: records.length,
      streamArn: source,
    },
  }
  around.queues.send(dead.split(':').pop() ?? '', { body: JSON.stringify(body) })
}

/** A pipe from a table's stream to a queue: what its filter lets through, in the words of its template. */
function pipe({ ref, properties }: Resolved, around: Around): Sources['followers'][number] {
  const source = textAt(properties, 'Source') ?? ''
  const target = textAt(properties, 'Target') ?? ''
  const parameters = objectAt(properties, 'SourceParameters')
  const stream = objectAt(parameters, 'DynamoDBStreamParameters')
  const table = tableOf(source, around)
  const principal = around.roles.principal(textAt(properties, 'RoleArn') ?? '', ref)
  need(principal, streamRights, { resource: source, around })
  need(principal, ['sqs:SendMessage'], { resource: target, around })
  const template = textAt(objectAt(properties, 'TargetParameters'), 'InputTemplate')
  const follower = new Follower({
    reader: new StreamReader(around.call, around.positions, { name: ref, table: table.name }),
    most: 100,
    window: windowOf(Math.max(1, numberAt(stream, 'MaximumBatchingWindowInSeconds') ?? 1)),
    filters: filtersOf(parameters ?? {}),
    delivery: {
      bisect: false,
      retries: limit(numberAt(stream, 'MaximumRetryAttempts')),
      age: limit(numberAt(stream, 'MaximumRecordAgeInSeconds')),
      partial: false,
      hand: (records) => {
        const queue = target.split(':').pop() ?? ''
        for (const record of records) around.queues.send(queue, { body: worded(template, record) })
        return Promise.resolve({ ok: true, value: null })
      },
      dead: () => undefined,
    },
    failed: around.failed,
  })
  return { table: table.arn, follower }
}

/** `<$.path.to.value>` in a pipe's input template. */
function worded(template: string | undefined, record: StreamRecord): string {
  if (template === undefined) return JSON.stringify(record)
  return template.replaceAll(/<\$\.([\w.]+)>/g, (_, path: string) => {
    const value = path.split('.').reduce<Json>((at, name) => (at as Properties | undefined)?.[name], record)
    return JSON.stringify(value ?? null)
  })
}
