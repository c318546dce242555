import { addDays } from '#shared/base/calendar'
import { yearOf, type Day } from '#shared/base/day'
import { placeOf } from '#shared/base/place'
import type { Place } from '#shared/base/sheet'
import { lastYearClosing, lastYearRows, lastYearSource, lastYearTexts } from './last-year.ts'
import { ledgerRows } from './ledger.ts'
import { cellRows, particularRows } from './particulars.ts'
import { centrePlans, streetPlans } from './projects.ts'
import { receiptRows } from './receipts.ts'
import { recordedPlace, recordedRows, recordedSource, recordedTexts, recordedUnit, recordedYear } from './recorded.ts'
import { recordedScores } from './recorded-scores.ts'
import { registers } from './registers.ts'
import { scoreRows } from './scores.ts'
import type { SeedRow, SeedSheet } from './seed.ts'
import { textRows } from './texts.ts'
import { unitRows } from './units.ts'

/** 示例区: an example district to work in, marked so wherever its name shows. */
const district = { code: 'demo', name: '示例区', demonstration: true } as const

export interface Demonstration {
  district: { code: string; name: string; demonstration: boolean }
  /** the centre and its fiscal year that is to be published: the last full one */
  own: { unit: string; unitName: string; year: number; place: Place }
  /** the year before, taken over from paper, so that this year has something to be compared with */
  before: { unit: string; year: number; place: Place; source: string }
  /** a second unit with its own year, not yet finished */
  street: { unit: string; place: Place }
  /** the accounts taken over from a document that was published elsewhere */
  recorded: { unit: string; unitName: string; year: number; place: Place; title: string; source: string }
  /** every row, in an order in which each reference finds what it names */
  sheets: readonly SeedSheet[]
}

/** The last fiscal year that is over on a day. */
const lastFullYear = (today: Day): number => yearOf(today) - 1

/**
 * The demonstration's rows relative to a day, the same for the same year and seed. Rows of registers, projects, ledger
 * and recorded figures keep every rule of their sheets; outturns are exactly the sums of their entries. Only the day of
 * approval follows the day itself: the finance office approved the accounts a few days ago.
 */
export function demonstration({ today, seed = 2021 }: { today: Day; seed?: number }): Demonstration {
  const year = lastFullYear(today)
  const place = placeOf(year, 'centre')
  const units = unitRows(district.name)
  const at = { year, seed }
  const centre = ledgerRows(centrePlans, at)
  const { projects, entries } = centre
  const street = { unit: 'wutong-street', place: placeOf(year, 'wutong-street') }
  const streetYear = ledgerRows(streetPlans, { year, seed: seed + 1 })
  const before = { unit: 'centre', year: year - 1, place: placeOf(year - 1, 'centre'), source: lastYearSource }
  const scores = scoreRows(projects, { year, seed })
  const printed = recordedScores()
  return {
    district,
    own: { unit: 'centre', unitName: String(units[0]?.cells.name), year, place },
    before,
    street,
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
      { sheet: 'receipts', place, rows: receiptRows(centre, { ...at, ...centreBeside(centre) }) },
      { sheet: 'table-cells', place, rows: cellRows() },
      { sheet: 'particulars', place, rows: particularRows({ ...centre, approved: addDays(today, -6) }) },
      { sheet: 'texts', place, rows: textRows(projects) },
      { sheet: 'score-sheets', place, rows: scores.sheets },
      { sheet: 'indicators', place, rows: scores.indicators },
      { sheet: 'projects', place: street.place, rows: streetYear.projects },
      { sheet: 'entries', place: street.place, rows: streetYear.entries },
      { sheet: 'receipts', place: street.place, rows: receiptRows(streetYear, { year, seed: seed + 1 }) },
      { sheet: 'figures', place: before.place, rows: lastYearRows(before.year) },
      { sheet: 'texts', place: before.place, rows: lastYearTexts() },
      { sheet: 'figures', place: recordedPlace, rows: recordedRows() },
      { sheet: 'texts', place: recordedPlace, rows: recordedTexts() },
      { sheet: 'score-sheets', place: recordedPlace, rows: printed.sheets },
      { sheet: 'indicators', place: recordedPlace, rows: printed.indicators },
    ],
  }
}

/** A part of what was left pays December's project expenditure; the bank pays interest. */
function centreBeside({ projects }: { projects: readonly SeedRow[] }) {
  const under = (code: string): string => String(projects.find(({ cells }) => cells.code === code)?.cells.functional)
  return {
    fromLastYear: { functional: under('XM-01'), fen: lastYearClosing - 21_500_00 },
    interest: { functional: under('JB-01'), fen: [32_160, 29_845, 30_512, 36_123] },
  } as const
}
