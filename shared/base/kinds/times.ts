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

/** An instant as a clock in Shanghai shows it: `2026-10-12 14:05`, with seconds where nothing may be lost. */
export function printInstant(instant: string, seconds = false): string {
  const at = Date.parse(instant)
  const length = seconds ? 19 : 16
  return Number.isNaN(at) ? '' : new Date(at + shanghai).toISOString().slice(0, length).replace('T', ' ')
}

/** Hours, minutes and seconds behind a day: `14:05`, `14:05:09`, `14时5分`, `1405`. */
const clockForms = [
  /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,3})?)?$/,
  /^(\d{1,2})\s*[时点]\s*(?:(\d{1,2})\s*分?)?\s*(?:(\d{1,2})\s*秒)?$/,
  /^(\d{2})(\d{2})(\d{2})?$/,
] as const

/** A day, then a time of day: the day ends at a space, a `T`, or 日 and 号. */
const dayAndClock = /^(.+?(?:[日号](?=\d)|(?=[T\s])))\s*T?\s*(\S.*)$/

/** Seconds since midnight; undefined where no clock shows it. */
function clockOf(text: string): number | undefined {
  const found = clockForms.map((form) => form.exec(text)).find((match) => match !== null)
  if (!found) return undefined
  const [hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((digits) => Number(digits || 0))
  return hours < 24 && minutes < 60 && seconds < 60 ? (hours * 60 + minutes) * 60 + seconds : undefined
}

/** A spreadsheet's serial number with a part of a day: 44561.5 is noon of 2021-12-31. To the second. */
function serialInstant(plain: string): number | undefined {
  if (!/^\d{5}\.\d{1,12}$/.test(plain)) return undefined
  const [days = '', part = ''] = plain.split('.')
  const day = parseDay(days)
  return day === null ? undefined : Date.parse(`${day}T00:00:00Z`) + Math.round(Number(`0.${part}`) * 86_400) * 1000
}

/** An instant that names its zone, as other programs write it. */
const zoned = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(?:Z|[+-]\d\d:\d\d)$/

/** Milliseconds of what a clock in Shanghai shows, counted as if it were UTC; refuses what is no time. */
function shownAt(text: string, plain: string, year: number | undefined): number {
  const serial = serialInstant(plain)
  if (serial !== undefined) return serial
  const [, first = plain, rest] = dayAndClock.exec(plain) ?? []
  const day = parseDay(first, year)
  const seconds = rest === undefined ? 0 : clockOf(rest.trim())
  if (day === null || seconds === undefined) throw refusal('cell/not-a-day', { text })
  return Date.parse(`${day}T00:00:00Z`) + seconds * 1000
}

/**
 * 时间. Kept in UTC, read and printed as the time in Shanghai. Days are read as `parseDay` reads them; a day without a
 * time of day is its midnight.
 */
export const instantCodec: Codec = {
  align: 'start',
  parse(text, { year }) {
    const plain = narrow(text)
    if (plain === '') return null
    const named = zoned.test(plain) ? Date.parse(plain) : NaN
    return new Date(Number.isNaN(named) ? shownAt(text, plain, year) - shanghai : named).toISOString()
  },
  print: (cell, { plain }) => (typeof cell === 'string' ? printInstant(cell, plain) : ''),
  accepts: (cell) => typeof cell === 'string' && iso.test(cell) && !Number.isNaN(Date.parse(cell)),
  check: anything,
  compare: inOrder,
}
