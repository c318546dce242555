import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import type { Place, Row, Sheet } from '#shared/base/sheet'
import { accountsIndex, indexes, rowKey, type Key } from './layout.ts'
import { placeIn, rowIdOf, rowOf } from './row.ts'
import type { Item, Store } from './store.ts'

/** One page of the state table's items. */
export async function queryPage({ db, tables }: Store, input: Omit<QueryCommandInput, 'TableName'>): Promise<Item[]> {
  const page = await db.send(new QueryCommand({ TableName: tables.state, ...input }))
  return (page.Items ?? []) as Item[]
}

/** All items that a query finds, page by page; a query of the table itself is consistent. */
export async function queryAll({ db }: Store, input: QueryCommandInput): Promise<Item[]> {
  const found: Item[] = []
  let from: QueryCommandInput['ExclusiveStartKey']
  do {
    const page = await db.send(new QueryCommand({ ...input, ExclusiveStartKey: from }))
    found.push(...((page.Items ?? []) as Item[]))
    from = page.LastEvaluatedKey
  } while (from)
  return found
}

/** The partition and the beginning of the sort keys under which a sheet's rows stand. */
export const rowsCondition = (
  { district, tables }: Store,
  sheet: Sheet,
  place: Place,
): QueryCommandInput & { ExpressionAttributeValues: Record<string, unknown> } => {
  const { pk, sk } = rowKey(district, sheet, placeIn(sheet, place), '')
  return {
    TableName: tables.state,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
    ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
  }
}

/** Every row of a sheet in a place, voided ones too: one query, or for accounts the index and then each row itself. */
export async function rowsIn(store: Store, sheet: Sheet, place: Place): Promise<Row[]> {
  const items = await itemsIn(store, sheet, place)
  return items.map((item) => rowOf(sheet, rowIdOf(sheet, item), item))
}

function itemsIn(store: Store, sheet: Sheet, place: Place): Promise<Item[]> {
  // There are too many of them for one reading: they are read by month, by queue, and as tiles.
  if (sheet.scope === 'cases') throw new Error('cases are never read all at once')
  return sheet.scope === 'people' ? accountItems(store) : queryAll(store, rowsCondition(store, sheet, place))
}

async function accountItems(store: Store): Promise<Item[]> {
  const keys: Key[] = await queryAll(store, {
    TableName: store.tables.state,
    IndexName: indexes.gsi1,
    KeyConditionExpression: 'gsi1pk = :all',
    ExpressionAttributeValues: { ':all': accountsIndex(store.district) },
  })
  const items = await store.read(keys.map(({ pk, sk }) => ({ pk, sk })))
  return items.filter((item) => item !== undefined)
}
