import type { Frame, Rect } from '../geometry.ts'
import type { HeadLook } from '../paint.ts'
import { padding, type Brush } from './brush.ts'

const indent = 20

/** The head of a group, over the whole width: what its rows have in common, how many they are, and their sums. */
export function paintGroup(brush: Brush, frame: Frame, head: number, look: HeadLook): void {
  const { theme } = brush
  const { heads } = frame.tops
  if (!heads) return
  const y = frame.top + heads.top(head)
  const rect = { x: 0, y, width: frame.width, height: heads.high }
  brush.fill(rect, theme.sunken)
  brush.across(0, y + heads.high, frame.width, theme.strong)
  const x = padding + look.level * indent
  paintFold(brush, { ...rect, x, width: 16 }, look.folded)
  brush.font(true)
  const text = brush.bold.fit(look.text, 360)
  brush.write(text, { ...rect, x: x + 20 }, false, theme.ink)
  const after = x + 20 + brush.bold.of(text) + 12
  brush.font()
  brush.write(look.count, { ...rect, x: after }, false, theme.ink3)
  paintSums(brush, frame, rect, { look, from: after + brush.plain.of(look.count) + 16 })
}

/** Sums stand in their columns, where the group's name leaves room. */
function paintSums(brush: Brush, frame: Frame, rect: Rect, { look, from }: { look: HeadLook; from: number }): void {
  brush.font(true)
  for (const { place, x, width, frozen } of frame.columns) {
    const text = look.sum(place)
    const right = x + width - padding
    const left = right - brush.bold.of(text)
    if (text !== '' && left >= Math.max(from, frozen ? 0 : frame.edge)) brush.write(text, { ...rect, x: left }, false, brush.theme.ink) // prettier-ignore
  }
}

/** A triangle: to the right where the group is folded, else downwards. */
function paintFold(brush: Brush, { x, y, height }: Rect, folded: boolean): void {
  const { context, theme } = brush
  const [cx, cy] = [x + 8, brush.snap(y + height / 2)]
  context.fillStyle = theme.ink2
  context.beginPath()
  if (folded) {
    context.moveTo(cx - 3, cy - 5)
    context.lineTo(cx + 4, cy)
    context.lineTo(cx - 3, cy + 5)
  } else {
    context.moveTo(cx - 5, cy - 3)
    context.lineTo(cx + 5, cy - 3)
    context.lineTo(cx, cy + 4)
  }
  context.fill()
}
