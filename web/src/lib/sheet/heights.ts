import type { RowLines } from '#shared/base/views'
import type { Heads } from './heads.ts'

/** Where rows begin, from the first one's upper edge on; all alike, or each as high as its text needs. */
export interface Tops {
  total: number
  /** upper edge of the row at a place; of the place after the last, the end */
  of(place: number): number
  high(place: number): number
  /** the place of the row at a height: −1 above the first, the number of rows below the last */
  at(y: number): number
  /** heads of groups between the rows, where there are some */
  heads?: Heads
}

export const evenTops = (row: number, rows: number): Tops => ({
  total: rows * row,
  of: (place) => place * row,
  high: () => row,
  at: (y) => Math.max(-1, Math.min(rows, Math.floor(y / row))),
})

export function unevenTops(heights: readonly number[]): Tops {
  const tops = new Float64Array(heights.length + 1)
  heights.forEach((height, place) => (tops[place + 1] = (tops[place] ?? 0) + height))
  const total = tops[heights.length] ?? 0
  const of = (place: number): number => tops[Math.max(0, Math.min(place, heights.length))] ?? 0
  return {
    total,
    of,
    high: (place) => of(place + 1) - of(place),
    at(y) {
      if (y < 0) return -1
      if (y >= total) return heights.length
      let [low, high] = [0, heights.length - 1]
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if (of(middle) <= y) low = middle
        else high = middle - 1
      }
      return low
    },
  }
}

/** 行高: as many lines as a row may have. What does not fit ends with “…”. */
export const mostLines: Record<RowLines, number> = { one: 1, two: 2, auto: 6 }

export const lineHeight = 20

/** Height of a row of so many lines, where one line makes `row`. */
export const heightFor = (row: number, lines: number): number => row + (Math.max(1, lines) - 1) * lineHeight

/** Lines that a row cannot start with are drawn out beyond its end, as Chinese is set. */
const closing = /[，。、；：？！）》」』”’％%,.;:?!)\]}]/
const breaksAnywhere = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/

/**
 * A text in lines of at most `room`, at most `most` of them: Chinese breaks anywhere but before closing signs, other
 * words at spaces. `of` is the width of one sign.
 */
export function wrapped(text: string, room: number, most: number, of: (sign: string) => number): string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    if (lines.length > most) break
    breakInto(lines, paragraph, room, most, of)
  }
  if (lines.length <= most) return lines
  const last = lines[most - 1] ?? ''
  return [...lines.slice(0, most - 1), ended(last, room, of)]
}

function breakInto(lines: string[], paragraph: string, room: number, most: number, of: (sign: string) => number): void {
  let [line, wide, mayBreak] = ['', 0, 0]
  for (const sign of paragraph) {
    const width = of(sign)
    if (wide + width > room && line !== '' && !closing.test(sign)) {
      const at = mayBreak > 0 ? mayBreak : line.length
      lines.push(line.slice(0, at).trimEnd())
      if (lines.length > most) return
      line = line.slice(at).trimStart()
      wide = Array.from(line).reduce((sum, one) => sum + of(one), 0)
      mayBreak = 0
    }
    line += sign
    wide += width
    if (sign === ' ' || breaksAnywhere.test(sign)) mayBreak = line.length
  }
  lines.push(line)
}

function ended(line: string, room: number, of: (sign: string) => number): string {
  const signs = Array.from(line)
  let wide = signs.reduce((sum, sign) => sum + of(sign), 0) + of('…')
  while (signs.length > 0 && wide > room) wide -= of(signs.pop() ?? '')
  return `${signs.join('').trimEnd()}…`
}
