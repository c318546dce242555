import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { EngineFault } from './fault.ts'
import { databaseFile } from './file.ts'

/** Who holds a folder: the launching process and its engine, with the engine's start time against reused numbers. */
interface Holder {
  launcher: number
  engine?: number
  started?: string
}

export interface Lock {
  /** Writes down the engine that was started under this lock. */
  name(engine: number): void
  release(): void
}

/**
 * Takes a data folder for one engine. The lock is an operating-system lock on `engine.lock`, so it dies with its
 * process and cannot go stale; `engine.pid` beside it only says who holds it. An engine that outlived a killed
 * launcher is ended first, but none that works on another folder, of which this one may be a copy.
 * @throws EngineFault engine/held when another process has the folder
 */
export async function lockFolder(folder: string): Promise<Lock> {
  mkdirSync(folder, { recursive: true })
  const note = join(folder, 'engine.pid')
  const lock = new DatabaseSync(join(folder, 'engine.lock'))
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE')
  } catch {
    lock.close()
    throw new EngineFault('engine/held', { folder, pid: read(note)?.launcher ?? 'unknown' })
  }
  await endLeftOver(read(note), folder)
  const write = (holder: Holder) => writeFileSync(note, JSON.stringify(holder))
  write({ launcher: process.pid })
  return {
    name: (engine) => write({ launcher: process.pid, engine, started: startOf(engine) ?? '' }),
    release: () => lock.close(),
  }
}

function read(note: string): Holder | undefined {
  try {
    const holder = JSON.parse(readFileSync(note, 'utf8')) as Holder
    return holder
  } catch {
    return undefined
  }
}

async function endLeftOver(holder: Holder | undefined, folder: string): Promise<void> {
  if (!holder?.engine || !holder.started || !worksOn(holder.engine, folder)) return
  for (let tries = 0; tries < 100 && startOf(holder.engine) === holder.started; tries++) {
    if (tries === 0) process.kill(holder.engine, 'SIGKILL')
    await pause(20)
  }
}

/** Whether a process was started with the database file of this folder among its arguments (proc(5), `cmdline`). */
function worksOn(pid: number, folder: string): boolean {
  const name = basename(databaseFile(folder))
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return words.some((word) => basename(word) === name && realpathSync(dirname(word)) === realpathSync(folder))
  } catch {
    return false
  }
}

/** When a living process began, in ticks since boot (proc(5), field 22 of `stat`); undefined for none and for zombies. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? undefined : fields[19]
  } catch {
    return undefined
  }
}
