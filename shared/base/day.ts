import { refusal } from './refusal.ts'
import { narrow } from './text.ts'

/** 日. A day in Asia/Shanghai as text, `2026-10-12`; never an instant, so no time zone can move it. */
export type Day = string

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const lengthOf = (year: number, month: number): number => (month === 2 && isLeap(year) ? 29 : (lengths[month - 1] ?? 0))

const two = (n: number): string => String(n).padStart(2, '0')

/** The day of these numbers; undefined where the calendar has none (30 February, month 13). */
export function dayOf(year: number, month: number, day: number): Day | undefined {
  const exists = year >= 1900 && year < 2200 && day >= 1 && day <= lengthOf(year, month)
  return exists ? `${year}-${two(month)}-${two(day)}` : undefined
}

const written = /^(\d{4})-(\d{2})-(\d{2})$/

export function isDay(value: unknown): value is Day {
  const match = typeof value === 'string' ? written.exec(value) : null
  return match !== null && dayOf(Number(match[1]), Number(match[2]), Number(match[3])) !== undefined
}

export const yearOf = (day: Day): number => Number(day.slice(0, 4))

const shanghai = 8 * 3_600_000

/** The day of an instant in Asia/Shanghai, which knows no summer time. */
export const dayIn = (instant: string): Day => new Date(Date.parse(instant) + shanghai).toISOString().slice(0, 10)

/** In prose: `2021年12月31日`; in tables the day stands as it is stored. */
export function printLongDay(day: Day): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** The numbers of a written day, year first; the year shown where none is written. */
function numbersOf(text: string, year: number | undefined): [number, number, number] | undefined {
  const plain = narrow(text).replace(/\s*[T ]\s*0?0:00(:00)?(\.0+)?Z?$/, '')
  const full = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(plain)
  if (full) return [Number(full[1]), Number(full[3]), Number(full[4])]
  const compact =
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ?? /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]$/.exec(plain)
  if (compact) return [Number(compact[1]), Number(compact[2]), Number(compact[3])]
  const short = /^(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]$/.exec(plain)
  if (short && year !== undefined) return [year, Number(short[1]), Number(short[2])]
  return /^\d{5}$/.test(plain) ? ofSerial(Number(plain)) : undefined
}

/** A spreadsheet's serial number: 44561 is 2021-12-31, counted from the last day but one of 1899. */
function ofSerial(serial: number): [number, number, number] {
  const at = new Date(Date.UTC(1899, 11, 30 + serial))
  return [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()]
}

/** Every day that `03/04/2021` or `21-12-31` could mean; none, where the text is no such thing. */
function readingsOf(text: string): Day[] {
  const match = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})$/.exec(narrow(text))
  if (!match) return []
  const [a, b, c] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const full = (year: number): number => (year < 100 ? 2000 + year : year)
  const orders: [number, number, number][] = [
    [full(c), a, b],
    [full(c), b, a],
  ]
  if (c < 100) orders.unshift([full(a), b, c])
  return [...new Set(orders.flatMap(([year, month, day]) => dayOf(year, month, day) ?? []))]
}

/**
 * Reads 2021-12-31, 2021/12/31, 2021.12.31, 20211231, 2021年12月31日, the serial 44561, and 12月31日 of the year
 * shown. A blank is `null`. Refuses `cell/ambiguous-day` with its readings (03/04/2021, years of two digits) and
 * `cell/not-a-day`, which days that no calendar has are too.
 */
export function parseDay(text: string, year?: number): Day | null {
  if (narrow(text) === '') return null
  const numbers = numbersOf(text, year)
  const day = numbers && dayOf(...numbers)
  if (day !== undefined) return day
  const readings = numbers ? [] : readingsOf(text)
  if (readings.length > 0) throw refusal('cell/ambiguous-day', { text, readings })
  throw refusal('cell/not-a-day', { text })
}

/** Why a written day does not exist, for the sentence that refuses it: month 13, or day 30 of February. */
export function faultOfDay(text: string): { month: number } | { month: number; day: number; last: number } | undefined {
  const numbers = numbersOf(text, 2000)
  if (!numbers) return undefined
  const [year, month, day] = numbers
  if (month < 1 || month > 12) return { month }
  const last = lengthOf(year, month)
  return day < 1 || day > last ? { month, day, last } : undefined
}
