import type { BatchId } from '#shared/base/changes'
import type { Cell } from '#shared/base/cell'
import type { RefusalData } from '#shared/base/refusal'
import type { Slot } from './store.ts'

/** Who put the other value there, and when. */
export interface Other {
  name?: string | undefined
  at?: string | undefined
}

/**
 * A cell whose value here is not, or not yet, what the server holds. `waiting`: on its way; `refused`: by a rule, here
 * or there; `clash`: somebody else was first, and the value that stands is shown while mine waits in the tray.
 */
export interface Unsaved {
  state: 'waiting' | 'refused' | 'clash'
  /** what was typed, as it was typed */
  text: string
  /** what that means; undefined where it can't be read */
  mine: Cell | undefined
  /** what the server holds, as far as is known */
  stands: Cell
  /** what was seen there when it was typed over: the `before` of a change-set */
  seen: Cell
  /** the last batch that touches the cell; undefined where none was sent */
  batch: BatchId | undefined
  refusal?: RefusalData | undefined
  other?: Other | undefined
}

const width = 1024

/** The unsaved cells of a sheet, by slot and column. */
export class UnsavedCells {
  private readonly cells = new Map<number, Unsaved>()

  get(slot: Slot, column: number): Unsaved | undefined {
    return this.cells.get(slot * width + column)
  }

  put(slot: Slot, column: number, cell: Unsaved): void {
    this.cells.set(slot * width + column, cell)
  }

  drop(slot: Slot, column: number): void {
    this.cells.delete(slot * width + column)
  }

  get size(): number {
    return this.cells.size
  }

  count(state: Unsaved['state']): number {
    let found = 0
    for (const cell of this.cells.values()) if (cell.state === state) found++
    return found
  }

  *[Symbol.iterator](): Iterator<{ slot: Slot; column: number; cell: Unsaved }> {
    for (const [at, cell] of this.cells) yield { slot: Math.floor(at / width), column: at % width, cell }
  }
}
