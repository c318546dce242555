import type { Message, Queues } from './queues.ts'

export interface PumpSettings {
  queue: string
  /** messages in one go, and goes at the same time */
  most: number
  atOnce: number
  /** Works messages off; deletes what is done. What it leaves is to be had again when its time comes. */
  work: (messages: readonly Message[]) => Promise<void>
}

/** Takes messages from a queue as they come and as they become visible again. */
export class Pump {
  readonly #queues: Queues
  readonly #settings: PumpSettings
  readonly #running = new Set<Promise<void>>()
  #timer: NodeJS.Timeout | undefined
  #stopped = false

  constructor(queues: Queues, settings: PumpSettings) {
    this.#queues = queues
    this.#settings = settings
    queues.onSent(settings.queue, () => setImmediate(() => this.pump()))
    setImmediate(() => this.pump())
  }

  /** Nothing is under way and nothing waits that could be taken now. */
  get idle(): boolean {
    return this.#running.size === 0 && this.#queues.count(this.#settings.queue).waiting === 0
  }

  pump(): void {
    const { queue, most, atOnce, work } = this.#settings
    clearTimeout(this.#timer)
    while (!this.#stopped && this.#running.size < atOnce) {
      const messages = this.#queues.receive(queue, most)
      if (messages.length === 0) {
        this.#wait()
        return
      }
      const run = work(messages).finally(() => {
        this.#running.delete(run)
        this.pump()
      })
      this.#running.add(run)
    }
  }

  #wait(): void {
    const next = this.#queues.next(this.#settings.queue)
    if (next === undefined) return
    this.#timer = setTimeout(() => this.pump(), Math.min(60_000, Math.max(5, next - Date.now())))
    this.#timer.unref()
  }

  /** Takes nothing more; resolves when what is under way has ended. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await Promise.allSettled([...this.#running])
  }
}
