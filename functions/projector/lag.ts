import type { DynamoDBRecord } from 'aws-lambda'

/**
 * 投影滞后. Seconds between the oldest change of a batch and its projection, as a line from which the log service makes the
 * metric that the alarm watches (embedded metric format).
 */
export function lagLine(
  records: readonly DynamoDBRecord[],
  now: string,
  { STAGE, DISTRICT }: NodeJS.ProcessEnv,
): string | undefined {
  const times = records.flatMap(({ dynamodb }) => dynamodb?.ApproximateCreationDateTime ?? [])
  if (times.length === 0 || STAGE === undefined) return undefined
  const instant = Date.parse(now)
  const metric = {
    Namespace: 'DistrictDesk',
    Dimensions: [['Stage', 'District']],
    Metrics: [{ Name: 'StreamLag', Unit: 'Seconds' }],
  }
  return `${JSON.stringify({
    kind: 'lag',
    _aws: { Timestamp: instant, CloudWatchMetrics: [metric] },
    Stage: STAGE,
    District: DISTRICT,
    StreamLag: Math.max(0, instant / 1000 - Math.min(...times)),
  })}\n`
}
