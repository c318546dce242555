import { need, reports, type Around } from '../around.ts'
import type { Clock } from '../clock.ts'
import type { Function } from '../functions/functions.ts'
import type { Outcome } from '../functions/worker.ts'
import type { Properties } from '../template/assembly.ts'
import { flagAt, numberAt, objectAt, textAt } from '../template/properties.ts'
import type { Resolved } from '../template/scope.ts'
import { bury } from './burial.ts'
import { Follower } from './follower.ts'
import { StreamReader, type StreamRecord } from './reader.ts'
import { filtersOf, limit, streamRights, tableOf, windowOf } from './settings.ts'

/** Something that follows a table's stream, with the table's ARN. */
export interface StreamSource {
  table: string
  follower: Follower
}

/** An event source mapping of a table's stream, given by its ARN. */
export function streamSource(resource: Resolved, source: string, around: Around): StreamSource {
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
