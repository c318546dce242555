/** Reads a stream of bytes by lines, by counts and up to delimiters, never holding more than a piece of it. */
export class ByteReader {
  readonly #source: AsyncIterator<Buffer>
  #held: Buffer = Buffer.alloc(0)

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  /** A line without its CRLF; absent at the end, or when none ends within the limit. */
  async line(limit = 8192): Promise<string | undefined> {
    for (;;) {
      const end = this.#held.indexOf('\r\n')
      if (end >= 0) return this.#cut(end, 2).toString('utf8')
      if (this.#held.length > limit || !(await this.#more())) return undefined
    }
  }

  /** The next bytes, so many of them or as many as there are. */
  async *take(count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0;) {
      if (this.#held.length === 0 && !(await this.#more())) return
      const piece = this.#cut(Math.min(left, this.#held.length), 0)
      left -= piece.length
      yield piece
    }
  }

  /** The bytes before a delimiter, which is skipped. Returns whether the delimiter came. */
  async *until(delimiter: Buffer): AsyncGenerator<Buffer, boolean> {
    for (;;) {
      const end = this.#held.indexOf(delimiter)
      if (end >= 0) {
        yield this.#cut(end, delimiter.length)
        return true
      }
      const sure = this.#held.length - delimiter.length + 1
      if (sure > 0) yield this.#cut(sure, 0)
      if (!(await this.#more())) return false
    }
  }

  #cut(count: number, skip: number): Buffer {
    const piece = this.#held.subarray(0, count)
    this.#held = this.#held.subarray(count + skip)
    return piece
  }

  async #more(): Promise<boolean> {
    const next = await this.#source.next()
    if (next.done === true) return false
    this.#held = this.#held.length === 0 ? next.value : Buffer.concat([this.#held, next.value])
    return true
  }
}
