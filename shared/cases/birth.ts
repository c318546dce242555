import { dayIn } from '#shared/base/day'
import type { Actor } from '#shared/base/access'
import type { Cells, Row } from '#shared/base/sheet'

/**
 * 受理. What the system writes into a case that somebody takes in: its number, from the day and the row's own id, so that
 * no two counters need agree; the time; who took it.
 */
export const caseBirth = ({ id }: Pick<Row, 'id'>, { actor, now }: { actor: Actor; now: string }): Cells => ({
  number: `SQ${dayIn(now).replaceAll('-', '')}-${id.slice(-8).toUpperCase()}`,
  state: 'received',
  received: now,
  takenBy: actor.account,
})
