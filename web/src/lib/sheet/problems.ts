import type { Cell } from '#shared/base/cell'
import type { RefusalData } from '#shared/base/refusal'
import { write } from './acts.ts'
import { unmark } from './lay.ts'
import type { SheetModel } from './model.svelte.ts'
import type { Slot } from './store.ts'
import type { Unsaved } from './unsaved.ts'

/** A cell that was not written as asked, for the panel 未写入. */
export interface Problem {
  slot: Slot
  /** index of the column */
  column: number
  /** number of the row on the screen, where it is in sight */
  row: number | undefined
  unsaved: Unsaved
}

/** Refused cells and clashes, in the order of the screen. */
export function problemsOf(model: SheetModel): Problem[] {
  void model.tick
  const problems: Problem[] = []
  for (const { slot, column, cell } of model.rows.unsaved) {
    if (cell.state === 'waiting' || model.rows.store.isGone(slot)) continue
    const place = model.view.placeOf(slot)
    problems.push({ slot, column, row: place === undefined ? undefined : place + 1, unsaved: cell })
  }
  return problems.sort((a, b) => (a.row ?? Infinity) - (b.row ?? Infinity) || a.column - b.column)
}

/** F8: the next cell that was not written, round to the first again. */
export function nextProblem(model: SheetModel): void {
  const problems = problemsOf(model)
  const { row, column } = model.selection.active
  const after = problems.find((problem) => {
    const place = model.columns.placeOf(problem.column)
    return (problem.row ?? 0) - 1 > row || ((problem.row ?? 0) - 1 === row && place > column)
  })
  const next = after ?? problems[0]
  if (next) model.goTo(next.slot, next.column)
}

/** Gives up what was typed: what stands is shown again. */
export function giveUp(model: SheetModel, { slot, column }: Pick<Problem, 'slot' | 'column'>): void {
  unmark(model.rows, slot, column)
  model.touch()
}

/** 用我的: writes mine over the value that stands, having seen it. */
export function useMine(model: SheetModel, { slot, column, unsaved }: Problem): void {
  rewrite(model, slot, column, unsaved.text, unsaved.mine)
}

/** 合并文字: what stands, and mine below it. */
export function joinTexts(model: SheetModel, { slot, column, unsaved }: Problem): void {
  const stands = model.rows.print(unsaved.stands, column)
  rewrite(model, slot, column, [stands, unsaved.text].filter((text) => text !== '').join('\n'))
}

/** Writes another text into a cell, wherever its row is: a suggestion that was taken, a value that is restored. */
export function rewrite(model: SheetModel, slot: Slot, column: number, text: string, cell?: Cell): void {
  const row = model.view.placeOf(slot)
  if (row !== undefined) write(model, 'type', [{ row, column, text, ...(cell === undefined ? {} : { cell }) }])
}

/** What a refusal offers instead, where it does. */
export function nearestOf(because: RefusalData | undefined): readonly string[] {
  const { facts } = because ?? {}
  if (facts && 'nearest' in facts) return facts.nearest
  if (facts && 'readings' in facts) return facts.readings
  return []
}

/** The refused cells as text for the clipboard: place, value, reason, a line each. */
export const asLines = (lines: readonly (readonly string[])[]): string => lines.map((line) => line.map((part) => part.replace(/[\t\n]+/g, ' ')).join('\t')).join('\n') // prettier-ignore
