import type { Cell } from '#shared/base/cell'
import type { Cells, Place, Row, RowId, Sheet } from '#shared/base/sheet'
import { monthOf, waitingOf } from '#shared/cases/queue'
import { accountsIndex, monthIndex, queueIndex, rowKey, type Key } from './layout.ts'
import type { Item } from './store.ts'

/** A stored value as a cell; whatever is no cell is blank. */
export const cellOf = (value: unknown): Cell =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null

/** A stored row: the sheet's columns of its item. Blank cells have no key. */
export function rowOf({ columns }: Sheet, id: RowId, item: Item): Row {
  const cells: Cells = {}
  for (const { key } of columns) {
    const cell = cellOf(item[key])
    if (cell !== null) cells[key] = cell
  }
  const row = { id, rev: Number(item.rev ?? 0), cells }
  return item.voided === true ? { ...row, voided: true } : row
}

/** The id of a row from its key. */
export const rowIdOf = ({ scope, item }: Sheet, { pk, sk }: Key): RowId =>
  scope === 'people' || scope === 'cases' ? pk.slice(pk.lastIndexOf('#') + 1) : sk.slice(item.length + 1)

/** Where a reference from a row of this place leads: to a register, to the accounts, or to the same fiscal year. */
export const placeIn = ({ scope }: Sheet, place: Place): Place => (scope === 'year' ? place : '')

/** Accounts and cases have partitions of their own; indexes hold them together. */
export function indexOf(district: string, { scope }: Sheet, row: Row): Record<string, string> {
  if (scope === 'people') return { gsi1pk: accountsIndex(district), gsi1sk: row.id }
  return scope === 'cases' ? { ...monthOfCase(district, row), ...queueOfCase(district, row) } : {}
}

function monthOfCase(district: string, { id, cells }: Row): Record<string, string> {
  const month = monthOf(cells)
  if (month === undefined) return {}
  return { gsi1pk: monthIndex(district, month, id), gsi1sk: `${String(cells.received)}#${id}` }
}

function queueOfCase(district: string, row: Row): Record<string, string> {
  const waiting = waitingOf(row)
  if (!waiting) return {}
  return { gsi2pk: queueIndex(district, waiting.who, row.id), gsi2sk: `${waiting.since}#${row.id}` }
}

export const keyOf = (district: string, sheet: Sheet, place: Place, row: RowId): Key =>
  rowKey(district, sheet, placeIn(sheet, place), row)
