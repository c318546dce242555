import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import * as z from 'zod'

const Told = z.object({ told: z.record(z.string(), z.unknown()), seconds: z.number(), megabytes: z.number() })
export type Cost = z.infer<typeof Told>

/** What a hostile file, or the heaviest good one, may cost. */
export const most = { seconds: 5, megabytes: 300 } as const

/** What one file costs a process of its own: CPU seconds of reading, and its memory at the most. */
export function costOf(file: Uint8Array, name: string, as: 'accounts' | 'cases' = 'accounts'): Cost {
  const folder = mkdtempSync(join(tmpdir(), 'district-hostile-'))
  try {
    const path = join(folder, 'file')
    writeFileSync(path, file)
    const script = resolve('test/functions/workbook-reader.ts')
    const args = ['--disable-warning=ExperimentalWarning', script, path, name, as]
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    const last = stdout.trim().split('\n').at(-1) ?? ''
    if (last === '') throw new Error(stderr)
    return Told.parse(JSON.parse(last))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
