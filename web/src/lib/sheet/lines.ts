import type { Column } from '#shared/base/sheet'
import { evenTops, heightFor, mostLines, unevenTops, wrapped, type Tops } from './heights.ts'
import type { SheetModel } from './model.svelte.ts'

/** Room that a cell keeps free on both sides of its text. */
const padding = 20

/** Texts are broken into lines; numbers, days and choices never are. */
export const wraps = ({ kind }: Column): boolean => kind.name === 'text' || kind.name === 'reference'

interface Counted {
  width: number
  /** by code; 0: not counted yet */
  lines: number[]
}

/** 行高. Counts how many lines rows need; each distinct text of a column is broken once for each width. */
export class Lines {
  readonly #model: SheetModel
  #counted: Counted[] = []
  #signs = new Map<string, number>()

  constructor(model: SheetModel) {
    this.#model = model
  }

  /** Texts print otherwise than before, or are drawn in another font. */
  forget(): void {
    this.#counted = []
    this.#signs = new Map()
  }

  /** Where rows begin, given the height of one line. The blank line for a new row is one line high. */
  tops(row: number): Tops {
    const { columns, extent, view } = this.#model
    if (columns.lines !== 'auto') return evenTops(heightFor(row, mostLines[columns.lines]), extent.rows)
    const blank = extent.rows - view.rows.length
    const heights = view.rows.map((slot) => heightFor(row, this.#ofRow(slot)))
    return unevenTops(blank > 0 ? [...heights, row] : heights)
  }

  signWidth = (sign: string): number => {
    const known = this.#signs.get(sign) ?? this.#model.measure(sign)
    this.#signs.set(sign, known)
    return known
  }

  #ofRow(slot: number): number {
    let most = 1
    for (const { index, column, width } of this.#model.columns.shown)
      if (most < mostLines.auto && wraps(column)) most = Math.max(most, this.#ofCell(slot, index, width))
    return most
  }

  #ofCell(slot: number, index: number, width: number): number {
    const { rows, printed } = this.#model
    const held = this.#counted[index]
    const counted = held?.width === width ? held : (this.#counted[index] = { width, lines: [] })
    const code = rows.store.codes(index)[slot] ?? 0
    return (counted.lines[code] ??= this.#count(printed.text(slot, index), width - padding))
  }

  #count(text: string, room: number): number {
    // No sign is wider than 14 pixels: what must fit needs no counting.
    if (text.length * 14 <= room && !text.includes('\n')) return 1
    return Math.max(1, wrapped(text, room, mostLines.auto, this.signWidth).length)
  }
}
