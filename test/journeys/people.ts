import { expect, type Browser, type Page } from '@playwright/test'
import type { System } from '../system.ts'

/** The browser windows of the demonstration's people; each signs in once, by the link that start printed. */
export class People {
  readonly #windows = new Map<string, Page>()
  readonly #of: () => System

  constructor(of: () => System) {
    this.#of = of
  }

  async window(browser: Browser, role: string): Promise<Page> {
    const known = this.#windows.get(role)
    if (known) return known
    const context = await browser.newContext({
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    await page.goto(this.#of().links[role] ?? '')
    await expect(page.getByRole('heading', { level: 1, name: '今日' })).toBeVisible()
    this.#windows.set(role, page)
    return page
  }
}
