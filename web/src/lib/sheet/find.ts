import { fold } from '#shared/base/text'
import { write, type RowWish } from './acts.ts'
import type { SheetModel } from './model.svelte.ts'
import { editedText } from './printing.ts'
import { spotsOf, type Spot } from './selection.ts'

export type Scope = 'view' | 'column' | 'selection'

/** 查找. Places in sight whose text holds what is sought, in any width or case, row by row. */
export function findAll(model: SheetModel, sought: string, scope: Scope): Spot[] {
  void model.tick
  const wanted = fold(sought)
  if (wanted === '') return []
  const holds = ({ row, column }: Spot): boolean => {
    const slot = model.slotAt(row)
    return slot !== undefined && fold(model.printed.text(slot, model.indexAt(column))).includes(wanted)
  }
  if (scope === 'selection') return [...spotsOf(model.selection)].filter(holds)
  const { column } = model.selection.active
  const columns = scope === 'column' ? [column] : model.columns.shown.map((_, place) => place)
  return model.view.rows.flatMap((_, row) => columns.map((place) => ({ row, column: place })).filter(holds))
}

/** The next place after the active one, round to the first again; its number among all. */
export function nextOf(found: readonly Spot[], from: Spot, back: boolean): number {
  const after = (one: Spot, other: Spot): boolean =>
    one.row > other.row || (one.row === other.row && one.column > other.column)
  if (back) {
    const before = found.filter((spot) => after(from, spot)).length
    return before === 0 ? found.length - 1 : before - 1
  }
  const next = found.findIndex((spot) => after(spot, from))
  return next < 0 ? 0 : next
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

export interface Replacing {
  wishes: RowWish[]
  /** cells that may not be written */
  skipped: number
}

/** 替换. What would be written; texts are replaced as they were typed, in any case. */
export function replacing(model: SheetModel, found: readonly Spot[], sought: string, by: string): Replacing {
  const pattern = new RegExp(escaped(sought), 'gi')
  const allowed = found.filter((spot) => !model.barredAt(spot))
  const wishes = allowed.map((spot): RowWish => {
    const column = model.indexAt(spot.column)
    const text = editedText(model.rows, model.cellAt(spot), column)
    return { row: spot.row, column, text: text.replace(pattern, () => by) }
  })
  return { wishes, skipped: found.length - allowed.length }
}

export const replaceAll = (model: SheetModel, { wishes }: Replacing): number => write(model, 'replace', wishes)
