import * as z from 'zod'
import type { Cell } from '#shared/base/cell'
import type { Event } from '#shared/base/event'
import { EditionLine } from '#shared/disclosure/edition'
import { chainOf } from './chain.ts'
import { editionKey, editionsIndex, eventKey, indexes, unfinishedEditions, type Key } from './layout.ts'
import { queryAll } from './query.ts'
import type { Item, Store } from './store.ts'
import { transact, type Sent } from './transact.ts'
import type { Action } from './write.ts'

/** 版本. An edition's row: what lists show of it, and what only its steps need. */
export const EditionRow = EditionLine.omit({ names: true }).extend({
  pk: z.string(),
  sk: z.string(),
  chain: z.string(),
  /** who took the last step, and when */
  by: z.string(),
  at: z.string(),
  renderer: z.string(),
  demonstration: z.boolean(),
  note: z.string().optional(),
  /** set while the publisher has something to do, from `since` on */
  unfinished: z.string().optional(),
  since: z.string().optional(),
})
export type EditionRow = z.infer<typeof EditionRow>

type Facts = Omit<EditionRow, 'pk' | 'sk' | 'rev' | 'chain' | 'by' | 'at' | 'unfinished' | 'since'>

/** What a step writes into the row; `undefined` takes an attribute away. */
export type Written = { [Name in keyof Facts]?: Facts[Name] | undefined }

/** One step of an edition: who takes it and when, what it writes, and whether the publisher has to act, from when on. */
export interface Taken {
  step: string
  by: string
  at: string
  written: Written
  /** an instant: due then; `undefined`: stays as it is */
  due?: string
  /** besides the revision: what must still hold of the row, as the table itself judges it */
  unless?: { editor?: string; reviewer?: string; requester?: string }
}

const rowsOf = (items: readonly Item[]): EditionRow[] => items.map((item) => EditionRow.parse(item))

/** The editions of one year and unit, first to last, as they stand now. */
export const editionsOf = (store: Store, year: number, unit: string): Promise<EditionRow[]> =>
  editionsIn(store, editionKey(store.district, year, unit, 0).pk)

/** The same by their partition, as a message names it. */
export async function editionsIn(store: Store, pk: string): Promise<EditionRow[]> {
  const items = await queryAll(store, {
    TableName: store.tables.state,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
    ExpressionAttributeValues: { ':pk': pk, ':sk': 'EDITION#' },
  })
  return rowsOf(items)
}

/** Every edition of the district. The index may be a moment late; each row found is read as it stands. */
export async function allEditions(store: Store): Promise<EditionRow[]> {
  const keys = await queryAll(store, {
    TableName: store.tables.state,
    IndexName: indexes.gsi1,
    KeyConditionExpression: 'gsi1pk = :all',
    ExpressionAttributeValues: { ':all': editionsIndex(store.district) },
  })
  const items = await store.read(keys.map(({ pk, sk }) => ({ pk, sk })))
  return rowsOf(items.filter((item) => item !== undefined))
}

/** Everyone who ever changed a row of the year: projects, entries, figures; the editions' own steps are none of it. */
export async function editorsOf(store: Store, year: number, unit: string): Promise<string[]> {
  const { pk } = editionKey(store.district, year, unit, 0)
  const items = await queryAll(store, {
    TableName: store.tables.ledger,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk',
    ProjectionExpression: 'pk, sk, #by',
    ExpressionAttributeNames: { '#by': 'by' },
    ExpressionAttributeValues: { ':pk': pk },
  })
  const own = items.filter(({ sk }) => !sk.startsWith('EDITION#'))
  return [...new Set(own.flatMap(({ by }) => (typeof by === 'string' ? [by] : [])))].sort()
}

/** Writes a new edition and its first event; `again` when its number has been taken meanwhile. */
export function createEdition(store: Store, facts: Facts, taken: Omit<Taken, 'written' | 'unless'>): Promise<Sent> {
  const key = editionKey(store.district, facts.year, facts.unit, facts.edition)
  const { event, action } = eventOf(store, key, undefined, { ...taken, written: facts })
  const index = { gsi1pk: editionsIndex(store.district), gsi1sk: `${facts.year}#${facts.unit}#${facts.edition}` }
  const { rev, chain, by, at } = event
  const Item = { ...facts, ...key, ...index, ...dueAt(store, taken.due), rev, chain, by, at }
  return transact(store, [
    { Put: { TableName: store.tables.state, Item, ConditionExpression: 'attribute_not_exists(pk)' } },
    action,
  ])
}

/**
 * Takes a step of an edition: row and event in one transaction, on the revision, state and hash that were read and on
 * the actor's not being one whom he must differ from. `again`: something has moved on; read it anew.
 */
export function stepEdition(store: Store, row: EditionRow, taken: Taken): Promise<Sent> {
  const { event, action } = eventOf(store, row, row, taken)
  return transact(store, [{ Update: updateOf(store, row, taken, event) }, action])
}

const dueAt = ({ district }: Store, due: string | undefined): Record<string, string> =>
  due === undefined ? {} : { unfinished: unfinishedEditions(district), since: due }

type Update = NonNullable<Action['Update']>

function updateOf(store: Store, row: EditionRow, taken: Taken, { rev, chain }: Event): Update {
  const { written, by, at, due } = taken
  const standing = Object.entries({ ...written, ...dueAt(store, due), rev, chain, by, at })
  const names = standing.map(([name], k) => [`#w${k}`, name] as const)
  const set = standing.flatMap(([, value], k) => (value === undefined ? [] : [`#w${k} = :w${k}`]))
  const remove = standing.flatMap(([, value], k) => (value === undefined ? [`#w${k}`] : []))
  const values = standing.flatMap(([, value], k) => (value === undefined ? [] : [[`:w${k}`, value] as const]))
  const guard = guardOf(row, taken)
  return {
    TableName: store.tables.state,
    Key: { pk: row.pk, sk: row.sk },
    UpdateExpression: `SET ${set.join(', ')}${remove.length > 0 ? ` REMOVE ${remove.join(', ')}` : ''}`,
    ConditionExpression: guard.expression,
    ExpressionAttributeNames: { ...Object.fromEntries(names), '#rev': 'rev', '#state': 'state', '#hash': 'hash' },
    ExpressionAttributeValues: { ...Object.fromEntries(values), ...guard.values },
  }
}

const others = {
  editor: 'NOT contains(editors, :editor)',
  reviewer: '(attribute_not_exists(reviewedBy) OR reviewedBy <> :reviewer)',
  requester: '(attribute_not_exists(withdrawalBy) OR withdrawalBy <> :requester)',
} as const

function guardOf(row: EditionRow, { unless = {} }: Taken): { expression: string; values: Record<string, unknown> } {
  const kinds = (['editor', 'reviewer', 'requester'] as const).filter((kind) => unless[kind] !== undefined)
  return {
    expression: ['#rev = :rev AND #state = :state AND #hash = :hash', ...kinds.map((kind) => others[kind])].join(
      ' AND ',
    ),
    values: {
      ':rev': row.rev,
      ':state': row.state,
      ':hash': row.hash,
      ...Object.fromEntries(kinds.map((kind) => [`:${kind}`, unless[kind]])),
    },
  }
}

/** The step's event: changed values as cells, lists (editors, files) as a note. */
function eventOf(
  store: Store,
  key: Key,
  row: EditionRow | undefined,
  { step, by, at, written }: Omit<Taken, 'unless'>,
) {
  const changed = Object.entries(written).filter(([name, value]) => valueIn(row, name) !== value)
  const cells: Event['cells'] = {}
  const note: Record<string, unknown> = {}
  for (const [name, value] of changed) {
    if (Array.isArray(value)) note[name] = value
    else cells[name] = [cellIn(valueIn(row, name)), cellIn(value)]
  }
  const rev = (row?.rev ?? 0) + 1
  const act: Event['act'] = row ? 'step' : 'create'
  const noted = Object.keys(note).length > 0 ? { note } : {}
  const unchained = { rev, at, by, batch: '', act, step, cells, ...noted }
  const event: Event = { ...unchained, chain: chainOf(row?.chain ?? '', unchained) }
  const Item = { ...eventKey(key, rev), ...event }
  const action: Action = {
    Put: { TableName: store.tables.ledger, Item, ConditionExpression: 'attribute_not_exists(pk)' },
  }
  return { event, action }
}

const valueIn = (row: EditionRow | undefined, name: string): unknown =>
  row && Object.hasOwn(row, name) ? row[name as keyof EditionRow] : undefined

const cellIn = (value: unknown): Cell =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
