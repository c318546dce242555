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

/** Registers that every district starts from: functional and economic subjects with the years of their validity. */
export const registers = (): SeedSheet[] => [
  { sheet: 'functional-subjects', place: '', rows: subjects.functional.map(subjectRow) },
  { sheet: 'economic-subjects', place: '', rows: subjects.economic.map(subjectRow) },
]

/** The years of the work calendar that notices have settled. */
export const calendarYears: readonly CalendarYear[] = holidays.years
