import { dayIn } from '#shared/base/day'
import type { Row } from '#shared/base/sheet'
import { isAhead, isInHand } from './states.ts'

/** A month in Asia/Shanghai, `2026-10`. */
export type Month = string

/** 受理月份. The month in which a case came in; undefined for a row that says no time. */
export function monthOf({ received }: Row['cells']): Month | undefined {
  return typeof received === 'string' ? dayIn(received).slice(0, 7) : undefined
}

/** Who waits for a case when no unit does. A unit's code never begins so. */
export const queues = { desk: '@desk', callBack: '@call-back', void: '@void' } as const

/** Where a case waits: for whom, and by which time the queue is in order. */
interface Waiting {
  who: string
  since: string
}

/**
 * 待办. The queue in which a case stands: with the desk until it is dispatched, with its lead unit by the time at which
 * it is due, with call-back once it is closed; voided ones in a list of their own. What is done with stands in none.
 */
export function waitingOf({ cells, voided }: Row): Waiting | undefined {
  const at = (who: string, time: unknown): Waiting => ({ who, since: typeof time === 'string' ? time : '' })
  const { state, unit, received, due, closed } = cells
  if (voided) return at(queues.void, received)
  if (isAhead(state)) return at(queues.desk, received)
  if (isInHand(state) && typeof unit === 'string') return at(unit, due)
  return state === 'closed' ? at(queues.callBack, closed) : undefined
}

/** Columns of a line in a queue: what its index carries. The revision is not among them: it would double the cost of an edit. */
export const queueColumns = [
  'number',
  'title',
  'type',
  'urgency',
  'state',
  'badges',
  'street',
  'community',
  'unit',
  'supporting',
  'received',
  'dispatched',
  'due',
] as const
