import { initials } from '#shared/base/collate'
import { fold, narrow } from '#shared/base/text'
import { write, type RowWish } from './acts.ts'
import type { SheetModel } from './model.svelte.ts'
import { editedText } from './printing.ts'
import { spotsOf, type Spot } from './selection.ts'

export type Scope = 'view' | 'column' | 'selection'

/** Two letters or more may be Pinyin initials: one alone would find nearly everything. */
const mayBeInitials = /^[a-z][a-z0-9]+$/

/** Whether a text holds what is sought, in any width or case; `jf` finds 经费 too, where Pinyin counts. */
export function textHolds(text: string, wanted: string, pinyin: boolean): boolean {
  return fold(text).includes(wanted) || (pinyin && mayBeInitials.test(wanted) && initials(text).includes(wanted))
}

/**
 * 查找. Places in sight whose text holds what is sought, row by row. Each distinct cell of a column is looked at once.
 * Pinyin initials find, but never replace.
 */
export function findAll(model: SheetModel, sought: string, scope: Scope, pinyin = true): Spot[] {
  void model.tick
  const wanted = fold(sought)
  if (wanted === '') return []
  const holds = holdsIn(model, wanted, pinyin)
  if (scope === 'selection') return [...spotsOf(model.selection)].filter(holds)
  const { column } = model.selection.active
  const columns = scope === 'column' ? [column] : model.columns.shown.map((_, place) => place)
  return model.view.rows.flatMap((_, row) => columns.map((place) => ({ row, column: place })).filter(holds))
}

function holdsIn(model: SheetModel, wanted: string, pinyin: boolean): (spot: Spot) => boolean {
  const { store } = model.rows
  const known = new Map<number, boolean[]>()
  return ({ row, column }) => {
    const slot = model.slotAt(row)
    if (slot === undefined) return false
    const index = model.indexAt(column)
    const words = known.get(index) ?? []
    if (words.length === 0) known.set(index, words)
    return (words[store.codes(index)[slot] ?? 0] ??= textHolds(model.printed.text(slot, index), wanted, pinyin))
  }
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
