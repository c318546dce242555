import { wrapped } from '../heights.ts'

const kept = 20_000
const dots = '…'

/** Widths of texts, kept: measuring is the dearest part of drawing text. */
export class Widths {
  readonly #known = new Map<string, number>()
  readonly #measure: (text: string) => number

  constructor(measure: (text: string) => number) {
    this.#measure = measure
  }

  of(text: string): number {
    const known = this.#known.get(text)
    if (known !== undefined) return known
    if (this.#known.size >= kept) this.#known.clear()
    const width = this.#measure(text)
    this.#known.set(text, width)
    return width
  }

  clear(): void {
    this.#known.clear()
    this.#fitted.clear()
    this.#wrapped.clear()
  }

  readonly #fitted = new Map<string, string>()

  /** The text as it fits: whole, or as much of it as there is room for and “…”. Line breaks show as a space. */
  fit(text: string, room: number): string {
    const line = text.includes('\n') ? text.replace(/\s*\n\s*/g, ' ') : text
    // No character is wider than 14 pixels: short texts need no measuring.
    if (line.length * 14 <= room || this.of(line) <= room) return line
    const key = `${room} ${line}`
    const known = this.#fitted.get(key)
    if (known !== undefined) return known
    if (this.#fitted.size >= kept) this.#fitted.clear()
    const cut = this.#cut(line, room)
    this.#fitted.set(key, cut)
    return cut
  }

  readonly #wrapped = new Map<string, string[]>()

  /** The text in lines, the last of which ends with “…” where there are more. */
  wrap(text: string, room: number, most: number): string[] {
    const key = `${room} ${most} ${text}`
    const known = this.#wrapped.get(key)
    if (known) return known
    if (this.#wrapped.size >= kept) this.#wrapped.clear()
    const lines = wrapped(text, room, most, (sign) => this.of(sign))
    this.#wrapped.set(key, lines)
    return lines
  }

  #cut(line: string, room: number): string {
    let [low, high] = [0, Math.min(line.length, Math.ceil(room / 3))]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (this.#measure(line.slice(0, middle) + dots) <= room) low = middle
      else high = middle - 1
    }
    return low === 0 ? '' : line.slice(0, low).trimEnd() + dots
  }
}

/** A number that does not fit must not be cut: a part of it would be read as the whole. */
export const hashes = (room: number, hash: number): string => '#'.repeat(Math.max(1, Math.floor(room / hash)))
