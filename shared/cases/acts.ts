import * as z from 'zod'
import { dayIn } from '#shared/base/day'
import { refusal } from '#shared/base/refusal'
import type { Cells, Row } from '#shared/base/sheet'
import type { StepBy } from '#shared/base/step'
import { clockOf } from './calendar-days.ts'
import { satisfactions } from './channels.ts'
import { limitOf } from './limits.ts'
import { numberIn } from './numbers.ts'
import { isAhead, isInHand } from './states.ts'
import { isCovered, type Uncovered, type WorkClock } from './work-hours.ts'

/** Days of work within which a unit may send a case back. */
export const returnWithin = 1

/** Calls that nobody answers before a case counts as not reached. */
export const triesAtMost = 3

/** 意见. What somebody says with a step: kept in its event, read by everybody who reads the case. */
export const Opinion = z.string().trim().min(1).max(500)

/**
 * 意见不写号码. What is said with a step is read by everybody who reads the case.
 * @throws case/number-in-text
 */
export function withoutNumbers(opinion: string | undefined): void {
  const text = numberIn(opinion ?? '')
  if (text !== undefined) throw refusal('case/number-in-text', { text })
}

const clockIn = ({ context }: StepBy): WorkClock =>
  clockOf(context.register('calendar-days'), context.register('work-periods'))

/** @throws case/year-not-covered */
function known<T>(answer: T | Uncovered): T {
  if (isCovered(answer)) return answer
  throw refusal('case/year-not-covered', { year: answer.uncovered })
}

/**
 * 办理时限. When a case that is sent now is due: by the rules, or by the time that is given where they reach into a year
 * that the calendar does not know.
 * @throws case/no-limit, case/year-not-covered, case/not-later
 */
function dueOf(cells: Cells, given: string | undefined, by: StepBy): string {
  const limit = limitOf(cells, 'finish', by.context.register('limits'))
  const due = limit && clockIn(by).due(by.now, limit)
  if (due !== undefined && isCovered(due)) return due
  if (given !== undefined) return later(given, by.now)
  if (due !== undefined) return known<string>(due)
  throw refusal('case/no-limit', { type: String(cells.type ?? ''), urgency: String(cells.urgency ?? '') })
}

/** @throws case/not-later */
function later(until: string, than: string): string {
  if (Date.parse(until) > Date.parse(than)) return new Date(until).toISOString()
  throw refusal('case/not-later', { due: than })
}

interface Sent {
  unit: string
  supporting?: string | undefined
  due?: string | undefined
}

const counted = (cell: unknown): number => (typeof cell === 'number' ? cell : 0)

/** 派单. To a lead unit, perhaps with a supporting one, with the time by which it is due. */
export function send({ cells }: Row, { unit, supporting, due }: Sent, by: StepBy): Cells {
  if (unit === supporting) throw refusal('case/same-unit', { unit })
  return {
    state: 'dispatched',
    registered: cells.registered ?? by.now,
    unit,
    supporting: supporting ?? null,
    dispatched: by.now,
    dispatches: counted(cells.dispatches) + 1,
    due: dueOf(cells, due, by),
    accepted: null,
    asked: null,
  }
}

/** 改派. The new unit has the whole time. */
export function sendElsewhere(row: Row, sent: Sent, by: StepBy): Cells {
  if (row.cells.unit === sent.unit) throw refusal('case/same-unit', { unit: sent.unit })
  return send(row, sent, by)
}

/**
 * 退单. Within one day of work; the case goes back to the desk.
 * @throws case/limit-passed, case/year-not-covered
 */
export function sendBack({ cells }: Row, _: object, by: StepBy): Cells {
  const until = known(clockIn(by).due(String(cells.dispatched), { amount: returnWithin, unit: 'work-days' }))
  if (Date.parse(by.now) > Date.parse(until)) throw refusal('case/limit-passed', { due: until })
  return {
    state: 'registered',
    unit: null,
    supporting: null,
    dispatched: null,
    due: null,
    asked: null,
    returns: counted(cells.returns) + 1,
    badges: withBadge(cells, 'returned'),
  }
}

/** Badges are one text, as the kind `choice` keeps several: joined by commas, in the order of the list. */
function withBadge({ badges }: Cells, badge: string): string {
  const has = typeof badges === 'string' && badges !== '' ? badges.split(',') : []
  return [...new Set([...has, badge])].toSorted().join(',')
}

/** 结案. The first time of closing stays, whatever follows. */
export const close = ({ cells }: Row, _: object, { now }: StepBy): Cells => ({
  state: 'closed',
  closed: now,
  firstClosed: cells.firstClosed ?? now,
  onTime: Date.parse(now) <= Date.parse(String(cells.due)),
})

/** @throws case/limit-passed */
function before({ due }: Cells, now: string): void {
  if (Date.parse(now) > Date.parse(String(due))) throw refusal('case/limit-passed', { due: String(due) })
}

/** 申请延期. Before the time is over, and to a later one. */
export function askLater({ cells }: Row, { until }: { until: string }, { now }: StepBy): Cells {
  before(cells, now)
  return { asked: later(until, String(cells.due)) }
}

/** 准予延期. Before the time is over, too. */
export function extend({ cells }: Row, _: object, { now }: StepBy): Cells {
  before(cells, now)
  return { due: cells.asked ?? null, asked: null, badges: withBadge(cells, 'extended') }
}

/** 挂账. The clock stands still until the case is taken up again; somebody looks at it on the day of review. */
export function suspend(_: Row, { review }: { review: string }, { now }: StepBy): Cells {
  if (review <= dayIn(now)) throw refusal('case/day-passed', { day: review })
  return { state: 'suspended', suspended: now, review, asked: null }
}

/** 恢复办理. As much time of work is left as was left when the clock was stopped. */
export function resume({ cells }: Row, { due }: { due?: string | undefined }, by: StepBy): Cells {
  return {
    state: cells.accepted === undefined ? 'dispatched' : 'accepted',
    suspended: null,
    review: null,
    due: dueAfterRest(cells, due, by),
  }
}

function dueAfterRest({ suspended, due }: Cells, given: string | undefined, by: StepBy): string {
  const clock = clockIn(by)
  const left = clock.worked(String(suspended), String(due))
  const until = isCovered(left) ? clock.due(by.now, { amount: left / 3_600_000, unit: 'work-hours' }) : left
  if (isCovered(until)) return until
  return given === undefined ? known<string>(until) : later(given, by.now)
}

/** 督办. Each time by a higher level. */
export function press({ cells }: Row, { level }: { level: number }): Cells {
  const so = counted(cells.pressed)
  if (level <= so) throw refusal('case/pressed-so-far', { level: so })
  return { pressed: level, badges: withBadge(cells, 'pressed') }
}

const Satisfaction = z.enum(satisfactions.map(({ value }) => value))

/** 回访. Whether somebody was reached; if so whether it is solved and how satisfied; if not at all well, again. */
export const Call = z.union([
  z.strictObject({ contacted: z.literal(false), opinion: Opinion.optional() }),
  z.strictObject({ contacted: z.literal(true), solved: z.boolean(), satisfaction: Satisfaction, reopen: z.boolean().optional(), due: z.iso.datetime().optional(), opinion: Opinion.optional() }), // prettier-ignore
])
type Call = z.infer<typeof Call>

/** Nobody answers: after the third time the case counts as not reached. Dissatisfied: the unit's second handling. */
export function followUp(row: Row, call: Call, by: StepBy): Cells {
  const tries = counted(row.cells.tries) + 1
  if (!call.contacted)
    return { tries, contacted: false, ...(tries < triesAtMost ? {} : { state: 'followed-up', followedUp: by.now }) }
  const { solved, satisfaction, reopen = false, due } = call
  const said = { tries, contacted: true, solved }
  if (reopen && typeof row.cells.unit === 'string') return { ...again(row, due, by), ...said }
  return { ...said, state: 'followed-up', satisfaction, followedUp: by.now }
}

/** 重办. The same unit, with new time; when it was closed first is kept. */
export function again({ cells }: Row, due: string | undefined, by: StepBy): Cells {
  return {
    state: 'dispatched',
    dispatched: by.now,
    due: dueOf(cells, due, by),
    accepted: null,
    reported: null,
    closed: null,
    onTime: null,
    followedUp: null,
    satisfaction: null,
    tries: null,
    reopened: counted(cells.reopened) + 1,
    badges: withBadge(cells, 'reopened'),
  }
}

/**
 * 并案. Into a case that goes on, never into itself: what is merged counts once.
 * @throws case/into-itself, row/unknown, case/not-open
 */
export function merge({ id }: Row, { into }: { into: string }, { context }: StepBy): Cells {
  if (id === into) throw refusal('case/into-itself', {})
  const found = context.find('cases', into)
  if (!found) throw refusal('row/unknown', { row: into })
  const { state, number } = found.cells
  if (found.voided === true || !(isAhead(state) || isInHand(state)))
    throw refusal('case/not-open', { number: String(number), state: String(state) })
  return { state: 'merged', mergedInto: into }
}
