import { readFile } from 'node:fs/promises'
import { expect, test, type Page } from '@playwright/test'
import { readXlsx } from 'hucre/xlsx'
import { aFolder, startSystem, type System } from '../system.ts'
import { People } from './people.ts'

/** What leaves the sheet, and how one comes back to what one saw: in the staff app, against the server. */
test.describe.configure({ mode: 'serial', timeout: 240_000 })

let system: System
const folder = aFolder()
const people = new People(() => system)
test.beforeAll(async () => {
  system = await startSystem({ folder: folder.path })
})
test.afterAll(async () => {
  await system.stop()
  folder.remove()
})

const year = new Date().getFullYear() - 1

async function ledgerOf(page: Page): Promise<void> {
  await page.goto(`${system.staff}/budget/${year}/centre?sheet=entries`)
  await expect(page.locator('textarea:focus')).toBeAttached({ timeout: 60_000 })
}

async function onlyPaidTo(page: Page, payee: string): Promise<void> {
  await page.getByRole('button', { name: /^筛选/ }).waitFor()
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight')
  await page.getByRole('button', { name: /^筛选/ }).click()
  const menu = page.getByRole('dialog', { name: '「收款方」的菜单' })
  await menu.getByRole('checkbox', { name: '全选' }).uncheck()
  await menu.getByRole('checkbox', { name: new RegExp(`^${payee}`) }).check()
  await menu.getByRole('button', { name: '应用' }).click()
}

test('the accountant exports what is seen, and the file has as many rows as the button says', async ({ browser }) => {
  const page = await people.window(browser, 'accountant')
  await ledgerOf(page)
  await onlyPaidTo(page, '供应商')
  const button = page.getByRole('button', { name: /^导出所见/ })
  const counted = Number(/\d+/.exec((await button.textContent()) ?? '')?.[0])
  const download = page.waitForEvent('download')
  await button.click()
  await page.getByRole('menuitem', { name: /^XLSX/ }).click()
  const { sheets } = await readXlsx(await readFile(await (await download).path()))
  expect(sheets.map(({ name }) => name)).toEqual(['支出台账', '说明'])
  expect(sheets[0]?.rows).toHaveLength(counted + 1)
})

test('a shared view is found by the reviewer, whose screen nobody changed before', async ({ browser }) => {
  const [page, reviewer] = [await people.window(browser, 'accountant'), await people.window(browser, 'reviewer')]
  const shown = await page.getByText(/^\d+ \/ \d+行$/).first().textContent() // prettier-ignore
  await page.getByRole('button', { name: /^视图：/ }).click()
  await page.getByRole('textbox', { name: '视图名称' }).fill('付给供应商')
  await page.getByRole('button', { name: '存为共享' }).click()
  await expect(page.getByText('已保存视图「付给供应商」')).toBeVisible()
  await ledgerOf(reviewer)
  await expect(reviewer.getByText(/^共\d+行$/)).toBeVisible()
  await reviewer.getByRole('button', { name: /^视图：/ }).click()
  await reviewer.getByRole('button', { name: '付给供应商' }).click()
  await expect(reviewer.getByText(shown ?? '').first()).toBeVisible()
})

test('the address leads back to what was seen', async ({ browser }) => {
  const page = await people.window(browser, 'accountant')
  const shown = await page.getByText(/^\d+ \/ \d+行$/).first().textContent() // prettier-ignore
  await expect.poll(() => new URL(page.url()).searchParams.get('view')).toBeTruthy()
  await page.reload()
  await expect(page.getByText(shown ?? '').first()).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('button', { name: /^视图：付给供应商/ })).toBeVisible()
})
