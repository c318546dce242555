import { expect, test, type Locator, type Page } from '@playwright/test'
import { aFolder, startSystem, type System } from '../system.ts'
import { reach } from './keyboard.ts'
import { see } from './look.ts'
import { People } from './people.ts'

/** 绩效自评: the score sheets of the example district's year and of the recorded accounts, in a real browser. */
test.describe.configure({ mode: 'default', timeout: 600_000 })

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
const own = `/performance/${year}/centre`
const recorded = '/performance/2021/jiangan'

const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name })
const line = (page: Page, name: string): Locator => page.getByRole('row').filter({ hasText: name })
/** Cells of a line: target, actual, weight, score. */
const cell = (page: Page, name: string, column: 'target' | 'actual' | 'weight' | 'score'): Locator =>
  line(page, name).locator('[aria-selected]').nth(['target', 'actual', 'weight', 'score'].indexOf(column))
const findings = (page: Page): Locator => page.locator('[data-region="findings"]')
const saved = (page: Page) => expect(page.getByText(/^已保存/)).toBeVisible({ timeout: 30_000 })

async function open(page: Page, name: string): Promise<void> {
  await page.goto(`${system.staff}${own}`)
  await tab(page, name).click()
  await expect(tab(page, name)).toHaveAttribute('aria-selected', 'true')
}

async function type(page: Page, at: Locator, text: string): Promise<void> {
  await at.click()
  await page.keyboard.press('F2')
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

test('the recorded sheets show 99.82, 99.8, 100 and 90, and the 90 is flagged', async ({ browser }) => {
  const page = await people.window(browser, 'accountant')
  await page.goto(`${system.staff}/performance`)
  await page.getByRole('link', { name: '2021年度' }).last().click()
  await expect(page.getByRole('tab')).toHaveCount(4)
  await expect(page.getByRole('tab')).toHaveText([/99\.82/, /99\.8/, /100/, /90/])
  await tab(page, '系统维护费').click()
  await expect(findings(page)).toContainText('权重合计90，应为100')
  await expect(findings(page)).toContainText('45.71、34.29')
  await tab(page, '监督大队').click()
  await expect(findings(page)).toContainText('答非所问，却得满分')
  await findings(page).getByRole('button', { name: '看这一格' }).first().click()
  await expect(cell(page, '接线员、监督员薪酬', 'actual')).toHaveAttribute('aria-selected', 'true')
  await expect(cell(page, '接线员、监督员薪酬', 'actual')).toHaveAttribute('aria-invalid', 'true')
})

test('the example district’s sheets are without a fault, and every score can be walked down', async ({ browser }) => {
  const page = await people.window(browser, 'accountant')
  await open(page, '网格监督队伍')
  for (const one of await page.getByRole('tab').all()) {
    await one.click()
    await expect(findings(page)).toContainText('没有待核的问题')
    await expect(page.getByRole('tabpanel').getByText('权重合计 100')).toBeVisible()
  }
  await tab(page, '网格监督队伍').click()
  await cell(page, '在岗监督员', 'score').click()
  const panel = page.getByRole('complementary', { name: '这个数从哪来' })
  await expect(panel).toContainText('14.70')
  await expect(panel).toContainText('相符')
  await panel.getByRole('button', { name: '在岗监督员 实际完成值' }).click()
  await expect(cell(page, '在岗监督员', 'actual')).toHaveAttribute('aria-selected', 'true')
  await expect(panel).toContainText('147人')
  await expect(panel).toContainText('示例财务')
})

test('an actual value that is typed scores at once, is saved, and is taken back', async ({ browser }) => {
  const page = await people.window(browser, 'accountant')
  await open(page, '网格监督队伍')
  const total = tab(page, '网格监督队伍').locator('b')
  const before = await total.innerText()
  await type(page, cell(page, '在岗监督员', 'actual'), '150人')
  await expect(cell(page, '在岗监督员', 'score')).toContainText('15.00')
  await expect(total).not.toHaveText(before)
  await saved(page)
  await page.reload()
  await expect(cell(page, '在岗监督员', 'score')).toContainText('15.00')
  await type(page, cell(page, '在岗监督员', 'actual'), '147人')
  await expect(cell(page, '在岗监督员', 'score')).toContainText('14.70')
  await page.keyboard.press('Control+Z')
  await expect(cell(page, '在岗监督员', 'score')).toContainText('15.00')
  await page.keyboard.press('Control+Y')
  await expect(cell(page, '在岗监督员', 'score')).toContainText('14.70')
  await saved(page)
  await page.reload()
  await expect(total).toHaveText(before)
})

test('weights that do not add up are told, spread in proportion, and taken back', async ({ browser }) => {
  const page = await people.window(browser, 'accountant')
  await open(page, '网格终端及专线租赁')
  await type(page, cell(page, '租用网格终端', 'weight'), '30')
  await expect(findings(page)).toContainText('权重合计110，应为100')
  await expect(tab(page, '网格终端及专线租赁')).toContainText('1处待改')
  await findings(page).getByRole('button', { name: '按比例分摊' }).click()
  await expect(page.getByRole('tabpanel').getByText('权重合计 100')).toBeVisible()
  await expect(cell(page, '租用网格终端', 'weight')).toContainText('26.67')
  await page.getByRole('button', { name: '撤销' }).click()
  await expect(page.getByRole('tabpanel').getByText('权重合计 110')).toBeVisible()
  await page.getByRole('button', { name: '撤销' }).click()
  await expect(findings(page)).toContainText('没有待核的问题')
  await saved(page)
})

test('a weight of 110, a target of nothing and a reason of spaces do not get in', async ({ browser }) => {
  const page = await people.window(browser, 'accountant')
  await open(page, '网格监督队伍')
  await type(page, cell(page, '在岗监督员', 'weight'), '110')
  await expect(cell(page, '在岗监督员', 'weight')).toContainText('须大于0、不超过100')
  await page.keyboard.press('Control+Z')
  await type(page, cell(page, '在岗监督员', 'target'), '零人')
  await expect(cell(page, '在岗监督员', 'target')).toContainText('类型改为“达标”')
  await page.keyboard.press('Control+Z')
  await expect(cell(page, '在岗监督员', 'target')).toContainText('≥150人')
  const reason = line(page, '偏差原因').locator('[aria-selected]')
  await type(page, reason, '   ')
  await expect(findings(page)).toContainText('要写明原因')
  await expect(reason).toContainText('待填写')
  await page.keyboard.press('Control+Z')
  await expect(findings(page)).toContainText('没有待核的问题')
  await saved(page)
  await page.reload()
  await expect(findings(page)).toContainText('没有待核的问题')
  await expect(cell(page, '在岗监督员', 'weight')).toHaveText(/15/)
})

test('the form is worked by keyboard alone, and a block is pasted from its first cell', async ({ browser }) => {
  const page = await people.window(browser, 'accountant')
  await open(page, '网格员培训与宣传')
  await reach(page, tab(page, '网格员培训与宣传'), { by: 'Shift+Tab' })
  await page.keyboard.press('ArrowLeft')
  await expect(tab(page, '综治视频巡查')).toHaveAttribute('aria-selected', 'true')
  await expect(tab(page, '综治视频巡查')).toBeFocused()
  await cell(page, '研判报告', 'actual').click()
  await page.keyboard.press('ArrowDown')
  await expect(cell(page, '视频巡查', 'actual').getByRole('textbox')).toBeFocused()
  await page.keyboard.type('2450小时')
  await page.keyboard.press('Tab')
  await expect(cell(page, '视频巡查', 'weight')).toHaveAttribute('aria-selected', 'true')
  await expect(cell(page, '视频巡查', 'actual')).toContainText('2450小时')
  await page.keyboard.press('Control+Z')
  await expect(cell(page, '视频巡查', 'actual')).toContainText('2436小时')
  await cell(page, '研判报告', 'actual').click()
  await page.evaluate(() => navigator.clipboard.writeText('3份\n2500小时'))
  await page.keyboard.press('Control+V')
  await expect(cell(page, '研判报告', 'score')).toContainText('0.00')
  await expect(cell(page, '视频巡查', 'actual')).toContainText('2500小时')
  await page.keyboard.press('Control+Z')
  await expect(findings(page)).toContainText('没有待核的问题')
  await cell(page, '研判报告', 'score').click()
  await page.keyboard.type('9')
  await page.keyboard.press('Escape')
  await saved(page)
})

test('a reviewer reads the sheets and is told who writes them', async ({ browser }) => {
  const page = await people.window(browser, 'reviewer')
  await open(page, '网格监督队伍')
  await cell(page, '在岗监督员', 'actual').click()
  await page.keyboard.press('F2')
  await expect(page.getByText('只读，由财务填写')).toBeVisible()
  await expect(cell(page, '在岗监督员', 'actual')).toHaveAttribute('aria-readonly', 'true')
})

test('the screens are fit for every eye', async ({ browser }) => {
  const page = await people.window(browser, 'accountant')
  const sheet = () => expect(page.getByRole('gridcell').first()).toBeVisible()
  await see(page, system.staff, { name: 'performance', at: '/performance', until: () => expect(page.getByRole('link', { name: '2021年度' }).last()).toBeVisible() }) // prettier-ignore
  await see(page, system.staff, { name: 'scores', at: own, until: sheet })
  await see(page, system.staff, { name: 'scores-recorded', at: `${recorded}?sheet=brigade`, until: sheet, open: () => cell(page, '群众诉求满意率', 'score').click() }) // prettier-ignore
  await see(page, system.staff, { name: 'scores-flagged', at: `${recorded}?sheet=system`, until: sheet })
  await see(page, system.staff, { name: 'scores-rows', at: `${own}?view=rows`, until: () => expect(page.getByRole('grid').getByRole('gridcell').or(page.locator('.cards .card')).first()).toBeAttached() }) // prettier-ignore
})
