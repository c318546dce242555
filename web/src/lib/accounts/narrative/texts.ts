import { reasonOf } from '#shared/words/refusals'
import { slotOfKey, writeKeyed } from '../../sheet/keyed.ts'
import type { SheetModel } from '../../sheet/model.svelte.ts'
import { words } from '../../words.svelte.ts'

/** A text as the sheet holds it here: what stands or was typed, and what became of it. */
export interface Held {
  text: string
  /** why it was not saved; nothing while it is on its way or saved */
  because?: string
  /** what somebody else has put there meanwhile */
  theirs?: string
}

/** The text of a key, one's own unsaved one first. */
export function heldText(model: SheetModel, key: string): Held {
  void model.tick
  const { rows } = model
  const slot = slotOfKey(rows, key)
  if (slot === undefined) return { text: '' }
  const column = rows.store.indexOf('text')
  const unsaved = rows.unsaved.get(slot, column)
  const text = String(rows.store.cell(slot, column) ?? '')
  if (!unsaved || unsaved.state === 'waiting') return { text }
  const theirs = unsaved.state === 'clash' ? { theirs: text } : {}
  return { text: unsaved.text, ...(unsaved.refusal ? { because: reasonOf(unsaved.refusal, words.language) } : {}), ...theirs } // prettier-ignore
}

/** Saves texts under their keys as one change-set, one undo; blank texts are cleared. */
export const saveTexts = (model: SheetModel, texts: readonly { key: string; text: string }[]): number =>
  writeKeyed(
    model,
    'form',
    texts.map(({ key, text }) => ({ id: key, column: 'text', text: text.trim() })),
  )
