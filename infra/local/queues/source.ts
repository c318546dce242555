import { need, reports, type Around } from '../around.ts'
import { numberAt, objectAt, textAt } from '../template/properties.ts'
import type { Resolved } from '../template/scope.ts'
import { startQueueMapping } from './mapping.ts'
import type { Pump } from './pump.ts'
import { queueName } from './settings.ts'

const rights = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']

/** Works that one machine takes on at the same time for one queue; the cloud would take as many as the template says. */
const AT_ONCE = 4

/** An event source mapping of a queue, given by its ARN. */
export function queueSource({ stack, properties }: Resolved, arn: string, around: Around): Pump {
  const called = around.functions.find(textAt(properties, 'FunctionName') ?? '')
  need(called.principal, rights, { resource: arn, around })
  const most = numberAt(objectAt(properties, 'ScalingConfig'), 'MaximumConcurrency') ?? AT_ONCE
  const mapping = {
    queue: queueName(arn),
    arn,
    region: stack.region,
    function: called,
    batch: numberAt(properties, 'BatchSize') ?? 10,
    atOnce: Math.min(most, AT_ONCE),
    partial: reports(properties),
  }
  return startQueueMapping(mapping, around)
}
