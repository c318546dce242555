import type { Place, SheetName } from '#shared/base/sheet'
import { call, refusalIn } from './call.ts'
import { session } from './session.svelte.ts'
import type { Follower } from './sheet/sheet.ts'

/** Milliseconds between two looks: at work, and after five minutes without a key or a pointer. */
const active = 15_000
const idle = 60_000
const idleAfter = 300_000
/** After a change of one's own the feed is looked at sooner: the projector needs a moment. */
const after = [300, 1_500]

/**
 * Follows the feed of a place: every 15 seconds at work, every 60 when idle, at once on coming back, never while hidden.
 * A feed that began anew is read whole.
 */
export class Feed {
  readonly #place: Place
  readonly #sheets: SheetName[]
  readonly #followers = new Set<Follower>()
  readonly #timers = new Set<ReturnType<typeof setTimeout>>()
  readonly #signals = new AbortController()
  #cursor: string
  #touched = performance.now()
  #looking: Promise<void> | undefined

  constructor(place: Place, sheets: SheetName[], cursor: string) {
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
    this.#followers.add(follower)
    return () => this.#followers.delete(follower)
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
    try {
      for (let more = true; more && !this.#signals.signal.aborted;) {
        const of = { place: this.#place, sheets: this.#sheets }
        const news = await call.rows.follow({ ...of, cursor: this.#cursor })
        this.#cursor = news.cursor
        more = news.more
        if (news.entries.length > 0) for (const follower of this.#followers) follower.changed(news.entries)
      }
    } catch (error) {
      const code = refusalIn(error)?.code
      if (code === 'feed/new-epoch') await this.#anew()
      else if (code === 'access/sign-in-first') session.ended = true
    }
  }

  async #anew(): Promise<void> {
    const { sheets, cursor } = await call.rows.open({ place: this.#place, sheets: this.#sheets })
    this.#cursor = cursor
    for (const follower of this.#followers) follower.replaced(sheets)
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
