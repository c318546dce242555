import { session } from './session.svelte.ts'

/** One thing that a screen reads: its value, its error, and reading it again while the old value stays in sight. */
export class Loading<T> {
  value = $state.raw<T | undefined>()
  error = $state.raw<unknown>()
  busy = $state(false)
  readonly #read: () => Promise<T>

  constructor(read: () => Promise<T>) {
    this.#read = read
  }

  load = async (): Promise<void> => {
    this.busy = true
    try {
      this.value = await session.run(this.#read)
      this.error = undefined
    } catch (error) {
      this.error = error
    } finally {
      this.busy = false
    }
  }
}
