import type { Item, Store } from './store.ts'

/** Seconds for which a row that others refer to is taken as it was read. */
const SECONDS = 10

const MOST = 5_000

/** Rows that this process has read lately, by name, for one client. */
interface Recent {
  get(name: string, now: string): Item | undefined
  put(name: string, item: Item, now: string): void
}

const recents = new WeakMap<Store['db'], Recent>()

/**
 * 近读. Rows that a changed row already refers to (subjects, projects) are the same for thousands of edits: those read
 * within ten seconds are not read again. What a change newly refers to, and the changed row itself, are always read.
 */
export function recentOf({ db }: Store): Recent {
  const known = recents.get(db) ?? aRecent()
  recents.set(db, known)
  return known
}

function aRecent(): Recent {
  const items = new Map<string, { item: Item; at: number }>()
  return {
    get: (name, now) => {
      const found = items.get(name)
      const age = found ? Date.parse(now) - found.at : Infinity
      return age >= 0 && age < SECONDS * 1000 ? found?.item : undefined
    },
    put: (name, item, now) => {
      if (items.size >= MOST) items.clear()
      items.set(name, { item, at: Date.parse(now) })
    },
  }
}
