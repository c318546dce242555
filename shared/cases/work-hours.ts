import { addDays, type WorkCalendar } from '#shared/base/calendar'
import { dayIn, type Day } from '#shared/base/day'

/** A year for which no notice settles holidays and make-up days: the answer is not known. */
export interface Uncovered {
  uncovered: number
}

export const isCovered = <T>(answer: T | Uncovered): answer is T =>
  !(typeof answer === 'object' && answer !== null && 'uncovered' in answer)

/** 办公时段. One period of a workday, in minutes from midnight in Asia/Shanghai; the end does not belong to it. */
export interface Period {
  from: number
  to: number
}

/** 时限. How much time there is, and of which kind: hours of the clock, hours and days of work, days of the calendar. */
export interface Limit {
  amount: number
  unit: 'hours' | 'work-hours' | 'work-days' | 'natural-days'
}

/** 9:00–12:00 and 14:00–17:30. */
export const usualPeriods: readonly Period[] = [
  { from: 9 * 60, to: 12 * 60 },
  { from: 14 * 60, to: 17 * 60 + 30 },
]

/**
 * 工作时钟. Counts time as the district works it. Instants are UTC texts in ISO 8601; days are days in Asia/Shanghai. Each
 * answer is `uncovered` where it would have to guess a year that the calendar does not know.
 */
export interface WorkClock {
  /** the next instant at or after this one at which somebody is at work */
  next(instant: string): string | Uncovered
  /**
   * The instant at which a limit ends that begins now. Hours of work run on from the next period of work and lie still
   * during lunch and at night. Days are counted from the day after (none: the day of the next work); the last one ends
   * with its last period of work, and natural days that would end on a free day end on the next workday (Civil Code of the PRC, articles 201 to 203).
   */
  due(instant: string, limit: Limit): string | Uncovered
  /** milliseconds of work from one instant to another; 0 when the second is not later */
  worked(from: string, to: string): number | Uncovered
}

const MINUTE = 60_000

/** The instant of a minute of a day in Asia/Shanghai, which knows no summer time. */
const instantAt = (day: Day, milliseconds: number): string =>
  new Date(Date.parse(`${day}T00:00:00+08:00`) + milliseconds).toISOString()

/** Milliseconds since midnight in Asia/Shanghai. */
const sinceMidnight = (instant: string): number => Date.parse(instant) - Date.parse(`${dayIn(instant)}T00:00:00+08:00`)

/**
 * @param periods of a workday, one after the other, at least one
 * @throws RangeError where they overlap, are empty or leave the day
 */
export function workClock(calendar: WorkCalendar, periods: readonly Period[] = usualPeriods): WorkClock {
  const hours = checked(periods).map(({ from, to }) => ({ from: from * MINUTE, to: to * MINUTE }))
  const closing = hours.at(-1)?.to ?? 0

  /** The first workday at or after a day. */
  function workdayFrom(day: Day): Day | Uncovered {
    for (let at = day; ; at = addDays(at, 1)) {
      const worked = calendar.isWorkday(at)
      if (!isCovered(worked)) return worked
      if (worked) return at
    }
  }

  function next(instant: string): string | Uncovered {
    const today = dayIn(instant)
    const day = workdayFrom(today)
    if (!isCovered(day)) return day
    const time = day === today ? sinceMidnight(instant) : 0
    const period = hours.find(({ to }) => time < to)
    if (period) return instantAt(day, Math.max(time, period.from))
    return next(instantAt(addDays(day, 1), 0))
  }

  function afterHours(instant: string, amount: number): string | Uncovered {
    const start = next(instant)
    if (!isCovered(start)) return start
    const time = sinceMidnight(start)
    let left = amount
    for (const { from, to } of hours.filter((period) => time < period.to)) {
      const begin = Math.max(time, from)
      if (left <= to - begin) return instantAt(dayIn(start), begin + left)
      left -= to - begin
    }
    return afterHours(instantAt(addDays(dayIn(start), 1), 0), left)
  }

  function dayOfNext(instant: string): Day | Uncovered {
    const start = next(instant)
    return isCovered(start) ? dayIn(start) : start
  }

  function afterDays(day: Day | Uncovered): string | Uncovered {
    return isCovered(day) ? instantAt(day, closing) : day
  }

  function due(instant: string, { amount, unit }: Limit): string | Uncovered {
    const today = dayIn(instant)
    switch (unit) {
      case 'hours':
        return new Date(Date.parse(instant) + amount * 60 * MINUTE).toISOString()
      case 'work-hours':
        return afterHours(instant, amount * 60 * MINUTE)
      case 'work-days':
        return afterDays(amount === 0 ? dayOfNext(instant) : calendar.addWorkdays(today, amount))
      case 'natural-days':
        return afterDays(workdayFrom(addDays(today, amount)))
    }
  }

  /** What of one day's work lies between two times of that day. */
  const within = (begin: number, end: number): number =>
    hours.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(end, to) - Math.max(begin, from)), 0)

  function worked(from: string, to: string): number | Uncovered {
    let sum = 0
    const last = dayIn(to)
    for (let day = dayIn(from); day <= last; day = addDays(day, 1)) {
      const open = calendar.isWorkday(day)
      if (!isCovered(open)) return open
      const begin = day === dayIn(from) ? sinceMidnight(from) : 0
      if (open) sum += within(begin, day === last ? sinceMidnight(to) : closing)
    }
    return sum
  }

  return { next, due, worked }
}

function checked(periods: readonly Period[]): readonly Period[] {
  const ordered = periods.every(
    ({ from, to }, i) => from < to && from >= (periods[i - 1]?.to ?? 0) && to <= 24 * 60 && Number.isInteger(from),
  )
  if (!ordered || periods.length === 0) throw new RangeError('Periods of work follow each other within one day.')
  return periods
}
