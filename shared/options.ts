import type { ReferenceOption } from '#shared/base/kinds'
import type { Row, SheetName } from '#shared/base/sheet'
import { isValidIn } from '#shared/budget/subjects'

type OptionRow = Pick<Row, 'id' | 'cells' | 'voided'>

const text = (cell: unknown): string => (typeof cell === 'string' ? cell : '')

const named = ({ id, cells }: OptionRow, also: readonly unknown[] = []): ReferenceOption => ({
  value: id,
  label: text(cells.name),
  code: text(cells.code),
  aliases: also.map(text).filter(Boolean),
})

const subjects = (rows: readonly OptionRow[], year: number | undefined): ReferenceOption[] =>
  rows
    .filter((row) => year === undefined || isValidIn(row, year))
    .map((row) => named(row, [row.cells.superseded]))
    .sort((a, b) => ((a.code ?? '') < (b.code ?? '') ? -1 : 1))

const offers: Partial<Record<SheetName, (rows: readonly OptionRow[], year?: number) => ReferenceOption[]>> = {
  units: (rows) => rows.map((row) => ({ value: row.id, label: text(row.cells.name), aliases: [text(row.cells.short), row.id].filter(Boolean) })), // prettier-ignore
  'functional-subjects': subjects,
  'economic-subjects': subjects,
  projects: (rows) => rows.map((row) => named(row)),
  'score-sheets': (rows) => rows.map(({ id, cells }) => ({ value: id, label: text(cells.title) })),
}

/**
 * What a reference to a sheet may name: its live rows, of subjects those valid in the fiscal year shown. Keep the
 * array while the rows stay the same: options are indexed once for each array.
 */
export const optionsOf = (sheet: SheetName, rows: readonly OptionRow[], year?: number): readonly ReferenceOption[] =>
  offers[sheet]?.(
    rows.filter(({ voided }) => !voided),
    year,
  ) ?? []
