/** Work in steps: each `yield` is a place where it may be interrupted. */
export type Work<T> = Generator<undefined, T, undefined>

/** How long one slice may take, in milliseconds: half a frame, so that a key is shown in the next one. */
const slice = 8

/** 一次做完. Does the work without a pause. */
export function finish<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

/** Calls back as soon as waiting input has been dealt with; timers would wait four milliseconds or more. */
function soon(call: () => void): void {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    port1.close()
    call()
  }
  port2.postMessage(undefined)
}

/**
 * 分片. Does one work at a time, in slices between which keys are read and frames are drawn. A new work takes the place
 * of one that is not done yet.
 */
export class Slices {
  #current: symbol | undefined

  get busy(): boolean {
    return this.#current !== undefined
  }

  /** `done` hears the outcome: later, or at once where the work is short enough to be done `atOnce`. */
  run<T>(work: Work<T>, atOnce: boolean, done: (outcome: T) => void): void {
    this.stop()
    if (atOnce) {
      done(finish(work))
      return
    }
    const mine = Symbol('work')
    this.#current = mine
    const go = (): void => {
      if (this.#current !== mine) return
      const until = performance.now() + slice
      do {
        const step = work.next()
        if (step.done) {
          this.#current = undefined
          done(step.value)
          return
        }
      } while (performance.now() < until)
      soon(go)
    }
    go()
  }

  stop(): void {
    this.#current = undefined
  }
}

/** 依次. Works that are done one after the other, each in slices. */
export class Queue {
  readonly #slices = new Slices()
  readonly #waiting: (() => void)[] = []

  add<T>(work: Work<T>, done: (outcome: T) => void): void {
    this.#waiting.push(() =>
      this.#slices.run(work, false, (outcome) => {
        this.#waiting.shift()
        done(outcome)
        this.#waiting[0]?.()
      }),
    )
    if (this.#waiting.length === 1) this.#waiting[0]?.()
  }
}

/** So many rows or words are gone through between two places where work may be interrupted. */
export const stride = 16_384

/** More rows than these are never gone through in one go while somebody may be typing. */
export const inOneGo = 50_000
