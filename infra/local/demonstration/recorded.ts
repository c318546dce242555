import type { KnownDocument } from '#shared/accounts/foreign/read'
import type { Place, Row } from '#shared/base/sheet'
import recorded from './recorded-2021.json' with { type: 'json' }
import { recordedScores } from './recorded-scores.ts'
import { seedRow, type SeedRow } from './seed.ts'

interface RecordedFigure {
  key: string
  label: string
  code?: string
  value: string
  unit?: string
  year: number
  section: string
  where: string
  origin: string
  formula?: string
  over?: readonly string[]
  note?: string
}

/** The unit whose published accounts of 2021 are taken over as they stand. */
export const recordedUnit = recorded.unit

export const recordedYear = recorded.year

export const recordedPlace: Place = `${recorded.year}/${recorded.unit.code}`

/** What the document calls itself, and where it was taken from. */
export const recordedSource = { title: recorded.title, source: recorded.source }

const figureRow = ({ key, year, over, ...figure }: RecordedFigure, order: number): SeedRow =>
  seedRow(key, { key, ...figure, year: String(year), over: over?.join(', '), order: order + 1 })

/** Every figure of the document and of its score sheets as printed, then what follows from them, in that order. */
export const recordedRows = (): SeedRow[] => recorded.figures.map(figureRow)

/** What the document tells besides its figures: which parts it has, names, directions (`factsOf`). */
export const recordedTexts = (): SeedRow[] => recorded.texts.map((text) => seedRow(text.key, text))

/** What another file of the same document does not tell (`readDisclosure`). */
export const recordedKnown = (): KnownDocument => {
  const { sheets, indicators } = recordedScores()
  const live = (rows: readonly SeedRow[]): Row[] => rows.map((row) => ({ ...row, rev: 0 }))
  return {
    unit: recorded.unit.name,
    year: recorded.year,
    texts: recorded.texts,
    scoreSheets: live(sheets),
    indicators: live(indicators),
  }
}
