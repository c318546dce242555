import { hash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Event } from '#shared/base/event'

/** An event before it is chained to the one before it. */
export type Unchained = Omit<Event, 'chain'>

/**
 * 校验链. SHA-256 over the previous event's chain and the event's canonical JSON (RFC 8785: keys in order of UTF-16
 * units): an event that is altered or taken away breaks every later one of its row.
 */
export const chainOf = (previous: string, event: Unchained): string =>
  hash('sha256', previous + (canonicalize(event) ?? ''))
