import { reasonFor } from './acts.ts'
import type { SheetModel } from './model.svelte.ts'
import type { HeadLook } from './paint.ts'
import { say } from './say.ts'
import { lookOf } from './scene.ts'

/** A cell as it is heard. */
export interface Heard {
  text: string
  readOnly: boolean
  wrong: boolean
}

const words: Partial<Record<string, () => string>> = {
  waiting: () => say().unsaved,
  refused: () => say().unsaved,
  clash: () => say().clash,
}

/** The text of a cell with what speaks from it: its state, and why it was not written. */
export function heardAt(model: SheetModel, row: number, place: number): Heard {
  const { text, state } = lookOf(model, row, place)
  const parts = [text === '' ? say().blank : text, words[state ?? '']?.(), becauseAt(model, row, place, state)]
  return {
    text: parts.filter((part) => part !== undefined).join(say().pause),
    readOnly: model.barredAt({ row, column: place }) !== undefined,
    wrong: state === 'refused' || state === 'clash',
  }
}

/** Why a cell was not written, or what was found in it: who hears it needs no panel. */
function becauseAt(model: SheetModel, row: number, place: number, state: string | undefined): string | undefined {
  const slot = model.slotAt(row)
  if (slot === undefined) return undefined
  const index = model.indexAt(place)
  if (state === 'finding') return model.findingAt(slot, index)
  const because = state === 'refused' ? model.rows.unsaved.get(slot, index)?.refusal : undefined
  return because && reasonFor(because)
}

/** What a head says: its group, how many rows, what they add up to. */
export function headWords(model: SheetModel, { text, count, folded, sum }: HeadLook): string {
  const sums = model.columns.shown.flatMap((_, place) => {
    const added = sum(place)
    return added === '' ? [] : `${model.heading(place)} ${added}`
  })
  const added = sums.length > 0 ? say().grouping.sums(sums.join(say().pause)) : ''
  return [text, count, added, folded ? say().grouping.folded : ''].filter((part) => part !== '').join(say().pause)
}
