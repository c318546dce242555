import type { HistoryEntry } from '#shared/base/contract'
import type { SheetModel } from './model.svelte.ts'
import type { Slot } from './store.ts'

const rest = 500
const kept = 200

/** 上次改动. Who changed the cell under the cursor last; asked for only once the cursor has rested on it. */
export class LastChange {
  change = $state.raw<Pick<HistoryEntry, 'name' | 'at'> | undefined>()
  readonly #model: SheetModel
  readonly #known = new Map<string, Pick<HistoryEntry, 'name' | 'at'> | undefined>()

  constructor(model: SheetModel) {
    this.#model = model
  }

  /** Looks at a cell; returns how to look away. */
  look(slot: Slot | undefined, index: number): () => void {
    this.change = undefined
    const { rows, options } = this.#model
    const column = rows.column(index)
    const ask = options.source.history
    if (slot === undefined || !ask || column?.edit === undefined || rows.isLocal(slot)) return () => undefined
    const id = rows.store.idOf(slot)
    const key = `${id} ${column.key} ${rows.revOf(slot)}`
    let away = false
    const timer = setTimeout(() => {
      void this.#ask(key, () => ask(id, column.key)).then((change) => {
        if (!away) this.change = change
      })
    }, rest)
    return () => {
      away = true
      clearTimeout(timer)
    }
  }

  async #ask(key: string, ask: () => Promise<readonly HistoryEntry[]>) {
    if (this.#known.has(key)) return this.#known.get(key)
    if (this.#known.size > kept) this.#known.clear()
    try {
      const [last] = await ask()
      this.#known.set(key, last)
      return last
    } catch {
      // Who changed it last is a kindness; nobody is told that it could not be read.
      return undefined
    }
  }
}
