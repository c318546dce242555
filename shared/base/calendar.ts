import { Temporal } from 'temporal-polyfill'
import type { Day } from './day.ts'

/** One year of the work calendar, by the notice of the State Council: what differs from Monday to Friday. */
export interface CalendarYear {
  year: number
  /** weekdays that are free */
  holidays: readonly Day[]
  /** weekend days that are worked to make up for them 调休 */
  workdays: readonly Day[]
}

/** A year that no notice has settled yet: the answer is not known, and the screen says so. */
interface Uncovered {
  uncovered: number
}

/** 工作日历. Data, with the years it knows. */
export interface WorkCalendar {
  covers(year: number): boolean
  isWorkday(day: Day): boolean | Uncovered
  /** the n-th workday after `day`, which itself does not count; before it, when n is below zero */
  addWorkdays(day: Day, n: number): Day | Uncovered
  /** workdays after `from`, up to and with `to` */
  workdaysBetween(from: Day, to: Day): number | Uncovered
}

export const addDays = (day: Day, n: number): Day => Temporal.PlainDate.from(day).add({ days: n }).toString()

export const daysBetween = (from: Day, to: Day): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: Day): number => Temporal.PlainDate.from(day).dayOfWeek

const settled = <T>(answer: T | Uncovered): answer is T =>
  !(typeof answer === 'object' && answer !== null && 'uncovered' in answer)

export function workCalendar(years: readonly CalendarYear[]): WorkCalendar {
  const known = new Set(years.map(({ year }) => year))
  const free = new Set(years.flatMap(({ holidays }) => holidays))
  const madeUp = new Set(years.flatMap(({ workdays }) => workdays))

  function isWorkday(day: Day): boolean | Uncovered {
    const year = Number(day.slice(0, 4))
    if (!known.has(year)) return { uncovered: year }
    return madeUp.has(day) || (weekdayOf(day) <= 5 && !free.has(day))
  }

  function addWorkdays(day: Day, n: number): Day | Uncovered {
    let at = day
    for (let left = Math.abs(n); left > 0;) {
      at = addDays(at, Math.sign(n))
      const worked = isWorkday(at)
      if (!settled(worked)) return worked
      if (worked) left--
    }
    return at
  }

  function workdaysBetween(from: Day, to: Day): number | Uncovered {
    let count = 0
    for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
      const worked = isWorkday(day)
      if (!settled(worked)) return worked
      if (worked) count++
    }
    return count
  }

  return { covers: (year) => known.has(year), isWorkday, addWorkdays, workdaysBetween }
}
