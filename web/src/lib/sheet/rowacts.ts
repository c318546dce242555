import { perform } from './acts.ts'
import { aGesture } from './gesture.ts'
import type { SheetModel } from './model.svelte.ts'

/** 作废. Takes rows away: those at the server are voided and keep their history, those that exist only here just go. */
export function voidRows(model: SheetModel, places: readonly number[]): void {
  const slots = places.flatMap((place) => model.slotAt(place) ?? [])
  const removed = slots
    .filter((slot) => !model.rows.isLocal(slot))
    .map((slot) => ({ slot, id: model.rows.store.idOf(slot) }))
  perform(model, aGesture(model.options.mint(), 'clear', { removed, buried: slots }))
  model.select(model.selection)
}
