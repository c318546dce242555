import type { Tops } from './heights.ts'
import { frameOf, type Frame, type Layout, type Measures } from './geometry.ts'
import { offsetAt, positionFor, reveal, trackOf, type Track } from './scroll.ts'
import type { Spot } from './selection.ts'

const header = 34
const gutter = 44
/** room for the fill handle of the last row and column */
const tail = 24

/** 视口. How large the pane is, what of the sheet it shows, and where each cell is drawn. */
export class Viewport {
  width = $state(0)
  height = $state(0)
  /** rows of 28 instead of 32, on low screens */
  compact = $state(false)
  offset = $state.raw({ x: 0, y: 0 })
  /** device pixels to a CSS pixel */
  ratio = $state(1)
  readonly #layout: () => Layout
  readonly #rows: () => number
  readonly #tops: (row: number) => Tops

  readonly measures: Measures = $derived.by(() => ({
    header,
    row: this.compact ? 28 : 32,
    gutter: gutter + Math.max(0, String(this.#rows()).length - 4) * 8,
  }))
  readonly tops: Tops = $derived.by(() => this.#tops(this.measures.row))
  readonly frame: Frame = $derived.by(() =>
    frameOf(this.#layout(), {
      ...this.measures,
      width: this.width,
      height: this.height,
      rows: this.#rows(),
      tops: this.tops,
      offset: { x: this.#whole(this.offset.x), y: this.#whole(this.offset.y) },
    }),
  )
  readonly across: Track = $derived.by(() => {
    const { lefts } = this.#layout()
    return trackOf(this.measures.gutter + (lefts[lefts.length - 1] ?? 0) + tail, this.width)
  })
  readonly down: Track = $derived.by(() => trackOf(this.measures.header + this.tops.total + tail, this.height))

  constructor(layout: () => Layout, rows: () => number, tops: (row: number) => Tops) {
    this.#layout = layout
    this.#rows = rows
    this.#tops = tops
  }

  /** To a whole number of device pixels, so that what has been drawn can be moved along. */
  #whole(at: number): number {
    return Math.round(at * this.ratio) / this.ratio
  }

  /** The scroll bars have moved. */
  scrolledTo(left: number, top: number): void {
    const [x, y] = [offsetAt(this.across, left), offsetAt(this.down, top)]
    // In a scaled track many offsets share a position of the bar: the finer one is kept.
    const same = Math.abs(positionFor(this.down, this.offset.y) - top) < 1
    const next = { x, y: same ? this.offset.y : y }
    if (next.x !== this.offset.x || next.y !== this.offset.y) this.offset = next
  }

  moveTo(x: number, y: number): void {
    const clamp = (at: number, { content, view }: Track): number =>
      Math.max(0, Math.min(at, Math.max(0, content - view)))
    this.offset = { x: clamp(x, this.across), y: clamp(y, this.down) }
  }

  get position(): { left: number; top: number } {
    return { left: positionFor(this.across, this.offset.x), top: positionFor(this.down, this.offset.y) }
  }

  /** Brings a cell into sight with the least movement. */
  reveal({ row, column }: Spot): void {
    const y = reveal(this.offset.y, this.tops.of(row), this.tops.of(row + 1), this.height - this.measures.header - 2)
    this.moveTo(this.#revealed(column), y)
  }

  #revealed(column: number): number {
    const { lefts } = this.#layout()
    const { frozen } = this.frame
    if (column < frozen) return this.offset.x
    const fixed = lefts[frozen] ?? 0
    const [from, to] = [(lefts[column] ?? 0) - fixed, (lefts[column + 1] ?? 0) - fixed]
    return reveal(this.offset.x, from, to, this.width - this.measures.gutter - fixed - 2)
  }

  /** Rows that fit, for PageUp and PageDown. */
  get page(): number {
    const { firstRow, lastRow } = this.frame
    const even = Math.floor((this.height - this.measures.header) / this.tops.high(0)) - 1
    return Math.max(1, this.tops.high(0) === this.tops.high(firstRow) ? even : lastRow - firstRow - 1)
  }
}
