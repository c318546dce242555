import type { Cell } from '#shared/base/cell'

/** 词表. The distinct cells of one column. It only grows: a code never changes its meaning, and code 0 is the blank. */
export class Dictionary {
  readonly words: Cell[] = [null]
  readonly #codes = new Map<Cell, number>([[null, 0]])

  get size(): number {
    return this.words.length
  }

  add(cell: Cell): number {
    const known = this.#codes.get(cell)
    if (known !== undefined) return known
    const code = this.words.push(cell) - 1
    this.#codes.set(cell, code)
    return code
  }

  word(code: number): Cell {
    return this.words[code] ?? null
  }
}
