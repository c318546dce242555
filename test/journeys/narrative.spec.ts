import { expect, test, type Locator, type Page } from '@playwright/test'
import { aFolder, startSystem, type System } from '../system.ts'
import { reach } from './keyboard.ts'
import { see } from './look.ts'
import { People } from './people.ts'

/** The narrative of a year: its sentences follow the figures, its reasons are written by people, without numbers. */
test.describe.configure({ mode: 'default', timeout: 240_000 })

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
const address = `/accounts/${year}/centre/narrative`
const item = 'n05.2060503'

const sentence = (page: Page, id: string): Locator => page.locator(`[data-sentence="${id}"]`)
const panel = (page: Page): Locator => page.getByRole('complementary', { name: '本句' })
const field = (page: Page): Locator => panel(page).getByRole('combobox')

async function open(page: Page): Promise<void> {
  await page.goto(`${system.staff}${address}`)
  await expect(page.getByRole('heading', { level: 1, name: '决算情况说明' })).toBeVisible()
  await expect(sentence(page, item)).toBeVisible()
}

test('a sentence tells its figures, where they come from and what is still to be written', async ({ browser }) => {
  const page = await people.window(browser, 'accountant')
  await open(page)
  await expect(sentence(page, item)).toContainText(/年初预算[\d,.]+万元，支出决算[\d,.]+万元，完成年初预算的[\d.]+%/)
  await sentence(page, item).click()
  await expect(panel(page)).toContainText('五（三）')
  await expect(panel(page)).toContainText('比较得出')
  const rate = panel(page).getByRole('button', { name: /%$/ })
  await rate.click()
  await expect(sentence(page, item).locator('.traced')).toHaveText((await rate.textContent()) ?? '')
})

test('a typed number is refused before it is sent, and what was typed stays', async ({ browser }) => {
  const page = await people.window(browser, 'accountant')
  await open(page)
  const before = await sentence(page, item).textContent()
  await sentence(page, item).click()
  await field(page).fill('追加经费１４５．１７万元')
  await expect(panel(page).getByRole('alert')).toContainText('“145.17万元”是手写的数')
  await expect(panel(page).getByRole('button', { name: '保存' })).toBeDisabled()
  await sentence(page, 'n01.total').click()
  await sentence(page, item).click()
  await expect(field(page)).toHaveValue('追加经费１４５．１７万元')
  expect(await sentence(page, item).textContent()).toBe(before)
  await field(page).press('Escape')
  await expect(panel(page).getByRole('alert')).toBeHidden()
})

test('a missing reason shows in the text and in the list and bars submission; a figure comes in by a slash', async ({
  browser,
}) => {
  const page = await people.window(browser, 'accountant')
  await open(page)
  const stop = page.locator('[data-sentence][tabindex="0"]')
  await reach(page, stop)
  const first = await stop.getAttribute('data-sentence')
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('[data-sentence]:focus')).not.toHaveAttribute('data-sentence', first ?? '')
  await sentence(page, item).focus()
  await page.keyboard.press('Enter')
  await expect(field(page)).toBeFocused()
  const written = await field(page).inputValue()
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Delete')
  await page.keyboard.press('Control+Enter')
  await expect(sentence(page, item)).toContainText('待填写原因')
  await expect(page.getByText(/送审核：还缺\d+处/)).toBeVisible()
  await page.keyboard.type('追加的/决算')
  await expect(page.getByRole('listbox', { name: '可引用的数' }).getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(field(page)).toHaveValue(/^追加的\[\[[a-z0-9.]+\]\]$/i)
  await page.keyboard.type('用于监督队伍')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/^已保存/).first()).toBeVisible()
  await expect(sentence(page, item)).toContainText(/追加的[\d,.]+万元用于监督队伍/)
  await page.reload()
  await expect(sentence(page, item)).toContainText(/追加的[\d,.]+万元用于监督队伍/)
  expect(written).not.toBe('')
})

test('undo takes the reason back, here and at the server', async ({ browser }) => {
  const page = await people.window(browser, 'accountant')
  await open(page)
  await sentence(page, 'n13.used').click()
  const before = await field(page).inputValue()
  await field(page).fill('结果用于编制下年预算')
  await panel(page).getByRole('button', { name: '保存' }).click()
  await expect(sentence(page, 'n13.used')).toContainText('结果用于编制下年预算')
  await page.getByRole('button', { name: '撤销' }).click()
  await expect(sentence(page, 'n13.used')).toContainText(before.replace(/。$/, ''))
  await expect(page.getByText(/^已保存/).first()).toBeVisible()
  await page.reload()
  await expect(sentence(page, 'n13.used')).toContainText(before.replace(/。$/, ''))
})

test('duties, key work and definitions are lines that people add and take away', async ({ browser }) => {
  const page = await people.window(browser, 'accountant')
  await open(page)
  await page.getByRole('button', { name: '添加名词' }).click()
  const [term, explanation] = [field(page).first(), field(page).last()]
  await term.fill('网格员')
  await explanation.fill('在网格内巡查、走访和采集信息的人员')
  await panel(page).getByRole('button', { name: '保存' }).last().click()
  await expect(page.locator('[data-group="definition"]')).toContainText('网格员：在网格内巡查')
  await page.getByText('在网格内巡查、走访和采集信息的人员').first().click()
  await page.getByRole('button', { name: '删去这一条' }).click()
  await expect(page.locator('[data-group="definition"]')).not.toContainText('在网格内巡查')
})

test('who may not write reads the text and its sources', async ({ browser }) => {
  const page = await people.window(browser, 'reviewer')
  await open(page)
  await sentence(page, item).click()
  await expect(field(page)).toBeDisabled()
  await expect(page.getByRole('button', { name: '添加职责' })).toHaveCount(0)
})

test('the screen is fit for every eye, wide and narrow, light and dark', async ({ browser }) => {
  const page = await people.window(browser, 'accountant')
  const look = { at: address, until: (of: Page) => expect(sentence(of, item)).toBeVisible() }
  await see(page, system.staff, { name: 'narrative', ...look })
  await see(page, system.staff, { name: 'narrative-sentence', ...look, open: (of) => sentence(of, item).click() })
})
