import type { RowColumns } from '#shared/base/contract'
import type { Row } from '#shared/base/sheet'

/** Column-wise rows as rows: for the small registers that a screen reads beside its sheet. */
export const cellsOf = ({ rows, revs, columns }: RowColumns): Row[] =>
  rows.map((id, i) => ({
    id,
    rev: revs[i] ?? 0,
    cells: Object.fromEntries(columns.map(({ key, words, codes }) => [key, words[codes[i] ?? -1] ?? null])),
  }))
