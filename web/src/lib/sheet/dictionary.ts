import type { Cell } from '#shared/base/cell'
import { grown, roomFor, Texts, utf8Of } from './texts.ts'

const seed = 0x811c9dc5
const prime = 0x01000193
/** no text at all */
const nothing = new Uint8Array(0)
const real = new Float64Array(1)
const halves = new Uint32Array(real.buffer)

function hashOfBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = seed
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), prime)
  return mixed(hash)
}

function hashOfNumber(n: number): number {
  real[0] = n
  return mixed(Math.imul((halves[0] ?? 0) ^ Math.imul(halves[1] ?? 0, prime), prime))
}

const written = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** Zero bytes part texts, U+FFFF parts folded ones, and half of a character pair has no UTF-8. */
const unpackable = /[\0\uffff\p{Surrogate}]/u

/** So many texts of a column are remembered as strings. */
const remembered = 16_384

/** Spreads the upper bits of a hash over the lower ones, which choose its place. */
const mixed = (hash: number): number => hash ^ (hash >>> 15)

/**
 * 词表. The distinct cells of one column. It only grows: a code never changes its meaning, and code 0 is the blank.
 * Texts lie packed and become strings when somebody asks for them; numbers lie in an array of their own, and so do
 * instants, as milliseconds. Its fields are private by word only: what is compiled for the oldest browser would look up
 * each field that is private by sign in a map.
 */
export class Dictionary {
  /** by code; what is no text is empty here */
  readonly texts = new Texts()
  private numbers = new Float64Array(0)
  private numeric = 0
  private readonly instants: boolean
  /** cells that are neither text nor number, and texts that can't be packed */
  private readonly others = new Map<number, Cell>()
  private readonly codesOfOthers = new Map<Cell, number>()
  /** texts that were asked for lately, both ways: a block that is pasted is read and found many times over */
  private readonly recent = new Map<number, string>()
  private readonly recentCodes = new Map<string, number>()
  /** open addressing: code, or 0 where there is none */
  private index = new Int32Array(64)

  /** `instants`: texts are instants in UTC, most of them to the millisecond */
  constructor(instants = false) {
    this.instants = instants
    this.texts.push(nothing)
    this.others.set(0, null)
    this.codesOfOthers.set(null, 0)
  }

  get size(): number {
    return this.texts.length
  }

  word(code: number): Cell {
    const known = this.recent.get(code)
    if (known !== undefined) return known
    const plain = this.unpacked(code)
    return plain === undefined ? this.remember(code, this.texts.text(code)) : plain
  }

  /** What lies nowhere among the texts; undefined for what does. */
  private unpacked(code: number): Cell | undefined {
    if (code <= 0 || code >= this.size) return null
    const number = this.number(code)
    if (number === number) return this.instants ? new Date(number).toISOString() : number
    return this.others.get(code)
  }

  private remember(code: number, text: string): string {
    if (this.recent.size >= remembered) {
      this.recent.clear()
      this.recentCodes.clear()
    }
    this.recent.set(code, text)
    this.recentCodes.set(text, code)
    return text
  }

  /** NaN where the word is no number. */
  number(code: number): number {
    return this.numbers[code] ?? NaN
  }

  /** Whether every word but the blank is a number. */
  get isNumeric(): boolean {
    return this.numeric > 0 && this.numeric === this.size - 1
  }

  /** Whether every word but the blank lies in `texts` as it is. */
  get isText(): boolean {
    return this.numeric === 0 && this.others.size === 1
  }

  /** Words from `from` on. */
  *words(from = 0): Generator<Cell> {
    for (let code = from; code < this.size; code++) {
      const plain = this.unpacked(code)
      yield plain === undefined ? this.texts.text(code) : plain
    }
  }

  /** The code of a cell; undefined where the column has never had it. */
  codeOf(cell: Cell): number | undefined {
    const known = typeof cell === 'string' ? this.recentCodes.get(cell) : undefined
    if (known !== undefined) return known
    const instant = this.instantOf(cell)
    if (instant !== undefined) return this.findNumber(instant)
    if (typeof cell === 'number') return this.findNumber(cell)
    if (typeof cell === 'string' && !unpackable.test(cell)) return this.findText(utf8Of(cell))
    return this.codesOfOthers.get(cell)
  }

  add(cell: Cell): number {
    const known = typeof cell === 'string' ? this.recentCodes.get(cell) : undefined
    if (known !== undefined) return known
    const instant = this.instantOf(cell)
    if (instant !== undefined) return this.addNumber(instant)
    if (typeof cell === 'number') return this.addNumber(cell)
    if (typeof cell === 'string' && !unpackable.test(cell)) return this.addString(cell)
    return this.codesOfOthers.get(cell) ?? this.enterOther(cell)
  }

  private addString(text: string): number {
    const code = this.addText(utf8Of(text))
    if (code > 0) this.remember(code, text)
    return code
  }

  /** Adds a number or, in a column of instants, milliseconds. */
  addNumber(number: number): number {
    return this.findNumber(number) ?? this.enterNumber(number)
  }

  /** Milliseconds of an instant that is written as the clock writes it: any other stays text. */
  private instantOf(cell: Cell): number | undefined {
    if (!this.instants || typeof cell !== 'string' || !written.test(cell)) return undefined
    const instant = Date.parse(cell)
    return instant === instant && new Date(instant).toISOString() === cell ? instant : undefined
  }

  /** Adds a text as UTF-8, from one byte up to another; it must be one that can be packed, as cells of a register are. */
  addText(utf8: Uint8Array, from = 0, to = utf8.length): number {
    const hash = hashOfBytes(utf8, from, to)
    const known = this.findHashed(hash, utf8, from, to)
    if (known > 0) return known
    this.texts.push(utf8, from, to)
    return this.enter(hash)
  }

  /** Room for so many words more: texts with so many bytes, or numbers. */
  expect(words: number, bytes: number | undefined): void {
    const size = this.size + words
    this.texts.expect(words, bytes ?? 0)
    if (bytes === undefined && size >= this.numbers.length)
      this.numbers = grown(this.numbers, new Float64Array(roomFor(size)).fill(NaN))
    let length = this.index.length
    while (size * 3 > length * 2) length *= 2
    if (length > this.index.length) this.reindex(length)
  }

  private enterNumber(cell: number): number {
    const code = this.size
    if (code >= this.numbers.length) this.numbers = grown(this.numbers, new Float64Array(roomFor(code + 1)).fill(NaN))
    this.numbers[code] = cell + 0
    this.numeric++
    this.texts.push(nothing)
    return this.enter(hashOfNumber(cell + 0))
  }

  private enterOther(cell: Cell): number {
    const code = this.size
    this.texts.push(nothing)
    this.others.set(code, cell)
    this.codesOfOthers.set(cell, code)
    return code
  }

  private findText(utf8: Uint8Array): number | undefined {
    return this.findHashed(hashOfBytes(utf8, 0, utf8.length), utf8, 0, utf8.length) || undefined
  }

  /** 0 where there is none. */
  private findHashed(hash: number, utf8: Uint8Array, from: number, to: number): number {
    const index = this.index
    const mask = index.length - 1
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const code = index[at] ?? 0
      if (code === 0) return 0
      if (this.texts.equals(code, utf8, from, to) && !this.isNumber(code)) return code
    }
  }

  private findNumber(cell: number): number | undefined {
    const index = this.index
    const mask = index.length - 1
    for (let at = hashOfNumber(cell + 0) & mask; ; at = (at + 1) & mask) {
      const code = index[at] ?? 0
      if (code === 0) return undefined
      if (this.numbers[code] === cell) return code
    }
  }

  private isNumber(code: number): boolean {
    const number = this.number(code)
    return number === number
  }

  /** Puts the newest word into the index, which is never more than two thirds full. */
  private enter(hash: number): number {
    const code = this.size - 1
    if (this.size * 3 > this.index.length * 2) this.reindex(this.index.length * 2)
    else this.place(hash, code)
    return code
  }

  private place(hash: number, code: number): void {
    const mask = this.index.length - 1
    let at = hash & mask
    while (this.index[at] !== 0) at = (at + 1) & mask
    this.index[at] = code
  }

  private reindex(length: number): void {
    this.index = new Int32Array(length)
    const { texts } = this
    for (let code = 1; code < this.size; code++) {
      if (this.others.has(code)) continue
      const number = this.number(code)
      const hash =
        number === number ? hashOfNumber(number + 0) : hashOfBytes(texts.bytes, texts.start(code), texts.end(code))
      this.place(hash, code)
    }
  }
}
