import type { Group } from './grouping.ts'
import type { SheetModel } from './model.svelte.ts'
import { select } from './selection.ts'

/** 收起, 展开. Folds groups or unfolds them; the active cell stays with its row, or goes to the row that comes after. */
export function fold(model: SheetModel, groups: readonly Group[], folded: boolean): void {
  if (groups.length === 0) return
  const { view, selection } = model
  const { row, column } = selection.active
  const slot = view.rows[row]
  view.fold(groups, folded)
  const kept = slot === undefined ? undefined : view.placeOf(slot)
  const head = view.heads.findIndex((group) => groups.includes(group))
  model.touch()
  model.select(select({ row: kept ?? view.before[head] ?? 0, column }), false)
}

/** A click on a head. */
export function toggle(model: SheetModel, head: number): void {
  const group = model.view.heads[head]
  if (group) fold(model, [group], !model.view.isFolded(group))
}

/** The innermost group of the active row. */
export function foldAround(model: SheetModel): void {
  const slot = model.slotAt(model.selection.active.row)
  fold(model, slot === undefined ? [] : model.view.groupsOf(slot).slice(-1), true)
}

/** The folded group nearest to the active row. */
export function unfoldNear(model: SheetModel): void {
  const { view, selection } = model
  const far = (head: number): number => Math.abs((view.before[head] ?? 0) - selection.active.row)
  const folded = [...view.heads.keys()].filter((head) => view.heads.slice(head, head + 1).some((group) => view.isFolded(group))) // prettier-ignore
  const nearest = folded.reduce<number | undefined>((best, head) => (best === undefined || far(head) <= far(best) ? head : best), undefined) // prettier-ignore
  const group = nearest === undefined ? undefined : view.heads[nearest]
  if (group) fold(model, [group], false)
}

export const foldAll = (model: SheetModel, folded: boolean): void => fold(model, model.view.allGroups, folded)
