import { describe, expect, it } from 'vitest'
import { workCalendar } from '#shared/base/calendar'
import { isCovered, workClock, type Limit, type Period } from '#shared/cases/work-hours'

/** By the notices of the State Council for 2025 and 2026. */
const calendar = workCalendar([
  {
    year: 2025,
    holidays: [
      ...['2025-01-01', '2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31', '2025-02-03', '2025-02-04'],
      ...['2025-04-04', '2025-05-01', '2025-05-02', '2025-05-05', '2025-06-02', '2025-10-01', '2025-10-02'],
      ...['2025-10-03', '2025-10-06', '2025-10-07', '2025-10-08'],
    ],
    workdays: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    year: 2026,
    holidays: [
      ...['2026-01-01', '2026-01-02', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'],
      ...['2026-02-23', '2026-04-06', '2026-05-01', '2026-05-04', '2026-05-05', '2026-06-19', '2026-09-25'],
      ...['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
    ],
    workdays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
])

/** Lunch from twelve to one, and open till six. */
const shortLunch: readonly Period[] = [
  { from: 9 * 60, to: 12 * 60 },
  { from: 13 * 60, to: 18 * 60 },
]

const units = { h: 'hours', wh: 'work-hours', wd: 'work-days', nd: 'natural-days' } as const satisfies Record<string, Limit['unit']> // prettier-ignore

/** `5wd`: five days of work. */
function limitOf(written: string): Limit {
  const [, amount, unit] = /^([\d.]+)(h|wh|wd|nd)$/.exec(written) ?? []
  return { amount: Number(amount), unit: units[unit as keyof typeof units] }
}

const instant = (local: string): string => new Date(`${local.replace(' ', 'T')}:00+08:00`).toISOString()
const local = (at: string): string =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

/** Begun, limit, due: each counted by hand from the printed calendar. */
const deadlines = `
2026-09-29 10:00   5wd   2026-10-12 17:30   the National Day holiday, with the Saturday that makes up for it
2026-09-29 10:00   1wd   2026-09-30 17:30   the next day
2026-09-29 10:00   2wd   2026-10-08 17:30   the first day after the holiday
2026-09-30 17:29   1wd   2026-10-08 17:30   the day itself never counts, not even its last minute
2026-09-30 23:00   1wd   2026-10-08 17:30   nor its night
2026-10-01 09:00   1wd   2026-10-08 17:30   begun on a holiday
2026-10-09 10:00   1wd   2026-10-10 17:30   a Saturday that is worked
2026-10-09 10:00   2wd   2026-10-12 17:30   over the Sunday after it
2026-10-10 10:00   1wd   2026-10-12 17:30   begun on a Saturday that is worked
2026-10-11 10:00   1wd   2026-10-12 17:30   begun on a Sunday
2026-09-18 10:00   1wd   2026-09-20 17:30   a Sunday that is worked
2026-09-19 10:00   1wd   2026-09-20 17:30   begun on the free Saturday before it
2026-09-20 10:00   3wd   2026-09-23 17:30   begun on the worked Sunday
2026-09-24 10:00   1wd   2026-09-28 17:30   Mid-Autumn on a Friday
2026-09-21 10:00   13wd  2026-10-15 17:30   complaints: two holidays and a make-up day within
2026-02-13 10:00   1wd   2026-02-14 17:30   the Saturday worked before the Spring Festival
2026-02-13 10:00   2wd   2026-02-24 17:30   over the whole festival
2026-02-14 10:00   1wd   2026-02-24 17:30   from the worked Saturday
2026-02-15 10:00   3wd   2026-02-26 17:30   from the Sunday before
2026-02-27 10:00   1wd   2026-02-28 17:30   the Saturday worked after it
2026-02-27 10:00   2wd   2026-03-02 17:30   and the Monday
2025-12-31 10:00   1wd   2026-01-04 17:30   over New Year to a worked Sunday
2025-12-31 10:00   2wd   2026-01-05 17:30   and the Monday
2026-01-01 10:00   1wd   2026-01-04 17:30   from New Year's Day
2026-04-03 10:00   1wd   2026-04-07 17:30   Tomb-Sweeping Day on a Monday
2026-04-30 10:00   1wd   2026-05-06 17:30   Labour Day
2026-05-08 10:00   1wd   2026-05-09 17:30   the Saturday that makes up for it
2026-05-08 10:00   2wd   2026-05-11 17:30   and the Monday
2026-06-18 10:00   1wd   2026-06-22 17:30   Dragon Boat on a Friday
2026-06-17 10:00   3wd   2026-06-23 17:30   over it
2026-03-03 10:00   5wd   2026-03-10 17:30   an ordinary week
2026-07-01 10:00   7wd   2026-07-10 17:30   seven ordinary days
2026-07-31 10:00   15wd  2026-08-21 17:30   three whole weeks
2026-07-01 10:00   0wd   2026-07-01 17:30   urgent: the same day
2026-07-04 10:00   0wd   2026-07-06 17:30   urgent on a Saturday: the Monday
2026-07-01 18:00   0wd   2026-07-02 17:30   urgent after hours: the next day
2026-07-01 09:00   2wh   2026-07-01 11:00   within the morning
2026-07-01 11:00   2wh   2026-07-01 15:00   over lunch
2026-07-01 11:50   1wh   2026-07-01 14:50   ten minutes before lunch
2026-07-01 12:30   1wh   2026-07-01 15:00   begun at lunch
2026-07-01 17:00   1wh   2026-07-02 09:30   over night
2026-07-01 18:00   2wh   2026-07-02 11:00   begun in the evening
2026-07-03 17:00   2wh   2026-07-06 10:30   over a weekend
2026-09-30 17:00   2wh   2026-10-08 10:30   over a holiday
2026-10-09 17:00   2wh   2026-10-10 10:30   into a worked Saturday
2026-07-01 09:00   3wh   2026-07-01 12:00   to the last minute before lunch
2026-07-01 09:00   6.5wh  2026-07-01 17:30   a whole day
2026-07-01 09:00   7wh   2026-07-02 09:30   a day and half an hour
2026-07-01 06:00   2wh   2026-07-01 11:00   begun before hours
2026-07-04 10:00   4wh   2026-07-06 15:00   begun on a Saturday
2026-02-14 17:00   1wh   2026-02-24 09:30   half an hour before the Spring Festival
2025-12-31 17:00   1wh   2026-01-04 09:30   half an hour before New Year
2026-07-01 10:00   3nd   2026-07-06 17:30   ends on a Saturday, so on the Monday
2026-07-01 10:00   2nd   2026-07-03 17:30   ends on a Friday
2026-09-28 10:00   3nd   2026-10-08 17:30   ends on National Day, so on the first day after
2026-09-30 10:00   10nd  2026-10-10 17:30   ends on a worked Saturday
2026-09-22 10:00   3nd   2026-09-28 17:30   ends on Mid-Autumn
2026-02-10 10:00   5nd   2026-02-24 17:30   ends on the Sunday before the festival
2025-12-25 10:00   10nd  2026-01-04 17:30   ends on a worked Sunday
2026-07-01 23:00   2h    2026-07-02 01:00   hours of the clock know no night
2026-09-30 16:00   24h   2026-10-01 16:00   nor a holiday
2026-12-28 10:00   3wd   2026-12-31 17:30   the last day that the calendar knows
2026-12-31 17:00   24h   2027-01-01 17:00   hours of the clock need no calendar
`
  .trim()
  .split('\n')
  .map((line) => line.split(/ {2,}/))

describe('a limit ends', () => {
  const clock = workClock(calendar)
  it.each(deadlines)('begun %s, %s: %s, %s', (from = '', limit = '', due = '') => {
    const answer = clock.due(instant(from), limitOf(limit))
    expect(isCovered(answer) && local(answer)).toBe(due)
  })

  it('an hour after 11:50 at 13:50 where lunch is from twelve to one', () => {
    const answer = workClock(calendar, shortLunch).due(instant('2026-07-01 11:50'), limitOf('1wh'))
    expect(isCovered(answer) && local(answer)).toBe('2026-07-01 13:50')
  })

  it.each(['2026-12-30 10:00 3wd', '2026-12-31 17:00 1wh', '2026-12-31 10:00 2nd', '2027-01-04 10:00 1wh'])(
    'nobody knows when, where the year is not covered: %s',
    (line) => {
      const [day = '', time = '', limit = ''] = line.split(' ')
      expect(clock.due(instant(`${day} ${time}`), limitOf(limit))).toEqual({ uncovered: 2027 })
    },
  )
})

describe('time that was worked', () => {
  const clock = workClock(calendar)
  it.each([
    ['2026-07-01 09:00', '2026-07-01 11:00', 2],
    ['2026-07-01 11:00', '2026-07-01 15:00', 2],
    ['2026-07-01 12:10', '2026-07-01 13:50', 0],
    ['2026-07-01 08:00', '2026-07-01 20:00', 6.5],
    ['2026-07-03 17:00', '2026-07-06 09:30', 1],
    ['2026-09-30 17:00', '2026-10-10 10:00', 14.5],
    ['2026-10-03 10:00', '2026-10-05 10:00', 0],
    ['2026-07-02 10:00', '2026-07-01 10:00', 0],
  ])('from %s to %s is %s hours', (from, to, hours) => {
    expect(clock.worked(instant(from), instant(to))).toBe(hours * 3_600_000)
  })

  it('is not known into a year that is not covered', () => {
    expect(clock.worked(instant('2026-12-31 10:00'), instant('2027-01-02 10:00'))).toEqual({ uncovered: 2027 })
  })
})

it('refuses periods that overlap, leave the day, or are none', () => {
  for (const periods of [
    [],
    [{ from: 600, to: 600 }],
    [
      { from: 540, to: 720 },
      { from: 700, to: 800 },
    ],
    [{ from: 0, to: 1441 }],
  ])
    // prettier-ignore
    expect(() => workClock(calendar, periods)).toThrow(RangeError)
})
