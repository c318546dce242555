import { rectOf, rectOfRange, yOf, type Frame, type Rect } from '../geometry.ts'
import type { Painter, Scene } from '../paint.ts'
import type { Range } from '../selection.ts'
import { Brush } from './brush.ts'
import { paintCells } from './cells.ts'
import { paintCorner, paintGutter, paintHeadings } from './headings.ts'
import { paintPresence, paintStates } from './marks.ts'
import { themeOf } from './theme.ts'

/** The painter on a canvas: the whole pane is drawn anew, once a frame. */
export class CanvasPainter implements Painter {
  readonly #canvas: HTMLCanvasElement
  readonly #brush: Brush

  constructor(canvas: HTMLCanvasElement) {
    const context = canvas.getContext('2d', { alpha: false })
    if (!context) throw new Error('This browser draws no canvas')
    this.#canvas = canvas
    this.#brush = new Brush(context, themeOf(canvas))
  }

  resize(width: number, height: number, ratio: number): void {
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)]
    if (this.#canvas.width !== wide) this.#canvas.width = wide
    if (this.#canvas.height !== high) this.#canvas.height = high
    this.#canvas.style.width = `${wide / ratio}px`
    this.#canvas.style.height = `${high / ratio}px`
    if (this.#brush.ratio !== ratio) this.refresh()
    this.#brush.ratio = ratio
  }

  measure(text: string, bold = false): number {
    return (bold ? this.#brush.bold : this.#brush.plain).of(text)
  }

  refresh(): void {
    this.#brush.forget(themeOf(this.#canvas))
  }

  paint(scene: Scene): void {
    const brush = this.#brush
    const { frame } = scene
    brush.context.setTransform(brush.ratio, 0, 0, brush.ratio, 0, 0)
    brush.context.textBaseline = 'middle'
    brush.fill({ x: 0, y: 0, width: frame.width, height: frame.height }, brush.theme.surface)
    for (const frozen of [false, true]) this.#paintPart(scene, frozen)
    brush.clipped({ x: 0, y: frame.header, width: frame.width, height: frame.height }, () => {
      paintGutter(brush, scene)
      for (const presence of scene.presence) paintPresence(brush, frame, presence)
    })
    paintEdges(brush, scene)
    // The selection of frozen columns lies over their edge.
    brush.clipped(
      { x: frame.gutter - 1, y: frame.header - 1, width: frame.edge - frame.gutter + 8, height: frame.height },
      () => {
        paintSelection(brush, scene, true)
      },
    )
    paintCorner(brush, frame)
  }

  #paintPart(scene: Scene, frozen: boolean): void {
    const { frame } = scene
    const brush = this.#brush
    const part = partOf(frame, frozen)
    if (part.width <= 0) return
    brush.clipped(part, () => {
      if (frozen) brush.fill(part, brush.theme.surface)
      paintCells(brush, scene, frozen)
      paintStates(brush, scene, frozen)
      if (!frozen) paintSelection(brush, scene, false)
    })
    brush.clipped({ ...part, y: 0, height: frame.header }, () => {
      if (!frozen) brush.fill({ ...part, y: 0, height: frame.header }, brush.theme.sunken)
      paintHeadings(brush, scene, frozen)
      brush.across(part.x, frame.header, part.width, brush.theme.strong)
    })
  }
}

const partOf = ({ gutter, edge, width, header, height }: Frame, frozen: boolean): Rect =>
  frozen
    ? { x: gutter, y: header, width: edge - gutter, height: height - header }
    : { x: edge, y: header, width: width - edge, height: height - header }

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
  for (const range of copied) framed(range, (rect) => brush.dashes(rect, theme.accent))
  for (const range of ranges) framed(range, (rect) => brush.frame(rect, colour, ranges.length > 1 ? 1 : 2))
  if (filling) framed(filling, (rect) => brush.dashes(rect, theme.accent))
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

/** The end of the frozen columns, and where a dragged column would come to stand. */
function paintEdges(brush: Brush, { frame, dropAt }: Scene): void {
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
