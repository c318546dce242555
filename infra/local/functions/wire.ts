/** What the runtime and a function's thread tell each other. */

export interface ThreadData {
  /** the function, as log lines name it */
  name: string
  /** the handler's module as an address, and the name it is exported under */
  file: string
  member: string
  /** the file that takes log lines */
  log: string
  /** see `Clock.ahead` */
  ahead: SharedArrayBuffer
}

/** An invocation. */
export interface Asked {
  id: string
  event: unknown
  context: object
  milliseconds: number
}

export interface FunctionError {
  errorType: string
  errorMessage: string
  trace: readonly string[]
}

/** Its outcome; before all others, that the handler's module has been loaded, well or not. */
export type Told = { ready: true } | { id: string; value: unknown } | { id: string; error: FunctionError }
