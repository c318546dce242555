import { yOf, type ColumnBox, type Frame } from '../geometry.ts'
import type { GutterLook, HeadingLook, Scene } from '../paint.ts'
import { padding, type Brush } from './brush.ts'

/** Draws the headings with the corner. */
export function paintHead(brush: Brush, scene: Scene): void {
  const { frame } = scene
  for (const frozen of [false, true]) {
    const [from, to] = frozen ? [frame.gutter, frame.edge] : [frame.edge, frame.width]
    if (to <= from) continue
    const part = { x: from, y: 0, width: to - from, height: frame.header }
    brush.clipped(part, () => {
      brush.fill(part, brush.theme.sunken)
      paintHeadings(brush, scene, frozen)
      brush.across(part.x, frame.header, part.width, brush.theme.strong)
    })
  }
  paintEdges(brush, scene)
  paintCorner(brush, frame)
}

function paintHeadings(brush: Brush, scene: Scene, frozen: boolean): void {
  const { frame, heading } = scene
  for (const box of frame.columns) if (box.frozen === frozen) paintHeading(brush, frame, box, heading(box.place))
}

function paintHeading(brush: Brush, frame: Frame, { x, width }: ColumnBox, look: HeadingLook): void {
  const { theme } = brush
  const rect = { x, y: 0, width, height: frame.header }
  brush.fill(rect, look.selected === 'no' ? theme.sunken : theme.accentSoft)
  const marks = marksOf(look)
  const room = width - 2 * padding - marks * 16
  brush.font(true)
  const ink = look.selected === 'whole' ? theme.accent : theme.ink
  const text = brush.bold.fit(look.text, room)
  const start = look.end ? x + width - padding - marks * 16 - brush.bold.of(text) : x + padding
  brush.write(text, { ...rect, x: start, width: room }, false, ink)
  let at = start + brush.bold.of(text) + 10
  if (look.computed) at = paintFx(brush, at, frame)
  if (look.sort) at = paintArrow(brush, at, frame, look.sort)
  if (look.filtered) paintFunnel(brush, at, frame)
  if (look.hovered) paintMenu(brush, frame, x + width, look)
  brush.down(x + width, 0, frame.header, theme.line)
  brush.across(x, frame.header, width, theme.strong)
  if (look.selected !== 'no') brush.across(x, frame.header, width, theme.accent, 2)
}

const marksOf = ({ computed, sort, filtered }: HeadingLook): number =>
  Number(computed) + Number(sort !== undefined) + Number(filtered)

function paintFx(brush: Brush, x: number, { header }: Frame): number {
  const { context, theme } = brush
  context.font = `italic 400 12px ${theme.font}`
  brush.write('fx', { x: x - 4, y: 0, width: 16, height: header }, false, theme.ink3)
  return x + 16
}

function paintArrow(brush: Brush, x: number, { header }: Frame, sort: { descending: boolean }): number {
  const { context, theme } = brush
  const [middle, up] = [brush.snap(header / 2), sort.descending ? -1 : 1]
  context.strokeStyle = theme.accent
  context.lineWidth = 1.5
  context.beginPath()
  context.moveTo(x, middle + 4.5)
  context.lineTo(x, middle - 4.5)
  context.moveTo(x - 3, middle - up * 1.5)
  context.lineTo(x, middle - up * 4.5)
  context.lineTo(x + 3, middle - up * 1.5)
  context.stroke()
  return x + 16
}

function paintFunnel(brush: Brush, x: number, { header }: Frame): number {
  const { context, theme } = brush
  const middle = brush.snap(header / 2)
  context.strokeStyle = theme.accent
  context.lineWidth = 1.5
  context.beginPath()
  for (const [half, y] of [
    [5, -4],
    [3, 0],
    [1, 4],
  ] as const) {
    context.moveTo(x - half, middle + y)
    context.lineTo(x + half, middle + y)
  }
  context.stroke()
  return x + 16
}

/** The chevron that opens the column's menu. */
function paintMenu(brush: Brush, { header }: Frame, right: number, look: HeadingLook): void {
  const { context, theme } = brush
  const middle = header / 2
  brush.fill({ x: right - 26, y: 1, width: 25, height: header - 3 }, look.selected === 'no' ? theme.sunken : theme.accentSoft) // prettier-ignore
  context.strokeStyle = theme.ink2
  context.lineWidth = 1.5
  context.beginPath()
  context.moveTo(right - 17, middle - 2)
  context.lineTo(right - 13, middle + 2)
  context.lineTo(right - 9, middle - 2)
  context.stroke()
}

export function paintGutter(brush: Brush, { frame, gutter }: Scene): void {
  brush.fill({ x: 0, y: frame.header, width: frame.gutter, height: frame.height }, brush.theme.surface)
  for (let row = frame.firstRow; row <= frame.lastRow; row++)
    paintNumber(brush, frame, { y: yOf(frame, row), height: frame.tops.high(row) }, gutter(row))
  brush.down(frame.gutter, frame.header, yOf(frame, frame.lastRow + 1) - frame.header, brush.theme.line)
}

function paintNumber(brush: Brush, frame: Frame, { y, height }: { y: number; height: number }, look: GutterLook): void {
  const { theme } = brush
  const rect = { x: 0, y, width: frame.gutter, height }
  brush.fill(rect, look.selected === 'no' ? theme.sunken : theme.accentSoft)
  if (look.local) brush.fill({ x: 0, y, width: 3, height }, theme.warn)
  brush.font(look.active, 12)
  const ink = look.active || look.selected === 'whole' ? theme.accent : look.local ? theme.warn : theme.ink3
  brush.context.textAlign = 'center'
  brush.context.fillStyle = ink
  brush.context.fillText(look.text, frame.gutter / 2, brush.snap(y + height / 2) + 0.5)
  brush.across(0, y + height, frame.gutter, theme.line)
}

function paintCorner(brush: Brush, { header, gutter }: Frame): void {
  const { theme } = brush
  brush.fill({ x: 0, y: 0, width: gutter, height: header }, theme.sunken)
  brush.down(gutter, 0, header, theme.line)
  brush.across(0, header, gutter, theme.strong)
}

/** The end of the frozen columns, and where a dragged column would come to stand. */
export function paintEdges(brush: Brush, { frame, dropAt }: Scene): void {
  const { theme } = brush
  const bottom = Math.min(frame.height, yOf(frame, frame.lastRow + 1))
  if (frame.frozen > 0) {
    brush.fill({ x: frame.edge, y: 0, width: 3, height: bottom }, theme.line)
    brush.down(frame.edge, 0, bottom, theme.strong)
  }
  const box = dropAt === undefined ? undefined : frame.columns.find(({ place }) => place === dropAt)
  const last = frame.columns[frame.columns.length - 1]
  const x = box?.x ?? (dropAt !== undefined && last ? last.x + last.width : undefined)
  if (x !== undefined) brush.fill({ x: x - 1.5, y: 0, width: 3, height: bottom }, theme.accent)
}
