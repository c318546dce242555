import { chromium, expect, test, type BrowserContext, type Page, type Route } from '@playwright/test'
import { signIn } from '../client.ts'
import { aFolder, startSystem, type System } from '../system.ts'
import { launchOptions } from '../web/browser.ts'
import { Ledger, LedgerSheet, nothingTyped, type Typed } from './ledger.ts'

/**
 * Whatever ends in the middle of work — the tab, the browser, the server, the network, the sign-in — nothing that was
 * typed is lost, and nothing is written twice. Each test compares what was typed with the rows and their events.
 */
test.describe.configure({ mode: 'serial', timeout: process.env.FULL === '1' ? 900_000 : 240_000 })

const pasted = process.env.FULL === '1' ? 10_000 : 1_200
const year = new Date().getFullYear() - 1
const place = `${year}/centre`

let system: System
let ledger: Ledger
let context: BrowserContext
let page: Page
let sheet: LedgerSheet
const folder = aFolder()
const profile = aFolder()

test.beforeAll(async () => {
  system = await startSystem({ folder: folder.path })
  ledger = new Ledger(await signIn(system, 'reviewer'), place)
  await openBrowser()
  await page.goto(system.links.accountant ?? '')
  await expect(page.getByRole('heading', { level: 1, name: '今日' })).toBeVisible()
})
test.afterAll(async () => {
  await context.close()
  await system.stop()
  folder.remove()
  profile.remove()
})
test.beforeEach(async () => {
  if (page.isClosed()) page = await context.newPage()
  sheet = new LedgerSheet(page, system.staff, place)
  await sheet.open()
})

async function openBrowser(): Promise<void> {
  context = await chromium.launchPersistentContext(profile.path, {
    ...(await launchOptions()),
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  page = context.pages()[0] ?? (await context.newPage())
}

/** The same data and port; the demonstration's people get a new link each. */
async function startAgain(): Promise<void> {
  system = await startSystem({ folder: folder.path, port: system.port })
}

/** From now on changes reach the server, and the page never hears of it. */
async function loseAnswers(): Promise<void> {
  await context.route('**/api/changes', async (route: Route) => {
    await route.fetch().catch(() => undefined)
  })
}

const found = (): Promise<void> => context.unrouteAll({ behavior: 'ignoreErrors' })

/** Types into the memos of rows one after the other, and leaves the last text in the open editor. */
async function typeSome(label: string, { from = 0, open = true } = {}): Promise<Typed & { draft: string }> {
  const rows = await ledger.rows()
  const typed = nothingTyped()
  await sheet.goTo(from)
  for (let i = 0; i < 5; i++) {
    if (i === 2) await loseAnswers()
    const memo = `${label}${i}`
    await sheet.type(memo)
    typed.cells.set(rows[from + i]?.id ?? '', memo)
  }
  const draft = `${label}还没写完`
  if (open) {
    await page.keyboard.type(draft)
    await expect.poll(async () => (await sheet.kept('drafts')).map(({ text }) => text)).toContain(draft)
  }
  return { ...typed, draft }
}

/** Rows for the clipboard, each with a memo of its own. */
function someRows(label: string): Typed & { block: string[][] } {
  const memos = Array.from({ length: pasted }, (_, i) => `${label}${i}`)
  const block = memos.map((memo) => [`${year}-11-05`, 'XM-01', '2060503', '30226', '100.00', '供应商', memo])
  return { cells: new Map(), rows: memos, block }
}

/** Everything has arrived: nothing waits in the browser, and the server has all of it once. */
async function nothingLost(what: string, typed: Typed): Promise<void> {
  await expect.poll(async () => (await sheet.kept('gestures')).length, { timeout: 180_000 }).toBe(0)
  const { lost, doubled } = await ledger.loss(typed)
  console.log(`${what}: typed=${typed.cells.size + typed.rows.length} lost=${lost.length} doubled=${doubled.length}`)
  expect({ lost, doubled }).toEqual({ lost: [], doubled: [] })
}

/** The text that was still being typed stands in the editor again. */
async function draftIsBack(draft: string): Promise<void> {
  await expect(page.locator('textarea:focus')).toHaveValue(draft, { timeout: 30_000 })
  await page.keyboard.press('Escape')
}

test('the tab crashes while somebody types', async () => {
  const { draft, ...typed } = await typeSome('崩溃')
  const session = await context.newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  void session.send('Page.crash').catch(() => undefined)
  await crashed
  const old = page
  page = await context.newPage()
  await old.close()
  await found()
  sheet = new LedgerSheet(page, system.staff, place)
  await sheet.open()
  await draftIsBack(draft)
  await nothingLost('tab crashed, typing', typed)
  await expect(page.getByText(/已补存\d笔/)).toBeVisible()
})

test('the browser dies in the middle of a large paste', async () => {
  const { block, ...typed } = someRows('断电')
  await loseAnswers()
  await sheet.paste(block)
  await expect.poll(async () => (await sheet.kept('gestures')).map(({ cells }) => cells)).toEqual([pasted])
  const cookies = await context.cookies()
  const browser = context.browser()
  const gone = new Promise<void>((done) => context.once('close', () => done()))
  void (await browser?.newBrowserCDPSession())?.send('Browser.crash').catch(() => undefined)
  await gone
  await openBrowser()
  await context.addCookies(cookies)
  sheet = new LedgerSheet(page, system.staff, place)
  await sheet.open()
  await nothingLost('browser crashed, paste', typed)
})

/** The line over the whole page says how many cells wait here. */
const offline = (): Promise<void> =>
  expect(page.getByText(/^网络断开。\d+处改动先存在本机，连上后自动补存。$/)).toBeVisible({ timeout: 60_000 })

/** The first change that the page sends is on its way. */
const underWay = (): Promise<unknown> => page.waitForRequest('**/api/changes')

test('the server is killed while somebody types, and comes back', async () => {
  const rows = await ledger.rows()
  const typed = nothingTyped()
  await sheet.goTo(10)
  for (let i = 0; i < 4; i++) {
    if (i === 1) await system.kill()
    await sheet.type(`停机${i}`)
    typed.cells.set(rows[10 + i]?.id ?? '', `停机${i}`)
  }
  await page.keyboard.type('还在写')
  await offline()
  await expect(page.locator('textarea:focus')).toHaveValue('还在写')
  // Whoever leaves the sheet for the list has written what he was typing.
  typed.cells.set(rows[14]?.id ?? '', '还在写')
  await page.getByRole('button', { name: '看清单' }).click()
  const list = page.getByRole('region', { name: '待补存的改动' })
  await expect(list.getByText('待补存', { exact: true }).first()).toBeVisible()
  await startAgain()
  await nothingLost('server killed, typing', typed)
  await expect(list.getByText('写入1行').first()).toBeVisible()
})

test('the server is killed in the middle of a large paste', async () => {
  const { block, ...typed } = someRows('停电')
  const sent = underWay()
  await sheet.paste(block)
  await sent
  await system.kill()
  await startAgain()
  await nothingLost('server killed, paste', typed)
})

test('the network is cut while somebody types', async () => {
  const rows = await ledger.rows()
  const typed = nothingTyped()
  await sheet.goTo(20)
  await context.setOffline(true)
  for (let i = 0; i < 4; i++) {
    await sheet.type(`断网${i}`)
    typed.cells.set(rows[20 + i]?.id ?? '', `断网${i}`)
  }
  await offline()
  await context.setOffline(false)
  await nothingLost('network cut, typing', typed)
  await sheet.saved()
})

test('the network is cut in the middle of a large paste, and the page is closed without it', async () => {
  const { block, ...typed } = someRows('断线')
  const sent = underWay()
  await sheet.paste(block)
  await sent
  await context.setOffline(true)
  await page.close({ runBeforeUnload: false })
  await context.setOffline(false)
  page = await context.newPage()
  sheet = new LedgerSheet(page, system.staff, place)
  await sheet.open()
  await nothingLost('network cut, paste', typed)
})

/** Ends whatever sessions the accountant has, as the administrator does. */
async function endSession(): Promise<void> {
  const { account } = await page.evaluate(
    async () => (await (await fetch('/api/session')).json()) as { account: string },
  )
  const administrator = await signIn(system, 'system-administrator')
  await administrator.call.people.endSessions({ account })
}

/** Signs in where the panel lies over the page, by a code that the demonstration gives. */
async function unlock(role: string): Promise<void> {
  const panel = page.getByRole('dialog', { name: '登录已到期' })
  await expect(panel).toBeVisible({ timeout: 60_000 })
  await panel.getByRole('button', { name: '用一次性登录码' }).click()
  await panel.getByLabel('一次性登录码').fill(new URL(system.links[role] ?? '').hash.slice(1))
  await panel.getByRole('button', { name: '登录', exact: true }).click()
}

/** New links for everybody. */
async function renewLinks(): Promise<void> {
  await system.stop()
  await startAgain()
}

test('the sign-in ends while somebody types: the same person goes on', async () => {
  const rows = await ledger.rows()
  const typed = nothingTyped()
  await renewLinks()
  await sheet.goTo(30)
  await endSession()
  for (let i = 0; i < 2; i++) {
    await page.keyboard.type(`到期${i}`)
    await page.keyboard.press('Enter', { delay: 0 })
    typed.cells.set(rows[30 + i]?.id ?? '', `到期${i}`)
    if (i === 0 && (await page.getByRole('dialog', { name: '登录已到期' }).isVisible())) break
  }
  await unlock('accountant')
  await expect(page.getByRole('dialog', { name: '登录已到期' })).toBeHidden()
  await nothingLost('session ended, typing', typed)
  await expect(page.getByRole('grid')).toBeVisible()
})

test('an answer to the session that ended comes after the next sign-in, and does not end that one', async () => {
  await renewLinks()
  const late = Promise.withResolvers<unknown>()
  const answered = Promise.withResolvers<unknown>()
  const asked = page.waitForRequest(/\/api\/rows\/changes/)
  await context.route(/\/api\/rows\/changes/, async (route: Route) => {
    const response = await route.fetch()
    if (response.status() === 401) await late.promise
    await route.fulfill({ response })
    if (response.status() === 401) answered.resolve(response)
  })
  await endSession()
  await asked
  await sheet.goTo(35)
  await page.keyboard.type('晚到')
  await page.keyboard.press('Enter')
  await unlock('accountant')
  const panel = page.getByRole('dialog', { name: '登录已到期' })
  await expect(panel).toBeHidden()
  late.resolve(undefined)
  await answered.promise
  await page.waitForTimeout(500)
  await expect(panel).toBeHidden()
  await context.unrouteAll({ behavior: 'ignoreErrors' })
})

test('the sign-in ends during a large paste, another person sits down, and only its author sends it', async () => {
  const { block, ...typed } = someRows('换人')
  await renewLinks()
  await endSession()
  await sheet.paste(block)
  await unlock('publisher')
  await expect(page.getByRole('heading', { level: 1, name: '今日' })).toBeVisible()
  await expect(page.getByText(/补存/)).toHaveCount(0)
  expect(await ledger.loss(typed)).toEqual({ lost: typed.rows, doubled: [] })
  await renewLinks()
  await context.clearCookies()
  await page.goto(system.links.accountant ?? '')
  await expect(page.getByRole('heading', { level: 1, name: '今日' })).toBeVisible()
  await nothingLost('session ended, paste', typed)
})

test('two windows of one person send what a third has left behind once, and tell it once', async () => {
  const { draft, ...typed } = await typeSome('两窗', { from: 40 })
  const session = await context.newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  void session.send('Page.crash').catch(() => undefined)
  await crashed
  const old = page
  const windows = [await context.newPage(), await context.newPage()]
  await old.close()
  await found()
  page = windows[0] ?? old
  sheet = new LedgerSheet(page, system.staff, place)
  await Promise.all(windows.map((one) => new LedgerSheet(one, system.staff, place).open()))
  await nothingLost('two windows', typed)
  const told = await Promise.all(windows.map((one) => one.getByText(/已补存\d+笔/).count()))
  expect(told.sort()).toEqual([0, 1])
  const open = await Promise.all(windows.map((one) => one.locator('textarea').first().inputValue()))
  expect(open.filter((text) => text === draft)).toHaveLength(1)
  for (const one of windows) await one.locator('textarea').first().press('Escape')
  await expect.poll(async () => (await sheet.kept('drafts')).length).toBe(0)
  await windows[1]?.close()
})

test('a refused text and a row half made are still there after the page was loaded anew', async () => {
  const before = (await ledger.rows()).length
  await sheet.goTo(50, 0)
  await sheet.type(`${year}-13-40`)
  await page.getByRole('button', { name: '新增一行' }).click()
  await page.keyboard.type(`${year}-06-01`)
  await page.keyboard.press('Tab')
  await page.keyboard.type('XM-01')
  await page.keyboard.press('Tab')
  await expect(page.getByText('1行待录入完')).toBeVisible()
  await expect.poll(async () => (await sheet.kept('trays')).length).toBe(1)
  await sheet.open()
  await expect(page.getByText('1行待录入完')).toBeVisible()
  await expect(page.getByRole('button', { name: '1格未写入，查看原因' })).toBeVisible()
  await page.getByRole('button', { name: '1格未写入，查看原因' }).click()
  await expect(page.getByText(`${year}-13-40`).first()).toBeVisible()
  expect((await ledger.rows()).length).toBe(before)
})
