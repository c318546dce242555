import type { Cell, ColumnKey } from '#shared/base/cell'
import type { RowId } from '#shared/base/sheet'
import { perform } from './acts.ts'
import { aGesture, type Gesture, type Wish } from './gesture.ts'
import type { SheetModel } from './model.svelte.ts'
import { readWishes } from './reading.ts'
import type { Rows } from './rows.ts'
import type { Slot } from './store.ts'

/** What is wished for a cell of the row with that natural id, as typed, or a cell taken over as it is. */
export interface KeyedWish {
  id: RowId
  column: ColumnKey
  text: string
  cell?: Cell
}

/** The row of a natural id: as the server has it, or as it waits here to become whole. */
export function slotOfKey(rows: Rows, id: RowId): Slot | undefined {
  const { store, sheet } = rows
  const known = store.slotOf(id)
  if (known !== undefined && !store.isGone(known)) return known
  const key = store.indexOf(sheet.naturalId?.[0] ?? '')
  return key < 0 ? undefined : rows.localRows().find((slot) => store.cell(slot, key) === id)
}

/**
 * Writes into rows that are known by one natural key, wherever on the screen they show; a row that is missing is made.
 * One gesture, one undo; what can't be read is refused in its place. Returns how many cells changed.
 */
export function writeKeyed(model: SheetModel, kind: Gesture['kind'], wishes: readonly KeyedWish[]): number {
  const { rows } = model
  const key = rows.sheet.naturalId?.[0] ?? ''
  const born = new Map<RowId, Slot>()
  const slotFor = (id: RowId): Slot => {
    const known = slotOfKey(rows, id) ?? born.get(id)
    if (known !== undefined) return known
    const [slot = -1] = rows.bear(1)
    born.set(id, slot)
    return slot
  }
  const asked = wishes.flatMap(({ id, column, ...wish }): Wish[] => {
    const fresh = !born.has(id) && slotOfKey(rows, id) === undefined
    const slot = slotFor(id)
    const named = { slot, column: rows.store.indexOf(key), text: id }
    return [...(fresh ? [named] : []), { slot, column: rows.store.indexOf(column), ...wish }]
  })
  const { edits, turned } = readWishes(rows, asked)
  return perform(model, aGesture(model.options.mint(), kind, { edits, born: [...born.values()] }), turned)
}
