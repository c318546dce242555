import { reasonOf } from '#shared/words/refusals'
import { slotOfKey, writeKeyed } from '../sheet/keyed.ts'
import type { SheetModel } from '../sheet/model.svelte.ts'
import { words } from '../words.svelte.ts'

/** What of the entered cells is on its way or was refused, by figure. */
export function unsavedOf(model: SheetModel): ReadonlyMap<string, { text: string; because?: string }> {
  void model.tick
  const { rows } = model
  const [key, amount] = [rows.store.indexOf('key'), rows.store.indexOf('amount')]
  const found = rows.store.slots().flatMap((slot) => {
    const unsaved = rows.unsaved.get(slot, amount)
    if (!unsaved) return []
    const id = String(rows.store.cell(slot, key) ?? '')
    const because = unsaved.refusal ? { because: reasonOf(unsaved.refusal, words.language) } : {}
    return [[id, { text: unsaved.text, ...because }] as const]
  })
  return new Map(found)
}

/** Writes amounts into cells of the tables: rows of `table-cells`, with where they come from. */
export function writeAmounts(
  model: SheetModel,
  wishes: readonly { id: string; text: string }[],
  kind: 'type' | 'paste' | 'clear',
): number {
  return writeKeyed(
    model,
    kind,
    wishes.flatMap(({ id, text }) => [
      { id, column: 'amount', text },
      { id, column: 'origin', text: text.trim() === '' ? '' : '手工录入', cell: text.trim() === '' ? null : 'entered' },
    ]),
  )
}

/** Explains the difference between ledger and entered amount of a cell. */
export const explain = (model: SheetModel, id: string, text: string): number =>
  writeKeyed(model, 'form', [{ id, column: 'note', text }])

export function noteOf({ rows }: SheetModel, id: string): string {
  const slot = slotOfKey(rows, id)
  return slot === undefined ? '' : String(rows.store.cell(slot, rows.store.indexOf('note')) ?? '')
}
