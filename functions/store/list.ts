import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { BatchLine } from '#shared/base/contract'
import { headOf, type Head } from './head.ts'
import { accountsIndex, byIndex, indexes, type Key } from './layout.ts'
import { summariesOf } from './progress.ts'
import { tally } from './outcomes.ts'
import { queryAll } from './query.ts'
import type { Store } from './store.ts'

const PAGE = 50

export interface Listed {
  batches: BatchLine[]
  more: boolean
}

/** 修改记录. Batches of some accounts, newest first, before an instant or a place in the list. */
export async function batchesOf(store: Store, accounts: readonly string[], before = '9'): Promise<Listed> {
  const pages = await Promise.all(accounts.map((account) => newestOf(store, account, before)))
  const found = pages.flatMap(({ keys }) => keys).sort((one, other) => (one.at < other.at ? 1 : -1))
  const keys = found.slice(0, PAGE).map(({ pk, sk }) => ({ pk, sk }))
  const items = await store.read(keys)
  const lines = items.flatMap((item, i) => {
    const head = headOf(item)
    const pk = keys[i]?.pk ?? ''
    return head ? [lineOf(store, pk.slice(pk.lastIndexOf('#') + 1), head)] : []
  })
  return { batches: await Promise.all(lines), more: found.length > PAGE || pages.some(({ more }) => more) }
}

/** Every account of the district, also those that may not act any more: what they did is still there. */
export async function allAccounts(store: Store): Promise<string[]> {
  const items = await queryAll(store, {
    TableName: store.tables.state,
    IndexName: indexes.gsi1,
    KeyConditionExpression: 'gsi1pk = :all',
    ExpressionAttributeValues: { ':all': accountsIndex(store.district) },
  })
  return items.map(({ pk }) => pk.slice(pk.lastIndexOf('#') + 1))
}

interface Page {
  keys: (Key & { at: string })[]
  more: boolean
}

async function newestOf(store: Store, account: string, before: string): Promise<Page> {
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
  const keys = (page.Items ?? []).map(({ pk, sk, gsi1sk }) => ({ pk: String(pk), sk: String(sk), at: String(gsi1sk) }))
  return { keys, more: page.LastEvaluatedKey !== undefined }
}

async function lineOf(store: Store, batch: string, head: Head): Promise<BatchLine> {
  const { sheet, place, gesture, at, by, name, state, rows, cells, columns, undoOf, undoneBy } = head
  const { counts } = tally(await summariesOf(store, batch, head))
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
    counts,
    ...(undoOf === undefined ? {} : { undoOf }),
    ...(undoneBy === undefined ? {} : { undoneBy }),
  }
}
