import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { BatchLine } from '#shared/base/contract'
import { headOf, type Head } from './head.ts'
import { byIndex, indexes } from './layout.ts'
import type { Item, Store } from './store.ts'

const PAGE = 50

/** 修改记录. One account's batches, newest first, before an instant or a place in the list. */
export async function batchesOf(
  store: Store,
  account: string,
  before = '9',
): Promise<{ batches: BatchLine[]; more: boolean }> {
  const page = await store.db.send(
    new QueryCommand({
      TableName: store.tables.state,
      IndexName: indexes.gsi1,
      ScanIndexForward: false,
      Limit: PAGE,
      KeyConditionExpression: 'gsi1pk = :by AND gsi1sk < :before',
      ExpressionAttributeValues: { ':by': byIndex(store.district, account), ':before': before },
    }),
  )
  const keys = ((page.Items ?? []) as Item[]).map(({ pk, sk }) => ({ pk, sk }))
  const items = await store.read(keys)
  const batches = items.flatMap((item, i) => {
    const head = headOf(item)
    const pk = keys[i]?.pk ?? ''
    return head ? [lineOf(pk.slice(pk.lastIndexOf('#') + 1), head)] : []
  })
  return { batches, more: page.LastEvaluatedKey !== undefined }
}

function lineOf(batch: string, head: Head): BatchLine {
  const { sheet, place, gesture, at, by, name, state, rows, cells, columns, undoOf, undoneBy } = head
  return {
    batch,
    sheet,
    place,
    gesture,
    at,
    by,
    name,
    state,
    rows,
    cells,
    columns,
    ...(undoOf === undefined ? {} : { undoOf }),
    ...(undoneBy === undefined ? {} : { undoneBy }),
  }
}
