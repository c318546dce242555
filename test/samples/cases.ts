import type { Cell, ColumnKey } from '#shared/base/cell'
import type { Day } from '#shared/base/day'
import type { Row } from '#shared/base/sheet'
import { cases } from '#shared/cases/columns'
import { casePerson, type SamplePerson } from '../../infra/local/demonstration/cases/person.ts'
import { caseUnits } from '../../infra/local/demonstration/cases/units.ts'
import { caseMaker, caseRow, type CaseMaker } from '../../infra/local/demonstration/cases/year.ts'
import { calendarYears } from '../../infra/local/demonstration/registers.ts'
import type { SeedRow } from '../../infra/local/demonstration/seed.ts'

export interface CaseSample {
  /** the last day of the year, in Asia/Shanghai */
  last?: Day
  seed?: number
  rows?: number
}

const makerOf = ({ last = '2026-10-12', seed = 2021, rows = 2_000 }: CaseSample): CaseMaker =>
  caseMaker({ last, seed, rows, calendar: calendarYears })

/** Sixty units, as rows of their register. */
export const unitsOfCases = (): SeedRow[] =>
  caseUnits.map(({ code, short, kind }) => ({ id: code, cells: { code, name: `示例区${short}`, short, kind } }))

/** A year of cases in the order in which they came in. */
export function caseYear(sample: CaseSample = {}): SeedRow[] {
  const maker = makerOf(sample)
  return Array.from({ length: maker.rows }, (_, nth) => caseRow(maker, nth))
}

/** The person behind each case of a year. */
export const casePeople = (rows: readonly SeedRow[], { seed = 2021 }: CaseSample = {}): SamplePerson[] =>
  rows.map(({ cells }, nth) => casePerson(seed, nth, String(cells.title)))

/** One column of a year: its words, each once, and for each row the place of its word; -1: blank. */
export interface CodedColumn {
  key: ColumnKey
  words: Cell[]
  codes: Int32Array
}

export interface CodedCases {
  ids: string[]
  columns: CodedColumn[]
}

/** The same year column by column, without an object for each row: what a browser's store is filled with. */
export function codedYear(sample: CaseSample = {}): CodedCases {
  const maker = makerOf(sample)
  const columns = cases.columns.map(({ key }) => ({ key, words: [] as Cell[], codes: new Int32Array(maker.rows).fill(-1), places: new Map<Cell, number>() })) // prettier-ignore
  const ids = Array.from({ length: maker.rows }, (_, nth) => maker.idOf(nth))
  for (let nth = 0; nth < maker.rows; nth++) {
    const cells = maker.cellsOf(nth)
    for (const { key, words, codes, places } of columns) {
      const cell = cells[key]
      if (cell === undefined || cell === null) continue
      const place = places.get(cell) ?? words.push(cell) - 1
      places.set(cell, place)
      codes[nth] = place
    }
  }
  return { ids, columns: columns.map(({ key, words, codes }) => ({ key, words, codes })) }
}

/** 诉求. One case, received on a morning and nothing more. */
export const aCase = (over: Row['cells'] = {}, id = '01HZZ0000000000000000000C1'): Row => ({
  id,
  rev: 1,
  cells: {
    number: 'SQ20261012-000001',
    channel: 'hotline',
    type: 'complaint',
    urgency: 'normal',
    title: '梧桐街锦绣雅园占道经营',
    state: 'received',
    received: '2026-10-12T01:00:00.000Z',
    ...over,
  },
})
