const encoder = new TextEncoder()
const decoder = new TextDecoder()
let scratch = new Uint8Array(1024)

/** A text as UTF-8, in a buffer that the next call overwrites. */
export function utf8Of(text: string): Uint8Array {
  if (scratch.length < text.length * 3) scratch = new Uint8Array(text.length * 6)
  return scratch.subarray(0, encoder.encodeInto(text, scratch).written)
}

/**
 * 文字池. Many texts as one run of UTF-8, each followed by a zero byte, so that neither the garbage collector nor the
 * heap has anything to do with texts that nobody looks at. Known by number, from 0; none is ever taken out.
 */
export class Texts {
  bytes = new Uint8Array(1024)
  private ends = new Int32Array(64)
  private held = 0

  get length(): number {
    return this.held
  }

  /** Where the n-th text begins. */
  start(n: number): number {
    return n === 0 ? 0 : (this.ends[n - 1] ?? 0) + 1
  }

  /** Where it ends: the place of its zero byte. */
  end(n: number): number {
    return this.ends[n] ?? 0
  }

  text(n: number): string {
    return decoder.decode(this.bytes.subarray(this.start(n), this.end(n)))
  }

  /** Texts from `from` up to `to`, each followed by U+0000. */
  joined(from: number, to: number): string {
    return decoder.decode(this.bytes.subarray(this.start(from), this.start(to)))
  }

  /** Enters the bytes from one place up to another. */
  push(utf8: Uint8Array, from = 0, to = utf8.length): void {
    const start = this.start(this.held)
    const end = start + to - from
    this.reserve(end + 1)
    const { bytes } = this
    for (let i = from, at = start; i < to; i++, at++) bytes[at] = utf8[i] ?? 0
    bytes[end] = 0
    this.ends[this.held++] = end
  }

  /** Room for so many texts more, and for their bytes, so that neither has to grow on the way. */
  expect(texts: number, bytes: number): void {
    if (this.held + texts >= this.ends.length) this.ends = grown(this.ends, new Int32Array(roomFor(this.held + texts)))
    this.reserve(this.start(this.held) + texts + bytes)
  }

  equals(n: number, utf8: Uint8Array, from = 0, to = utf8.length): boolean {
    const start = this.start(n)
    if (this.end(n) - start !== to - from) return false
    const { bytes } = this
    for (let i = from, at = start; i < to; i++, at++) if (bytes[at] !== utf8[i]) return false
    return true
  }

  /** The order of the bytes, which is that of the code points. */
  compare(one: number, other: number): number {
    const { bytes } = this
    const [a, b] = [this.start(one), this.start(other)]
    const [wide, high] = [this.end(one) - a, this.end(other) - b]
    const common = Math.min(wide, high)
    for (let i = 0; i < common; i++) {
      const apart = (bytes[a + i] ?? 0) - (bytes[b + i] ?? 0)
      if (apart !== 0) return apart
    }
    return wide - high
  }

  private reserve(bytes: number): void {
    if (bytes > this.bytes.length) this.bytes = grown(this.bytes, new Uint8Array(roomFor(bytes)))
    if (this.held >= this.ends.length) this.ends = grown(this.ends, new Int32Array(roomFor(this.held + 1)))
  }
}

/** A quarter more than is needed: twice as much would be megabytes of nothing. */
export const roomFor = (needed: number): number => Math.ceil(needed * 1.25) + 16

/** The larger array with what the smaller one holds. */
export function grown<A extends { set: (from: A) => void }>(from: A, to: A): A {
  to.set(from)
  return to
}
