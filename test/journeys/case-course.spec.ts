import { expect, test, type Page } from '@playwright/test'
import { aFolder, startSystem, type System } from '../system.ts'
import { grave } from '../web/axe.ts'
import { see } from './look.ts'
import { People } from './people.ts'

/** One request through its life, each step by the one whose step it is, on the sheet of cases with its panel. */
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

const panelOf = (page: Page) => page.getByRole('complementary', { name: '诉求详情' })

/** Opens the sheet of cases with its panel. */
async function openCases(page: Page): Promise<void> {
  await page.goto(`${system.staff}/cases`)
  await expect(page.locator('textarea:focus')).toBeAttached({ timeout: 60_000 })
  const toggle = page.getByRole('button', { name: '详情' })
  if ((await toggle.getAttribute('aria-pressed')) === 'false') await toggle.click()
  await page.locator('textarea').first().focus()
}

/** Goes to the case with this title, by find. */
async function goTo(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+f')
  const field = page.getByRole('textbox', { name: '查找' })
  await field.fill(title)
  await expect(page.getByText(/\d+ \/ \d+|共\d+处|\d+处/).first()).toBeVisible()
  await field.press('Enter')
  await page.keyboard.press('Escape')
  await expect(panelOf(page).getByRole('heading', { name: title })).toBeVisible()
}

/** Takes a step of the case in the panel: fills its form, and waits until it is done. */
async function take(
  page: Page,
  step: string,
  fill: (form: ReturnType<Page['getByRole']>) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await panelOf(page).getByRole('button', { name: step, exact: true }).click()
  const form = page.getByRole('dialog', { name: step })
  await fill(form)
  await form.getByRole('button', { name: step, exact: true }).click()
  await expect(form).toBeHidden()
  await expect(panelOf(page).getByRole('status')).toHaveText(`${step}已完成`)
}

const say = (words: string) => async (form: ReturnType<Page['getByRole']>) => {
  await form.getByRole('textbox', { name: '意见' }).fill(words)
}

const title = '梧桐街三号巷口电瓶车占道充电'

test('the dispatcher takes a request in by the sheet, and sends it to a unit by its panel', async ({ browser }) => {
  const page = await people.window(browser, 'dispatcher')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await openCases(page)
  const counted = page.getByText(/^共[\d,]+行$/).first()
  await expect.poll(async () => Number((await counted.textContent())?.replace(/\D/g, ''))).toBeGreaterThan(150)
  await page.keyboard.press('Control+End')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  const row = ['12345热线', 'RX-2026-0001', '投诉', '一般', title].join('\t')
  await page.evaluate((text) => navigator.clipboard.writeText(text), row)
  await page.keyboard.press('Control+v')
  await expect(page.getByText(/^已保存/).first()).toBeVisible()
  await openCases(page)
  await goTo(page, title)
  await expect(panelOf(page)).toContainText('待立案')
  await take(page, '立案')
  await take(page, '派单', async (form) => {
    await form.getByRole('combobox', { name: '承办单位' }).selectOption({ label: '示例区城市管理执法局' })
    await say('请核实占道情况')(form)
  })
  await expect(panelOf(page)).toContainText('待签收')
  await expect(panelOf(page).getByRole('region', { name: '期限' })).toContainText(/剩\d+小时/)
})

test('the unit finds it among its own, accepts it and reports back; a telephone number is refused', async ({
  browser,
}) => {
  const page = await people.window(browser, 'handler')
  await openCases(page)
  await goTo(page, title)
  await expect(panelOf(page)).toContainText('请核实占道情况')
  await take(page, '签收')
  await panelOf(page).getByRole('button', { name: '反馈', exact: true }).click()
  const form = page.getByRole('dialog', { name: '反馈' })
  await say('已联系13900000000')(form)
  await form.getByRole('button', { name: '反馈', exact: true }).click()
  await expect(form.getByRole('alert')).toContainText('意见里有号码')
  await say('店铺已退回店内经营，现场已清理')(form)
  await form.getByRole('button', { name: '反馈', exact: true }).click()
  await expect(panelOf(page)).toContainText('待审核')
})

test('the supervisor closes it, the caller is asked, and the course tells it all', async ({ browser }) => {
  const supervisor = await people.window(browser, 'supervisor')
  await openCases(supervisor)
  await goTo(supervisor, title)
  await take(supervisor, '结案')
  const callBack = await people.window(browser, 'call-back')
  await openCases(callBack)
  await goTo(callBack, title)
  await take(callBack, '回访', async (form) => {
    await form.getByRole('combobox', { name: '满意度' }).selectOption({ label: '满意' })
  })
  await openCases(supervisor)
  await goTo(supervisor, title)
  await expect(panelOf(supervisor).getByRole('listitem').locator('b')).toHaveText(['回访', '结案', '反馈', '签收', '派单', '立案', '登记']) // prettier-ignore
  expect(await grave(supervisor)).toEqual([])
  await supervisor.screenshot({ path: '.build/looks/case-course.png' })
})

test('who takes calls writes one down by keys alone; an answer that gets lost makes no second case', async ({
  browser,
}) => {
  const page = await people.window(browser, 'intake')
  await page.goto(`${system.staff}/cases/new`)
  await expect(page.getByRole('combobox', { name: '来源', exact: true })).toBeFocused()
  const { keyboard } = page
  await keyboard.press('Tab')
  await keyboard.type('RX-2026-0002')
  for (const key of ['Tab', 'ArrowDown', 'Tab', 'ArrowDown', 'Tab']) await keyboard.press(key)
  await keyboard.type('白塔街五号院停水，联系13900000001')
  await expect(page.getByRole('combobox', { name: '类型' })).toHaveValue('help')
  await expect(page.getByRole('combobox', { name: '紧急程度' })).toHaveValue('urgent')
  const warning = page.getByRole('alert').filter({ hasText: '标题里有号码' })
  await expect(warning).toContainText('13900000001')
  await warning.getByRole('button', { name: '移到电话' }).click()
  await expect(page.getByRole('textbox', { name: '电话' })).toHaveValue('13900000001')
  await page.getByRole('textbox', { name: /诉求内容/ }).fill('昨晚十点起全院停水')
  let lost = 0
  await page.route('**/api/changes', async (route) => {
    await route.fetch()
    lost++
    await route.abort('connectionreset')
  })
  const save = page.getByRole('button', { name: '登记', exact: true })
  await save.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: '没有连上' })).toBeVisible()
  await page.unroute('**/api/changes')
  await save.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: '已登记，编号SQ' })).toBeVisible()
  expect(lost).toBe(1)
  const dispatcher = await people.window(browser, 'dispatcher')
  await openCases(dispatcher)
  await dispatcher.keyboard.press('Control+f')
  await dispatcher.getByRole('textbox', { name: '查找' }).fill('白塔街五号院停水')
  await expect(dispatcher.getByText(/^1 \/ 1|^共1处|1处/).first()).toBeVisible()
})

test('the form is fit for every eye, wide and narrow', async ({ browser }) => {
  const page = await people.window(browser, 'intake')
  const field = (window: Page) => expect(window.getByRole('combobox', { name: '来源', exact: true })).toBeVisible()
  await see(page, system.staff, { name: 'case-intake', at: '/cases/new', until: field, whole: true })
})
