import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

const root = resolve(import.meta.dirname, '..')
const full = process.env.FULL === '1'

/** Polls wait as long as a busy machine needs; what never comes fails all the same. */
const patient = { expect: { poll: { timeout: 60_000, interval: 50 } } }

/** One project for each folder of tests; the folder's name says which part of the product they cover. */
const project = (name: string, include: string[], more: Record<string, unknown> = {}) => ({
  test: { name, include: include.map((glob) => `test/${glob}`), root, ...patient, ...more },
})

const usual = { testTimeout: 60_000, hookTimeout: 60_000 }
const slow = { testTimeout: full ? 1_800_000 : 300_000, hookTimeout: 300_000 }

export default defineConfig({
  root,
  test: {
    maxWorkers: 2,
    projects: [
      project('shared', ['shared/**/*.test.ts', 'architecture.test.ts'], usual),
      project('web', ['web/unit/**/*.test.ts', 'edition/**/*.test.ts'], slow),
      project('functions', ['functions/**/*.test.ts'], slow),
      project('contracts', ['contracts/**/*.test.ts'], slow),
      project('infra', ['infra/**/*.test.ts'], { ...slow, globalSetup: resolve(root, 'test/infra/synthesize.ts') }),
      project('local', ['local/**/*.test.ts'], slow),
      project('faults', ['faults/**/*.test.ts'], slow),
    ],
  },
})
