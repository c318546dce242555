import { rectOf, rectOfRange, yOf, type Frame, type Rect } from '../geometry.ts'
import type { Scene } from '../paint.ts'
import type { Range } from '../selection.ts'
import type { Brush } from './brush.ts'
import { paintCells } from './cells.ts'
import { paintGroup } from './groups.ts'
import { paintEdges, paintGutter } from './headings.ts'
import { paintPresence, paintStates } from './marks.ts'

/** Draws the rows of a frame with everything that lies over them. */
export function paintBody(brush: Brush, scene: Scene): void {
  const { frame } = scene
  brush.fill({ x: 0, y: 0, width: frame.width, height: frame.height }, brush.theme.surface)
  for (const frozen of [false, true]) paintPart(brush, scene, frozen)
  paintGutter(brush, scene)
  for (const presence of scene.presence) paintPresence(brush, frame, presence)
  paintEdges(brush, scene)
  // The selection of frozen columns lies over their edge.
  brush.clipped({ x: frame.gutter - 1, y: 0, width: frame.edge - frame.gutter + 8, height: frame.height }, () => {
    paintSelection(brush, scene, true)
  })
  for (const head of frame.tops.heads?.between(-frame.top, frame.height - frame.top) ?? [])
    paintGroup(brush, frame, head, scene.head(head))
}

function paintPart(brush: Brush, scene: Scene, frozen: boolean): void {
  const part = partOf(scene.frame, frozen)
  if (part.width <= 0) return
  brush.clipped(part, () => {
    if (frozen) brush.fill(part, brush.theme.surface)
    paintStates(brush, paintCells(brush, scene, frozen))
    if (!frozen) paintSelection(brush, scene, false)
  })
}

const partOf = ({ gutter, edge, width, height }: Frame, frozen: boolean): Rect =>
  frozen ? { x: gutter, y: 0, width: edge - gutter, height } : { x: edge, y: 0, width: width - edge, height }

function paintSelection(
  brush: Brush,
  { frame, ranges, active, handle, filling, copied, focused }: Scene,
  frozen: boolean,
): void {
  const { theme } = brush
  const colour = focused ? theme.accent : theme.strong
  const framed = (range: Range, draw: (rect: Rect) => void): void => {
    const rect = rectOfRange(frame, range, frozen)
    if (rect) draw(rect)
  }
  for (const range of copied) framed(range, (rect) => brush.dashes(rect, theme.accent, frame.top))
  for (const range of ranges) framed(range, (rect) => brush.frame(rect, colour, ranges.length > 1 ? 1 : 2))
  if (filling) framed(filling, (rect) => brush.dashes(rect, theme.accent, frame.top))
  const box = active && frame.columns.find(({ place }) => place === active.column)
  const rect = active && box?.frozen === frozen ? rectOf(frame, active) : undefined
  if (rect && ranges.length > 1) brush.frame(rect, colour, 2)
  const last = ranges[ranges.length - 1]
  if (handle && last) framed(last, (range) => paintHandle(brush, frame, range, last))
}

function paintHandle(brush: Brush, frame: Frame, { x, width }: Rect, { bottom }: Range): void {
  const y = yOf(frame, bottom + 1)
  brush.fill({ x: x + width - 6, y: y - 6, width: 11, height: 11 }, brush.theme.surface)
  brush.fill({ x: x + width - 5, y: y - 5, width: 9, height: 9 }, brush.theme.accent)
}
