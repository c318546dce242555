import { slotsOf, type Edit, type Gesture } from './gesture.ts'
import type { Rows } from './rows.ts'
import type { Slot } from './store.ts'
import type { Unsaved } from './unsaved.ts'

/** A gesture as it was laid over the rows, and what it did to what is in sight. */
export interface Laid {
  gesture: Gesture
  appeared: Slot[]
  vanished: Slot[]
  /** cells that an undo left alone, because somebody changed them since */
  left: number
}

/**
 * Shows a gesture at once: rows come and go, cells take their new values and wait for the server's word. An inverse
 * leaves cells alone that no longer hold what it would take back.
 */
export function lay(rows: Rows, gesture: Gesture): Laid {
  const { store, passage } = rows
  passage.expect(gesture.born, gesture.batch, true)
  passage.expect(gesture.buried, gesture.batch, false)
  for (const slot of gesture.born) store.bringBack(slot)
  for (const { slot, id } of gesture.added) rows.settleAsLive(slot, id)
  const kept = isInverse(gesture) ? gesture.edits.filter((edit) => stillHolds(rows, edit)) : gesture.edits
  const edits = kept.map((edit) => layEdit(rows, edit, gesture))
  const buried = new Set(gesture.buried)
  for (const slot of buried) store.remove(slot)
  for (const { slot } of gesture.removed) if (!buried.has(slot)) rows.settleAsLocal(slot)
  rows.recompute(slotsOf(edits))
  const left = gesture.edits.length - kept.length
  return { gesture: { ...gesture, edits }, appeared: [...gesture.born], vanished: [...buried], left }
}

export const isInverse = ({ kind }: Gesture): boolean => kind === 'undo' || kind === 'redo'

const stillHolds = ({ store }: Rows, { slot, column, before, lost }: Edit): boolean =>
  lost === true || store.cell(slot, column) === before

function layEdit(rows: Rows, edit: Edit, gesture: Gesture): Edit {
  const { slot, column, after, refusal } = edit
  const was = rows.unsaved.get(slot, column)
  if (refusal) layRefused(rows, edit, was)
  else if (isInverse(gesture) && (edit.lost || edit.before === after)) unmark(rows, slot, column)
  else {
    rows.store.set(slot, column, after)
    const { batch } = gesture
    rows.unsaved.put(slot, column, { ...knownOf(edit, was), state: 'waiting', mine: after, batch })
  }
  return { ...edit, was }
}

/** Beneath a refused text stands what stood, or what is still on its way there. */
function layRefused({ store, unsaved }: Rows, edit: Edit, was: Unsaved | undefined): void {
  const { slot, column, refusal } = edit
  const known = knownOf(edit, was)
  unsaved.put(slot, column, { ...known, state: 'refused', mine: undefined, batch: was?.batch, refusal })
  if (was?.state !== 'waiting') store.set(slot, column, known.stands)
}

/** What was seen when it was typed over: in a clash the value that stands, for it is what the person looked at. */
function knownOf({ before, text }: Edit, was: Unsaved | undefined): Pick<Unsaved, 'text' | 'stands' | 'seen'> {
  if (!was) return { text, stands: before, seen: before }
  return { text, stands: was.stands, seen: was.state === 'clash' ? was.stands : was.seen }
}

/** Takes the mark of a refusal or a clash away: what stands is shown, or what is still on its way. */
export function unmark({ store, unsaved }: Rows, slot: Slot, column: number): void {
  const known = unsaved.get(slot, column)
  if (!known || known.state === 'waiting') return
  if (known.state === 'refused' && known.batch !== undefined) {
    const mine = store.cell(slot, column)
    unsaved.put(slot, column, { ...known, state: 'waiting', mine, refusal: undefined })
    return
  }
  store.set(slot, column, known.stands)
  unsaved.drop(slot, column)
}
