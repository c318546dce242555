import { seedRow, type SeedRow } from './seed.ts'
import recorded from './recorded-scores.json' with { type: 'json' }

/** The four score sheets of the recorded accounts as their annexes print them, one row a sheet and one an indicator. */
export const recordedScores = (): { sheets: SeedRow[]; indicators: SeedRow[] } => ({
  sheets: recorded.sheets.map(({ id, cells }) => seedRow(id, cells)),
  indicators: recorded.indicators.map(({ id, cells }) => seedRow(id, cells)),
})
