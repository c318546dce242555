import { resolve } from 'node:path'
import { build } from 'vite'

/** Builds the page with the sheet, once for all files of tests that show it. */
export async function buildHarness(): Promise<void> {
  await build({ configFile: resolve(import.meta.dirname, 'vite.config.ts'), logLevel: 'warn' })
}
