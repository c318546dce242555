import { expect, test, type Browser, type Page } from '@playwright/test'
import { aFolder, startSystem, type System } from '../system.ts'

/**
 * From ledger rows on the clipboard to a published page, its correction, and the recorded accounts of 2021. One system,
 * one day: each step goes on where the one before stopped.
 */
test.describe.configure({ mode: 'serial' })

let system: System
const folder = aFolder()
test.beforeAll(async () => {
  system = await startSystem({ folder: folder.path })
})
test.afterAll(async () => {
  await system.stop()
  folder.remove()
})

const people = new Map<string, Page>()

/** The browser window of one of the demonstration's people, signed in by the link that start printed. */
async function windowOf(browser: Browser, role: string): Promise<Page> {
  const known = people.get(role)
  if (known) return known
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  await page.goto(system.links[role] ?? '')
  await expect(page.getByRole('heading', { level: 1, name: '今日' })).toBeVisible()
  people.set(role, page)
  return page
}

interface LedgerRow {
  day: string
  project: string
  functional: string
  economic: string
}

/** The year's first ledger entry and its project, as the API has them. */
async function modelOf(page: Page, year: number): Promise<LedgerRow & { name: string }> {
  return page.evaluate(async (place) => {
    const read = async (
      sheet: string,
    ): Promise<{ rows: string[]; columns: { key: string; words: unknown[]; codes: number[] }[] }> => {
      const answer = await fetch(`/api/rows?place=${encodeURIComponent(place)}&sheets[0]=${sheet}`)
      const { sheets } = (await answer.json()) as {
        sheets: { rows: string[]; columns: { key: string; words: unknown[]; codes: number[] }[] }[]
      }
      const [found] = sheets
      if (!found) throw new Error(`no ${sheet}`)
      return found
    }
    const [entries, projects] = [await read('entries'), await read('projects')]
    const cell = (of: typeof entries, key: string, row: number): string => {
      const column = of.columns.find((one) => one.key === key)
      const word = column?.words[column.codes[row] ?? -1]
      return typeof word === 'string' ? word : ''
    }
    const code = (id: string): string => id.split('.')[0] ?? ''
    const project = cell(entries, 'project', 0)
    return {
      day: cell(entries, 'day', 0),
      project,
      name: cell(projects, 'name', projects.rows.indexOf(project)),
      functional: code(cell(entries, 'functional', 0)),
      economic: code(cell(entries, 'economic', 0)),
    }
  }, `${year}/centre`)
}

const lastYear = new Date().getFullYear() - 1
const budget = (sheet: string): string => `${system.staff}/budget/${lastYear}/centre?sheet=${sheet}`
const desk = (): string => `${system.staff}/disclosures/${lastYear}/centre`

/** Opens the ledger's tab and waits until keys go to its sheet. */
async function openLedger(page: Page): Promise<void> {
  await page.getByRole('tab', { name: '台账' }).click()
  await expect(page.getByRole('grid')).toHaveAttribute('aria-label', /支出台账/)
  await expect(page.locator('textarea:focus')).toBeAttached()
}

/** What the projects sheet shows of one project, column by heading. */
async function projectShown(page: Page, name: string): Promise<Record<string, string>> {
  await page.getByRole('tab', { name: '项目' }).click()
  const grid = page.getByRole('grid')
  await expect(grid).toHaveAttribute('aria-label', /预算项目/)
  await expect(grid.getByRole('gridcell', { name, exact: true })).toBeAttached()
  const headings = await grid.getByRole('columnheader').allTextContents()
  const row = grid.getByRole('row').filter({ has: page.getByRole('gridcell', { name, exact: true }) })
  const cells = await row.getByRole('gridcell').allTextContents()
  return Object.fromEntries(cells.map((text, i) => [headings[i + 1] ?? '', text]))
}

const fen = (text: string): number => Math.round(Number(text.replaceAll(',', '')) * 1_000_000)

const saved = (page: Page): Promise<void> => expect(page.getByText(/^已保存/).first()).toBeVisible({ timeout: 30_000 })

let name = ''
let before: Record<string, string> = {}

test('an accountant pastes 200 ledger rows and sees the project’s outturn and rate follow', async ({ browser }) => {
  const page = await windowOf(browser, 'accountant')
  const model = await modelOf(page, lastYear)
  name = model.name
  await page.goto(budget('projects'))
  before = await projectShown(page, name)
  await openLedger(page)
  const grid = page.getByRole('grid')
  const count = Number(await grid.getAttribute('aria-rowcount'))

  const rows = Array.from({ length: 200 }, (_, i) => [
    `${lastYear}/12/${String((i % 28) + 1).padStart(2, '0')}`,
    model.name,
    model.functional,
    model.economic,
    '1,000.00元',
    '供应商',
    `年终补录${i + 1}`,
  ])
  await page.evaluate((text) => navigator.clipboard.writeText(text), rows.map((row) => row.join('\t')).join('\r\n'))
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Control+ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Control+V')
  await expect(grid).toHaveAttribute('aria-rowcount', String(count + 200))
  await saved(page)

  const outturn = Object.keys(before).find((heading) => heading.startsWith('执行数')) ?? ''
  const gained = async (): Promise<number> =>
    fen((await projectShown(page, name))[outturn] ?? '') - fen(before[outturn] ?? '')
  await expect.poll(gained).toBe(20 * 1_000_000)
  expect((await projectShown(page, name))['执行率']).not.toBe(before['执行率'])
})

test('undoing takes the 200 rows back, redoing brings them again', async ({ browser }) => {
  const page = await windowOf(browser, 'accountant')
  await openLedger(page)
  const grid = page.getByRole('grid')
  const count = Number(await grid.getAttribute('aria-rowcount'))
  await page.keyboard.press('Control+Z')
  await expect(grid).toHaveAttribute('aria-rowcount', String(count - 200), { timeout: 30_000 })
  await expect.poll(() => projectShown(page, name)).toEqual(before)
  await openLedger(page)
  await page.keyboard.press('Control+Y')
  await expect(grid).toHaveAttribute('aria-rowcount', String(count), { timeout: 30_000 })
  await expect.poll(() => projectShown(page, name)).not.toEqual(before)
})

/** Presses the act on the desk, fills in what its dialog asks for, and confirms by the button of the same name. */
async function act(page: Page, button: string, { text, tick }: { text?: string; tick?: boolean } = {}): Promise<void> {
  await page.goto(desk())
  await page.getByRole('button', { name: button, exact: true }).click()
  const dialog = page.getByRole('dialog')
  if (text !== undefined) await dialog.getByRole('textbox').fill(text)
  if (tick) await dialog.getByRole('checkbox').check()
  await dialog.getByRole('button', { name: button, exact: true }).click()
  await expect(dialog).toBeHidden()
}

async function publish(browser: Browser, correction?: string): Promise<void> {
  const [accountant, reviewer, leader] = [
    await windowOf(browser, 'accountant'),
    await windowOf(browser, 'reviewer'),
    await windowOf(browser, 'leader'),
  ]
  await act(accountant, '送审核', correction === undefined ? {} : { text: correction })
  await expect(accountant.getByText('审核中，内容已锁定').first()).toBeVisible()
  await act(reviewer, '通过审核，送签发', { tick: true })
  await act(leader, '签发并公开')
  await expect(leader.getByText('已公开').first()).toBeVisible({ timeout: 30_000 })
}

test('reviewer and leader, other people, publish what was submitted', async ({ browser }) => {
  await publish(browser)
  const page = await windowOf(browser, 'leader')
  await page.goto(`${system.site}/editions/${lastYear}/centre/`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`${lastYear}`)
  await expect(page.getByRole('cell', { name }).or(page.getByRole('rowheader', { name })).first()).toBeVisible()
})

test('the recorded accounts lead from 104.32% to 1710.65 and 1639.76', async ({ browser }) => {
  const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage()
  await page.goto(`${system.site}/`)
  await page.getByRole('link', { name: '2021年度部门决算' }).click()
  await expect(page.getByText('收录').first()).toBeVisible()
  await page.getByText('104.32%').first().click()
  const popover = page.getByRole('dialog')
  await expect(popover).toContainText('1710.65')
  await expect(popover).toContainText('1639.76')
  await expect(popover).toContainText('104.32')
})

test('a correction makes edition 2, while edition 1’s address gives the same bytes', async ({ browser }) => {
  const first = await (await fetch(`${system.site}/editions/${lastYear}/centre/1/`)).text()
  const page = await windowOf(browser, 'accountant')
  await page.goto(budget('entries'))
  await openLedger(page)
  await page.keyboard.press('Control+Home')
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight')
  await page.keyboard.type('12345.67')
  await page.keyboard.press('Enter')
  await saved(page)
  await publish(browser, '更正一笔台账金额')
  const newest = async (): Promise<string> => (await fetch(`${system.site}/editions/${lastYear}/centre/`)).text()
  await expect.poll(newest, { timeout: 30_000 }).toContain('第2版')
  expect(await newest()).toContain('更正一笔台账金额')
  expect(await (await fetch(`${system.site}/editions/${lastYear}/centre/1/`)).text()).toBe(first)
})
