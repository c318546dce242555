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

  /** One that fails keeps none of the others from closing; its error is thrown at the end. */
  async #close(): Promise<void> {
    const failures: unknown[] = []
    for (const close of this.#all.reverse())
      await Promise.resolve()
        .then(close)
        .catch((error: unknown) => failures.push(error))
    if (failures.length > 0) throw failures[0]
  }
}
