import { Event } from '#shared/base/event'
import { eventKey, type Key } from './layout.ts'
import type { Item } from './store.ts'

/**
 * 事件. As it lies in the ledger: its cells are one text of JSON, for nested maps of hundreds of cells would be most of
 * what a transaction costs.
 */
export const eventItem = (row: Key, event: Event): Item => ({
  ...eventKey(row, event.rev),
  ...event,
  cells: JSON.stringify(event.cells),
})

export function eventOf(item: Record<string, unknown>): Event {
  const { cells } = item
  return Event.parse(typeof cells === 'string' ? { ...item, cells: JSON.parse(cells) as unknown } : item)
}

/** What the text of an event's cells holds where it touches this column; so may a value, so it only narrows a search. */
export const touchText = (column: string): string => `${JSON.stringify(column)}:[`
