import type { Place, SheetName } from '#shared/base/sheet'
import type { Present } from '#shared/base/contract'
import { call, refusalIn } from './call.ts'
import { Followers } from './followers.ts'
import { session } from './session.svelte.ts'
import type { Follower } from './sheet/sheet.ts'

/** The cell on which somebody is. */
export type Spot = Pick<Present, 'sheet' | 'row' | 'column'>

/** Milliseconds between two looks: at work, and after five minutes without a key or a pointer. */
const active = 15_000
const idle = 60_000
const idleAfter = 300_000
/** After a change of one's own the feed is looked at sooner: the projector needs a moment. */
const after = [300, 1_500]

/**
 * Follows the feed of a place: every 15 seconds at work, every 60 when idle, at once on coming back, never while hidden.
 * A feed that began anew is read whole. The cursor moves on when everybody has been told, and never before.
 */
export class Feed {
  /** where the person is, to be told to the others; undefined: in none of these sheets */
  where: (() => Spot | undefined) | undefined
  /** hears that a feed of tiles began anew: its rows are to be opened again, whole */
  anew: (() => void) | undefined
  readonly #place: Place
  readonly #sheets: SheetName[]
  readonly #followers = new Followers((error) => reportError(error))
  readonly #timers = new Set<ReturnType<typeof setTimeout>>()
  readonly #signals = new AbortController()
  #cursor: string
  #touched = performance.now()
  #looking: Promise<void> | undefined

  readonly #ready: Promise<unknown>

  /** Follows from the cursor on, once what stands before it is there (`ready`). */
  constructor(place: Place, sheets: SheetName[], cursor: string, ready: Promise<unknown> = Promise.resolve()) {
    this.#ready = ready
    this.#place = place
    this.#sheets = sheets
    this.#cursor = cursor
    const { signal } = this.#signals
    for (const kind of ['keydown', 'pointerdown'])
      addEventListener(kind, () => (this.#touched = performance.now()), { signal, passive: true })
    document.addEventListener('visibilitychange', () => this.#wake(), { signal })
    addEventListener('focus', () => this.#wake(), { signal })
    this.#later()
  }

  follow(follower: Follower): () => void {
    return this.#followers.add(follower)
  }

  /** Looks again in a moment, as a change of one's own is on its way into the feed. */
  soon(): void {
    for (const wait of after) this.#in(wait, () => void this.look())
  }

  close(): void {
    this.#signals.abort()
    for (const timer of this.#timers) clearTimeout(timer)
    this.#followers.clear()
  }

  /** Reads what is new; looks of the same moment are one. */
  look(): Promise<void> {
    this.#looking ??= this.#read().finally(() => (this.#looking = undefined))
    return this.#looking
  }

  async #read(): Promise<void> {
    const asked = session.signIn
    try {
      await this.#ready
      for (let more = true; more && !this.#signals.signal.aborted;) more = await this.#next()
    } catch (error) {
      if (refusalIn(error)?.code === 'access/sign-in-first') session.lapse(asked)
    }
  }

  /** Whether there is more. */
  async #next(): Promise<boolean> {
    const of = { place: this.#place, sheets: this.#sheets }
    const at = this.where?.()
    try {
      const asked = { ...of, cursor: this.#cursor, ...(at ? { at } : {}) }
      const { entries, present, cursor, more } = await call.rows.follow(asked)
      this.#followers.changed(entries)
      this.#followers.present(present)
      this.#cursor = cursor
      return more
    } catch (error) {
      if (refusalIn(error)?.code !== 'feed/new-epoch') throw error
    }
    const { sheets, tiles, cursor } = await call.rows.open(of)
    if (tiles) this.anew?.()
    else if (this.#followers.replaced(sheets)) this.#cursor = cursor
    return false
  }

  #wake(): void {
    if (document.visibilityState === 'visible') void this.look()
  }

  #later(): void {
    const wait = performance.now() - this.#touched > idleAfter ? idle : active
    this.#in(wait, () => {
      if (document.visibilityState === 'visible' && !session.ended) void this.look()
      this.#later()
    })
  }

  #in(wait: number, then: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      then()
    }, wait)
    this.#timers.add(timer)
  }
}
