import { hash } from 'node:crypto'
import type { BatchAnswer, BatchId } from '#shared/base/changes'
import type { Event } from '#shared/base/event'
import { refusal } from '#shared/base/refusal'
import type { RowId } from '#shared/base/sheet'
import { accept } from './accept.ts'
import type { Change, RowChange } from './change.ts'
import { headingOf, knownHead, readHead, sameContent, type Head } from './head.ts'
import { eventOf } from './event.ts'
import { eventKey } from './layout.ts'
import { checkMay } from './may.ts'
import { writtenIn } from './outcomes.ts'
import type { Planning } from './plan.ts'
import { answerFrom, partsSoFar } from './progress.ts'
import { keyOf } from './row.ts'

const printOf = (batch: BatchId): string => hash('sha256', `undo ${batch}`)

/**
 * 撤销. The inverse of what a batch wrote, as a new batch under the undoer's rights and today's rules. Cells that were
 * changed since are left, and told. A batch is undone once, so who may not take it back at all does not use that up;
 * undoing the undo is how it is redone.
 * @throws access/not-allowed, change/unknown-batch, change/not-yours, access/fresh-factor-needed, change/not-finished,
 *   change/already-undone, change/empty, change/other-content
 */
export async function undo(batch: BatchId, as: BatchId, by: Planning): Promise<BatchAnswer> {
  const known = await readHead(by.store, as)
  if (known) return answerFrom(by.store, as, sameContent(known, { batch: as, hash: printOf(batch) }, by))
  const head = await knownHead(by.store, batch)
  checkMayUndo(batch, head, by)
  if (head.state !== 'applied') throw refusal('change/not-finished', { batch })
  if (head.undoneBy !== undefined) throw refusal('change/already-undone', { batch, by: head.undoneBy })
  const change = await inverseOf(batch, as, head, by)
  checkMay(change, by.actor, by.rulebook)
  return accept(change, by)
}

function checkMayUndo(batch: BatchId, { by }: Head, { actor }: Planning): void {
  if (by === actor.account) return
  if (!actor.rights.has('batches:undo-others')) throw refusal('change/not-yours', { batch })
  if (!actor.fresh) throw refusal('access/fresh-factor-needed', {})
}

/** The change that takes a batch back, from its outcomes and its events. @throws change/empty */
export async function inverseOf(batch: BatchId, as: BatchId, head: Head, by: Planning): Promise<Change> {
  const { store, rulebook } = by
  const heading = headingOf(batch, head, rulebook)
  const written = (await partsSoFar(store, batch, head)).flatMap(writtenIn)
  if (written.length === 0) throw refusal('change/empty', {})
  const keys = written.map(({ row, rev }) => eventKey(keyOf(store.district, heading.sheet, heading.place, row), rev))
  const items = await store.read(keys, 'ledger')
  const rows = items.map((item, i) => inverse(written[i]?.row ?? '', eventOf(item ?? {})))
  const gesture = head.gesture === 'undo' ? 'redo' : 'undo'
  const bytes = Buffer.byteLength(JSON.stringify(rows))
  return { ...heading, batch: as, gesture, whole: false, undoOf: batch, rows, hash: printOf(batch), bytes }
}

/** Steps are taken back by steps of their own: their columns have no right to be edited, and say so. */
function inverse(row: RowId, { act, rev, cells }: Event): RowChange {
  if (act === 'create' || act === 'import' || act === 'restore') return { act: 'void', row, rev }
  if (act === 'void') return { act: 'restore', row, rev }
  const touches = Object.entries(cells).map(([column, [before, after]]) => ({ column, before: after, after: before }))
  return { act: 'set', row, cells: touches }
}
