import type { Json } from '../template/assembly.ts'
import { numberAt, objectOf, textAt } from '../template/properties.ts'
import type { Resolved } from '../template/scope.ts'
import { callsQueue } from './calls.ts'
import type { Queue } from './queues.ts'

const isQueue = ({ type }: Resolved): boolean => type === 'AWS::SQS::Queue'

export const queueName = (arn: string): string => arn.split(':').pop() ?? ''

/** ARNs of the template's queues by their names. */
export const queueArns = (resources: readonly Resolved[]): ReadonlyMap<string, string> =>
  new Map(resources.filter(isQueue).map(({ arn }) => [queueName(arn), arn]))

/** The template's queues, and one of the runtime's own for each function: calls that nobody waits for. */
export function queuesOf(resources: readonly Resolved[]): Queue[] {
  const queues = resources.filter(isQueue).map(({ arn, properties }) => ({
    name: queueName(arn),
    visibility: numberAt(properties, 'VisibilityTimeout') ?? 30,
    delay: numberAt(properties, 'DelaySeconds') ?? 0,
    retention: numberAt(properties, 'MessageRetentionPeriod') ?? 4 * 86_400,
    dead: deadOf(properties.RedrivePolicy),
  }))
  const functions = resources.filter(({ type }) => type === 'AWS::Lambda::Function')
  return [...queues, ...functions.map(({ ref }) => callsQueue(ref))]
}

function deadOf(policy: Json): Queue['dead'] {
  const written = objectOf(typeof policy === 'string' ? (JSON.parse(policy) as Json) : policy)
  const arn = textAt(written, 'deadLetterTargetArn')
  return arn === undefined ? undefined : { name: queueName(arn), receipts: numberAt(written, 'maxReceiveCount') ?? 1 }
}
