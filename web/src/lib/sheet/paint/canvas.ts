import type { Frame } from '../geometry.ts'
import type { Painter, Scene } from '../paint.ts'
import { paintBody } from './body.ts'
import { Brush } from './brush.ts'
import { paintHead } from './headings.ts'
import { themeOf } from './theme.ts'

/** How high a band is in CSS pixels: four rows. */
const high = 256

/** A stretch of the rows on a canvas of its own, which scrolling only moves. */
interface Band {
  readonly canvas: HTMLCanvasElement
  readonly context: CanvasRenderingContext2D
  /** its number from the first row on, and what was drawn on it */
  at: number
  drawn: Scene | undefined
}

/**
 * The painter on canvases: one for the headings, and the rows in bands. Once a frame; when nothing but the place of the
 * rows is another, bands are moved and only those that come into sight are drawn.
 */
export class CanvasPainter implements Painter {
  readonly #host: HTMLElement
  readonly #head: Band
  readonly #rows: HTMLElement
  readonly #brush: Brush
  #bands: Band[] = []
  #width = 0

  constructor(host: HTMLElement) {
    this.#host = host
    this.#head = aBand(host)
    this.#rows = host.appendChild(document.createElement('div'))
    this.#rows.style.cssText = 'position:absolute;inset:0;overflow:hidden'
    this.#brush = new Brush(this.#head.context, themeOf(host))
  }

  resize(width: number, ratio: number): void {
    if (this.#width === width && this.#brush.ratio === ratio) return
    this.#width = width
    this.#brush.ratio = ratio
    for (const { canvas } of this.#bands) canvas.remove()
    this.#bands = []
    this.refresh()
  }

  measure(text: string, bold = false): number {
    return (bold ? this.#brush.bold : this.#brush.plain).of(text)
  }

  refresh(): void {
    for (const band of [this.#head, ...this.#bands]) band.drawn = undefined
    this.#brush.forget(themeOf(this.#host))
  }

  paint(scene: Scene): void {
    const { frame } = scene
    const { ratio } = this.#brush
    const top = Math.round(frame.header * ratio) / ratio
    this.#rows.style.top = `${top}px`
    this.#paintHead(scene, top)
    const offset = frame.header - frame.top
    for (const at of this.#inSight(offset, frame.height - top)) this.#paintBand(scene, at, offset)
  }

  get #step(): number {
    return Math.round(high * this.#brush.ratio) / this.#brush.ratio
  }

  /** Numbers of the bands in sight; those that are there already come to stand where they were. */
  #inSight(offset: number, room: number): number[] {
    const first = Math.floor(offset / this.#step)
    const last = Math.floor((offset + Math.max(1, room) - 1) / this.#step)
    const numbers = Array.from({ length: last - first + 1 }, (_, i) => first + i)
    const free = this.#bands.filter(({ at }) => at < first || at > last)
    for (const at of numbers) {
      if (this.#bands.some((band) => band.at === at)) continue
      const band = free.pop() ?? this.#another()
      band.at = at
      band.drawn = undefined
    }
    for (const band of free) band.canvas.style.display = 'none'
    return numbers
  }

  #another(): Band {
    const band = aBand(this.#rows)
    this.#bands.push(band)
    return band
  }

  #paintHead(scene: Scene, height: number): void {
    const band = this.#head
    if (isDrawn(band, scene)) return
    this.#take(band, height)
    paintHead(this.#brush, scene)
    band.drawn = scene
  }

  #paintBand(scene: Scene, at: number, offset: number): void {
    const band = this.#bands.find((one) => one.at === at)
    if (!band) return
    const top = at * this.#step
    band.canvas.style.display = 'block'
    band.canvas.style.transform = `translateY(${top - offset}px)`
    if (isDrawn(band, scene)) return
    this.#take(band, this.#step)
    paintBody(this.#brush, { ...scene, frame: bandOf(scene.frame, top, this.#step) })
    band.drawn = scene
  }

  /** Gives the canvas its size, and the brush the canvas. */
  #take({ canvas, context }: Band, height: number): void {
    const { ratio } = this.#brush
    const [wide, tall] = [Math.round(this.#width * ratio), Math.round(height * ratio)]
    if (canvas.width !== wide || canvas.height !== tall) {
      canvas.width = wide
      canvas.height = tall
      canvas.style.width = `${wide / ratio}px`
      canvas.style.height = `${tall / ratio}px`
    }
    this.#brush.take(context)
  }
}

function aBand(host: HTMLElement): Band {
  const canvas = host.appendChild(document.createElement('canvas'))
  canvas.style.cssText = 'position:absolute;top:0;left:0;display:block'
  const context = canvas.getContext('2d', { alpha: false })
  if (!context) throw new Error('This browser draws no canvas')
  return { canvas, context, at: -1, drawn: undefined }
}

const isDrawn = ({ drawn }: Band, { content, frame }: Scene): boolean =>
  drawn?.content === content && isSamePlace(drawn.frame, frame)

/** The same columns at the same places. */
const isSamePlace = (one: Frame, other: Frame): boolean =>
  one.row === other.row &&
  one.gutter === other.gutter &&
  one.rows === other.rows &&
  one.tops === other.tops &&
  one.columns.length === other.columns.length &&
  one.columns.every(({ place, x, width, frozen }, i) => {
    const box = other.columns[i]
    return box?.place === place && box.x === x && box.width === width && box.frozen === frozen
  })

/** What of the rows lies on a band: with one row on either side, whose handle may reach over. */
function bandOf(frame: Frame, top: number, height: number): Frame {
  const firstRow = Math.max(0, frame.tops.at(top) - 1)
  const lastRow = Math.min(frame.rows - 1, frame.tops.at(top + height) + 1)
  return { ...frame, header: 0, top: -top, height, firstRow, lastRow }
}
