import { expect, test } from '@playwright/test'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { aFolder, startSystem, type System } from '../system.ts'
import { grave } from '../web/axe.ts'
import { People } from './people.ts'

/** A year of cases in the staff app: from tiles that the projector made, followed by their feed. */
test.describe.configure({ mode: 'serial', timeout: 240_000 })

const album = resolve(import.meta.dirname, '../../.build/looks')
let system: System
const folder = aFolder()
const people = new People(() => system)
test.beforeAll(async () => {
  mkdirSync(album, { recursive: true })
  system = await startSystem({ folder: folder.path })
})
test.afterAll(async () => {
  await system.stop()
  folder.remove()
})

test('the supervisor opens every case of the year, writes a note, and finds it again', async ({ browser }) => {
  const page = await people.window(browser, 'supervisor')
  await page.getByRole('link', { name: '诉求', exact: true }).click()
  await expect(page.locator('textarea:focus')).toBeAttached({ timeout: 60_000 })
  const counted = page.getByText(/^共[\d,]+行$/).first()
  await expect.poll(async () => Number((await counted.textContent())?.replace(/\D/g, '')), { timeout: 60_000 }).toBeGreaterThan(100) // prettier-ignore
  await page.keyboard.press('Control+Home')
  for (let i = 0; i < 30; i++) await page.keyboard.press('ArrowRight')
  await page.keyboard.type('已电话核实')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^已保存/).first()).toBeVisible()
  await page.reload()
  await expect(page.locator('textarea:focus')).toBeAttached({ timeout: 60_000 })
  await page.keyboard.press('Control+f')
  await page.getByRole('textbox', { name: '查找' }).fill('已电话核实')
  await expect(page.getByText(/^1 \/ 1|^共1处|1处/).first()).toBeVisible()
})

for (const width of [1440, 390])
  for (const theme of ['light', 'dark'] as const)
    test(`the cases are fit to be looked at, ${width} wide, ${theme}`, async ({ browser }) => {
      const page = await people.window(browser, 'supervisor')
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 })
      await page.evaluate((to) => (document.documentElement.dataset.theme = to), theme)
      await page.screenshot({ path: resolve(album, `cases-${width}-${theme}.png`) })
      expect(await grave(page)).toEqual([])
    })
