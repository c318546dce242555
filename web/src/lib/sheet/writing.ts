import { printInstant } from '#shared/base/kinds/times'
import { reasonOf } from '#shared/words/refusals'
import { write, type RowWish } from './acts.ts'
import type { SheetModel } from './model.svelte.ts'
import { language } from './say.ts'
import { lastOf, sizeOf, spotsOf, type Spot } from './selection.ts'

/** Writes what was typed into the cell under the editor, and closes it. Returns whether anything was open. */
export function commit(model: SheetModel): boolean {
  if (!model.editor.active) return false
  const { row, column } = model.selection.active
  write(model, 'type', [{ row, column: model.indexAt(column), text: model.editor.finish() }])
  return true
}

/** Ctrl+Enter: the typed value, or the active cell's, into the whole selection. */
export function commitEverywhere(model: SheetModel): void {
  const { active } = model.selection
  const typed = model.editor.active ? model.editor.finish() : undefined
  const index = model.indexAt(active.column)
  const cell = model.cellAt(active)
  const text = typed ?? model.rows.print(cell, index)
  writeEverywhere(model, typed === undefined ? 'fill' : 'type', ({ column }) => {
    const same = model.indexAt(column) === index
    return { text, ...(typed === undefined && same ? { cell } : {}) }
  })
}

/** One wish for each selected cell of a row that is there; the blank line counts only where nothing else is selected. */
function writeEverywhere(
  model: SheetModel,
  kind: 'type' | 'fill' | 'clear',
  wish: (spot: Spot) => Pick<RowWish, 'text' | 'cell'>,
): void {
  const end = model.view.rows.length
  const spots = [...spotsOf(model.selection)]
  const asked = spots.length > 1 ? spots.filter(({ row }) => row < end) : spots
  write(model, kind, asked.map((spot) => ({ row: spot.row, column: model.indexAt(spot.column), ...wish(spot) }))) // prettier-ignore
}

/** Delete: blanks every selected cell that may be written. */
export function clear(model: SheetModel): void {
  if (sizeOf(lastOf(model.selection)) === 0) return
  writeEverywhere(model, 'clear', () => ({ text: '' }))
}

/** F2 opens and toggles, Backspace opens blank. A cell that may not be written says why. */
export function edit(model: SheetModel, how: 'toggle' | 'blank' | 'list'): void {
  if (model.editor.active) {
    if (how === 'toggle') model.editor.toggle()
    return
  }
  if (refuses(model)) return
  if (how === 'toggle') model.editor.open()
  else if (how === 'blank') {
    model.editor.open('')
    model.editor.mode = 'typing'
  } else model.editor.open(undefined, true)
}

/** Says why the active cell may not be written, where it may not. */
export function refuses(model: SheetModel): boolean {
  const because = model.barredAt(model.selection.active)
  if (because) model.notice = { text: reasonOf(because, language()) }
  return because !== undefined
}

/** Alt+↓: the options of a cell that has some, else the column's menu with its filter. */
export function options(model: SheetModel): void {
  const { active } = model.selection
  if (model.editor.active) {
    model.editor.listOpen = !model.editor.listOpen
    return
  }
  const column = model.columnAt(active.column)
  if (column && model.optionsOf(column) && !model.barredAt(active)) edit(model, 'list')
  else openColumnMenu(model, active.column)
}

export function openColumnMenu(model: SheetModel, place: number): void {
  const box = model.viewport.frame.columns.find((one) => one.place === place)
  if (box) model.menu = { of: 'column', column: place, x: box.x + box.width, y: model.viewport.measures.header }
}

/** Esc: gives up what is typed, else closes what is open, else forgets the copied range. */
export function escape(model: SheetModel): void {
  if (model.editor.active) model.editor.close()
  else if (model.panel !== 'none') model.panel = 'none'
  else {
    model.copied = undefined
    model.notice = undefined
  }
}

/** Ctrl+; and Ctrl+Shift+;: the server's day or time, into the text that is being typed or the whole cell. */
export function insertTime(model: SheetModel, of: 'day' | 'instant'): void {
  const shown = printInstant(model.options.now())
  const text = of === 'day' ? shown.slice(0, 10) : shown
  if (model.editor.active) {
    model.editor.insert(text)
    return
  }
  if (refuses(model)) return
  const { row, column } = model.selection.active
  write(model, 'type', [{ row, column: model.indexAt(column), text }])
}

/** The blank line after the last row, at its first cell that may be written. */
export function newRow(model: SheetModel): void {
  const row = model.view.rows.length
  const column = model.columns.shown.findIndex((_, place) => !model.barredAt({ row, column: place }))
  model.select({ active: { row, column }, anchor: { row, column }, ranges: [{ top: row, bottom: row, left: column, right: column }] }) // prettier-ignore
  model.editor.focus()
}

/** Fits the selected columns to what they hold, as far as `measure` says; at most 480 pixels. */
export function autofit(model: SheetModel, places: readonly number[]): void {
  for (const place of places) {
    const index = model.indexAt(place)
    const heading = model.measure(model.heading(place), true) + 56
    const widest = model.view.rows.reduce((most, slot) => {
      const text = model.printed.text(slot, index)
      return Math.max(most, text.length * 4 > most ? model.measure(text) : 0)
    }, 0)
    model.columns.resize(place, Math.min(480, Math.max(heading, widest + 24)))
  }
  model.notice = undefined
}

export const selectedColumns = (model: SheetModel): number[] => {
  const { left, right } = lastOf(model.selection)
  return Array.from({ length: right - left + 1 }, (_, i) => left + i)
}
