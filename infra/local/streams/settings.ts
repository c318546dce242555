import type { Around } from '../around.ts'
import { RuntimeFault } from '../fault.ts'
import type { Table } from '../tables.ts'
import type { Json, Properties } from '../template/assembly.ts'
import { objectAt, objectsAt, textAt } from '../template/properties.ts'

/** What a reader of a stream needs. */
export const streamRights = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator']

/**
 * What waits on a stream without saying for how long still gathers for a moment: edits that follow one another come as
 * one batch. Source: Lambda guide, "Using Lambda with DynamoDB Streams": a shard is looked at four times a second.
 */
const MOMENT = 250

/** @throws RuntimeFault where no table of the template has the stream */
export function tableOf(source: string, { tables }: Around): Table {
  const table = tables.find(({ streamArn }) => streamArn === source)
  if (!table) throw new RuntimeFault(`The stream ${source} belongs to no table of the template.`)
  return table
}

/** Milliseconds for which records are gathered. */
export const windowOf = (seconds = 0): number => Math.max(MOMENT, seconds * 1000)

/** -1 stands for as long as it takes. */
export const limit = (number: number | undefined): number | undefined =>
  number === undefined || number < 0 ? undefined : number

/** Event patterns, one of which a record has to match. */
export const filtersOf = (properties: Properties): Json[] =>
  objectsAt(objectAt(properties, 'FilterCriteria'), 'Filters').map(
    (filter) => JSON.parse(textAt(filter, 'Pattern') ?? '{}') as Json,
  )
