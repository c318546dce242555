import type { Day } from '#shared/base/day'
import type { RequestType, Satisfaction, Urgency } from '#shared/cases/channels'
import type { CaseState } from '#shared/cases/states'
import type { Dice } from './dice.ts'
import type { Workdays } from './workdays.ts'

/** Milliseconds. */
const MINUTE = 60_000
const HOUR = 3_600_000
const DAY = 86_400_000

/** Office hours in Shanghai begin and end, in milliseconds of the day. */
const office = { from: 9 * HOUR, to: 17.5 * HOUR }
const zone = 8 * HOUR

/** Days as numbers, milliseconds of their midnight in Shanghai: asked for each case several times. */
export interface Days {
  workdays: Workdays
  dayOf: (at: number) => Day
  midnight: (day: Day) => number
}

export function daysOf(workdays: Workdays): Days {
  const names = new Map<number, Day>()
  return {
    workdays,
    midnight: (day) => Date.parse(`${day}T00:00:00Z`) - zone,
    dayOf(at) {
      const nth = Math.floor((at + zone) / DAY)
      const known = names.get(nth) ?? new Date(nth * DAY).toISOString().slice(0, 10)
      names.set(nth, known)
      return known
    },
  }
}

const ofDay = (at: number): number => (at + zone) % DAY

/** The first moment from then on at which the office is open. */
export function whenOpen(at: number, { workdays, dayOf, midnight }: Days): number {
  const day = dayOf(at)
  const time = ofDay(at)
  if (workdays.isWorkday(day) && time < office.to) return Math.max(at, at - time + office.from)
  return midnight(workdays.after(day, 1)) + office.from
}

/** 办理时限 in working days: a demonstration's rule, by urgency and type. Critical cases have 24 hours. */
function allowed(type: RequestType, urgency: Urgency): number {
  if (urgency === 'critical') return 0
  if (urgency === 'urgent') return 2
  return type === 'enquiry' || type === 'help' ? 3 : 5
}

/** The end of the time allowed: the same hour so many working days later, within office hours. */
function dueAt(dispatched: number, days: number, { workdays, dayOf, midnight }: Days): number {
  if (days === 0) return dispatched + DAY
  const last = midnight(workdays.after(dayOf(dispatched), days))
  return last + Math.min(Math.max(ofDay(dispatched), office.from), office.to)
}

export interface Facts {
  received: number
  type: RequestType
  urgency: Urgency
  /** minutes until somebody registers it, on an average; `round`: at any hour */
  minutes: number
  round: boolean
  /** of a thousand, how much the unit does in time */
  onTime: number
  repeated: boolean
  /** nobody can be called back */
  anonymous: boolean
}

/** How a case went, seen at one moment: what came later is not known yet. */
export interface Course {
  state: CaseState
  registered?: number
  dispatched?: number
  due?: number
  closed?: number
  followedUp?: number
  satisfaction?: Satisfaction
  onTime?: boolean
}

export function courseOf(facts: Facts, dice: Dice, { days, now }: { days: Days; now: number }): Course {
  const begun = facts.round || facts.urgency === 'critical' ? facts.received : whenOpen(facts.received, days)
  const registered = begun + Math.round(dice.about(facts.minutes * MINUTE) / 1000) * 1000 + 20_000
  const refused = dice.of(12, 1000)
  const dispatched = registered + Math.round(dice.about(facts.urgency === 'critical' ? 5 : 40) * 60) * 1000 + 30_000
  const due = dueAt(dispatched, allowed(facts.type, facts.urgency), days)
  const late = !dice.of(facts.onTime - (facts.repeated ? 12 : 0), 1000)
  const closed = closedAt({ dispatched, due, late }, dice)
  const asked = !facts.anonymous && dice.of(90, 100)
  const followedUp = closed + 15 * MINUTE + Math.round(dice.about(0.9 * DAY) / 1000) * 1000
  const satisfaction = said({ late, repeated: facts.repeated }, dice)
  if (registered > now) return { state: 'received' }
  if (refused) return { state: 'refused', registered }
  if (dispatched > now) return { state: 'registered', registered }
  const handed = { registered, dispatched, due }
  if (closed > now) return { state: openState({ dispatched, closed, now }), ...handed }
  const ended = { ...handed, closed, onTime: closed <= due }
  if (!asked && now - closed > 10 * DAY) return { state: 'archived', ...ended }
  if (!asked || followedUp > now) return { state: 'closed', ...ended }
  const settled = now - followedUp > 30 * DAY
  return { state: settled ? 'archived' : 'followed-up', ...ended, followedUp, satisfaction }
}

interface Clocked {
  dispatched: number
  due: number
  late: boolean
}

/** Most are done well before time, some at the last moment, a few late. */
function closedAt({ dispatched, due, late }: Clocked, dice: Dice): number {
  const window = due - dispatched
  const part = late ? 1.002 + Math.min(1.5, dice.about(0.3)) : Math.min(0.998, 0.02 + 0.9 * Math.sqrt(dice.next()) * dice.next() + 0.1 * dice.next()) // prettier-ignore
  const at = dispatched + Math.round((window * part) / 1000) * 1000
  // Few are closed at night; of those most were closed the evening before.
  const night = ofDay(at) < 7 * HOUR
  return night && !late && at - 9 * HOUR > dispatched ? at - 9 * HOUR : at
}

/** Accepted within the first hours, reported shortly before it is closed. */
function openState({ dispatched, closed, now }: { dispatched: number; closed: number; now: number }): CaseState {
  const part = (now - dispatched) / (closed - dispatched)
  return part < 0.08 ? 'dispatched' : part > 0.94 ? 'reported' : 'accepted'
}

/** About 95.7 of a hundred who rate are satisfied; who waited too long, or asked twice, less often. */
function said({ late, repeated }: { late: boolean; repeated: boolean }, dice: Dice): Satisfaction {
  const unhappy = 34 + (late ? 160 : 0) + (repeated ? 30 : 0)
  if (dice.of(unhappy, 1000)) return 'dissatisfied'
  const rest = dice.below(100)
  return rest < 45 ? 'very-satisfied' : rest < 85 ? 'satisfied' : rest < 94 ? 'fairly-satisfied' : 'unrated'
}
