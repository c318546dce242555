import type { Rulebook } from './rulebook.ts'
import type { Store } from './store.ts'

/** What applying a batch needs beside its journal. */
export interface Applying {
  store: Store
  rulebook: Rulebook
  now: () => string
  /** whether there is time left to begin another chunk */
  mayGoOn: () => boolean
}
