import type { Gesture } from './gesture.ts'

/** A gesture that was made, as far as is known by now. */
export interface Done {
  gesture: Gesture
  /** the server has the batch: taking it back is the server's act */
  sent: boolean
}

/**
 * 撤销与重做. One gesture, one step. What is taken back is a batch of its own at the server, so both directions outlive
 * this page in 修改记录. A new gesture ends what could be redone.
 */
export class UndoStack {
  #done = $state.raw<readonly Done[]>([])
  #undone = $state.raw<readonly Done[]>([])

  get canUndo(): boolean {
    return this.#done.length > 0
  }

  get canRedo(): boolean {
    return this.#undone.length > 0
  }

  push(done: Done): void {
    this.#done = [...this.#done, done]
    this.#undone = []
  }

  takeDone(): Done | undefined {
    const last = this.#done[this.#done.length - 1]
    this.#done = this.#done.slice(0, -1)
    return last
  }

  takeUndone(): Done | undefined {
    const last = this.#undone[this.#undone.length - 1]
    this.#undone = this.#undone.slice(0, -1)
    return last
  }

  /** The undo of a gesture can be redone, and the redo undone. */
  keep(inverse: Done): void {
    if (inverse.gesture.kind === 'undo') this.#undone = [...this.#undone, inverse]
    else this.#done = [...this.#done, inverse]
  }

  get last(): Gesture | undefined {
    return this.#done[this.#done.length - 1]?.gesture
  }
}
