import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, weekdayOf, workCalendar, type CalendarYear } from '#shared/base/calendar'

const file = new URL('../../../infra/local/demonstration/holidays.json', import.meta.url)
const { years } = JSON.parse(readFileSync(file, 'utf8')) as { years: CalendarYear[] }
const calendar = workCalendar(years)

describe('the work calendar', () => {
  it('counts five workdays from 29 September 2026 over the national holiday and its make-up day', () => {
    expect(calendar.addWorkdays('2026-09-29', 5)).toBe('2026-10-12')
    expect(calendar.workdaysBetween('2026-09-29', '2026-10-12')).toBe(5)
    expect(calendar.addWorkdays('2026-10-12', -5)).toBe('2026-09-29')
  })

  it('knows free weekdays and worked weekends', () => {
    expect(['2021-10-01', '2021-10-09', '2021-10-10', '2021-10-11'].map((day) => calendar.isWorkday(day))).toEqual([false, true, false, true]) // prettier-ignore
  })

  it('says which year it does not cover instead of guessing', () => {
    expect(calendar.covers(2026)).toBe(true)
    expect(calendar.isWorkday('2027-01-04')).toEqual({ uncovered: 2027 })
    expect(calendar.addWorkdays('2026-12-31', 1)).toEqual({ uncovered: 2027 })
    expect(calendar.workdaysBetween('2026-12-30', '2027-01-05')).toEqual({ uncovered: 2027 })
    expect(calendar.addWorkdays('2026-12-30', 1)).toBe('2026-12-31')
  })

  it('counts calendar days across leap years', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
    expect(daysBetween('2023-12-31', '2024-12-31')).toBe(366)
    expect(weekdayOf('2026-11-24')).toBe(2)
  })

  it('has data of each of its years that lie in that year and on the right side of the week', () => {
    for (const { year, holidays, workdays } of years) {
      expect([...holidays, ...workdays].every((day) => day.startsWith(`${year}-`))).toBe(true)
      expect(holidays.every((day) => weekdayOf(day) <= 5)).toBe(true)
      expect(workdays.every((day) => weekdayOf(day) > 5)).toBe(true)
    }
  })
})
