import { rectOf, type Frame, type Rect } from '../geometry.ts'
import type { CellState, Presence } from '../paint.ts'
import type { Brush } from './brush.ts'

/** 未保存: slanted stripes over the whole cell. */
export function hatch(brush: Brush, rect: Rect): void {
  const { context, theme } = brush
  brush.clipped(rect, () => {
    context.strokeStyle = theme.warnSoft
    context.lineWidth = 4
    context.beginPath()
    for (let x = rect.x - rect.height; x < rect.x + rect.width; x += 10) {
      context.moveTo(x, rect.y + rect.height)
      context.lineTo(x + rect.height, rect.y)
    }
    context.stroke()
  })
}

/** A small clock at the start of an unsaved cell; the width it takes. */
export function clock(brush: Brush, { x, y, height }: Rect): number {
  const { context, theme } = brush
  const [cx, cy] = [x + 16, brush.snap(y + height / 2)]
  context.strokeStyle = theme.warn
  context.lineWidth = 1.25
  context.beginPath()
  context.arc(cx, cy, 5, 0, 2 * Math.PI)
  context.moveTo(cx, cy - 3)
  context.lineTo(cx, cy)
  context.lineTo(cx + 2.5, cy + 1.5)
  context.stroke()
  return 16
}

const corners: Partial<Record<CellState, 'bad' | 'warn'>> = { refused: 'bad', clash: 'bad', missing: 'warn' }

/** Corners and borders of cells that want attention: over the lines, beneath the selection. */
export function paintStates(brush: Brush, marked: readonly { state: CellState; rect: Rect }[]): void {
  for (const { state, rect } of marked) paintState(brush, state, rect)
}

function paintState(brush: Brush, state: CellState, rect: Rect): void {
  const colour = corners[state]
  if (state === 'refused' || state === 'clash') brush.frame(rect, brush.theme.bad, 1.5)
  if (colour) brush.corner(rect, brush.theme[colour])
  if (state === 'finding') brush.triangle(rect, brush.theme.warn)
  if (state === 'foreign')
    brush.fill({ x: rect.x, y: rect.y + 4, width: 2, height: rect.height - 9 }, brush.theme.accent)
}

/** 他人正在改: a frame round the cell, and a tag with the name beneath it, or above the last row. */
export function paintPresence(brush: Brush, frame: Frame, { spot, name }: Presence): void {
  const rect = rectOf(frame, spot)
  if (!rect) return
  const { context, theme } = brush
  brush.frame(rect, theme.presence, 2)
  brush.font(false, 12)
  const width = context.measureText(name).width + 12
  const below = spot.row < frame.rows - 1
  const tag = { x: rect.x + rect.width - width, y: below ? rect.y + rect.height : rect.y - 20, width, height: 20 }
  brush.fill(tag, theme.presence)
  brush.write(name, { ...tag, x: tag.x + 6 }, false, theme.onPresence)
}
