import { expect, test, type Page } from '@playwright/test'
import { aFolder, startSystem, type System } from '../system.ts'

/** The end of a sign-in for want of use: told two minutes before, put off by any key, and then a panel over the page. */
test.describe.configure({ mode: 'serial', timeout: 180_000 })

let system: System
let page: Page
const folder = aFolder()

test.beforeAll(async ({ browser }) => {
  system = await startSystem({ folder: folder.path })
  page = await (await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })).newPage()
  await page.clock.install()
  await page.goto(system.links.accountant ?? '')
  await expect(page.getByRole('heading', { level: 1, name: '今日' })).toBeVisible()
})
test.afterAll(async () => {
  await system.stop()
  folder.remove()
})

const minutes = (count: number): Promise<void> => page.clock.runFor(count * 60_000)
const notice = () => page.getByText(/^\d分钟后自动退出，按任意键继续$/)
const panel = () => page.getByRole('dialog', { name: '登录已到期' })

test('twenty-eight minutes without a key bring the notice, and a key takes it away', async () => {
  await minutes(27)
  await expect(notice()).toBeHidden()
  await minutes(1.5)
  await expect(notice()).toBeVisible()
  await page.keyboard.press('Shift')
  await expect(notice()).toBeHidden()
  await expect(panel()).toBeHidden()
})

test('whoever keeps typing is not turned out', async () => {
  for (let i = 0; i < 5; i++) {
    await minutes(10)
    await page.keyboard.press('Shift')
    // The key is told to the server once a minute.
    await Promise.all([page.waitForResponse('**/api/session'), minutes(1)])
  }
  await expect(notice()).toBeHidden()
  await expect(panel()).toBeHidden()
})

test('thirty idle minutes lay the panel over the page, which can’t be reached behind it', async () => {
  await minutes(31)
  await expect(panel()).toBeVisible()
  await expect(page.getByText('未保存的内容还在。验证后继续。')).toBeVisible()
  expect(await page.locator('.shell').evaluate((element) => element.hasAttribute('inert'))).toBe(true)
  await expect(panel().locator('input').first()).toBeFocused()
})

test('another window of the same browser gets a clean page when somebody else signs in', async () => {
  const other = await page.context().newPage()
  await other.goto(system.links.reviewer ?? '')
  await expect(other.getByRole('heading', { level: 1, name: '今日' })).toBeVisible()
  await expect(panel()).toBeHidden()
  await expect(page.getByText(await nameOn(other)).first()).toBeVisible()
})

const nameOn = (other: Page): Promise<string> =>
  other.evaluate(async () => ((await (await fetch('/api/session')).json()) as { name: string }).name)
