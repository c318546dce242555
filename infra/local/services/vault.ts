import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { RuntimeFault } from '../fault.ts'

/** Key material and generated secrets of one data folder, by name. */
export interface Vault {
  /** What is kept under a name; made and kept at the first time. */
  get(kind: 'key' | 'secret', name: string, make: () => string): string
}

type Kept = Record<string, string>

/**
 * Opens the file of keys, readable by its owner only. It is written whole before anything made by its keys is.
 * @param used whether the data folder was in use before: then the file has to be there
 * @throws RuntimeFault when it is missing or cannot be read; nothing is changed then
 */
export function openVault(file: string, used: boolean): Vault {
  if (!existsSync(file)) {
    if (used)
      throw new RuntimeFault(
        `The file of keys ${file} is missing: without it encrypted values cannot be read. Put it back.`,
      )
    write(file, {})
  }
  const kept = read(file)
  return {
    get: (kind, name, make) => {
      const place = `${kind}:${name}`
      const known = kept[place]
      if (known !== undefined) return known
      const made = make()
      kept[place] = made
      write(file, kept)
      return made
    },
  }
}

function read(file: string): Kept {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Kept
  } catch {
    throw new RuntimeFault(`The file of keys ${file} cannot be read. Nothing was changed: put it back from a copy.`)
  }
}

/** Whole or not at all. */
function write(file: string, kept: Kept): void {
  const handle = openSync(`${file}.new`, 'w', 0o600)
  writeSync(handle, JSON.stringify(kept))
  fsyncSync(handle)
  closeSync(handle)
  renameSync(`${file}.new`, file)
}
