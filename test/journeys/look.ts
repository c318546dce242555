import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'

const album = resolve(import.meta.dirname, '../../.build/looks')
mkdirSync(album, { recursive: true })

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]

export interface Look {
  name: string
  at: string
  /** the sign that the screen is there */
  until: (page: Page) => Promise<unknown>
  /** opens what is to be seen, after loading */
  open?: (page: Page) => Promise<unknown>
}

/** Whatever axe finds serious or critical in the page as it stands: rule and elements. */
async function grave(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

/** By how many pixels the document is wider than the window. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Sees one screen wide and narrow, light and dark, and keeps a picture of each look under `.build/looks`. */
export async function see(page: Page, base: string, { name, at, until, open }: Look): Promise<void> {
  const said: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(message.text())
  })
  page.on('pageerror', (error) => void said.push(error.message))
  for (const size of sizes) {
    await page.setViewportSize(size)
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await page.goto(`${base}${at}`)
    await until(page)
    await open?.(page)
    for (const colorScheme of ['light', 'dark'] as const) {
      const look = `${name}-${size.width}-${colorScheme}`
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.screenshot({ path: resolve(album, `${look}.png`) })
      expect.soft(await grave(page), look).toEqual([])
      expect.soft(await overflow(page), `${look} sticks out`).toBe(0)
    }
  }
  expect.soft(said, `${name} in the console`).toEqual([])
  page.removeAllListeners('console')
  page.removeAllListeners('pageerror')
  await page.setViewportSize(sizes[0] ?? { width: 1440, height: 900 })
}
