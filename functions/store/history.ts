import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { Event } from '#shared/base/event'
import type { ColumnKey } from '#shared/base/cell'
import { eventOf, touchText } from './event.ts'
import { eventKey, type Key } from './layout.ts'
import type { Store } from './store.ts'

interface Part {
  /** how many at most */
  limit: number
  /** only those that touch this column */
  column?: ColumnKey | undefined
  /** only those of earlier revisions */
  before?: number | undefined
}

/** The events of one row, newest first. */
export async function latestEvents(store: Store, row: Key, { limit, column, before }: Part): Promise<Event[]> {
  const touches = ({ cells }: Event): boolean => column === undefined || Object.hasOwn(cells, column)
  const found: Event[] = []
  let from: Record<string, unknown> | undefined
  do {
    const page = await store.db.send(
      new QueryCommand({
        TableName: store.tables.ledger,
        ConsistentRead: true,
        ScanIndexForward: false,
        Limit: Math.max(limit, column === undefined ? 0 : 200),
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: {
          ':pk': row.pk,
          ':first': eventKey(row, 0).sk,
          ':last': eventKey(row, before === undefined ? 999_999_999 : before - 1).sk,
          ...(column === undefined ? {} : { ':touch': touchText(column) }),
        },
        ...(column === undefined ? {} : { FilterExpression: 'contains(cells, :touch)' }),
        ExclusiveStartKey: from,
      }),
    )
    found.push(...(page.Items ?? []).map(eventOf).filter(touches))
    from = page.LastEvaluatedKey
  } while (from && found.length < limit)
  return found.slice(0, limit)
}
