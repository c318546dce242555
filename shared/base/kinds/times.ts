import { isDay, parseDay, yearOf, type Day } from '../day.ts'
import { refusal } from '../refusal.ts'
import { narrow } from '../text.ts'
import { anything, type Codec, type Reading } from './codec.ts'

const inOrder = (one: unknown, other: unknown): number =>
  String(one) === String(other) ? 0 : String(one) < String(other) ? -1 : 1

/** 日期. Within a fiscal year, where the column says so: budgets and ledgers know no other days. */
export function dayCodec(within: 'fiscal-year' | undefined): Codec {
  const inYear = (day: Day, text: string, { year }: Reading): void => {
    if (within && year !== undefined && yearOf(day) !== year) throw refusal('cell/day-outside-year', { text, year })
  }
  return {
    align: 'start',
    parse(text, reading) {
      const day = parseDay(text, reading.year)
      if (day !== null) inYear(day, text, reading)
      return day
    },
    print: (cell) => (typeof cell === 'string' ? cell : ''),
    accepts: (cell) => typeof cell === 'string',
    check(cell, reading) {
      if (!isDay(cell)) throw refusal('cell/not-a-day', { text: String(cell) })
      inYear(cell, cell, reading)
    },
    compare: inOrder,
  }
}

const shanghai = 8 * 3_600_000
const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/

/** An instant as a clock in Shanghai shows it: `2026-10-12 14:05`. */
export function printInstant(instant: string): string {
  const at = Date.parse(instant)
  return Number.isNaN(at) ? '' : new Date(at + shanghai).toISOString().slice(0, 16).replace('T', ' ')
}

/** 时间. Kept in UTC, read and printed as the time in Shanghai. */
export const instantCodec: Codec = {
  align: 'start',
  parse(text) {
    const plain = narrow(text)
    if (plain === '') return null
    const match = /^(\S+?)(?:日)?[\sT]+(\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(plain)
    const day = match ? parseDay(match[1] ?? '') : null
    const [hours, minutes, seconds] = [match?.[2], match?.[3], match?.[4] ?? '00'].map(Number)
    if (day === null || !(Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60))
      throw refusal('cell/not-a-day', { text })
    const at = Date.parse(`${day}T00:00:00Z`) + ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
    return new Date(at - shanghai).toISOString()
  },
  print: (cell) => (typeof cell === 'string' ? printInstant(cell) : ''),
  accepts: (cell) => typeof cell === 'string' && iso.test(cell) && !Number.isNaN(Date.parse(cell)),
  check: anything,
  compare: inOrder,
}
