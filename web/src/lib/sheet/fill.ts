import type { Cell, Kind } from '#shared/base/cell'
import { dayOf } from '#shared/base/day'
import type { Range } from './selection.ts'

/** Where a dragged handle fills: the range without its source, and along which way. */
export interface Fill {
  source: Range
  target: Range
  along: 'rows' | 'columns'
  /** towards the top or the left */
  back: boolean
}

/** The fill that reaches from a range to a place: along the longer way of the two, as spreadsheets do. */
export function fillTo(source: Range, to: { row: number; column: number }): Fill | undefined {
  const down = to.row > source.bottom ? to.row - source.bottom : Math.min(0, to.row - source.top)
  const right = to.column > source.right ? to.column - source.right : Math.min(0, to.column - source.left)
  if (down === 0 && right === 0) return undefined
  if (Math.abs(down) >= Math.abs(right))
    return down > 0
      ? { source, target: { ...source, top: source.bottom + 1, bottom: to.row }, along: 'rows', back: false }
      : { source, target: { ...source, top: to.row, bottom: source.top - 1 }, along: 'rows', back: true }
  return right > 0
    ? { source, target: { ...source, left: source.right + 1, right: to.column }, along: 'columns', back: false }
    : { source, target: { ...source, left: to.column, right: source.left - 1 }, along: 'columns', back: true }
}

/**
 * The cells that continue a run: two or more numbers or days at even steps go on; anything else is repeated. One value
 * never counts up: it would ruin case numbers and subject codes.
 */
export function continued(run: readonly Cell[], kind: Kind, count: number): Cell[] {
  const next = seriesOf(run, kind) ?? ((step: number) => run[(step - 1) % run.length] ?? null)
  return Array.from({ length: count }, (_, i) => next(i + 1))
}

type Series = (step: number) => Cell

function seriesOf(run: readonly Cell[], kind: Kind): Series | undefined {
  if (run.length < 2) return undefined
  if (kind.name === 'amount' || kind.name === 'count') return numbers(run, kind.name === 'count')
  return kind.name === 'day' ? days(run) : undefined
}

const even = (steps: readonly number[]): number | undefined =>
  steps.every((step) => step === steps[0]) ? steps[0] : undefined

function numbers(run: readonly Cell[], counted: boolean): Series | undefined {
  const values = run.filter((cell) => typeof cell === 'number')
  const by =
    values.length === run.length ? even(values.slice(1).map((value, i) => value - (values[i] ?? 0))) : undefined
  const last = values[values.length - 1]
  if (by === undefined || last === undefined) return undefined
  return (step) => (counted ? Math.max(0, last + by * step) : last + by * step)
}

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000
const dayAt = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10)

/** Days of the same date in different months go on by months, a 31st by the month's last day; others by days. */
function days(run: readonly Cell[]): Series | undefined {
  const values = run.filter((cell) => typeof cell === 'string')
  const last = values[values.length - 1]
  if (values.length !== run.length || last === undefined) return undefined
  const months = values.map((day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1)
  const date = Math.max(...values.map((day) => Number(day.slice(8))))
  const byMonths = even(months.slice(1).map((month, i) => month - (months[i] ?? 0)))
  if (byMonths && values.every((day, i) => inMonth(months[i] ?? 0, date) === day))
    return (step) => inMonth((months[months.length - 1] ?? 0) + byMonths * step, date)
  const by = even(values.slice(1).map((day, i) => dayNumber(day) - dayNumber(values[i] ?? day)))
  return by === undefined ? undefined : (step) => dayAt(dayNumber(last) + by * step)
}

/** That date of a month, or the month's last day where it has none. */
function inMonth(month: number, date: number): string | null {
  const [year, of] = [Math.floor(month / 12), (month % 12) + 1]
  for (let day = date; day > 27; day--) {
    const found = dayOf(year, of, day)
    if (found !== undefined) return found
  }
  return dayOf(year, of, date) ?? null
}
