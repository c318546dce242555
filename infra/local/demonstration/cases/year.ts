import type { CalendarYear } from '#shared/base/calendar'
import type { Day } from '#shared/base/day'
import type { Cell } from '#shared/base/cell'
import type { Urgency } from '#shared/cases/channels'
import { seedRow, type SeedRow } from '../seed.ts'
import { arrivalsUpTo } from './arrivals.ts'
import { channelUses } from './channels.ts'
import { courseOf, daysOf, type Course } from './course.ts'
import { instant } from './instant.ts'
import { diceOf, one, picking, type Dice, type Pick } from './dice.ts'
import { estates, streets, type Street } from './places.ts'
import { caseSubjects, seasons, type CaseSubject } from './subjects.ts'
import { caseUnits, type CaseUnit } from './units.ts'
import { workdaysOf } from './workdays.ts'

/** What a year of cases is made from. The same gives the same rows. */
export interface CaseYear {
  /** the last of its days, in Asia/Shanghai; it is seen from 18:00 of that day, so the newest cases are still open */
  last: Day
  seed: number
  /** how many */
  rows: number
  calendar: readonly CalendarYear[]
  /** codes of the units that there are; all sixty, unless said otherwise */
  units?: ReadonlySet<string>
}

/** The cells of the n-th case, in the order of time; row objects are made only where somebody wants them. */
export interface CaseMaker {
  rows: number
  /** the instant from which all of it is seen */
  now: number
  cellsOf(nth: number): Record<string, Cell | undefined>
  idOf(nth: number): string
}

const HOUR = 3_600_000
const maybe = (at: number | undefined): string | undefined => (at === undefined ? undefined : instant(at))

interface Town {
  street: Pick<Street>
  /** by month and by night */
  subject: (month: number, night: boolean) => Pick<CaseSubject>
  unitOf: (subject: CaseSubject, street: Street, dice: Dice) => CaseUnit
}

function townOf(known: ReadonlySet<string>): Town {
  const there = streets.filter(({ unit }) => known.has(unit))
  const byCode = new Map(caseUnits.filter(({ code }) => known.has(code)).map((unit) => [unit.code, unit]))
  const picks = Array.from({ length: 24 }, (_, k) => subjectPick(k % 12, k >= 12))
  const units = new Map(caseSubjects.map((subject) => [subject, picking(subject.units, ([, weight]) => weight)]))
  return {
    street: picking(there, ({ weight }) => weight),
    subject: (month, night) => picks[month + (night ? 12 : 0)] ?? subjectPick(month, night),
    unitOf(subject, street, dice) {
      const [code] = units.get(subject)?.(dice) ?? ['street']
      const unit = byCode.get(code === 'street' ? street.unit : code) ?? byCode.get(street.unit)
      if (!unit) throw new Error(`no unit answers for ${street.name}`)
      return unit
    },
  }
}

const subjectPick = (month: number, night: boolean): Pick<CaseSubject> =>
  picking(caseSubjects, (subject) => {
    const season = seasons[subject.season][month] ?? 10
    return subject.weight * season * (night ? 20 + 5 * subject.night : Math.max(15, 100 - subject.night))
  })

const channelPick = picking(channelUses, ({ share }) => share)
const [hotline] = channelUses

const urgencyOf = ({ urgent }: CaseSubject, dice: Dice): Urgency => {
  const drawn = dice.below(1000)
  return drawn < urgent * 0.3 ? 'critical' : drawn < urgent ? 'urgent' : 'normal'
}

/** Half cost less, a few much more; only some cases cost anything, and only once they are closed. */
const costOf = ({ cost }: CaseSubject, { closed }: Course, dice: Dice): number | undefined =>
  cost > 0 && closed !== undefined && dice.of(18, 100)
    ? Math.round(cost * 100 * (0.3 + dice.about(1) + 0.2 * dice.next()))
    : undefined

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 示例年度诉求. A year of cases, as a district of 750,000 people has it; everything personal is left to `person.ts`. */
export function caseMaker({ last, seed, rows, calendar, units }: CaseYear): CaseMaker {
  const workdays = workdaysOf(calendar)
  const days = daysOf(workdays)
  const arrivals = arrivalsUpTo(last, workdays)
  const town = townOf(units ?? new Set(caseUnits.map(({ code }) => code)))
  const begun = days.midnight(arrivals.days[0] ?? last)
  const now = days.midnight(last) + 18 * HOUR
  // The last day ends where it is looked at.
  const seen = arrivals.partUntil((now - begun) / HOUR)
  const receivedAt = (nth: number, dice: Dice): number =>
    begun + Math.floor((arrivals.hoursUntil((seen * (nth + dice.next())) / rows) * HOUR) / 1000) * 1000
  const idOf = (nth: number): string => idAt(receivedAt(nth, diceOf(seed, nth)), nth, seed)

  function cellsOf(nth: number): Record<string, Cell | undefined> {
    const dice = diceOf(seed, nth)
    const received = receivedAt(nth, dice)
    const day = days.dayOf(received)
    const hour = Math.floor(((received + 8 * HOUR) % (24 * HOUR)) / HOUR)
    const night = hour >= 20 || hour < 2
    const drawn = channelPick(dice)
    const shut = night || !workdays.isWorkday(day)
    const use = shut && dice.of(drawn.office, 100) && hotline ? hotline : drawn
    const subject = town.subject(Number(day.slice(5, 7)) - 1, night)(dice)
    const street = town.street(dice)
    const unit = town.unitOf(subject, street, dice)
    const urgency = urgencyOf(subject, dice)
    const repeated = dice.of(subject.repeat, 100)
    const anonymous = dice.of(use.anonymous, 1000)
    const type = dice.of(86, 100) ? subject.type : one(['complaint', 'help', 'enquiry', 'suggestion'] as const, dice)
    const { minutes } = use
    const facts = { received, type, urgency, minutes, round: use.office < 20, onTime: unit.onTime, repeated, anonymous }
    const course = courseOf(facts, dice, { days, now })
    return {
      number: `SQ${day.replaceAll('-', '')}-${String(nth + 1).padStart(6, '0')}`,
      channel: use.channel,
      outside:
        use.prefix === undefined
          ? undefined
          : `${use.prefix}${day.slice(2, 4)}${String(10_000_000 + nth * 7).slice(1)}`,
      type,
      urgency,
      ...placeOf(street, subject, dice),
      subjectOne: subject.levels[0],
      subjectTwo: subject.levels[1],
      subjectThree: subject.levels[2],
      state: course.state,
      unit: unit.code,
      supporting:
        course.dispatched !== undefined && dice.of(4, 100) && street.unit !== unit.code ? street.unit : undefined,
      received: instant(received),
      registered: maybe(course.registered),
      dispatched: maybe(course.dispatched),
      due: maybe(course.due),
      closed: maybe(course.closed),
      followedUp: maybe(course.followedUp),
      satisfaction: course.satisfaction,
      onTime: course.onTime,
      repeated,
      cost: costOf(subject, course, dice),
      confidential: dice.of(8, 1000) ? true : undefined,
      tags: dice.of(5, 100) ? one(['每月一题', '营商环境', '清爽度夏', '暖冬行动'], dice) : undefined,
      takenBy: use.channel === 'hotline' ? `operator-${String(1 + dice.below(12)).padStart(2, '0')}` : undefined,
    }
  }
  return { rows, now, cellsOf, idOf }
}

function placeOf(street: Street, subject: CaseSubject, dice: Dice): Record<string, Cell> {
  const community = one(street.communities, dice)
  const estate = one(estates, dice)
  const [longitude, latitude] = street.at
  return {
    title: `${street.name}${estate}${1 + dice.below(36)}栋${subject.levels[2]}`,
    street: street.name,
    community: community.name,
    grid: `420199${community.code}${String(1 + dice.below(community.grids)).padStart(3, '0')}`,
    longitude: (longitude + (dice.next() - 0.5) * 0.018).toFixed(5),
    latitude: (latitude + (dice.next() - 0.5) * 0.016).toFixed(5),
  }
}

/** A ULID of the time at which the case came in, whose rest is its number. */
function idAt(at: number, nth: number, seed: number): string {
  let time = ''
  for (let rest = at, k = 0; k < 10; k++, rest = Math.floor(rest / 32)) time = letters.charAt(rest % 32) + time
  let tail = ''
  for (let rest = nth, k = 0; k < 8; k++, rest = Math.floor(rest / 32)) tail = letters.charAt(rest % 32) + tail
  const mark = String(seed % 100_000_000).padStart(8, '0')
  return `${time}${mark}${tail}`
}

/** The n-th case as a row. */
export const caseRow = (maker: CaseMaker, nth: number): SeedRow => seedRow(maker.idOf(nth), maker.cellsOf(nth))
