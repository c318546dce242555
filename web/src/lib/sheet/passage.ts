import type { BatchId } from '#shared/base/changes'
import type { Slot } from './store.ts'

/** A row that a gesture brings or takes away, as long as the server has not answered. */
export interface Passing {
  slot: Slot
  batch: BatchId
  /** the gesture brings it */
  comes: boolean
  /** whether the row is there by what the feed told last; undefined: it told nothing */
  told: boolean | undefined
}

/**
 * 在途的行. Rows that gestures on their way bring or take away. Until the last of these is answered a row is shown as it
 * has it, whatever the feed tells: that is as late as it likes, and may tell of what an earlier gesture did.
 */
export class Passage {
  readonly #rows = new Map<Slot, Passing>()

  expect(slots: readonly Slot[], batch: BatchId, comes: boolean): void {
    for (const slot of slots) this.#rows.set(slot, { slot, batch, comes, told: this.#rows.get(slot)?.told })
  }

  has(slot: Slot): boolean {
    return this.#rows.has(slot)
  }

  tell(slot: Slot, there: boolean): void {
    const passing = this.#rows.get(slot)
    if (passing) passing.told = there
  }

  /** The rows that waited for a batch; those that a later one has taken over wait for that. */
  end(batch: BatchId): Passing[] {
    const ended = [...this.#rows.values()].filter((passing) => passing.batch === batch)
    for (const { slot } of ended) this.#rows.delete(slot)
    return ended
  }
}
