import { placeOf } from '#shared/base/place'
import type { Row, SheetName } from '#shared/base/sheet'
import type { PriorEdition, Registers, YearInput, YearRows } from '#shared/accounts/year'
import { EditionContent } from '#shared/disclosure/edition'
import { priorFiguresOf } from '#shared/accounts/foreign/prior'
import { sheets } from '#shared/sheets'
import { editionsOf } from '#functions/store/editions'
import type { Contents } from '#functions/store/editions-contents'
import { rowsIn } from '#functions/store/query'
import type { Store } from '#functions/store/store'

/** A fiscal year of a unit. */
export interface Of {
  year: number
  unit: string
}

/** Which sheet each of a year's rows stands in. */
const yearSheets = {
  projects: 'projects',
  entries: 'entries',
  receipts: 'receipts',
  cells: 'table-cells',
  particulars: 'particulars',
  texts: 'texts',
  scoreSheets: 'score-sheets',
  indicators: 'indicators',
} as const satisfies Record<keyof YearRows, SheetName>

/** The live rows of a sheet. */
export async function liveRows(store: Store, sheet: SheetName, place: string): Promise<Row[]> {
  return (await rowsIn(store, sheets[sheet], place)).filter(({ voided }) => !voided)
}

async function rowsOfYear(store: Store, place: string): Promise<YearRows> {
  const read = (sheet: SheetName): Promise<Row[]> => liveRows(store, sheet, place)
  const [projects, entries, receipts, cells, particulars, texts, scoreSheets, indicators] = await Promise.all([
    read(yearSheets.projects),
    read(yearSheets.entries),
    read(yearSheets.receipts),
    read(yearSheets.cells),
    read(yearSheets.particulars),
    read(yearSheets.texts),
    read(yearSheets.scoreSheets),
    read(yearSheets.indicators),
  ])
  return { projects, entries, receipts, cells, particulars, texts, scoreSheets, indicators }
}

async function registersOf(store: Store): Promise<Registers> {
  const [functional, economic] = await Promise.all([
    liveRows(store, 'functional-subjects', ''),
    liveRows(store, 'economic-subjects', ''),
  ])
  return { functional, economic }
}

/** 上年决算. The newest edition that the public can read of the year before, own or recorded; undefined without one. */
export async function priorEdition(
  store: Store,
  { year, unit }: Of,
  contents: Contents,
): Promise<PriorEdition | undefined> {
  const editions = await editionsOf(store, year - 1, unit)
  const newest = editions.findLast(
    ({ state, publishedAt }) => state === 'recorded' || (publishedAt !== undefined && state !== 'withdrawn'),
  )
  if (!newest) return undefined
  const content = EditionContent.parse(JSON.parse(await contents.read(newest.hash)))
  return { year: year - 1, unit, edition: newest.edition, figures: priorFiguresOf(content) }
}

/** All that the accounts of a year are made from, as it stands now. */
export async function yearInput(store: Store, of: Of & { name: string }, contents: Contents): Promise<YearInput> {
  const [rows, registers, prior] = await Promise.all([
    rowsOfYear(store, placeOf(of.year, of.unit)),
    registersOf(store),
    priorEdition(store, of, contents),
  ])
  return { year: of.year, unit: { id: of.unit, name: of.name }, rows, registers, prior }
}
