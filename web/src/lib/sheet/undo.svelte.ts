import type { Gesture } from './gesture.ts'

/** A gesture that was made, as far as is known by now. */
export interface Done {
  gesture: Gesture
  /** the server has the batch: taking it back is the server's act */
  sent: boolean
}

/** Taken back, or brought again, is what this page did, or what was done before it was opened. */
export type Step = Done | 'past' | undefined

/**
 * 撤销与重做. One gesture, one step. What is taken back is a batch of its own at the server, so both directions outlive
 * this page: where its own gestures end, those of the server's list go on. A new gesture ends what could be redone.
 */
export class UndoStack {
  #done = $state.raw<readonly Done[]>([])
  #undone = $state.raw<readonly Done[]>([])
  /** whether the server's list may still hold something, each way; how many steps of it were taken back here */
  #past = $state.raw({ undo: false, redo: false, taken: 0 })

  constructor(hasPast = false) {
    this.#past = { undo: hasPast, redo: hasPast, taken: 0 }
  }

  get canUndo(): boolean {
    return this.#done.length > 0 || this.#past.undo
  }

  get canRedo(): boolean {
    return this.#undone.length > 0 || this.#past.redo
  }

  push(done: Done): void {
    this.#done = [...this.#done, done]
    this.#undone = []
    this.#past = { ...this.#past, redo: false, taken: 0 }
  }

  takeDone(): Step {
    const last = this.#done[this.#done.length - 1]
    this.#done = this.#done.slice(0, -1)
    return last ?? (this.#past.undo ? 'past' : undefined)
  }

  /** What was taken back last comes first: that of the server's list was, when this page's own had come to an end. */
  takeUndone(): Step {
    if (this.#past.taken > 0 || (this.#undone.length === 0 && this.#past.redo)) return 'past'
    const last = this.#undone[this.#undone.length - 1]
    this.#undone = this.#undone.slice(0, -1)
    return last
  }

  /** The undo of a gesture can be redone, and the redo undone. */
  keep(inverse: Done): void {
    if (inverse.gesture.kind === 'undo') this.#undone = [...this.#undone, inverse]
    else this.#done = [...this.#done, inverse]
  }

  tookPast(way: 'undo' | 'redo'): void {
    const taken = Math.max(0, this.#past.taken + (way === 'undo' ? 1 : -1))
    this.#past = { undo: true, redo: way === 'undo' || this.#past.redo, taken }
  }

  /** The server's list holds nothing more. */
  exhausted(way: 'undo' | 'redo'): void {
    this.#past = { ...this.#past, [way]: false, ...(way === 'redo' ? { taken: 0 } : {}) }
  }

  get last(): Gesture | undefined {
    return this.#done[this.#done.length - 1]?.gesture
  }
}
