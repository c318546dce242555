import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { EngineFault } from './fault.ts'

/** The form of the engine's own tables that the launcher was tried with. */
const KNOWN_FORM = 9

/** How the database file was left: `clean` with its size and time, or in use. */
interface Mark {
  clean: boolean
  size?: number
  changed?: number
}

export const databaseFile = (folder: string): string => join(folder, 'tables.sqlite')

const markFile = (folder: string): string => join(folder, 'tables.mark')

/**
 * Looks at the database file before an engine touches it. A file that was closed in order and not changed since is
 * taken as it is; any other is read through once by SQLite's quick check.
 * @throws EngineFault engine/missing, engine/broken, engine/newer
 */
export function checkFile(folder: string): void {
  const file = databaseFile(folder)
  const mark = readMark(folder)
  const stat = statSync(file, { throwIfNoEntry: false })
  if (!stat?.size) {
    if (mark) throw new EngineFault('engine/missing', { file })
    return
  }
  if (mark?.clean && mark.size === stat.size && mark.changed === stat.mtimeMs) return
  examine(file)
}

/** Says that an engine has the file open from now on. */
export function markOpen(folder: string): void {
  writeFileSync(markFile(folder), JSON.stringify({ clean: false } satisfies Mark))
}

/** Says that the file was closed in order: the next start need not read it through. */
export function markClosed(folder: string): void {
  const stat = statSync(databaseFile(folder), { throwIfNoEntry: false })
  if (!stat) {
    rmSync(markFile(folder), { force: true })
    return
  }
  const mark: Mark = { clean: true, size: stat.size, changed: stat.mtimeMs }
  writeFileSync(markFile(folder), JSON.stringify(mark))
}

function readMark(folder: string): Mark | undefined {
  try {
    const mark = JSON.parse(readFileSync(markFile(folder), 'utf8')) as Mark
    return mark
  } catch {
    return undefined
  }
}

function examine(file: string): void {
  let found: number
  try {
    const base = new DatabaseSync(file)
    try {
      const said = base.prepare('PRAGMA quick_check(1)').get()?.quick_check
      if (said !== 'ok') throw new Error(String(said))
      found = Number(base.prepare("SELECT value FROM _config WHERE key = 'schema_version'").get()?.value ?? 0)
    } finally {
      base.close()
    }
  } catch (error) {
    throw new EngineFault('engine/broken', { file, reason: error instanceof Error ? error.message : String(error) })
  }
  if (found > KNOWN_FORM) throw new EngineFault('engine/newer', { file, found, known: KNOWN_FORM })
}
