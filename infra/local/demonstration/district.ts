import { yearOf, type Day } from '#shared/base/day'
import { placeOf } from '#shared/base/place'
import type { Place } from '#shared/base/sheet'
import { ledgerRows } from './ledger.ts'
import { recordedPlace, recordedRows, recordedSource, recordedUnit, recordedYear } from './recorded.ts'
import { recordedScores } from './recorded-scores.ts'
import { registers } from './registers.ts'
import { scoreRows } from './scores.ts'
import type { SeedSheet } from './seed.ts'
import { unitRows } from './units.ts'

/** 示例区: an example district to work in, marked so wherever its name shows. */
const district = { code: 'demo', name: '示例区', demonstration: true } as const

export interface Demonstration {
  district: { code: string; name: string; demonstration: boolean }
  /** the centre and its fiscal year that is to be published: the last full one */
  own: { unit: string; unitName: string; year: number; place: Place }
  /** the accounts taken over from a document that was published elsewhere */
  recorded: { unit: string; unitName: string; year: number; place: Place; title: string; source: string }
  /** every row, in an order in which each reference finds what it names */
  sheets: readonly SeedSheet[]
}

/** The last fiscal year that is over on a day. */
const lastFullYear = (today: Day): number => yearOf(today) - 1

/**
 * The demonstration's rows relative to a day, the same for the same year and seed. Rows of registers, projects, ledger
 * and recorded figures keep every rule of their sheets; outturns are exactly the sums of their entries.
 */
export function demonstration({ today, seed = 2021 }: { today: Day; seed?: number }): Demonstration {
  const year = lastFullYear(today)
  const place = placeOf(year, 'centre')
  const units = unitRows(district.name)
  const { projects, entries } = ledgerRows({ year, seed })
  const scores = scoreRows(projects, { year, seed })
  const printed = recordedScores()
  return {
    district,
    own: { unit: 'centre', unitName: String(units[0]?.cells.name), year, place },
    recorded: {
      unit: recordedUnit.code,
      unitName: recordedUnit.name,
      year: recordedYear,
      place: recordedPlace,
      ...recordedSource,
    },
    sheets: [
      { sheet: 'units', place: '', rows: units },
      ...registers(),
      { sheet: 'projects', place, rows: projects },
      { sheet: 'entries', place, rows: entries },
      { sheet: 'score-sheets', place, rows: scores.sheets },
      { sheet: 'indicators', place, rows: scores.indicators },
      { sheet: 'figures', place: recordedPlace, rows: recordedRows() },
      { sheet: 'score-sheets', place: recordedPlace, rows: printed.sheets },
      { sheet: 'indicators', place: recordedPlace, rows: printed.indicators },
    ],
  }
}
