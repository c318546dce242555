import { addDays, weekdayOf } from '#shared/base/calendar'
import type { Day } from '#shared/base/day'
import type { Workdays } from './workdays.ts'

/** Weight of each month, January first, and of each hour of the day, in hundredths. */
const months = [86, 70, 93, 96, 103, 112, 122, 117, 105, 95, 99, 102]
const hours = [22, 12, 7, 4, 4, 8, 22, 52, 104, 152, 158, 128, 78, 86, 128, 132, 122, 100, 76, 68, 72, 74, 62, 40]

/** 365 days that end with a day, and when in them cases come in. */
export interface Arrivals {
  days: readonly Day[]
  /** hours from the first day's midnight until a part of all cases, from 0 to 1, has come in */
  hoursUntil(part: number): number
  /** the part of all cases that has come in by then */
  partUntil(hours: number): number
}

/** Fewer come in on free days; Mondays bring what the weekend kept. */
const dayWeight = (day: Day, workdays: Workdays): number =>
  (months[Number(day.slice(5, 7)) - 1] ?? 100) * (workdays.isWorkday(day) ? (weekdayOf(day) === 1 ? 118 : 110) : 74)

export function arrivalsUpTo(last: Day, workdays: Workdays): Arrivals {
  const days = Array.from({ length: 365 }, (_, k) => addDays(last, k - 364))
  const sums = new Float64Array(days.length * 24)
  let sum = 0
  days.forEach((day, k) => {
    const weight = dayWeight(day, workdays)
    hours.forEach((hour, h) => (sums[k * 24 + h] = sum += weight * hour))
  })
  return {
    days,
    partUntil: (until) => (sums[Math.min(sums.length, Math.floor(until)) - 1] ?? 0) / sum,
    hoursUntil(part) {
      const hour = firstAbove(sums, part * sum)
      const before = hour === 0 ? 0 : Number(sums[hour - 1])
      return hour + (part * sum - before) / (Number(sums[hour]) - before)
    },
  }
}

/** The first place whose sum is above a value. */
export function firstAbove(sums: ArrayLike<number>, value: number): number {
  let [low, high] = [0, sums.length - 1]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (Number(sums[middle]) > value) high = middle
    else low = middle + 1
  }
  return low
}
