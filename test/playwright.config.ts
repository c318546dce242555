import { defineConfig } from '@playwright/test'
import { launchOptions } from './web/browser.ts'

/** The sheet in a real browser, and whole journeys against the local system. */
export default defineConfig({
  testDir: '.',
  globalSetup: './web/harness/setup.config.ts',
  testMatch: ['web/**/*.spec.ts', 'journeys/**/*.spec.ts'],
  outputDir: '../.build/results/browser',
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  use: {
    launchOptions: await launchOptions(),
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  },
})
