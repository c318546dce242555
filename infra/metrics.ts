import { Duration } from 'aws-cdk-lib'
import { MathExpression, Metric, type IMetric } from 'aws-cdk-lib/aws-cloudwatch'
import { functionNames, type FunctionName } from './functions.ts'
import { gatewayStage, metricsNamespace, type QueueName } from './names.ts'
import type { DeskStack } from './parts.ts'

/** Figures counted from the lines that functions write. */
export const logMetrics = [
  { id: 'failed-sign-ins', groups: ['staff'], pattern: '{ $.outcome = "sign-in/failed" }' },
  { id: 'defects', groups: functionNames, pattern: '{ $.kind = "defect" }' },
] as const satisfies readonly { id: string; groups: readonly FunctionName[]; pattern: string }[]

interface Figure {
  namespace: string
  metricName: string
  dimensionsMap?: Record<string, string>
  statistic?: string
  minutes?: number
}

const figure = ({ statistic = 'Sum', minutes = 5, ...more }: Figure): Metric =>
  new Metric({ ...more, statistic, period: Duration.minutes(minutes) })

/** Every figure that is watched, of one district's stacks. */
export const metricsOf = ({ names, settings }: DeskStack) => ({
  gateway: (metricName: string, statistic: string): Metric =>
    figure({
      namespace: 'AWS/ApiGateway',
      metricName,
      statistic,
      dimensionsMap: { ApiName: names.gateway, Stage: gatewayStage },
    }),

  function: (name: FunctionName, metricName: string, statistic = 'Sum'): Metric =>
    figure({
      namespace: 'AWS/Lambda',
      metricName,
      statistic,
      dimensionsMap: { FunctionName: names.function(name) },
    }),

  queue: (name: QueueName, metricName: string): Metric =>
    figure({
      namespace: 'AWS/SQS',
      metricName,
      statistic: 'Maximum',
      minutes: 1,
      dimensionsMap: { QueueName: names.queue(name) },
    }),

  table: (table: 'state' | 'ledger', metricName: string): Metric =>
    figure({ namespace: 'AWS/DynamoDB', metricName, minutes: 1, dimensionsMap: { TableName: names[table] } }),

  lines: (id: (typeof logMetrics)[number]['id']): Metric =>
    figure({ namespace: metricsNamespace, metricName: `${names.prefix}-${id}` }),

  /** Seconds between a change and its projection, as the projector itself measures them. */
  streamLag: (): Metric =>
    figure({
      namespace: metricsNamespace,
      metricName: 'StreamLag',
      statistic: 'Maximum',
      minutes: 1,
      dimensionsMap: { Stage: settings.prefix, District: settings.district.code },
    }),
})

/** How many of a hundred, none where nothing was asked. */
export const percent = (part: IMetric, whole: IMetric): MathExpression =>
  new MathExpression({
    expression: 'IF(whole > 0, 100 * part / whole, 0)',
    usingMetrics: { part, whole },
    period: Duration.minutes(5),
  })
