import { addDays, daysBetween } from '#shared/base/calendar'
import type { Day } from '#shared/base/day'

/** 公开期限, in days after the approval of the accounts (预算法 art. 14: within twenty days). */
export const disclosureDays = 20

/** Where a year stands against its legal date. `left` is below zero once the date has passed. */
export interface Deadline {
  approved: Day
  due: Day
  /** days from today to the due day, or from the day of publication where it was published */
  left: number
  day: number
}

/**
 * 公开期限. Accounts are made public within twenty days of their approval; a correction has no date of its own.
 * @param approved the day of the finance office's approval (批复), the first day is the one after it
 * @param on the day of publication, or today while nothing is public
 */
export function deadlineOf(approved: Day, on: Day): Deadline {
  const due = addDays(approved, disclosureDays)
  return { approved, due, left: daysBetween(on, due), day: daysBetween(approved, on) }
}
