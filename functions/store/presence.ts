import { PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Actor } from '#shared/base/access'
import type { Present } from '#shared/base/contract'
import type { Place, Sheet } from '#shared/base/sheet'
import { feedOf, presenceKey } from './layout.ts'
import { queryAll } from './query.ts'
import { keyOf, rowOf } from './row.ts'
import type { Store } from './store.ts'

/** Seconds after which somebody who is not heard of has gone: longer than an idle reader's pause between two looks. */
const LIFETIME = 90

const Kept = z.object({
  sk: z.string(),
  name: z.string(),
  sheet: z.string(),
  row: z.string(),
  column: z.string(),
  until: z.string(),
})

/** Where somebody is. */
export interface Spot {
  sheet: Sheet
  row: string
  column: string
}

interface Looking {
  actor: Actor
  now: string
  place: Place
}

/** 在场. Writes down on which cell somebody is. */
export async function bePresent(
  store: Store,
  { sheet, row, column }: Spot,
  { actor, now, place }: Looking,
): Promise<void> {
  const end = Date.parse(now) + LIFETIME * 1000
  const Item = {
    ...presenceKey(store.district, feedOf(sheet, place), actor.account),
    name: actor.name,
    sheet: sheet.name,
    row,
    column,
    until: new Date(end).toISOString(),
    ttl: Math.ceil(end / 1000),
  }
  await store.db.send(new PutCommand({ TableName: store.tables.state, Item }))
}

/** Who else is on which cell of these sheets, as far as the one who asks sees its row. */
export async function presentIn(store: Store, sheets: readonly Sheet[], by: Looking): Promise<Present[]> {
  const [first] = sheets
  if (!first) return []
  const items = await queryAll(store, {
    TableName: store.tables.state,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': presenceKey(store.district, feedOf(first, by.place), '').pk },
  })
  const there = items
    .map((item) => Kept.parse(item))
    .filter(({ sk, until }) => sk !== by.actor.account && until > by.now)
  const seen = await Promise.all(sheets.map((sheet) => seenIn(store, sheet, there.filter((one) => one.sheet === sheet.name), by))) // prettier-ignore
  return seen.flat()
}

async function seenIn(
  store: Store,
  sheet: Sheet,
  there: readonly z.infer<typeof Kept>[],
  { actor, now, place }: Looking,
): Promise<Present[]> {
  const present = there.map(({ sk, name, row, column }) => ({ account: sk, name, sheet: sheet.name, row, column }))
  const { sight } = sheet
  if (!sight || sight.whole(actor)) return present
  const items = await store.read(present.map(({ row }) => keyOf(store.district, sheet, place, row)))
  return present.filter(({ row }, i) => {
    const item = items[i]
    return item !== undefined && sight.sees(actor, rowOf(sheet, row, item), now)
  })
}
