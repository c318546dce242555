import { stringify } from 'csv-stringify/browser/esm/sync'
import { asText } from '#shared/base/text'
import type { Seen } from './seen.ts'
import { rowsOf } from './xlsx.ts'

const chunk = 2_000

/** A text that a spreadsheet would take for a formula is marked as text; numbers are none. */
const guarded = (value: unknown): unknown => (typeof value === 'string' ? asText(value) : value)

/** 所见的CSV. UTF-8 with its mark, so that Chinese is read as Chinese; the same rows, columns and order as the workbook. */
export function csvOf(seen: Seen): Blob {
  // Each piece is handed over as bytes at once: no more than one is held as text.
  const parts: Blob[] = [new Blob(['\ufeff'])]
  let rows: unknown[][] = []
  const flush = (): void => {
    parts.push(new Blob([stringify(rows, { record_delimiter: 'windows' })]))
    rows = []
  }
  for (const row of rowsOf(seen)) {
    rows.push(row.map(guarded))
    if (rows.length >= chunk) flush()
  }
  flush()
  return new Blob(parts, { type: 'text/csv;charset=utf-8' })
}
