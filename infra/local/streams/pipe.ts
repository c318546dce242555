import { need, type Around } from '../around.ts'
import { queueName } from '../queues/settings.ts'
import type { Json, Properties } from '../template/assembly.ts'
import { numberAt, objectAt, textAt } from '../template/properties.ts'
import type { Resolved } from '../template/scope.ts'
import { Follower } from './follower.ts'
import { StreamReader, type StreamRecord } from './reader.ts'
import { filtersOf, limit, streamRights, tableOf, windowOf } from './settings.ts'
import type { StreamSource } from './source.ts'

/** A pipe from a table's stream to a queue: what its filter lets through, in the words of its template. */
export function pipeSource({ ref, properties }: Resolved, around: Around): StreamSource {
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
        const queue = queueName(target)
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
