/** What has to be closed, in the reverse order of its opening; also when a start ends half way. */
export class Closers {
  readonly #all: (() => void | Promise<void>)[] = []
  #closing: Promise<void> | undefined

  add(close: () => void | Promise<void>): void {
    this.#all.push(close)
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close())
  }

  async #close(): Promise<void> {
    for (const close of this.#all.reverse()) await close()
  }
}
