import { ChangeSet } from '#shared/base/changes'
import { Refusal } from '#shared/base/refusal'
import { mostAtOnce } from './cut.ts'
import type { Key } from './layout.ts'
import { keysFor } from './plan.ts'
import type { Rulebook } from './rulebook.ts'
import type { Store } from './store.ts'
import { changeOf } from './wire.ts'

/** The keys that a request's change-set will ask for, where it is small enough to be applied at once; else none. */
export function keysAhead(store: Store, input: unknown, rulebook: Rulebook): Key[] {
  if (rowsIn(input) > mostAtOnce) return []
  const parsed = ChangeSet.safeParse(input)
  if (!parsed.success) return []
  try {
    const change = changeOf(parsed.data, rulebook)
    return keysFor(store, change, change.rows, rulebook)
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}

/** How many rows a body seems to have: a look that costs nothing, before it is parsed. */
function rowsIn(input: unknown): number {
  if (typeof input !== 'object' || input === null) return Infinity
  const parts: unknown[] = Object.values(input)
  return parts.reduce((sum: number, part) => sum + lengthOf(part), 0)
}

function lengthOf(part: unknown): number {
  if (Array.isArray(part)) return part.length
  const inner = typeof part === 'object' && part !== null && 'rows' in part ? part.rows : undefined
  return Array.isArray(inner) ? inner.length : 0
}
