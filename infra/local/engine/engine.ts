import { caller, type Call } from './call.ts'
import { checkFile, databaseFile, markClosed, markOpen } from './file.ts'
import { lockFolder, type Lock } from './lock.ts'
import { upkeepOf, type Upkeep } from './upkeep.ts'
import { watchProcess } from './watch.ts'

export interface EngineSettings {
  /** Holds the database file and its lock; made when missing. */
  folder: string
  /** The runtime's clock: lifetimes of items end by it. */
  now: () => Date
  /** A free one when left out. */
  port?: number
  /** Hears what an operator should know: the engine died and was started again, upkeep failed. */
  log?: (sentence: string) => void
  /** Milliseconds between two rounds of upkeep. */
  upkeepEvery?: number
}

export interface Engine {
  readonly url: string
  readonly pid: number
  readonly call: Call
  /** Deletes items whose lifetime is over by the given clock; returns how many. */
  expire(): Promise<number>
  /** Takes away stream records older than 24 hours; returns how many. */
  trim(): Promise<number>
  close(): Promise<void>
}

/**
 * Starts the table engine (DynamoDB's API over one SQLite file) with its cures: see `docs/table-engine.md`. The engine
 * ends with its launcher, also when that is killed; an engine that dies alone is started again on the same port.
 * @throws EngineFault engine/platform, engine/held, engine/broken, engine/missing, engine/newer, engine/silent
 */
export async function startEngine(settings: EngineSettings): Promise<Engine> {
  const lock = await lockFolder(settings.folder)
  try {
    checkFile(settings.folder)
    return await startLocked(settings, lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

async function startLocked(settings: EngineSettings, lock: Lock): Promise<Engine> {
  const { folder, now, port, log = () => undefined, upkeepEvery = 60_000 } = settings
  const file = databaseFile(folder)
  const child = await watchProcess(file, { port, log, started: (pid) => lock.name(pid) })
  markOpen(folder)
  const url = `http://127.0.0.1:${child.port}`
  const client = caller(url)
  const { call } = client
  const upkeep = upkeepOf(file, call)
  const stopRounds = rounds(upkeep, now, upkeepEvery, log)
  const close = async () => {
    await stopRounds()
    upkeep.close()
    client.close()
    await child.stop()
    markClosed(folder)
    lock.release()
  }
  let closed: Promise<void> | undefined
  return {
    url,
    get pid() {
      return child.pid
    },
    call,
    expire: () => upkeep.expire(now()),
    trim: () => upkeep.trim(),
    close: () => (closed ??= close()),
  }
}

/** Upkeep in rounds; the returned function ends them and waits for the one under way. */
function rounds(upkeep: Upkeep, now: () => Date, every: number, log: (sentence: string) => void): () => Promise<void> {
  const round = async () => {
    try {
      await upkeep.trim()
      await upkeep.expire(now())
    } catch (error) {
      log(`Upkeep of the tables failed and is tried again: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  let current = Promise.resolve()
  const timer = setInterval(() => {
    current = current.then(round)
  }, every)
  timer.unref()
  return () => {
    clearInterval(timer)
    return current
  }
}
