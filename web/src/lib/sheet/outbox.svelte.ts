import type { BatchAnswer, BatchId } from '#shared/base/changes'
import type { Intent, Keeping, SheetSource, Trouble } from './sheet.ts'

/** What is sent when the turn has come. */
export interface Sending {
  /** as it is kept; absent where it is found out, and kept, on the way */
  intent?: Intent
  /** undefined: there was nothing to be done */
  send(): Promise<BatchAnswer | undefined>
}

/** Something to be delivered: it is made when its turn comes, sent until it arrives, and told what became of it. */
export interface Parcel {
  batch: BatchId
  /** cells or rows that wait for it, for the words of the status bar */
  weight: number
  /** what it asks as things stand, to be kept while others are before it */
  early(): Intent | undefined
  /** what to send; undefined: there is nothing to be sent any more */
  make(): Sending | undefined
  done(answer: BatchAnswer): void
  failed(trouble: Final): void
}

export type Final = Extract<Trouble, { why: 'refused' | 'defect' }>

export type OutboxState = 'idle' | 'sending' | 'offline' | 'busy' | 'signed-out'

const waits = { least: 1_000, most: 15_000, poll: 120, slowest: 1_000 } as const
const defects = 3

/**
 * 待发. Gestures go out one after the other, in the order in which they were made, each under its own batch id, so that
 * sending again does no harm. A lost connection or session keeps everything; a refusal ends only its own gesture.
 */
export class Outbox {
  state = $state<OutboxState>('idle')
  /** weight of everything that has not been acknowledged */
  waiting = $state(0)
  /** of an accepted batch that is being applied */
  progress = $state.raw<{ done: number; rows: number } | undefined>()
  readonly #source: SheetSource
  readonly #keeping: Keeping | undefined
  readonly #parcels: Parcel[] = []
  #wake: (() => void) | undefined
  #running = false

  constructor(source: SheetSource, keeping?: Keeping) {
    this.#source = source
    this.#keeping = keeping
  }

  push(parcel: Parcel): void {
    this.#parcels.push(parcel)
    this.waiting += parcel.weight
    if (!this.#running) void this.#run()
    else this.#keepEarly(parcel)
  }

  #keepEarly(parcel: Parcel): void {
    const intent = parcel.early()
    if (intent) void this.#keeping?.keep(intent, parcel.weight)
  }

  /** Tries again at once: the connection is back, or the person has signed in. */
  retry(): void {
    this.#wake?.()
  }

  async #run(): Promise<void> {
    this.#running = true
    for (let parcel = this.#parcels[0]; parcel; parcel = this.#parcels[0]) {
      await this.#deliver(parcel)
      this.#parcels.shift()
      this.waiting -= parcel.weight
    }
    this.#running = false
    this.state = 'idle'
  }

  /** Nothing is sent that is not kept: what was sent must be sent again exactly so. */
  async #deliver(parcel: Parcel): Promise<void> {
    const sending = parcel.make()
    if (sending?.intent) await this.#keeping?.keep(sending.intent, parcel.weight)
    const outcome = sending && (await this.#arrive(sending.send))
    const answer = outcome && 'batch' in outcome ? outcome : undefined
    if (answer) parcel.done(answer)
    else if (outcome && 'why' in outcome) parcel.failed(outcome)
    // What was not written is kept in the tray first, in the microtask before this one.
    await Promise.resolve()
    this.#keeping?.arrived(parcel.batch, answer)
  }

  /** Sends until there is an answer, a refusal, or no hope. */
  async #arrive(send: Sending['send']): Promise<BatchAnswer | Final | undefined> {
    for (let attempt = 0, failed = 0; ; attempt++) {
      try {
        if (this.state === 'idle') this.state = 'sending'
        const first = await send()
        const answer = first && (await this.#whole(first))
        this.state = 'sending'
        return answer
      } catch (error) {
        const trouble = this.#source.trouble(error)
        if (trouble.why === 'refused') return trouble
        if (trouble.why === 'defect' && ++failed >= defects) return trouble
        if (trouble.why !== 'defect') this.state = trouble.why
        await this.#pause(Math.min(waits.most, waits.least * 2 ** Math.min(attempt, 4)))
      }
    }
  }

  /** A batch that was accepted is followed until it is applied. */
  async #whole(first: BatchAnswer): Promise<BatchAnswer> {
    let answer = first
    for (let wait: number = waits.poll; answer.state !== 'applied'; wait = Math.min(waits.slowest, wait * 1.5)) {
      this.progress = { done: answer.done, rows: answer.rows }
      await this.#pause(wait)
      answer = await this.#source.batch(answer.batch)
    }
    this.progress = undefined
    return answer
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
