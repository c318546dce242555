import type { Actor, Right } from '#shared/base/access'
import { dayIn } from '#shared/base/day'
import type { Cells, Row, RowSight } from '#shared/base/sheet'
import { isRole, roles, type Role, type RoleLine } from '#shared/people/roles'
import { isAhead, isInHand } from './states.ts'

/** Who looks, and when. */
interface Looking {
  actor: Actor
  now: string
}

type Within = (cells: Cells, by: Looking) => boolean

interface Scope {
  /** rights that count in rows of one's own only: where one's unit leads, and does not merely support */
  lead?: readonly Right[]
  /** every case: such a reader takes tiles */
  whole?: true
  sees: Within
  writes: Within
}

const all: Within = () => true
const none: Within = () => false

/** 责任单位可见: lead or supporting unit, and only once the case was dispatched. */
export const unitSees = (cells: Cells, unit: string): boolean =>
  unit !== '' &&
  cells.dispatched !== undefined &&
  !isAhead(cells.state) &&
  (cells.unit === unit || cells.supporting === unit)

const ofUnit: Within = (cells, { actor }) => unitSees(cells, actor.unit)

const own: Within = ({ takenBy }, { actor }) => takenBy === actor.account

const ownToday: Within = (cells, by) =>
  own(cells, by) && typeof cells.received === 'string' && dayIn(cells.received) === dayIn(by.now)

const toCallBack: Within = ({ state }) => state === 'closed'

/** Rows that each role of the request desk reads and writes; a role that is not here sees none. */
const scopes: Partial<Record<Role, Scope>> = {
  intake: { sees: ownToday, writes: (cells, by) => own(cells, by) && cells.state === 'received' },
  dispatcher: { whole: true, sees: all, writes: all },
  handler: {
    lead: ['cases:handle', 'cases:ask-extension'],
    sees: ofUnit,
    writes: (cells, by) => ofUnit(cells, by) && isInHand(cells.state),
  },
  'call-back': { sees: toCallBack, writes: toCallBack },
  supervisor: { whole: true, sees: all, writes: all },
  leader: { whole: true, sees: all, writes: none },
}

const scopesOf = ({ roles: held }: Actor): { role: Role; scope: Scope }[] =>
  held.filter(isRole).flatMap((role) => {
    const scope = scopes[role]
    return scope ? [{ role, scope }] : []
  })

const grants = (role: Role, right: Right): boolean => {
  const { rights }: RoleLine = roles[role]
  return rights.includes(right)
}

/**
 * 行权限. Which cases an actor reads and writes: the union of his roles, but a right counts only within the rows of the
 * role that grants it. Asked when a change is accepted, and of the merged row when it is applied.
 */
export const caseSight: RowSight = {
  whole: (actor) => scopesOf(actor).some(({ scope }) => scope.whole === true),
  sees: (actor, { cells }, now) => scopesOf(actor).some(({ scope }) => scope.sees(cells, { actor, now })),
  holds: (actor, right, { cells }: Row, now) =>
    scopesOf(actor).some(
      ({ role, scope }) =>
        grants(role, right) &&
        scope.writes(cells, { actor, now }) &&
        (scope.lead?.includes(right) !== true || cells.unit === actor.unit),
    ),
}
