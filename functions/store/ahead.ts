import type { Key } from './layout.ts'
import type { Item, Store } from './store.ts'

/**
 * A store that already reads the keys that its caller will ask for. Each of them is answered once from that reading;
 * asked for again, it is read anew, so a second try never decides on what the first one saw.
 */
export function readAhead(store: Store, keys: readonly Key[]): Store {
  const reading = store.read(keys)
  reading.catch(() => undefined)
  const nameOf = ({ pk, sk }: Key): string => `${pk}\n${sk}`
  const places = new Map(keys.map((key, i) => [nameOf(key), i]))
  const take = (key: Key): number | undefined => {
    const place = places.get(nameOf(key))
    places.delete(nameOf(key))
    return place
  }
  const read: Store['read'] = async (asked, table = 'state') => {
    if (table !== 'state' || places.size === 0) return store.read(asked, table)
    const taken = asked.map(take)
    const missing = asked.filter((_, i) => taken[i] === undefined)
    const [ahead, anew] = await Promise.all([reading, store.read(missing)])
    const rest = anew[Symbol.iterator]()
    return taken.map((place): Item | undefined => (place === undefined ? rest.next().value : ahead[place]))
  }
  return { ...store, read }
}
