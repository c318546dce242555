import { RuntimeFault } from '../fault.ts'

/** When a schedule is due next after an instant; undefined when never again. */
export type Next = (after: Date) => Date | undefined

const units: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/**
 * Reads `rate(5 minutes)`, `cron(0 3 * * ? *)` and `at(2022-09-01T00:00:00)` of EventBridge. Rates are due at whole
 * multiples of their unit, so that a restart does not shift them; the others go by the wall clock of their time zone.
 * Source: EventBridge Scheduler guide, "Schedule types".
 * @throws RuntimeFault for anything else
 */
export function nextOf(expression: string, zone = 'UTC'): Next {
  const [, kind, inner = ''] = /^(rate|cron|at)\((.+)\)$/.exec(expression.trim()) ?? []
  if (kind === 'rate') return rate(inner, expression)
  if (kind === 'cron') return cron(inner, zone)
  if (kind === 'at') return at(inner, zone)
  throw new RuntimeFault(`The schedule ${expression} cannot be read.`)
}

function rate(inner: string, expression: string): Next {
  const [, count = '', unit = ''] = /^(\d+)\s+(minute|hour|day)s?$/.exec(inner.trim()) ?? []
  const every = Number(count) * (units[unit] ?? 0)
  if (!every) throw new RuntimeFault(`The schedule ${expression} cannot be read.`)
  return (after) => new Date((Math.floor(after.getTime() / every) + 1) * every)
}

/** Wall-clock time of an instant in a zone, written as an instant in UTC. */
function wallOf(instant: Date, zone: string): Date {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(instant)
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value)
  return new Date(Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')))
}

/** The instant at which a zone's clocks show a wall-clock time. */
function instantOf(wall: Date, zone: string): Date {
  const ahead = (instant: Date): number => wallOf(instant, zone).getTime() - instant.getTime()
  const guess = new Date(wall.getTime() - ahead(wall))
  return new Date(wall.getTime() - ahead(guess))
}

function at(inner: string, zone: string): Next {
  const due = instantOf(new Date(`${inner}Z`), zone)
  return (after) => (due > after ? due : undefined)
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']

/** Whether a number is among those of a field such as `0/15`, `MON-FRI`, `1,15` or `*`. */
type Field = (value: number) => boolean

function field(text: string, [from, to]: readonly [number, number], names: readonly string[] = []): Field {
  const number = (word: string): number => {
    const place = names.indexOf(word.toUpperCase())
    return place >= 0 ? place + from : Number(word)
  }
  const parts = text.split(',').map((part): Field => {
    const [range = '', step] = part.split('/')
    const [low = '*', high] = range.split('-')
    const first = low === '*' || low === '?' ? from : number(low)
    const last =
      low === '*' || low === '?' || step !== undefined ? (high === undefined ? to : number(high)) : number(high ?? low)
    return (value) => value >= first && value <= last && (value - first) % Number(step ?? 1) === 0
  })
  return (value) => parts.some((part) => part(value))
}

/** Days of the week count from 1, Sunday; `L` is the last day of a month. */
function cron(inner: string, zone: string): Next {
  const [minutes = '*', hours = '*', dates = '*', monthsOf = '*', weekdays = '?', years = '*'] = inner
    .trim()
    .split(/\s+/)
  const fields = {
    minute: field(minutes, [0, 59]),
    hour: field(hours, [0, 23]),
    month: field(monthsOf, [1, 12], months),
    year: field(years, [1970, 2199]),
    date: dates === 'L' ? undefined : field(dates, [1, 31]),
    weekday: field(weekdays, [1, 7], days),
  }
  const onDay = (wall: Date): boolean =>
    fields.year(wall.getUTCFullYear()) &&
    fields.month(wall.getUTCMonth() + 1) &&
    (fields.date?.(wall.getUTCDate()) ?? new Date(wall.getTime() + 86_400_000).getUTCDate() === 1) &&
    fields.weekday(wall.getUTCDay() + 1)
  return (after) => {
    let wall = new Date((Math.floor(wallOf(after, zone).getTime() / 60_000) + 1) * 60_000)
    for (let steps = 0; steps < 10_000; steps++) {
      if (!onDay(wall)) wall = new Date((Math.floor(wall.getTime() / 86_400_000) + 1) * 86_400_000)
      else if (!fields.hour(wall.getUTCHours()))
        wall = new Date((Math.floor(wall.getTime() / 3_600_000) + 1) * 3_600_000)
      else if (!fields.minute(wall.getUTCMinutes())) wall = new Date(wall.getTime() + 60_000)
      else return instantOf(wall, zone)
    }
    return undefined
  }
}
