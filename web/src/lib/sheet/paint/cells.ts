import { yOf, type ColumnBox, type Frame, type Rect } from '../geometry.ts'
import type { CellLook, CellState, Scene } from '../paint.ts'
import { holds, type Range } from '../selection.ts'
import { padding, type Brush } from './brush.ts'
import { hatch, clock } from './marks.ts'
import { hashes } from './text.ts'

/** A cell that wants attention, and where it is drawn. */
export interface Marked {
  state: CellState
  rect: Rect
}

/**
 * Draws the cells of one part of the pane, the frozen one or the other, by rows; text comes in one run of one font.
 * Returns the cells that want attention.
 */
export function paintCells(brush: Brush, scene: Scene, frozen: boolean): Marked[] {
  const marked: Marked[] = []
  const { frame, ranges, active } = scene
  const boxes = frame.columns.filter((box) => box.frozen === frozen)
  const single = ranges.length === 1 && ranges.every(({ top, bottom, left, right }) => top === bottom && left === right)
  brush.font()
  for (let row = frame.firstRow; row <= frame.lastRow; row++) {
    const y = yOf(frame, row)
    for (const box of boxes) {
      const rect = { x: box.x, y, width: box.width, height: frame.tops.high(row) }
      const selected = isIn(ranges, row, box) && !(active?.row === row && active.column === box.place)
      const current = single && active?.row === row && active.column !== box.place
      const look = scene.cell(row, box.place)
      if (look.state !== undefined) marked.push({ state: look.state, rect })
      paintCell(brush, look, rect, selected, current)
    }
  }
  paintLines(brush, frame, boxes)
  return marked
}

const isIn = (ranges: readonly Range[], row: number, { place }: ColumnBox): boolean =>
  ranges.some((range) => holds(range, { row, column: place }))

function paintCell(brush: Brush, look: CellLook, rect: Rect, selected: boolean, current: boolean): void {
  const { theme } = brush
  const { state } = look
  if (selected) brush.fill(rect, theme.accentSoft)
  else if (current) brush.fill(rect, theme.hover)
  else if (look.sunken) brush.fill(rect, theme.sunken)
  if (state === 'waiting') hatch(brush, rect)
  const ink = state === 'missing' ? theme.warn : look.muted ? theme.ink2 : theme.ink
  const lead = state === 'waiting' ? clock(brush, rect) : 0
  const room = rect.width - 2 * padding - lead
  if (look.lines !== undefined && look.lines > 1) {
    brush.paragraph(look.text, { ...rect, x: rect.x + padding + lead, width: room }, look.lines, ink)
    return
  }
  const fitted = brush.plain.fit(look.text, room)
  const text = look.end && fitted !== look.text ? hashes(room, brush.plain.of('#')) : fitted
  brush.write(text, { ...rect, x: rect.x + padding + lead, width: room }, look.end, ink)
}

function paintLines(brush: Brush, frame: Frame, boxes: readonly ColumnBox[]): void {
  const [first, last] = [boxes[0], boxes[boxes.length - 1]]
  if (!first || !last || frame.lastRow < frame.firstRow) return
  const from = yOf(frame, frame.firstRow)
  const to = yOf(frame, frame.lastRow + 1)
  for (let row = frame.firstRow; row <= frame.lastRow; row++)
    brush.across(first.x, yOf(frame, row + 1), last.x + last.width - first.x, brush.theme.line)
  for (const { x, width } of boxes) brush.down(x + width, from, to - from, brush.theme.line)
}
