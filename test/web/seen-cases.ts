import type { Cell, ColumnKey } from '#shared/base/cell'
import type { Cells } from '#shared/base/sheet'
import { cases } from '#shared/cases/columns'
import type { Seen } from '#web/sheet/output/seen.ts'
import { seenColumn } from '#web/sheet/output/seen-column.ts'
import { Rows } from '#web/sheet/rows.ts'
import type { LoadedRows } from '#web/sheet/store.ts'
import { reading } from '../samples/case-files.ts'

/** The sheet of cases as a browser holds it, filled with these rows. */
export function sheetOf(loaded: LoadedRows): Rows {
  const rows = new Rows({ sheet: cases, rights: new Set(), reading: () => reading, mint: () => 'X' })
  rows.load(loaded)
  return rows
}

/** Cases column by column: each distinct cell once. */
export function loadedFrom(found: ReadonlyMap<string, Cells>): LoadedRows {
  const columns = cases.columns.map(({ key }) => {
    const places = new Map<Cell, number>()
    const codes = Array.from(found.values(), ({ [key]: cell = null }) => {
      if (cell === null) return -1
      const place = places.get(cell) ?? places.size
      places.set(cell, place)
      return place
    })
    return { key, words: [...places.keys()], codes }
  })
  return { sheet: 'cases', rows: [...found.keys()], columns }
}

/** What an export of these columns takes: every row, as the browser's own export sees it. */
export function seenCases(rows: Rows, keys: readonly ColumnKey[]): Seen {
  const slots = rows.store.slots()
  const columns = cases.columns.flatMap(({ key, kind, label, width }, index) =>
    keys.includes(key) ? [seenColumn(rows, slots, { index, kind, heading: label, width })] : [],
  )
  return { title: cases.label, rows: slots.length, columns, about: [] }
}
