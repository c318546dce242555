import type { Key } from './keys.ts'
import type { SheetModel } from './model.svelte.ts'
import { blockAround, edge, step, type Way } from './moves.ts'
import { everything, extend, lastOf, select, selectRange, sizeOf, type Spot } from './selection.ts'

const ways: readonly string[] = ['up', 'down', 'left', 'right']
const isWay = (to: Key['to']): to is Way => ways.includes(to ?? '')

/** Where a key of the map leads from a place. */
function target(model: SheetModel, from: Spot, { to, by }: Key): Spot {
  const { extent, viewport, screenful } = model
  if (isWay(to)) return by === 'edge' ? edge(from, to, extent, model.isFilled) : step(from, to, extent)
  switch (to) {
    case 'row-start':
      return { row: from.row, column: 0 }
    case 'row-end':
      return { row: from.row, column: extent.columns - 1 }
    case 'first':
      return { row: 0, column: 0 }
    case 'last':
      return { row: Math.max(0, model.view.rows.length - 1), column: extent.columns - 1 }
    case 'page-up':
      return step(from, 'up', extent, viewport.page)
    case 'page-down':
      return step(from, 'down', extent, viewport.page)
    case 'page-left':
      return step(from, 'left', extent, screenful)
    case 'page-right':
      return step(from, 'right', extent, screenful)
    case undefined:
    default:
      return from
  }
}

/** Arrows and their like; with Shift the selection grows from its moving corner. */
export function move(model: SheetModel, key?: Key): void {
  if (!key) return
  if (!key.extend) {
    model.select(select(target(model, model.selection.active, key)))
    return
  }
  const head = target(model, model.head, key)
  model.selection = extend(model.selection, head, model.extent)
  model.viewport.reveal(head)
}

/** Ctrl+A: the block round the active cell, then all rows in sight. */
export function selectAll(model: SheetModel): void {
  const { active } = model.selection
  const { body } = model
  const block = blockAround({ ...active, row: Math.min(active.row, body.rows - 1) }, body, model.isFilled)
  const all = sizeOf(block) <= 1 || sizeOf(lastOf(model.selection)) >= sizeOf(block)
  model.select(selectRange(all ? everything(body) : block, active), false)
}
