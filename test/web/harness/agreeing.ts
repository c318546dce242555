import type { BatchAnswer, BatchId, ChangeSet } from '#shared/base/changes'
import type { SheetSource } from '#web/sheet/sheet.ts'

const answerOf = (batch: BatchId, rows: readonly string[]): BatchAnswer => ({
  batch,
  state: 'applied',
  at: new Date().toISOString(),
  rows: rows.length,
  done: rows.length,
  counts: { applied: rows.length, merged: 0, unchanged: 0, conflict: 0, refused: 0 },
  applied: { rows: [...rows], revs: rows.map(() => 2) },
  others: [],
})

/** A server that writes whatever it is sent and keeps nothing but the rows of each batch: it costs no memory of its own. */
export function agreeing(delay = 20): Omit<SheetSource, 'trouble'> {
  const batches = new Map<BatchId, readonly string[]>()
  const later = (batch: BatchId, rows: readonly string[]): Promise<BatchAnswer> => {
    batches.set(batch, rows)
    return new Promise((resolve) => setTimeout(() => resolve(answerOf(batch, rows)), delay))
  }
  const rowsOf = ({ sets, creates, voids }: ChangeSet): string[] => [
    ...(sets?.rows ?? []),
    ...(creates?.rows ?? []),
    ...(voids ?? []).map(({ row }) => row),
  ]
  return {
    follow: () => () => undefined,
    submit: (change) => later(change.batch, rowsOf(change)),
    batch: (batch) => later(batch, batches.get(batch) ?? []),
    undo: (batch, as) => later(as, batches.get(batch) ?? []),
  }
}
