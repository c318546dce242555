import type { Rect } from '../geometry.ts'
import { lineHeight } from '../heights.ts'
import { Widths } from './text.ts'
import type { Theme } from './theme.ts'

export const padding = 10
const size = 13

/** The canvas with the sheet's habits: lines snapped to device pixels, texts fitted, colours by name. */
export class Brush {
  context: CanvasRenderingContext2D
  theme: Theme
  ratio = 1
  readonly plain: Widths
  readonly bold: Widths
  /** a canvas for each weight that only measures: setting a font takes longer than measuring */
  readonly #rulers = [false, true].map(() => document.createElement('canvas').getContext('2d'))

  constructor(context: CanvasRenderingContext2D, theme: Theme) {
    this.context = context
    this.theme = theme
    this.#rule()
    const [plain, bold] = this.#rulers
    this.plain = new Widths((text) => plain?.measureText(text).width ?? 0)
    this.bold = new Widths((text) => bold?.measureText(text).width ?? 0)
  }

  /** Draws on another canvas from here on, in CSS pixels. */
  take(context: CanvasRenderingContext2D): void {
    this.context = context
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0)
    context.textBaseline = 'middle'
  }

  /** To the nearest device pixel: at 110 % and 125 % zoom lines stay one pixel wide and equally far apart. */
  snap(at: number): number {
    return Math.round(at * this.ratio) / this.ratio
  }

  get hair(): number {
    return Math.max(1, Math.round(this.ratio)) / this.ratio
  }

  fill({ x, y, width, height }: Rect, colour: string): void {
    const [left, top] = [this.snap(x), this.snap(y)]
    this.context.fillStyle = colour
    this.context.fillRect(left, top, this.snap(x + width) - left, this.snap(y + height) - top)
  }

  /** A line that ends at `y`, or at `x`: cells own the line at their lower and right edge. */
  across(x: number, y: number, width: number, colour: string, thick = this.hair): void {
    this.context.fillStyle = colour
    this.context.fillRect(this.snap(x), this.snap(y) - thick, this.snap(x + width) - this.snap(x), thick)
  }

  down(x: number, y: number, height: number, colour: string, thick = this.hair): void {
    this.context.fillStyle = colour
    this.context.fillRect(this.snap(x) - thick, this.snap(y), thick, this.snap(y + height) - this.snap(y))
  }

  /** A frame on the inside of a rectangle's own lines, as selections have. */
  frame({ x, y, width, height }: Rect, colour: string, thick: number): void {
    const [left, top] = [this.snap(x) - this.hair, this.snap(y) - this.hair]
    const [right, bottom] = [this.snap(x + width), this.snap(y + height)]
    this.context.fillStyle = colour
    this.context.fillRect(left, top, right - left, thick)
    this.context.fillRect(left, bottom - thick, right - left, thick)
    this.context.fillRect(left, top, thick, bottom - top)
    this.context.fillRect(right - thick, top, thick, bottom - top)
  }

  /** `origin`: where the rows begin, which upright dashes count from: they meet wherever a band ends. */
  dashes({ x, y, width, height }: Rect, colour: string, origin: number): void {
    const { context } = this
    const [left, top] = [this.snap(x) + 0.75, this.snap(y) + 0.75]
    const [right, bottom] = [left + width - 2.5, top + height - 2.5]
    context.save()
    context.strokeStyle = colour
    context.lineWidth = 1.5
    context.setLineDash([4, 3])
    const line = (x1: number, y1: number, x2: number, y2: number): void => {
      context.lineDashOffset = x1 === x2 ? y1 - origin : 0
      context.beginPath()
      context.moveTo(x1, y1)
      context.lineTo(x2, y2)
      context.stroke()
    }
    line(left, top, right, top)
    line(left, bottom, right, bottom)
    line(left, top, left, bottom)
    line(right, top, right, bottom)
    context.restore()
  }

  corner({ x, y, width }: Rect, colour: string, side = 9): void {
    const { context } = this
    const [right, top] = [this.snap(x + width) - this.hair, this.snap(y)]
    context.fillStyle = colour
    context.beginPath()
    context.moveTo(right - side, top)
    context.lineTo(right, top)
    context.lineTo(right, top + side)
    context.fill()
  }

  /** 核对不符: a triangle on its base, in the lower corner at the start of a cell. */
  triangle({ x, y, height }: Rect, colour: string, side = 8): void {
    const { context } = this
    const [left, bottom] = [this.snap(x) + 1, this.snap(y + height) - 2]
    context.fillStyle = colour
    context.beginPath()
    context.moveTo(left, bottom)
    context.lineTo(left + side, bottom)
    context.lineTo(left + side / 2, bottom - side)
    context.fill()
  }

  font(bold = false, pixels = size): void {
    this.context.font = this.#named(bold, pixels)
  }

  /** One line of text in the middle of a rectangle, at its start or end. The font is set before. */
  write(text: string, { x, y, width, height }: Rect, end: boolean, colour: string): void {
    if (text === '') return
    const { context } = this
    context.fillStyle = colour
    context.textAlign = end ? 'right' : 'left'
    context.fillText(text, end ? x + width : x, this.snap(y + height / 2) + 0.5)
  }

  /** A text in as many lines as it may have, in the middle of a rectangle. */
  paragraph(text: string, rect: Rect, most: number, colour: string): void {
    const lines = this.plain.wrap(text, rect.width, most)
    const top = rect.y + (rect.height - lines.length * lineHeight) / 2
    lines.forEach((line, i) => {
      this.write(line, { ...rect, y: top + i * lineHeight, height: lineHeight }, false, colour)
    })
  }

  clipped({ x, y, width, height }: Rect, draw: () => void): void {
    const { context } = this
    context.save()
    context.beginPath()
    context.rect(this.snap(x), this.snap(y), this.snap(x + width) - this.snap(x), this.snap(y + height) - this.snap(y))
    context.clip()
    draw()
    context.restore()
  }

  forget(theme: Theme): void {
    this.theme = theme
    this.#rule()
    this.plain.clear()
    this.bold.clear()
  }

  #named(bold: boolean, pixels = size): string {
    return `${bold ? 600 : 400} ${pixels}px ${this.theme.font}`
  }

  #rule(): void {
    this.#rulers.forEach((ruler, i) => {
      if (ruler) ruler.font = this.#named(i === 1)
    })
  }
}
