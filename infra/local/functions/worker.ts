import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { Asked, FunctionError, ThreadData, Told } from './wire.ts'

export interface FunctionSettings extends ThreadData {
  seconds: number
  megabytes: number
  environment: Readonly<Record<string, string>>
  context: Readonly<Record<string, unknown>>
}

/** `thrown`: by the handler; `timeout`: it took too long; `crash`: its thread ended; `stopped`: the runtime is closing. */
export type Outcome =
  { ok: true; value: unknown } | { ok: false; why: 'thrown' | 'timeout' | 'crash' | 'stopped'; error: FunctionError }

let module: URL | undefined

/** What runs inside a thread, as plain JavaScript: a thread that takes types away by itself needs twice the time. */
function inside(): URL {
  const read = () => stripTypeScriptTypes(readFileSync(new URL('thread.ts', import.meta.url), 'utf8'))
  return (module ??= new URL(`data:text/javascript,${encodeURIComponent(read())}`))
}

/** Milliseconds that a module may take to load. Source: Lambda guide, "Init phase". */
const LOADING = 10_000

interface Waiting {
  settle(outcome: Outcome): void
  timer: NodeJS.Timeout
}

/**
 * One thread of a function. It takes calls at the same time, as one process of a server does; a call that takes too
 * long, or a crash, makes the thread useless for new ones.
 */
export class FunctionThread {
  readonly #settings: FunctionSettings
  readonly #worker: Worker
  readonly #waiting = new Map<string, Waiting>()
  #spoilt = false
  #ready = false

  constructor(settings: FunctionSettings) {
    this.#settings = settings
    const { name, file, member, log, ahead, environment, megabytes } = settings
    this.#worker = new Worker(inside(), {
      name,
      env: { ...environment },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      workerData: { name, file, member, log, ahead } satisfies ThreadData,
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
      stdout: true,
      stderr: true,
    })
    this.#worker.on('message', (told: Told) => {
      if ('ready' in told) this.#begin()
      else this.#settle(told.id, outcomeOf(told))
    })
    this.#worker.on('error', (thrown: unknown) => this.#crash(thrown))
    this.#worker.on('exit', (code) => this.#crash(new Error(`the function's thread ended with ${code}`)))
  }

  /** Whether a new call should rather go to a new thread. */
  get spoilt(): boolean {
    return this.#spoilt
  }

  get idle(): boolean {
    return this.#waiting.size === 0
  }

  invoke(event: unknown): Promise<Outcome> {
    const { seconds, context } = this.#settings
    const id = randomUUID()
    const asked: Asked = { id, event, context: { ...context, awsRequestId: id }, milliseconds: seconds * 1000 }
    return new Promise((settle) => {
      this.#waiting.set(id, { settle, timer: this.#timer(id) })
      this.#worker.postMessage(asked)
    })
  }

  /** A call's own time begins when its module is loaded; loading has a time of its own. */
  #timer(id: string): NodeJS.Timeout {
    return setTimeout(() => this.#late(id), this.#ready ? this.#settings.seconds * 1000 : LOADING)
  }

  #begin(): void {
    this.#ready = true
    for (const [id, waiting] of this.#waiting) {
      clearTimeout(waiting.timer)
      waiting.timer = this.#timer(id)
    }
  }

  async stop(): Promise<void> {
    this.#fail('stopped', new Error('the runtime is closing'))
    await this.#worker.terminate()
  }

  #settle(id: string, outcome: Outcome): void {
    const waiting = this.#waiting.get(id)
    if (!waiting) return
    this.#waiting.delete(id)
    clearTimeout(waiting.timer)
    waiting.settle(outcome)
    if (this.#spoilt && this.#waiting.size === 0) void this.#worker.terminate()
  }

  #late(id: string): void {
    this.#spoilt = true
    const errorMessage = `Task timed out after ${this.#settings.seconds.toFixed(2)} seconds`
    this.#settle(id, { ok: false, why: 'timeout', error: { errorType: 'Sandbox.Timedout', errorMessage, trace: [] } })
  }

  #crash(thrown: unknown): void {
    this.#fail('crash', thrown instanceof Error ? thrown : new Error(String(thrown)))
  }

  /** Ends every call under way in the same manner. */
  #fail(why: 'crash' | 'stopped', { name, message, stack }: Error): void {
    this.#spoilt = true
    const error = { errorType: name, errorMessage: message, trace: (stack ?? '').split('\n') }
    for (const id of [...this.#waiting.keys()]) this.#settle(id, { ok: false, why, error })
  }
}

const outcomeOf = (told: Exclude<Told, { ready: true }>): Outcome =>
  'error' in told ? { ok: false, why: 'thrown', error: told.error } : { ok: true, value: told.value }
