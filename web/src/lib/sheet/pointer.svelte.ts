import { openColumnMenu, autofit, commit, edit } from './writing.ts'
import { fillAlong, fillToBlock } from './filling.ts'
import { fillTo, type Fill } from './fill.ts'
import { toggle } from './folding.ts'
import { hit, nearestSpot, rectOfRange, yOf, type Hit } from './geometry.ts'
import type { SheetModel } from './model.svelte.ts'
import { add, everything, extend, isSelected, lastOf, select, selectRange, wholeColumns, wholeRows, type Spot } from './selection.ts' // prettier-ignore

/** What the pressed pointer is doing. */
type Drag =
  | { of: 'cells' | 'rows' | 'columns' }
  | { of: 'fill' }
  | { of: 'edge'; column: number; from: number; width: number }
  | { of: 'order'; columns: number[] }

interface At {
  x: number
  y: number
}

interface Keys {
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
}

/** 指针. Pressing, dragging and letting go over the pane; coordinates are the pane's own. */
export class Pointer {
  hovered = $state<number | undefined>()
  filling = $state.raw<Fill | undefined>()
  dropAt = $state<number | undefined>()
  cursor = $state('cell')
  readonly #model: SheetModel
  #drag: Drag | undefined

  constructor(model: SheetModel) {
    this.#model = model
  }

  get dragging(): boolean {
    return this.#drag !== undefined
  }

  hit({ x, y }: At): Hit {
    return hit(this.#model.viewport.frame, x, y, this.#handle())
  }

  press(at: At, keys: Keys): void {
    const model = this.#model
    const under = this.hit(at)
    if (under.on === 'nothing') return
    commit(model)
    switch (under.on) {
      case 'corner':
        model.select(selectRange(everything(model.body), model.selection.active), false)
        return
      case 'handle':
        this.#drag = { of: 'fill' }
        return
      case 'cell':
        this.#drag = { of: 'cells' }
        this.#pick(under.spot, keys)
        return
      case 'head':
        toggle(model, under.head)
        return
      case 'gutter':
        this.#drag = { of: 'rows' }
        this.#pickRows(under.row, keys)
        return
      case 'heading':
        this.#pressHeading(under.column, under.part, at, keys)
    }
  }

  move(at: At): void {
    const drag = this.#drag
    if (!drag) {
      this.#hover(this.hit(at))
      return
    }
    const model = this.#model
    const to = nearestSpot(model.viewport.frame, at.x, at.y)
    if (drag.of === 'edge') model.columns.resize(drag.column, drag.width + at.x - drag.from)
    else if (drag.of === 'order') this.dropAt = this.#dropPlace(at.x)
    else if (drag.of === 'fill') {
      this.filling = fillTo(lastOf(model.selection), to)
      model.viewport.reveal(to)
    } else {
      model.selection = extend(model.selection, to, drag.of === 'columns' ? model.body : model.extent)
      this.#scrollAlong(at, drag.of)
    }
  }

  release(): void {
    const drag = this.#drag
    const { filling, dropAt } = this
    this.#drag = undefined
    this.filling = undefined
    this.dropAt = undefined
    if (drag?.of === 'fill' && filling) fillAlong(this.#model, filling)
    if (drag?.of === 'order' && dropAt !== undefined) this.#model.columns.move(drag.columns, dropAt)
  }

  leave(): void {
    if (!this.#drag) this.hovered = undefined
  }

  double(at: At): void {
    const under = this.hit(at)
    const model = this.#model
    if (under.on === 'handle') fillToBlock(model)
    else if (under.on === 'heading' && under.part === 'edge') autofit(model, [under.column])
    else if (under.on === 'cell') edit(model, 'toggle')
  }

  /** The right button: on a cell outside of the selection it selects that cell first. */
  openMenu(at: At): void {
    const model = this.#model
    const under = this.hit(at)
    commit(model)
    if (under.on === 'heading') {
      openColumnMenu(model, under.column)
      return
    }
    if (under.on === 'cell' && !isSelected(model.selection, under.spot)) model.select(select(under.spot), false)
    if (under.on === 'gutter' && !isSelected(model.selection, { row: under.row, column: 0 })) this.#pickRows(under.row)
    model.menu = { of: 'cell', column: model.selection.active.column, x: at.x, y: at.y }
  }

  #pick(spot: Spot, { shiftKey, ctrlKey, metaKey }: Keys): void {
    const model = this.#model
    if (shiftKey) model.selection = extend(model.selection, spot, model.extent)
    else if (ctrlKey || metaKey) model.selection = add(model.selection, spot)
    else model.select(select(spot))
  }

  #pickRows(row: number, keys?: Keys): void {
    const model = this.#model
    const { row: from } = keys?.shiftKey ? model.selection.anchor : { row }
    const range = wholeRows(from, row, model.extent)
    const ranges = keys?.ctrlKey || keys?.metaKey ? [...model.selection.ranges, range] : [range]
    model.selection = { active: { row, column: 0 }, anchor: { row: from, column: 0 }, ranges }
  }

  #pressHeading(column: number, part: 'label' | 'menu' | 'edge', { x }: At, keys: Keys): void {
    const model = this.#model
    if (part === 'menu') openColumnMenu(model, column)
    else if (part === 'edge')
      this.#drag = { of: 'edge', column, from: x, width: model.columns.shown[column]?.width ?? 0 }
    else if (this.#isWhole(column) && !keys.shiftKey && !keys.ctrlKey) {
      const { left, right } = lastOf(model.selection)
      this.#drag = { of: 'order', columns: Array.from({ length: right - left + 1 }, (_, i) => left + i) }
    } else {
      this.#drag = { of: 'columns' }
      const { column: from } = keys.shiftKey ? model.selection.anchor : { column }
      const range = wholeColumns(from, column, model.body)
      const ranges = keys.ctrlKey || keys.metaKey ? [...model.selection.ranges, range] : [range]
      const top = model.viewport.frame.firstRow
      model.selection = { active: { row: top, column: from }, anchor: { row: 0, column: from }, ranges }
    }
  }

  #isWhole(column: number): boolean {
    const { whole, left, right } = lastOf(this.#model.selection)
    return whole === 'columns' && column >= left && column <= right
  }

  #dropPlace(x: number): number {
    const { columns } = this.#model.viewport.frame
    const box = columns.find((one) => x < one.x + one.width / 2)
    return box?.place ?? (columns[columns.length - 1]?.place ?? 0) + 1
  }

  #scrollAlong({ x, y }: At, of: 'cells' | 'rows' | 'columns'): void {
    const { viewport } = this.#model
    const { frame, offset } = viewport
    const past = (at: number, from: number, to: number): number => (at < from ? at - from : at > to ? at - to : 0)
    const dx = of === 'rows' ? 0 : past(x, frame.edge, frame.width - 12)
    const dy = of === 'columns' ? 0 : past(y, frame.header, frame.height - 12)
    if (dx !== 0 || dy !== 0) viewport.moveTo(offset.x + dx, offset.y + dy)
  }

  #hover(under: Hit): void {
    this.hovered = under.on === 'heading' ? under.column : undefined
    if (under.on === 'handle') this.cursor = 'crosshair'
    else if (under.on === 'heading') this.cursor = under.part === 'edge' ? 'col-resize' : 'pointer'
    else if (under.on === 'head') this.cursor = 'pointer'
    else this.cursor = under.on === 'cell' ? 'cell' : 'default'
  }

  #handle(): At | undefined {
    const { viewport, selection, writable, focused } = this.#model
    if (!writable || !focused || selection.ranges.length !== 1) return undefined
    const last = lastOf(selection)
    const frozen = last.right < viewport.frame.frozen
    const rect = rectOfRange(viewport.frame, last, frozen)
    return rect && { x: rect.x + rect.width, y: yOf(viewport.frame, last.bottom + 1) }
  }
}
