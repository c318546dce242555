import { expect, test, type Browser } from '@playwright/test'
import type { Row } from '#shared/base/sheet'
import { mint, signIn } from '../client.ts'
import { rowsOf } from '../desk.ts'
import { aFolder, startSystem, type System } from '../system.ts'
import { Ledger, LedgerSheet } from './ledger.ts'

/**
 * Two people who write the same ledger, each in a browser of his own: what the other writes is seen, different cells of a
 * row merge, the later of two in one cell is told and chooses, and undo never takes away what somebody else has written.
 */
test.describe.configure({ mode: 'serial', timeout: 240_000 })

const year = new Date().getFullYear() - 1
const place = `${year}/centre`
const amount = 4

let system: System
let ledger: Ledger
let mine: LedgerSheet
let theirs: LedgerSheet
let other = ''
const folder = aFolder()

test.beforeAll(async ({ browser }) => {
  system = await startSystem({ folder: folder.path })
  ledger = new Ledger(await signIn(system, 'reviewer'), place)
  other = await makeAccountant('registrar')
  mine = await openSheet(browser, 'accountant')
  theirs = await openSheet(browser, 'registrar')
})
test.afterAll(async () => {
  await system.stop()
  folder.remove()
})

/** Makes one of the demonstration's people an accountant as well, as the administrator of security does; tells his name. */
async function makeAccountant(role: string): Promise<string> {
  const { call } = await signIn(system, 'security-administrator')
  await call.session.refresh({})
  const { sheets } = await call.rows.open({ place: '', sheets: ['accounts'] })
  const person = sheets.flatMap(rowsOf).find(({ cells }) => cells.roles === role)
  const roles = { key: 'roles', words: [role, `accountant,${role}`], before: [0], after: [1] }
  const sets = { rows: [person?.id ?? ''], columns: [roles] }
  const answer = await call.changes.submit({ batch: mint(), sheet: 'accounts', place: '', gesture: 'form', sets })
  expect(answer.counts).toMatchObject({ applied: 1 })
  return String(person?.cells.name)
}

async function openSheet(browser: Browser, role: string): Promise<LedgerSheet> {
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  await page.goto(system.links[role] ?? '')
  await expect(page.getByRole('heading', { level: 1, name: '今日' })).toBeVisible()
  const sheet = new LedgerSheet(page, system.staff, place)
  await sheet.open()
  return sheet
}

/** Other people's changes are looked for when a window comes back to the front. */
const look = (sheet: LedgerSheet): Promise<boolean> =>
  sheet.page.evaluate(() => window.dispatchEvent(new Event('focus')))

const shows = (sheet: LedgerSheet, text: string) => expect(sheet.page.getByRole('gridcell', { name: text }).first())

async function seenBy(sheet: LedgerSheet, text: string): Promise<void> {
  await expect(async () => {
    await look(sheet)
    await expect(sheet.page.getByRole('gridcell', { name: text }).first()).toBeAttached({ timeout: 1_000 })
  }).toPass({ timeout: 60_000 })
}

async function stored(row: number): Promise<Row['cells']> {
  return (await ledger.rows())[row]?.cells ?? {}
}

test('what one writes the other sees by himself within fifteen seconds, and at once on coming back', async () => {
  await mine.goTo(0)
  await mine.type('我先写的')
  await mine.saved()
  await shows(theirs, '我先写的').toBeAttached({ timeout: 25_000 })
  await mine.goTo(1)
  await mine.type('再写一格')
  await mine.saved()
  await seenBy(theirs, '再写一格')
})

test('each sees by name who else is at the sheet', async () => {
  await theirs.goTo(1)
  await look(theirs)
  await expect(async () => {
    await look(mine)
    await expect(mine.page.getByText(`${other}也在此表`)).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 30_000 })
})

test('different cells of one row merge, without a word', async () => {
  await mine.goTo(2)
  await theirs.goTo(2, amount)
  await Promise.all([mine.type('摘要是我的'), theirs.type('4321')])
  await Promise.all([mine.saved(), theirs.saved()])
  await expect.poll(() => stored(2)).toMatchObject({ memo: '摘要是我的', amount: 432_100 })
  for (const { page } of [mine, theirs]) await expect(page.getByText(/格未写入/)).toHaveCount(0)
})

test('in one cell the later is told who was first, sees all three values, and chooses', async () => {
  const before = String((await stored(3)).memo ?? '')
  await theirs.page.context().setOffline(true)
  await mine.goTo(3)
  await mine.type('先到的')
  await mine.saved()
  await theirs.goTo(3)
  await theirs.type('后到的')
  await theirs.page.context().setOffline(false)
  await theirs.page.getByRole('button', { name: '1格未写入，查看原因' }).click({ timeout: 30_000 })
  const item = theirs.page.getByRole('listitem').filter({ hasText: '后到的' })
  for (const value of [before, '先到的', '后到的']) await expect(item).toContainText(value)
  expect((await stored(3)).memo).toBe('先到的')
  await theirs.page.reload()
  await theirs.page.getByRole('button', { name: '1格未写入，查看原因' }).click({ timeout: 30_000 })
  await theirs.page.getByRole('listitem').filter({ hasText: '后到的' }).getByRole('button', { name: '用我的' }).click()
  await expect.poll(async () => (await stored(3)).memo).toBe('后到的')
  await seenBy(mine, '后到的')
})

test('a paste over a fresh edit leaves it, and reports the cell', async () => {
  await theirs.page.context().setOffline(true)
  await mine.goTo(6)
  await mine.type('刚改的')
  await mine.saved()
  await theirs.goTo(5)
  await theirs.page.evaluate(() => navigator.clipboard.writeText('贴一\r\n贴二\r\n贴三'))
  await theirs.page.keyboard.press('Control+V')
  await theirs.page.context().setOffline(false)
  await expect(theirs.page.getByText('1格未写入', { exact: true }).first()).toBeVisible({ timeout: 30_000 })
  await expect.poll(async () => [(await stored(5)).memo, (await stored(6)).memo, (await stored(7)).memo]).toEqual(['贴一', '刚改的', '贴三']) // prettier-ignore
})

test('undo of a paste leaves what somebody else has changed since, and says how many', async () => {
  const [first, third] = [(await stored(10)).memo, (await stored(12)).memo]
  await mine.goTo(10)
  await mine.page.evaluate(() => navigator.clipboard.writeText('甲\r\n乙\r\n丙'))
  await mine.page.keyboard.press('Control+V')
  await mine.saved()
  await seenBy(theirs, '乙')
  await theirs.goTo(11)
  await theirs.type('别人的乙')
  await theirs.saved()
  await mine.page.keyboard.press('Control+Z')
  await expect(mine.page.getByText(/已撤销2格，1格他人已改，保留/)).toBeVisible({ timeout: 30_000 })
  await expect.poll(async () => [(await stored(10)).memo, (await stored(11)).memo, (await stored(12)).memo]).toEqual([first, '别人的乙', third]) // prettier-ignore
})

test('undo outlives a reload, step by step, and redo brings everything again', async () => {
  const was = (await stored(15)).memo
  for (const text of ['第一稿', '第二稿']) {
    await mine.goTo(15)
    await mine.type(text)
    await mine.saved()
  }
  await mine.open()
  await mine.page.keyboard.press('Control+Z')
  await expect.poll(async () => (await stored(15)).memo).toBe('第一稿')
  await mine.page.keyboard.press('Control+Z')
  await expect.poll(async () => (await stored(15)).memo).toBe(was)
  await mine.open()
  await mine.page.keyboard.press('Control+Y')
  await expect.poll(async () => (await stored(15)).memo).toBe('第一稿')
  await mine.page.keyboard.press('Control+Y')
  await expect.poll(async () => (await stored(15)).memo).toBe('第二稿')
})

test('the list of changes shows a batch cell by cell, takes another’s back by right, and restores what was left', async () => {
  const { page } = theirs
  const before = (await stored(20)).memo
  await mine.goTo(20)
  await mine.page.evaluate(() => navigator.clipboard.writeText('表一\r\n表二'))
  await mine.page.keyboard.press('Control+V')
  await mine.saved()
  await theirs.goTo(21)
  await seenBy(theirs, '表二')
  await theirs.type('登记员改')
  await theirs.saved()
  await page.goto(`${system.staff}/history`)
  await page.getByRole('button', { name: '全部人员' }).click()
  await page
    .getByRole('list', { name: '全部人员' })
    .getByRole('button', { name: /粘贴\s*2行，2格/ })
    .first()
    .click()
  const table = page.getByRole('table').first()
  await expect(table.getByRole('row').filter({ hasText: '表一' })).toContainText('仍是此值')
  await expect(table.getByRole('row').filter({ hasText: '表二' })).toContainText(`其后改过 ${other}`)
  await page.getByRole('button', { name: '撤销', exact: true }).click()
  await expect(page.getByText('已撤销1行，1行他人已改，保留')).toBeVisible({ timeout: 30_000 })
  await expect.poll(async () => (await stored(20)).memo).toBe(before)
  expect((await stored(21)).memo).toBe('登记员改')
  await page.getByRole('region', { name: '1格有冲突' }).getByRole('button', { name: '恢复原来', exact: true }).click()
  await expect(page.getByText('已恢复1行')).toBeVisible()
  expect((await stored(21)).memo).not.toBe('登记员改')
})
