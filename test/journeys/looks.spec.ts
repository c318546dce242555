import { expect, test, type Page } from '@playwright/test'
import { aFolder, startSystem, type System } from '../system.ts'
import { press, reach } from './keyboard.ts'
import { inEnglish, see, speak, type Look } from './look.ts'
import { seeInPrint } from './looks.accounts.ts'
import { People } from './people.ts'

/**
 * Every screen as it stands, wide and narrow, light and dark: axe finds nothing serious in it, nothing sticks out of a
 * phone, the console is silent. Between the looks the year is published by keyboard alone.
 */
test.describe.configure({ mode: 'serial', timeout: 900_000 })

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
const desk = `/disclosures/${year}/centre`
const recorded = '/editions/2021/jiangan/'
const own = `/editions/${year}/centre/`

const heading = (name: string | RegExp) => (page: Page) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
/** A sheet is a grid on a wide screen and a list of cards on a phone. */
const rows = (page: Page) =>
  expect(page.getByRole('grid').getByRole('gridcell').or(page.locator('.cards .card')).first()).toBeAttached()
const button = (name: string) => (page: Page) => expect(page.getByRole('button', { name, exact: true })).toBeVisible()
const click = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click()
const text = (words: string | RegExp) => (page: Page) => expect(page.getByText(words).first()).toBeVisible()

async function seeAll(page: Page, base: string, looks: readonly Look[]): Promise<void> {
  for (const look of looks) await test.step(look.name, () => see(page, base, look))
}

test('the accountant’s screens are fit for every eye before anything is published', async ({ browser }) => {
  await seeAll(await people.window(browser, 'accountant'), system.staff, [
    { name: 'today', at: '/', until: text('常用') },
    { name: 'menu', at: '/', until: text('常用'), open: click(/我的账号/) },
    { name: 'units', at: '/units', until: rows },
    { name: 'budget', at: '/budget', until: text(`${year}年度`) },
    { name: 'ledger', at: `/budget/${year}/centre?sheet=entries`, until: rows },
    { name: 'projects', at: `/budget/${year}/centre?sheet=projects`, until: rows },
    { name: 'accounts', at: '/accounts', until: text('2021年度') },
    { name: 'figures', at: '/accounts/2021/jiangan', until: rows },
    { name: 'subjects', at: '/settings', until: rows },
    { name: 'disclosures', at: '/disclosures', until: text('还没有版本') },
    { name: 'desk', at: desk, until: button('送审核') },
    { name: 'act', at: desk, until: button('送审核'), open: click('送审核') },
    { name: 'preview', at: `${desk}/preview`, until: heading(new RegExp(String(year))) },
  ])
})

test('in English no word of the screens stays Chinese, and none is cut off', async ({ browser }) => {
  const page = await people.window(browser, 'accountant')
  const administrator = await people.window(browser, 'system-administrator')
  await speak(page, 'en')
  await speak(administrator, 'en')
  const looks: Look[] = [
    { name: 'today', at: '/', until: text('Shortcuts'), open: click(/My account/) },
    { name: 'units', at: '/units', until: rows },
    { name: 'budget', at: '/budget', until: text(`FY ${year}`) },
    { name: 'ledger', at: `/budget/${year}/centre?sheet=entries`, until: rows },
    { name: 'projects', at: `/budget/${year}/centre?sheet=projects`, until: rows },
    { name: 'accounts', at: '/accounts', until: text('FY 2021') },
    { name: 'subjects', at: '/settings', until: rows },
    { name: 'disclosures', at: '/disclosures', until: text('No editions yet') },
    { name: 'act', at: desk, until: button('Submit for review'), open: click('Submit for review') },
    { name: 'history', at: '/history', until: text('Import'), open: click(/Import/) },
  ]
  for (const look of looks) await see(page, system.staff, inEnglish(look), { themes: ['light'] })
  await see(
    administrator,
    system.staff,
    inEnglish({ name: 'people', at: '/settings/accounts', until: rows, open: text('What each role may do') }),
    { themes: ['light'] },
  )
  await speak(page, 'zh')
  await speak(administrator, 'zh')
})

test('the sign-in is fit for every eye at its stages', async ({ browser }) => {
  const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage()
  await seeAll(page, system.staff, [
    { name: 'sign-in', at: '/sign-in', until: heading('登录') },
    { name: 'sign-in-code', at: '/sign-in', until: heading('登录'), open: click('用一次性登录码') },
  ])
})

test('by keyboard alone an accountant enters an amount and submits the year', async ({ browser }) => {
  const page = await people.window(browser, 'accountant')
  await page.goto(system.staff)
  await text('常用')(page)
  await press(page, page.getByRole('link', { name: '预算', exact: true }))
  await press(page, page.getByRole('link', { name: `${year}年度` }).first())
  await expect(page.getByRole('grid', { name: /支出台账/ })).toBeAttached()
  await expect(page.locator('[data-region="sheet"] textarea')).toBeFocused()
  await page.keyboard.press('Control+Home')
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight')
  await page.keyboard.type('23456.78')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^已保存/).first()).toBeVisible({ timeout: 30_000 })
  await page.keyboard.press('Shift+F6')
  await press(page, page.getByRole('link', { name: '送审核' }))
  await act(page, '送审核')
  await text('审核中，内容已锁定')(page)
})

/** Presses the act's button, goes through its dialog and confirms, all by keyboard. */
async function act(page: Page, name: string, { tick = false } = {}): Promise<void> {
  await press(page, page.getByRole('button', { name, exact: true }))
  const dialog = page.getByRole('dialog')
  if (tick) {
    await reach(page, dialog.getByRole('checkbox'))
    await page.keyboard.press('Space')
  }
  await press(page, dialog.getByRole('button', { name, exact: true }))
  await expect(dialog).toBeHidden()
}

test('reviewer and leader do their part by keyboard alone, from the line that waits for them', async ({ browser }) => {
  const reviewer = await people.window(browser, 'reviewer')
  await seeAll(reviewer, system.staff, [
    { name: 'waiting', at: '/', until: text('待审核') },
    { name: 'review', at: desk, until: button('通过审核，送签发') },
    { name: 'review-act', at: desk, until: button('通过审核，送签发'), open: click('通过审核，送签发') },
  ])
  const leader = await people.window(browser, 'leader')
  await reviewer.goto(system.staff)
  await press(reviewer, reviewer.getByRole('link', { name: /待审核/ }))
  await act(reviewer, '通过审核，送签发', { tick: true })
  await leader.goto(system.staff)
  await press(leader, leader.getByRole('link', { name: /待签发/ }))
  await act(leader, '签发并公开')
  await expect(leader.getByText('已公开').first()).toBeVisible({ timeout: 30_000 })
})

test('a reader opens and closes the check of a figure by keyboard', async ({ browser }) => {
  const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage()
  await page.goto(`${system.site}/`)
  await press(page, page.getByRole('link', { name: new RegExp(`${year}年度部门决算`) }))
  await heading(new RegExp(String(year)))(page)
  await page.goto(`${system.site}${recorded}`)
  const rate = page.locator('[data-figure]', { hasText: '104.32%' }).first()
  await press(page, rate, { most: 400 })
  const check = page.getByRole('dialog')
  await expect(check).toContainText('1710.65')
  await page.keyboard.press('Escape')
  await expect(check).toBeHidden()
  await expect(rate).toBeFocused()
})

test('the screens of what is published are fit for every eye', async ({ browser }) => {
  await seeAll(await people.window(browser, 'leader'), system.staff, [
    { name: 'disclosures-done', at: '/disclosures', until: text('已公开') },
    { name: 'desk-done', at: desk, until: text('公开的内容') },
  ])
  await seeAll(await people.window(browser, 'accountant'), system.staff, [
    { name: 'history', at: '/history', until: text('修改记录'), open: click(/改单格|改单元格|导入/) },
  ])
  await seeAll(await people.window(browser, 'system-administrator'), system.staff, [
    { name: 'people', at: '/settings/accounts', until: rows },
  ])
})

test('the public site is fit for every eye', async ({ browser }) => {
  const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage()
  await seeAll(page, system.site, [
    { name: 'site', at: '/', until: heading(/./) },
    { name: 'recorded', at: recorded, until: heading(/2021/) },
    { name: 'check', at: recorded, until: heading(/2021/), open: (of) => of.getByText('104.32%').first().click() },
    { name: 'edition', at: own, until: heading(new RegExp(String(year))), whole: true },
  ])
})

test('an edition is read without scripts, and printed whole', async ({ browser }) => {
  const bare = await (await browser.newContext({ locale: 'zh-CN', javaScriptEnabled: false })).newPage()
  await bare.goto(`${system.site}${own}1/`)
  await bare
    .getByRole('link', { name: /^\d+\.\d\d%$/ })
    .first()
    .click()
  await expect(bare.locator('li:target')).toContainText(/÷.*=.*%/)
  const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage()
  await page.goto(`${system.site}${own}1/`)
  const { hash = '' } = ((await (await fetch(`${system.site}${own}editions.json`)).json()) as { editions: { hash: string }[] }).editions[0] ?? {} // prettier-ignore
  expect(hash).toMatch(/^[0-9a-f]{64}$/)
  await seeInPrint(page, { address: `${system.site}${own}1/`, hash })
})
