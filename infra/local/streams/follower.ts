import type { Json } from '../template/assembly.ts'
import { deliver, type Delivery } from './delivery.ts'
import { matches } from './pattern.ts'
import type { Batch, StreamReader } from './reader.ts'

export interface FollowerSettings {
  reader: StreamReader
  /** records in one go */
  most: number
  /** milliseconds to wait for more after the first record */
  window: number
  /** event patterns, one of which a record has to match; without any all do */
  filters: readonly Json[]
  delivery: Omit<Delivery, 'done' | 'dead' | 'signal'> & { dead(batch: Batch, why: string, tries: number): void }
  failed: (sentence: string) => void
}

/** Milliseconds between two looks when nobody says that there is something new, and after a fault. */
const LOOK = 2_000

/** Follows a stream: woken by writes, it reads what is new and hands it over, one batch after the other. */
export class Follower {
  readonly #settings: FollowerSettings
  #timer: NodeJS.Timeout | undefined
  #due = 0
  #running: Promise<void> | undefined
  #again = false
  readonly #stopping = new AbortController()

  constructor(settings: FollowerSettings) {
    this.#settings = settings
    this.#plan(settings.window)
  }

  /** Says that the stream may hold something new. */
  wake(): void {
    if (this.#running) this.#again = true
    else this.#plan(this.#settings.window)
  }

  #plan(milliseconds: number): void {
    const due = Date.now() + milliseconds
    if (this.#stopping.signal.aborted || (this.#timer && this.#due <= due)) return
    clearTimeout(this.#timer)
    this.#due = due
    this.#timer = setTimeout(() => this.#start(), milliseconds)
    this.#timer.unref()
  }

  #start(): void {
    this.#timer = undefined
    this.#again = false
    this.#running ??= this.#readAll().finally(() => {
      this.#running = undefined
      this.#plan(this.#again ? this.#settings.window : LOOK)
    })
  }

  async #readAll(): Promise<void> {
    const { reader, most, failed } = this.#settings
    try {
      for (
        let batch = await reader.read(most);
        batch && !this.#stopping.signal.aborted;
        batch = await reader.read(most)
      ) {
        if (!(await this.#hand(batch))) {
          reader.rewind()
          return
        }
      }
      if (this.#stopping.signal.aborted) reader.rewind()
    } catch (error) {
      reader.rewind()
      if (!this.#stopping.signal.aborted) failed(`A stream cannot be read at the moment: ${String(error)}`)
    }
  }

  async #hand({ shard, records }: Batch): Promise<boolean> {
    const { reader, filters, delivery } = this.#settings
    const wanted = records.filter((record) => filters.length === 0 || filters.some((filter) => matches(filter, record)))
    const whole = await deliver(wanted, {
      ...delivery,
      signal: this.#stopping.signal,
      hand: (some) => delivery.hand(some),
      done: (last) => reader.keep(shard, last.dynamodb.SequenceNumber),
      dead: (some, why, tries) => delivery.dead({ shard, records: [...some] }, why, tries),
    })
    const last = records.at(-1)
    if (whole && last) reader.keep(shard, last.dynamodb.SequenceNumber)
    return whole
  }

  /** Reads everything that is there by now. */
  async drain(): Promise<void> {
    while (this.#running) await this.#running
    clearTimeout(this.#timer)
    this.#start()
    await (this.#running as Promise<void> | undefined)
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    clearTimeout(this.#timer)
    await this.#running
  }
}
