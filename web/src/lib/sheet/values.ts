import type { Cell } from '#shared/base/cell'
import { initials } from '#shared/base/collate'
import { fold } from '#shared/base/text'
import type { Dictionary } from './dictionary.ts'
import type { Folded } from './folded.ts'
import type { Ranks } from './order.ts'
import { stride, type Work } from './slices.ts'

/** One line of a column's value list: how many of the rows that the other filters leave have it. */
export interface ValueCount {
  cell: Cell
  text: string
  count: number
}

interface Particulars {
  dictionary: Dictionary
  folded: Folded
  print: (cell: Cell) => string
}

/** Of more values than these, initials are not looked at. */
const spelled = 5_000

/**
 * 值清单. Distinct values with their counts, in the column's order, (空白) last. A column may have as many values as rows:
 * lines are made when they are looked at.
 */
export class ValueList {
  readonly #codes: Int32Array
  readonly #counts: Int32Array
  readonly #column: Particulars

  private constructor(codes: Int32Array, counts: Int32Array, column: Particulars) {
    this.#codes = codes
    this.#counts = counts
    this.#column = column
  }

  /** `counts`: by code, how many rows have it. */
  static *of(counts: Int32Array, ranks: Ranks, column: Particulars): Work<ValueList> {
    const starts = new Int32Array(ranks.count + 1)
    const there = (code: number): boolean => (counts[code] ?? 0) > 0
    let found = 0
    for (let code = 0; code < counts.length; code++) {
      if (!there(code)) continue
      found++
      const next = (ranks.of[code] ?? 0) + 1
      starts[next] = (starts[next] ?? 0) + 1
    }
    yield
    for (let rank = 1; rank <= ranks.count; rank++) starts[rank] = (starts[rank] ?? 0) + (starts[rank - 1] ?? 0)
    const codes = new Int32Array(found)
    for (let code = 0; code < counts.length; code++) {
      if (!there(code)) continue
      const rank = ranks.of[code] ?? 0
      const at = starts[rank] ?? 0
      starts[rank] = at + 1
      codes[at] = code
      if (code % stride === 0) yield
    }
    return new ValueList(codes, counts, column)
  }

  get length(): number {
    return this.#codes.length
  }

  at(i: number): ValueCount {
    const code = this.#codes[i] ?? 0
    const cell = this.#column.dictionary.word(code)
    return { cell, text: this.#column.print(cell), count: this.#counts[code] ?? 0 }
  }

  lines(from = 0, to = this.length): ValueCount[] {
    return Array.from({ length: Math.max(0, Math.min(to, this.length) - from) }, (_, i) => this.at(from + i))
  }

  *cells(): Generator<Cell> {
    for (const code of this.#codes) yield this.#column.dictionary.word(code)
  }

  /** Those that hold what is typed, in any width or case, or are spelled so by initials. */
  *search(typed: string): Work<ValueList> {
    const wanted = fold(typed)
    const holds = yield* this.#column.folded.holding({ text: typed, at: 'anywhere' })
    const spells = (code: number): boolean =>
      this.length <= spelled && initials(this.#column.print(this.#column.dictionary.word(code))).includes(wanted)
    const codes = this.#codes.filter((code) => holds[code] === 1 || spells(code))
    return new ValueList(codes, this.#counts, this.#column)
  }
}
