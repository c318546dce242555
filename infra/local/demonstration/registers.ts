import type { CalendarYear } from '#shared/base/calendar'
import holidays from './holidays.json' with { type: 'json' }
import { seedRow, type SeedRow, type SeedSheet } from './seed.ts'
import subjects from './subjects.json' with { type: 'json' }

interface Subject {
  code: string
  name: string
  validFrom: number
  validTo?: number
  superseded?: string
  note?: string
}

const subjectRow = ({ validFrom, validTo, ...named }: Subject): SeedRow =>
  seedRow(`${named.code}.${validFrom}`, {
    ...named,
    validFrom: String(validFrom),
    validTo: validTo === undefined ? undefined : String(validTo),
  })

const calendarRows = ({ holidays, workdays }: CalendarYear): SeedRow[] => [
  ...holidays.map((day) => seedRow(day, { day, kind: 'free' })),
  ...workdays.map((day) => seedRow(day, { day, kind: 'worked' })),
]

/** How long a unit has, where the district has not said otherwise yet: accepted within four hours of work, and so on. */
const limitRows: readonly SeedRow[] = [
  seedRow('usual', { accept: 4, acceptUnit: 'work-hours', finish: 5, finishUnit: 'work-days' }),
  seedRow('enquiry', { type: 'enquiry', finish: 3, finishUnit: 'work-days' }),
  seedRow('help', { type: 'help', finish: 3, finishUnit: 'work-days' }),
  seedRow('urgent', { urgency: 'urgent', accept: 2, acceptUnit: 'work-hours', finish: 2, finishUnit: 'work-days' }),
  seedRow('critical', { urgency: 'critical', accept: 1, acceptUnit: 'hours', finish: 24, finishUnit: 'hours' }),
]

const periodRows: readonly SeedRow[] = [
  seedRow('morning', { from: '09:00', to: '12:00' }),
  seedRow('afternoon', { from: '14:00', to: '17:30' }),
]

/**
 * Registers that every district starts from: functional and economic subjects with the years of their validity, the
 * holidays that notices have settled, limits and hours of work.
 */
export const registers = (): SeedSheet[] => [
  { sheet: 'functional-subjects', place: '', rows: subjects.functional.map(subjectRow) },
  { sheet: 'economic-subjects', place: '', rows: subjects.economic.map(subjectRow) },
  { sheet: 'calendar-days', place: '', rows: holidays.years.flatMap(calendarRows) },
  { sheet: 'limits', place: '', rows: limitRows },
  { sheet: 'work-periods', place: '', rows: periodRows },
]

/** The years of the work calendar that notices have settled. */
export const calendarYears: readonly CalendarYear[] = holidays.years
