import { fold, narrow } from '#shared/base/text'
import { write, type RowWish } from './acts.ts'
import type { SheetModel } from './model.svelte.ts'
import { editedText } from './printing.ts'
import { spotsOf, type Spot } from './selection.ts'
import { stride, type Work } from './slices.ts'
import type { Slot } from './store.ts'

export type Scope = 'view' | 'column' | 'selection'

/** Two letters or more may be Pinyin initials: one alone would find nearly everything. */
const mayBeInitials = /^[a-z][a-z0-9]+$/

/**
 * 查找. Places in sight whose text holds what is sought, in any width or case, row by row; `jf` finds 经费 too, where
 * Pinyin counts. Each distinct cell of a column is looked at once. Pinyin initials find, but never replace.
 */
export function* findAll(model: SheetModel, sought: string, scope: Scope, pinyin = true): Work<Spot[]> {
  const wanted = fold(sought)
  if (wanted === '') return []
  const spelled = pinyin && mayBeInitials.test(wanted)
  const places = scope === 'column' ? [model.selection.active.column] : [...model.columns.shown.keys()]
  const looked: Looked[] = []
  for (const place of places) {
    const holds = yield* model.view.holding(model.columnAt(place)?.key ?? '', sought, spelled)
    if (holds.includes(1)) looked.push({ place, holds, codes: model.rows.store.codes(model.indexAt(place)) })
  }
  return scope === 'selection' ? selected(model, looked) : yield* placesIn(model.view.rows, looked)
}

/** A column and which of its codes hold what is sought. */
interface Looked {
  place: number
  holds: Uint8Array
  codes: Int32Array
}

function* placesIn(rows: readonly Slot[], columns: readonly Looked[]): Work<Spot[]> {
  const found: Spot[] = []
  for (const [row, slot] of rows.entries()) {
    for (const { place, holds, codes } of columns) if (holds[codes[slot] ?? 0] === 1) found.push({ row, column: place })
    if (row % stride === 0) yield
  }
  return found
}

function selected(model: SheetModel, looked: readonly Looked[]): Spot[] {
  const byPlace = new Map(looked.map((one) => [one.place, one]))
  const holds = ({ row, column }: Spot): boolean => {
    const slot = model.slotAt(row)
    const one = byPlace.get(column)
    return slot !== undefined && one?.holds[one.codes[slot] ?? 0] === 1
  }
  return [...spotsOf(model.selection)].filter(holds)
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

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&')

const widened = (sign: string): string =>
  sign >= '!' && sign <= '~' ? String.fromCharCode(sign.charCodeAt(0) + 0xfee0) : ''

/** Matches what is sought in any case and width, with or without spaces between: as `fold` compares. */
export function patternOf(sought: string): RegExp {
  const signs = Array.from(narrow(sought).replace(/\s+/g, ''))
  const either = signs.map(
    (sign) => `[${escaped([...new Set([sign, widened(sign)])].join(''))}${sign === '¥' ? '￥' : ''}]`,
  )
  return new RegExp(either.join('\\s*'), 'giu')
}

/** One cell as a replacement would change it. */
export interface Replacement extends RowWish {
  place: Spot
  before: string
}

export interface Replacing {
  wishes: Replacement[]
  /** cells that hold it and may not be written */
  skipped: number
}

/** 替换. What would be written: only cells whose own text changes. Nothing is written before somebody has seen the count. */
export function replacing(model: SheetModel, found: readonly Spot[], sought: string, by: string): Replacing {
  const pattern = patternOf(sought)
  const allowed = found.filter((spot) => !model.barredAt(spot))
  const wishes = allowed.flatMap((spot): Replacement[] => {
    const column = model.indexAt(spot.column)
    const before = editedText(model.rows, model.cellAt(spot), column)
    const text = before.replace(pattern, () => by)
    return text === before ? [] : [{ row: spot.row, column, text, place: spot, before }]
  })
  return { wishes, skipped: found.length - allowed.length }
}

export const replaceAll = (model: SheetModel, { wishes }: Replacing): number =>
  write(model, 'replace', wishes.map(({ row, column, text }) => ({ row, column, text }))) // prettier-ignore
