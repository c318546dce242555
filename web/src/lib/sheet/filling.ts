import { write, type RowWish } from './acts.ts'
import { continued, type Fill } from './fill.ts'
import type { SheetModel } from './model.svelte.ts'
import { lastOf, type Range } from './selection.ts'

/** Ctrl+D, Ctrl+R: the first row or column of the selection into the rest; of a single one, the one before it. */
export function fillSelection(model: SheetModel, along: 'rows' | 'columns'): void {
  const range = inSight(model, lastOf(model.selection))
  const byRows = along === 'rows'
  const single = byRows ? range.top === range.bottom : range.left === range.right
  const first = byRows ? range.top : range.left
  if (single && first === 0) return
  const wishes: RowWish[] = []
  for (let row = range.top + Number(byRows && !single); row <= range.bottom; row++)
    for (let column = range.left + Number(!byRows && !single); column <= range.right; column++) {
      const from = byRows ? { row: first - Number(single), column } : { row, column: first - Number(single) }
      wishes.push(copied(model, from, { row, column }))
    }
  write(model, 'fill', wishes)
}

/** The selection without the blank line below the rows, unless it is all there is. */
const inSight = ({ view }: SheetModel, range: Range): Range =>
  range.top < view.rows.length ? { ...range, bottom: Math.min(range.bottom, view.rows.length - 1) } : range

interface At {
  row: number
  column: number
}

function copied(model: SheetModel, from: At, to: At): RowWish {
  const cell = model.cellAt(from)
  const same = model.indexAt(from.column) === model.indexAt(to.column)
  const text = model.rows.print(cell, model.indexAt(from.column))
  return { row: to.row, column: model.indexAt(to.column), text, ...(same ? { cell } : {}) }
}

/** The fill handle: runs of two or more numbers or days go on, anything else is repeated; one gesture. */
export function fillAlong(model: SheetModel, { source, target, along, back }: Fill): void {
  const wishes = along === 'rows' ? downColumns(model, source, target, back) : alongRows(model, source, target, back)
  write(model, 'fill', wishes)
  const all = { top: Math.min(source.top, target.top), left: Math.min(source.left, target.left), bottom: Math.max(source.bottom, target.bottom), right: Math.max(source.right, target.right) } // prettier-ignore
  const active = { row: source.top, column: source.left }
  model.select({ active, anchor: { row: all.top, column: all.left }, ranges: [all] }, false)
}

function downColumns(model: SheetModel, source: Range, target: Range, back: boolean): RowWish[] {
  const count = Math.min(target.bottom, model.view.rows.length - 1) - target.top + 1
  const wishes: RowWish[] = []
  for (let column = source.left; column <= source.right; column++) {
    const run = Array.from({ length: source.bottom - source.top + 1 }, (_, i) =>
      model.cellAt({ row: source.top + i, column }),
    )
    const kind = model.columnAt(column)?.kind ?? { name: 'text' }
    const cells = continued(back ? run.reverse() : run, kind, count)
    const index = model.indexAt(column)
    cells.forEach((cell, i) => {
      const row = back ? target.bottom - i : target.top + i
      wishes.push({ row, column: index, text: model.rows.print(cell, index), cell })
    })
  }
  return wishes
}

/** Sideways values are copied as texts: the columns are of different kinds. */
function alongRows(model: SheetModel, source: Range, target: Range, back: boolean): RowWish[] {
  const wide = source.right - source.left + 1
  const wishes: RowWish[] = []
  for (let row = source.top; row <= Math.min(source.bottom, model.view.rows.length - 1); row++)
    for (let column = target.left; column <= target.right; column++) {
      const apart = back ? source.left - column : column - source.right
      const from = back ? source.right - ((apart - 1) % wide) : source.left + ((apart - 1) % wide)
      wishes.push(copied(model, { row, column: from }, { row, column }))
    }
  return wishes
}

/** A double click on the handle: as far down as the column beside it is filled. */
export function fillToBlock(model: SheetModel): void {
  const source = lastOf(model.selection)
  const beside = [source.left - 1, source.right + 1].filter((column) => column >= 0 && column < model.extent.columns)
  let bottom = source.bottom
  const filled = (row: number): boolean => beside.some((column) => model.isFilled({ row, column }))
  while (bottom + 1 < model.view.rows.length && filled(bottom + 1)) bottom++
  if (bottom > source.bottom)
    fillAlong(model, { source, target: { ...source, top: source.bottom + 1, bottom }, along: 'rows', back: false })
}
