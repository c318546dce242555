import type { Cell } from '#shared/base/cell'
import type { ValueList } from './values.ts'

/** 勾选. Which values of a list are ticked: all but some, or some only. A new value each time. */
export interface Ticks {
  readonly all: boolean
  readonly but: ReadonlySet<Cell>
}

export const everyValue: Ticks = { all: true, but: new Set() }

export const ticksOf = (only: ReadonlySet<Cell> | undefined): Ticks => (only ? { all: false, but: only } : everyValue)

export const isTicked = ({ all, but }: Ticks, cell: Cell): boolean => all !== but.has(cell)

export function tick({ all, but }: Ticks, cells: Iterable<Cell>, on: boolean): Ticks {
  const next = new Set(but)
  for (const cell of cells)
    if (on === all) next.delete(cell)
    else next.add(cell)
  return { all, but: next }
}

/** Whether every value of a list is ticked. */
export function isWhole(ticks: Ticks, list: ValueList): boolean {
  if (ticks.all && ticks.but.size === 0) return list.length > 0
  for (const cell of list.cells()) if (!isTicked(ticks, cell)) return false
  return list.length > 0
}

export function some(ticks: Ticks, list: ValueList): boolean {
  for (const cell of list.cells()) if (isTicked(ticks, cell)) return true
  return false
}

/** The ticked ones of a list; undefined where that is every value. */
export function kept(ticks: Ticks, list: ValueList, whole: boolean): ReadonlySet<Cell> | undefined {
  if (whole && isWhole(ticks, list)) return undefined
  const cells = new Set<Cell>()
  for (const cell of list.cells()) if (isTicked(ticks, cell)) cells.add(cell)
  return cells
}
