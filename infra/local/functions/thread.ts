// The inside of a function's thread. Everything a handler can see here, it can see in the cloud: its own environment,
// a clock, standard output, and nothing of the runtime.
import { openSync, writeSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import type { Asked, Told, ThreadData } from './wire.ts'

const { name, file, member, log, ahead } = workerData as ThreadData
const port = parentPort

shiftClock(new Float64Array(ahead))
writeTo(openSync(log, 'a'))

type Handler = (event: unknown, context: object) => unknown
const loading = import(file).then((module: Record<string, unknown>) => {
  const handler = module[member]
  if (typeof handler !== 'function') throw new Error(`${file} exports no ${member}`)
  return handler as Handler
})
const ready = () => port?.postMessage({ ready: true } satisfies Told)
loading.then(ready, ready)

port?.on('message', (asked: Asked) => void answer(asked))

async function answer({ id, event, context, milliseconds }: Asked): Promise<void> {
  try {
    const handler = await loading
    const begun = performance.now()
    const getRemainingTimeInMillis = () => Math.max(0, milliseconds - (performance.now() - begun))
    tell({ id, value: (await handler(event, { ...context, getRemainingTimeInMillis })) ?? null })
  } catch (thrown) {
    tell({ id, error: errorOf(thrown) })
  }
}

/** What cannot be handed over, such as a function, is an error of the handler: in the cloud it would not be JSON. */
function tell(told: Exclude<Told, { ready: true }>): void {
  try {
    port?.postMessage(told)
  } catch (thrown) {
    port?.postMessage({ id: told.id, error: errorOf(thrown) } satisfies Told)
  }
}

function errorOf(thrown: unknown) {
  const { name: errorType, message, stack } = thrown instanceof Error ? thrown : new Error(String(thrown))
  return { errorType, errorMessage: message, trace: (stack ?? '').split('\n') }
}

/** The system's clock in the place of the machine's: `Date` alone tells handlers and libraries the time. */
function shiftClock(offset: Float64Array): void {
  const Machine = Date
  const now = () => Machine.now() + Math.round(offset[0] ?? 0)
  globalThis.Date = new Proxy(Machine, {
    construct: (target, given: unknown[], made) =>
      Reflect.construct(target, given.length > 0 ? given : [now()], made) as object,
    apply: () => new Machine(now()).toString(),
    get: (target, key, receiver) => (key === 'now' ? now : (Reflect.get(target, key, receiver) as unknown)),
  })
}

/** Lines of standard output go to the log file, each with the time and the function's name. */
function writeTo(handle: number): void {
  const write = (chunk: string | Uint8Array): boolean => {
    const lines = chunk.toString().split('\n').filter(Boolean)
    writeSync(handle, lines.map((line) => `${lineOf(line)}\n`).join(''))
    return true
  }
  process.stdout.write = write
  process.stderr.write = write
}

function lineOf(line: string): string {
  const start = `{"at":"${new Date().toISOString()}","function":${JSON.stringify(name)},`
  return line.startsWith('{') && line.endsWith('}') && line.length > 2
    ? start + line.slice(1)
    : `${start}"text":${JSON.stringify(line)}}`
}
