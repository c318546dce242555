import { addDays, weekdayOf, workCalendar, type CalendarYear } from '#shared/base/calendar'
import type { Day } from '#shared/base/day'

/** The work calendar as a maker of many cases asks it: each question once. Years that no notice has settled have plain weeks. */
export interface Workdays {
  isWorkday(day: Day): boolean
  after(day: Day, n: number): Day
}

export function workdaysOf(years: readonly CalendarYear[]): Workdays {
  const calendar = workCalendar(years)
  const worked = new Map<Day, boolean>()
  const found = new Map<string, Day>()
  const isWorkday = (day: Day): boolean => {
    const known = worked.get(day)
    if (known !== undefined) return known
    const answer = calendar.isWorkday(day)
    const settled = typeof answer === 'boolean' ? answer : weekdayOf(day) <= 5
    worked.set(day, settled)
    return settled
  }
  const counted = (day: Day, n: number): Day => {
    const answer = calendar.addWorkdays(day, n)
    if (typeof answer === 'string') return answer
    let at = day
    for (let left = n; left > 0;) if (isWorkday((at = addDays(at, 1)))) left--
    return at
  }
  return {
    isWorkday,
    after(day, n) {
      const name = `${day} ${n}`
      const known = found.get(name) ?? counted(day, n)
      found.set(name, known)
      return known
    },
  }
}
