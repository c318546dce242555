import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { lockFolder } from './engine/lock.ts'

/** The form of a data folder that this release reads and writes. */
const form = 1
const marker = 'desk.json'

/** What a data folder says of itself. */
export interface FolderFacts {
  form: number
  /** what was put in at the first start; left out until that was done whole */
  filled?: 'demonstration' | 'empty'
}

/** A reason not to open a data folder; `message` is the sentence for the terminal. Nothing was changed. */
export class FolderFault extends Error {
  override readonly name = 'FolderFault'
}

function read(folder: string): FolderFacts | undefined {
  const file = join(folder, marker)
  if (!existsSync(file)) return undefined
  try {
    const facts: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof facts === 'object' && facts !== null && 'form' in facts && typeof facts.form === 'number')
      return facts as FolderFacts
  } catch {
    // falls through to the sentence below
  }
  throw new FolderFault(
    `The file ${file} cannot be read. Nothing was changed: put it back from a copy, or choose another folder.`,
  )
}

/** Writes the facts whole or not at all. */
export function remember(folder: string, facts: FolderFacts): void {
  const file = join(folder, marker)
  const handle = openSync(`${file}.new`, 'w', 0o600)
  writeSync(handle, JSON.stringify(facts))
  fsyncSync(handle)
  closeSync(handle)
  renameSync(`${file}.new`, file)
}

const ours = (folder: string): boolean => existsSync(join(folder, marker))

/**
 * Takes everything away, if it is a data folder of ours that no other start holds. A folder that was killed in between
 * counts as one that was never filled.
 * @throws FolderFault and EngineFault when it belongs to something else or is in use; nothing was changed
 */
export async function resetFolder(folder: string): Promise<void> {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return
  if (!ours(folder))
    throw new FolderFault(`${folder} is not a data folder of the district desk, so --reset leaves it alone.`)
  const lock = await lockFolder(join(folder, 'tables'))
  remember(folder, { form })
  for (const name of readdirSync(folder)) if (name !== marker) rmSync(join(folder, name), { recursive: true })
  lock.release()
}

function make(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    readdirSync(folder)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new FolderFault(`${folder} cannot be used as a data folder (${reason}). Choose another one.`)
  }
}

/**
 * Opens a data folder, or makes one.
 * @throws FolderFault when it belongs to something else, to a newer release, holds what was not asked for, or cannot be
 * read
 */
export function openFolder(folder: string, { empty }: { empty: boolean }): FolderFacts {
  make(folder)
  const facts = read(folder)
  if (facts && facts.form > form)
    throw new FolderFault(
      `The data in ${folder} is of a newer version (${facts.form}; this release knows ${form}). Nothing was changed: start the newer release.`,
    )
  if (!facts && readdirSync(folder).length > 0)
    throw new FolderFault(`${folder} holds other files and is no data folder of the district desk. Choose another one.`)
  if (empty && facts?.filled === 'demonstration')
    throw new FolderFault(
      `${folder} holds the demonstration district. Nothing was changed: begin anew with --reset --empty, or choose another folder.`,
    )
  const known = facts ?? { form }
  if (!facts) remember(folder, known)
  return known
}
