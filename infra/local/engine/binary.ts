import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { EngineFault } from './fault.ts'

/** Packages that carry the engine, by platform. */
const packages: Readonly<Record<string, string>> = { 'linux-x64': '@dynoxide/linux-x64' }

/**
 * The engine's program file for this machine.
 * @throws EngineFault engine/platform where no package carries one
 */
export function engineBinary(platform = `${process.platform}-${process.arch}`): string {
  const found = locate(packages[platform])
  if (!found) throw new EngineFault('engine/platform', { platform })
  return found
}

function locate(name: string | undefined): string | undefined {
  if (!name) return undefined
  try {
    const file = join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'dynoxide')
    return existsSync(file) ? file : undefined
  } catch {
    return undefined
  }
}

const leashes = ['/usr/bin/setpriv', '/bin/setpriv']

/**
 * The words to start the engine with. `setpriv --pdeathsig KILL` ends it together with a launcher that was killed;
 * where a machine lacks it, the folder's lock finds the left-over engine at the next start.
 */
export function leashed(binary: string, words: readonly string[]): [string, string[]] {
  const leash = leashes.find((file) => existsSync(file))
  return leash ? [leash, ['--pdeathsig', 'KILL', binary, ...words]] : [binary, [...words]]
}
