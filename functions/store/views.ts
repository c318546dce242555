import * as z from 'zod'
import { ViewState, viewName, type ViewToSave } from '#shared/base/views'
import { refusal } from '#shared/base/refusal'
import { chainOf } from './chain.ts'
import { eventKey, viewKey } from './layout.ts'
import { queryAll } from './query.ts'
import type { Item, Store } from './store.ts'
import { transact } from './transact.ts'
import type { Action } from './write.ts'

const KeptView = z.object({
  id: z.string(),
  name: z.string(),
  owner: z.string(),
  shared: z.boolean(),
  state: z.string().transform((text) => ViewState.parse(JSON.parse(text))),
  gone: z.boolean().optional(),
  rev: z.int(),
  chain: z.string(),
  by: z.string(),
  at: z.string(),
})
export type KeptView = z.infer<typeof KeptView>

const keptOf = (item: Item): KeptView => KeptView.parse(item)

/** Views of a sheet that an account may see: its own, and shared ones. */
export async function viewsFor(store: Store, sheet: string, account: string): Promise<KeptView[]> {
  const { pk } = viewKey(store.district, sheet, '')
  const items = await queryAll(store, {
    TableName: store.tables.state,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
  })
  return items.map(keptOf).filter(({ owner, shared, gone }) => !gone && (shared || owner === account))
}

export async function readView(store: Store, sheet: string, id: string): Promise<KeptView | undefined> {
  const [item] = await store.read([viewKey(store.district, sheet, id)])
  return item && keptOf(item)
}

export interface Saving {
  account: string
  now: string
  /** the view as it stands; undefined: there is none yet */
  before: KeptView | undefined
}

/**
 * Writes a view with the event that says who changed it, on the revision that was seen.
 * @throws view/changed, view/too-many
 */
export async function writeView(
  store: Store,
  { sheet, id, name, shared, state, rev }: ViewToSave,
  { account, now, before }: Saving,
  gone = false,
): Promise<KeptView> {
  if ((before?.rev ?? 0) !== rev) throw refusal('view/changed', { name: before?.name ?? name })
  if (!before) await refuseTooMany(store, sheet, account)
  const owner = before?.owner ?? account
  const kept = { id, name, owner, shared, state: JSON.stringify(state), ...(gone ? { gone } : {}) }
  const key = viewKey(store.district, sheet, id)
  const event = { rev: rev + 1, at: now, by: account, batch: '', act: 'note' as const, cells: {}, note: { what: gone ? 'view-removed' : 'view-saved', ...kept } } // prettier-ignore
  const chain = chainOf(before?.chain ?? '', event)
  const item = { ...key, ...kept, rev: rev + 1, chain, by: account, at: now }
  const actions: Action[] = [
    { Put: { TableName: store.tables.state, Item: item, ...conditionOn(rev) } },
    {
      Put: { TableName: store.tables.ledger, Item: { ...eventKey(key, rev + 1), ...event, chain }, ...conditionOn(0) },
    },
  ]
  if ((await transact(store, actions)) === 'again') throw refusal('view/changed', { name })
  return keptOf(item)
}

const conditionOn = (rev: number) =>
  rev === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : { ConditionExpression: 'rev = :was', ExpressionAttributeValues: { ':was': rev } }

async function refuseTooMany(store: Store, sheet: string, account: string): Promise<void> {
  const own = (await viewsFor(store, sheet, account)).filter(({ owner }) => owner === account)
  if (own.length >= viewName.most) throw refusal('view/too-many', { limit: viewName.most })
}
