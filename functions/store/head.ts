import * as z from 'zod'
import { SheetNameSchema, type BatchAnswer, type BatchId, ChangeSet } from '#shared/base/changes'
import { refusal } from '#shared/base/refusal'
import { cellsIn, columnsIn, type Change, type Heading } from './change.ts'
import { batchKey, byIndex, unfinishedBatches } from './layout.ts'
import type { By } from './may.ts'
import { outcomesText, rowsOfParts, summaryOf, tally, type Outcomes, type Summary } from './outcomes.ts'
import type { Rulebook } from './rulebook.ts'
import type { Item, Store } from './store.ts'
import type { Action } from './write.ts'

/**
 * 批次. A batch's header: that it stands is acceptance. One that fits a single transaction holds its outcomes, a larger
 * one says how many chunks its journal has. `hash` is the request's, `journal` that of the chunks as they were cut.
 */
export const Head = z.object({
  state: z.enum(['accepted', 'applied']),
  sheet: SheetNameSchema,
  place: z.string(),
  gesture: ChangeSet.shape.gesture,
  at: z.string(),
  by: z.string(),
  name: z.string(),
  fresh: z.boolean(),
  rows: z.int(),
  cells: z.int(),
  columns: z.array(z.string()),
  hash: z.string(),
  whole: z.boolean().optional(),
  /** of all or nothing: whether every row could be written when it was tried */
  decision: z.enum(['go', 'stop']).optional(),
  outcomes: z.string().optional(),
  journal: z.string().optional(),
  chunks: z.int().optional(),
  undoOf: z.string().optional(),
  undoneBy: z.string().optional(),
  parent: z.string().optional(),
})
export type Head = z.infer<typeof Head>

export const headOf = (item: Item | undefined): Head | undefined => item && Head.parse(item)

export async function readHead(store: Store, batch: BatchId): Promise<Head | undefined> {
  const [item] = await store.read([batchKey(store.district, batch)])
  return headOf(item)
}

/** @throws change/unknown-batch */
export async function knownHead(store: Store, batch: BatchId): Promise<Head> {
  const head = await readHead(store, batch)
  if (!head) throw refusal('change/unknown-batch', { batch })
  return head
}

/**
 * The same id with another content, or from another person, is a mistake of the client, never a second change, nor a
 * way to read what became of somebody else's. @throws change/other-content
 */
export function sameContent(
  head: Head,
  { batch, hash }: Pick<Change, 'batch' | 'hash'>,
  { actor }: Pick<By, 'actor'>,
): Head {
  if (head.hash !== hash || head.by !== actor.account) throw refusal('change/other-content', { batch })
  return head
}

/** What a header says of a change from the start. */
export function headFor(change: Change, { actor, now }: By): Omit<Head, 'state'> {
  const { sheet, place, gesture, rows, hash, whole, undoOf, parent } = change
  return {
    sheet: sheet.name,
    place,
    gesture,
    at: now,
    by: actor.account,
    name: actor.name,
    fresh: actor.fresh,
    rows: rows.length,
    cells: cellsIn(rows),
    columns: columnsIn(change),
    hash,
    ...(whole ? { whole } : {}),
    ...(undoOf === undefined ? {} : { undoOf }),
    ...(parent === undefined ? {} : { parent }),
  }
}

/** The record of a change that was applied in one transaction, written by that transaction. */
export const appliedHead = (store: Store, change: Change, by: By, outcomes: Outcomes): Action[] => [
  putHead(store, change, { ...headFor(change, by), state: 'applied', outcomes: outcomesText(outcomes) }),
  ...undoMark(store, change),
]

/** Acceptance of a change whose journal is written: it is unfinished until every chunk is applied. */
export const acceptedHead = (
  store: Store,
  change: Change,
  by: By,
  journal: Pick<Head, 'journal' | 'chunks'>,
): Action[] => [
  putHead(store, change, { ...headFor(change, by), ...journal, state: 'accepted' }),
  ...undoMark(store, change),
]

function putHead({ district, tables }: Store, { batch }: Change, head: Head): Action {
  const open = head.state === 'accepted' ? { unfinished: unfinishedBatches(district), since: head.at } : {}
  const listed = { gsi1pk: byIndex(district, head.by), gsi1sk: `${head.at}#${batch}` }
  const found = head.parent === undefined ? listed : {}
  const Item = { ...batchKey(district, batch), ...head, ...found, ...open }
  return { Put: { TableName: tables.state, Item, ConditionExpression: 'attribute_not_exists(pk)' } }
}

/** A batch is undone once: the mark is set in the transaction that accepts or applies its undo. */
function undoMark({ district, tables }: Store, { batch, undoOf }: Change): Action[] {
  if (undoOf === undefined) return []
  const Update = {
    TableName: tables.state,
    Key: batchKey(district, undoOf),
    UpdateExpression: 'SET undoneBy = :batch',
    ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(undoneBy)',
    ExpressionAttributeValues: { ':batch': batch },
  }
  return [{ Update }]
}

/** The answer to a batch that is done with: every outcome, row by row. */
export const answerOf = (batch: BatchId, head: Head, parts: readonly Outcomes[]): BatchAnswer => ({
  ...answerBy(batch, head),
  ...tally(parts.map(summaryOf)),
  ...rowsOfParts(parts),
})

/** The answer while it is being applied: how far it is. */
export const progressOf = (batch: BatchId, head: Head, parts: readonly Summary[]): BatchAnswer => ({
  ...answerBy(batch, head),
  ...tally(parts),
  ...rowsOfParts([]),
})

function answerBy(batch: BatchId, { state, at, rows, undoOf, undoneBy }: Head) {
  const undo = { ...(undoOf === undefined ? {} : { undoOf }), ...(undoneBy === undefined ? {} : { undoneBy }) }
  return { batch, state, at, rows, ...undo }
}

/** The heading of a batch as it is kept. */
export function headingOf(batch: BatchId, head: Head, { sheets }: Rulebook): Heading {
  const sheet = sheets[head.sheet]
  if (!sheet) throw refusal('sheet/unknown', { sheet: head.sheet })
  const { place, gesture, whole = false, undoOf, parent } = head
  const more = { ...(undoOf === undefined ? {} : { undoOf }), ...(parent === undefined ? {} : { parent }) }
  return { batch, sheet, place, gesture, whole, ...more }
}
