import { refusal } from '#shared/base/refusal'
import type { Change } from './change.ts'
import { readHead } from './head.ts'
import type { Store } from './store.ts'

/** Somebody else's undo came first. @throws change/already-undone */
export async function refuseUndone(store: Store, { batch, undoOf }: Pick<Change, 'batch' | 'undoOf'>): Promise<void> {
  const undoneBy = undoOf === undefined ? undefined : (await readHead(store, undoOf))?.undoneBy
  if (undoOf !== undefined && undoneBy !== undefined && undoneBy !== batch)
    throw refusal('change/already-undone', { batch: undoOf, by: undoneBy })
}
