import { setTimeout as pause } from 'node:timers/promises'
import { startProcess, type EngineProcess } from './process.ts'

export interface WatchedProcess {
  readonly pid: number
  readonly port: number
  stop(): Promise<void>
}

interface Watching {
  port: number | undefined
  /** Hears the number of each process started. */
  started: (pid: number) => void
  log: (sentence: string) => void
}

/** Keeps the engine's program running: one that ends by itself is started again on the same port. */
export async function watchProcess(file: string, { port, started, log }: Watching): Promise<WatchedProcess> {
  let child = await startProcess(file, port)
  const stopping = new AbortController()
  const stopped = (): boolean => stopping.signal.aborted
  const follow = async (): Promise<void> => {
    for (;;) {
      await child.ended
      if (stopped()) return
      log('The table engine ended by itself and is started again.')
      child = await again(file, child, log)
      started(child.pid)
      if (stopped()) return child.stop()
    }
  }
  started(child.pid)
  const following = follow()
  return {
    get pid() {
      return child.pid
    },
    port: child.port,
    stop: async () => {
      stopping.abort()
      await child.stop()
      await following
    },
  }
}

async function again(file: string, { port }: EngineProcess, log: (sentence: string) => void): Promise<EngineProcess> {
  for (;;) {
    try {
      return await startProcess(file, port)
    } catch (error) {
      log(error instanceof Error ? error.message : String(error))
      await pause(1_000)
    }
  }
}
