import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { CfnEventSourceMapping, type Alias } from 'aws-cdk-lib/aws-lambda'
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler'
import { acknowledge } from './acknowledged.ts'
import type { Places } from './grants.ts'
import type { DeskStack } from './parts.ts'

/**
 * The state table's stream to the projector. A batch that fails is halved until the record at fault is alone; that one
 * goes to a queue after eight tries, and the rest flows on. One worker for each shard: with two, what they have seen
 * of a row could be counted in the wrong order.
 */
export function consumeStream(stack: DeskStack, { functionArn }: Alias, { stateStream, streamDead }: Places): void {
  new CfnEventSourceMapping(stack, 'state-stream', {
    functionName: functionArn,
    eventSourceArn: stateStream,
    startingPosition: 'TRIM_HORIZON',
    // What has no revision is no row: sessions, batches and the feeds themselves wake nobody.
    filterCriteria: { filters: [{ pattern: JSON.stringify(rowsAlone) }] },
    batchSize: 100,
    parallelizationFactor: 1,
    bisectBatchOnFunctionError: true,
    maximumRetryAttempts: 8,
    // The stream itself forgets after 24 hours.
    maximumRecordAgeInSeconds: 20 * 3600,
    functionResponseTypes: ['ReportBatchItemFailures'],
    destinationConfig: { onFailure: { destination: streamDead } },
  })
}

/** A record whose new image has the revision of a row. Source: Lambda guide, "Event filtering with DynamoDB". */
const rowsAlone = { dynamodb: { NewImage: { rev: { N: [{ exists: true }] } } } }

export interface QueueWork {
  queue: string
  /** workers at the same time */
  atOnce: number
}

/** A queue's messages to a function, one at a time: each is a piece of work of its own. */
export function consumeQueue(stack: DeskStack, alias: Alias, { queue, atOnce }: QueueWork): void {
  const source = new CfnEventSourceMapping(stack, `${alias.node.id}-source`, {
    functionName: alias.functionArn,
    eventSourceArn: queue,
    batchSize: 1,
    functionResponseTypes: ['ReportBatchItemFailures'],
    scalingConfig: { maximumConcurrency: atOnce },
  })
  acknowledge(source, 'queueSource')
}

/** The clock's schedule, by a role that may start the clock and tell of a missed start, and nothing else. */
export function aSchedule(stack: DeskStack, clock: Alias, { dataKey, via }: Places): void {
  const missed = stack.queueArn('clock-dead')
  const role = new Role(stack, 'clock-schedule-role', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
    inlinePolicies: {
      rights: new PolicyDocument({
        statements: [
          new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [clock.functionArn] }),
          new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [missed] }),
          new PolicyStatement({
            actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
            resources: [dataKey],
            conditions: { StringEquals: { 'kms:ViaService': via('sqs') } },
          }),
        ],
      }),
    },
  })
  new CfnSchedule(stack, 'clock-schedule', {
    name: stack.names.function('clock'),
    description: 'Wakes the clock',
    scheduleExpression: stack.settings.clock,
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: clock.functionArn,
      roleArn: role.roleArn,
      // The next minute comes by itself: a late start is worth no more than the next.
      retryPolicy: { maximumEventAgeInSeconds: 300, maximumRetryAttempts: 2 },
      deadLetterConfig: { arn: missed },
    },
  })
}
