import type { BatchId, ChangeSet } from '#shared/base/changes'
import type { Cell } from '#shared/base/cell'
import type { RefusalData } from '#shared/base/refusal'
import type { RowId } from '#shared/base/sheet'
import type { Slot } from './store.ts'
import type { Unsaved } from './unsaved.ts'

/** What somebody wants in a cell: a text as typed or pasted, or a cell taken over as it is (copy, fill). */
export interface Wish {
  slot: Slot
  column: number
  text: string
  cell?: Cell | undefined
}

/** One cell of a gesture. A refused text changes nothing but what is shown. */
export interface Edit {
  slot: Slot
  column: number
  before: Cell
  after: Cell
  text: string
  refusal?: RefusalData | undefined
  /** what was unsaved in the cell before */
  was?: Unsaved | undefined
  /** it was sent, and not written: a clash or a refusal */
  lost?: boolean
}

export interface RowAt {
  slot: Slot
  id: RowId
}

/**
 * One act of a person: a typed cell, a paste, a fill. One gesture is one batch and one undo. Rows `added` and `removed`
 * come to be, or cease, at the server; rows `born` and `buried` appear and vanish here.
 */
export interface Gesture {
  batch: BatchId
  kind: ChangeSet['gesture']
  edits: readonly Edit[]
  added: readonly RowAt[]
  removed: readonly RowAt[]
  born: readonly Slot[]
  buried: readonly Slot[]
}

export const aGesture = (batch: BatchId, kind: Gesture['kind'], parts: Partial<Gesture> = {}): Gesture => ({
  batch,
  kind,
  edits: [],
  added: [],
  removed: [],
  born: [],
  buried: [],
  ...parts,
})

/** The rows that are touched, each once. A block's cells come row by row, so most are the one before. */
export function slotsOf(touched: readonly { slot: Slot }[]): Set<Slot> {
  const slots = new Set<Slot>()
  let last: Slot | undefined
  for (const { slot } of touched) {
    if (slot !== last) slots.add(slot)
    last = slot
  }
  return slots
}

/** The gesture that takes another back: its cells from after to before, in reverse; its rows the other way round. */
export function inverseOf(
  gesture: Gesture,
  batch: BatchId,
  kind: 'undo' | 'redo',
  print: (edit: Edit) => string,
): Gesture {
  const { edits, added, removed, born, buried } = gesture
  const inverse = edits.map((edit): Edit => {
    const { slot, column, before, after, was, lost = false } = edit
    return { slot, column, before: after, after: before, text: was?.text ?? print(edit), refusal: was?.refusal, was, lost } // prettier-ignore
  })
  inverse.reverse()
  return { batch, kind, edits: inverse, added: removed, removed: added, born: buried, buried: born }
}

/** A new row as it went to the server: by column, the cells it was created with. */
export interface Creation extends RowAt {
  cells: readonly Cell[]
}

/** What a gesture asks of the server, as it stood when it was sent. */
export interface Sent {
  sets: readonly Edit[]
  creates: readonly Creation[]
}
