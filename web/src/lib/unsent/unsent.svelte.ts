import type { BatchAnswer, BatchId } from '#shared/base/changes'
import type { Place, SheetName } from '#shared/base/sheet'
import type { Outbox } from '../sheet/outbox.svelte.ts'
import { form, type KeptGesture } from './kept.ts'
import { openShelf, type Shelf } from './shelf.ts'
import { ownTab } from './tabs.ts'

/** A gesture as the person sees it in the list: waiting, or what became of it. */
export interface Waiting {
  batch: BatchId
  sheet: SheetName
  place: Place
  at: string
  gesture: string
  cells: number
  /** left behind by an earlier page, or held up for so long that its fate is worth telling */
  held: boolean
  state: 'waiting' | 'done' | 'refused' | 'expired'
  answer?: BatchAnswer | undefined
}

/**
 * 待发. What this browser keeps for the person at it until the server has answered for it, and what the person sees of
 * that: every gesture that waits, and what became of those that had to wait.
 */
class Unsent {
  list = $state.raw<readonly Waiting[]>([])
  /** the browser keeps nothing: a private window, a full disk */
  unable = $state(false)
  /** what an earlier page left behind can't be sent at this moment */
  stuck = $state(false)
  /** the list is open */
  open = $state(false)
  #outboxes = $state.raw<readonly Outbox[]>([])
  readonly #closed = new WeakSet<Outbox>()
  #opening: Promise<Shelf | undefined> | undefined
  #order: Promise<unknown> = Promise.resolve()
  #n = 0

  readonly offline = $derived(this.stuck || this.#outboxes.some(({ state }) => state === 'offline'))
  readonly waiting = $derived(this.list.filter(({ state }) => state === 'waiting'))
  readonly told = $derived(this.list.filter(({ state }) => state !== 'waiting'))
  /** cells and rows that have not reached the server */
  readonly weight = $derived(this.waiting.reduce((sum, { cells }) => sum + cells, 0))

  /** What a sheet sends is heard of here, also after the sheet has left the screen. */
  watch(outbox: Outbox): void {
    this.#outboxes = [...this.#outboxes, outbox]
  }

  /** The sheet has left the screen; what it still sends goes on. */
  leave(outbox: Outbox): void {
    this.#closed.add(outbox)
    this.#outboxes = this.#outboxes.filter((one) => one.waiting > 0 || !this.#closed.has(one))
  }

  /** The server can be reached again: nobody waits any longer than he must. */
  retry(): void {
    for (const outbox of this.#outboxes) outbox.retry()
  }

  /** One act after the other, so that nothing is forgotten before what takes its place is kept. */
  shelve(act: (shelf: Shelf) => Promise<void>): Promise<void> {
    const next = this.#order.then(async () => {
      const shelf = await this.#shelf()
      try {
        if (shelf) await act(shelf)
      } catch {
        this.unable = true
      }
    })
    this.#order = next
    return next
  }

  #shelf(): Promise<Shelf | undefined> {
    this.#opening ??= openShelf().catch(() => {
      this.unable = true
      return undefined
    })
    return this.#opening
  }

  keep(gesture: Omit<KeptGesture, 'form' | 'tab' | 'n'>): Promise<void> {
    const { batch, sheet, place, at, cells, gesture: kind } = gesture
    const line: Waiting = { batch, sheet, place, at, cells, gesture: kind, held: false, state: 'waiting' }
    if (!this.#line(batch)) this.list = [...this.list, line]
    return this.shelve((shelf) => shelf.put('gestures', { form, tab: ownTab, n: this.#n++, ...gesture }))
  }

  arrived(batch: BatchId, answer?: BatchAnswer): void {
    const line = this.#line(batch)
    if (line?.held && answer) this.tell({ ...line, state: 'done', answer })
    else this.list = this.list.filter((one) => one !== line)
    void this.shelve((shelf) => shelf.drop('gestures', batch))
  }

  /** The connection is gone: of what waits now, the fate is told once it is known. */
  holdUp(): void {
    this.list = this.list.map((line) => (line.state === 'waiting' ? { ...line, held: true } : line))
  }

  tell(line: Waiting): void {
    this.list = [...this.list.filter(({ batch }) => batch !== line.batch), line]
  }

  /** What has been read is put away. */
  dismiss(): void {
    for (const { batch, state } of this.told)
      if (state === 'expired') void this.shelve((shelf) => shelf.drop('gestures', batch))
    this.list = this.waiting
    this.open = false
  }

  #line(batch: BatchId): Waiting | undefined {
    return this.list.find((line) => line.batch === batch)
  }
}

export const unsent = new Unsent()
