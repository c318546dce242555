import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import type { Event } from '#shared/base/event'
import type { Sheet } from '#shared/base/sheet'
import { chainOf } from './chain.ts'
import type { Heading, Touch } from './change.ts'
import type { Draft } from './draft.ts'
import { eventItem } from './event.ts'
import type { Key } from './layout.ts'
import type { By } from './may.ts'
import { personActions } from './persons.ts'
import { indexOf, keyOf } from './row.ts'
import type { Item, Store } from './store.ts'
import type { Move } from './unique.ts'

/** One action of a transaction. */
export type Action = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

type Where = Pick<Store, 'tables' | 'district'>

/** A row and its event: both are written, or neither. */
export function rowActions(store: Where, heading: Heading, draft: Draft, item: Item | undefined, by: By): Action[] {
  const key = keyOf(store.district, heading.sheet, heading.place, draft.row)
  const event = eventOf(heading, draft, item, by)
  const Item = eventItem(key, event)
  return [
    draft.before ? changeAction(store, key, draft, event, heading) : createAction(store, key, draft, event, heading),
    { Put: { TableName: store.tables.ledger, Item, ConditionExpression: 'attribute_not_exists(pk)' } },
    ...(draft.person ? personActions(store, { heading, row: draft.row, person: draft.person }, by) : []),
  ]
}

function eventOf({ batch, undoOf }: Heading, draft: Draft, item: Item | undefined, { actor, now }: By): Event {
  const { act, step, after, written, note } = draft
  const event = {
    rev: after.rev,
    at: now,
    by: actor.account,
    batch,
    act,
    ...(step === undefined ? {} : { step }),
    cells: Object.fromEntries(written.map(({ column, before, after }) => [column, [before, after]] as const)),
    ...(note === undefined ? {} : { note }),
    ...(undoOf === undefined ? {} : { undoOf }),
  } satisfies Omit<Event, 'chain' | 'cells'> & { cells: object } as Omit<Event, 'chain'>
  return { ...event, chain: chainOf(typeof item?.chain === 'string' ? item.chain : '', event) }
}

function createAction({ tables, district }: Where, key: Key, draft: Draft, event: Event, { sheet }: Heading): Action {
  const { rev, chain, by, at } = event
  const Item = { ...draft.after.cells, ...key, rev, chain, by, at, ...indexOf(district, sheet, draft.after) }
  return { Put: { TableName: tables.state, Item, ConditionExpression: 'attribute_not_exists(pk)' } }
}

/** Only what is touched is written, on the revision that was read. */
function changeAction({ tables, district }: Where, Key: Key, draft: Draft, event: Event, { sheet }: Heading): Action {
  const { rev, chain, by, at } = event
  const names: Record<string, string> = { '#rev': 'rev', '#chain': 'chain', '#by': 'by', '#at': 'at' }
  const values: Record<string, unknown> = { ':was': rev - 1, ':rev': rev, ':chain': chain, ':by': by, ':at': at }
  const set = ['#rev = :rev', '#chain = :chain', '#by = :by', '#at = :at']
  const remove: string[] = []
  const touches = [...touchesOf(draft), ...indexTouches(district, sheet, draft)]
  touches.forEach(({ column, after }, i) => {
    names[`#c${i}`] = column
    if (after === null) return void remove.push(`#c${i}`)
    values[`:c${i}`] = after
    set.push(`#c${i} = :c${i}`)
  })
  return {
    Update: {
      TableName: tables.state,
      Key,
      UpdateExpression: `SET ${set.join(', ')}${remove.length > 0 ? ` REMOVE ${remove.join(', ')}` : ''}`,
      ConditionExpression: '#rev = :was',
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: values,
    },
  }
}

function touchesOf({ act, written }: Draft): readonly Touch[] {
  if (act === 'void') return [{ column: 'voided', before: null, after: true }]
  return act === 'restore' ? [{ column: 'voided', before: true, after: null }] : written
}

/** Where indexes find the row, where that is another place now. */
function indexTouches(district: string, sheet: Sheet, { before, after }: Draft): Touch[] {
  const was = before ? indexOf(district, sheet, before) : {}
  const is = indexOf(district, sheet, after)
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .map((column) => ({ column, before: was[column] ?? null, after: is[column] ?? null }))
    .filter((touch) => touch.before !== touch.after)
}

/** Moves a unique item to its new holder. Nothing is deleted: to free a value is to take its holder away. */
export function moveAction({ tables }: Where, { key, was, is }: Move): Action {
  const values: Record<string, string> = {}
  if (was !== undefined) values[':was'] = was
  if (is !== undefined) values[':is'] = is
  return {
    Update: {
      TableName: tables.state,
      Key: key,
      UpdateExpression: is === undefined ? 'REMOVE holder' : 'SET holder = :is',
      ConditionExpression: was === undefined ? 'attribute_not_exists(holder)' : 'holder = :was',
      ExpressionAttributeValues: values,
    },
  }
}
