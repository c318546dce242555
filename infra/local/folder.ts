import {
  closeSync,
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

/** Takes everything away, if it is a data folder of ours. */
function empty(folder: string): void {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return
  if (!existsSync(join(folder, marker)))
    throw new FolderFault(`${folder} is not a data folder of the district desk, so --reset leaves it alone.`)
  rmSync(folder, { recursive: true })
}

/**
 * Opens a data folder, or makes one.
 * @throws FolderFault when it belongs to something else, to a newer release, or cannot be read
 */
export function openFolder(folder: string, { reset }: { reset: boolean }): FolderFacts {
  if (reset) empty(folder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const facts = read(folder)
  if (facts && facts.form > form)
    throw new FolderFault(
      `The data in ${folder} is of a newer version (${facts.form}; this release knows ${form}). Nothing was changed: start the newer release.`,
    )
  if (!facts && readdirSync(folder).length > 0)
    throw new FolderFault(`${folder} holds other files and is no data folder of the district desk. Choose another one.`)
  const known = facts ?? { form }
  if (!facts) remember(folder, known)
  return known
}
