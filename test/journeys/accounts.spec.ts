import { expect, test, type Page } from '@playwright/test'
import { EditionContent } from '#shared/disclosure/edition'
import { shownFigure } from '#shared/disclosure/shown'
import { figureOf, type Facts } from '#shared/disclosure/facts'
import { sampleSheets, xlsxOf } from '../samples/workbooks.ts'
import { aFolder, startSystem, type System } from '../system.ts'
import { People } from './people.ts'

/**
 * From the ledger and a workbook of the finance system to the published accounts: differences explained, a reason
 * written, a planted fault found, undone, and every figure of the page held against the machine-readable ones.
 */
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
const at = `/accounts/${year}/centre`
const desk = `/disclosures/${year}/centre`
const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** What would be submitted now, as the API has it. */
async function draftOf(page: Page): Promise<EditionContent> {
  const answer = await page.evaluate(
    async (path) => (await (await fetch(path)).json()) as { content: unknown },
    `/api/editions/${year}/centre/draft`,
  )
  return EditionContent.parse(answer.content)
}

const errorsIn = ({ findings }: EditionContent) => findings.filter(({ severity }) => severity === 'error')

/** The tables' screen, once it has the year. */
async function openTables(page: Page, table: string): Promise<void> {
  await page.goto(`${system.staff}${at}?table=${table}`)
  await expect(page.getByRole('grid')).toBeVisible({ timeout: 60_000 })
}

const saved = (page: Page): Promise<void> => expect(page.getByText(/^已保存/).first()).toBeVisible({ timeout: 60_000 })

test('ledger rows come in from the clipboard, and the tables follow', async ({ browser }) => {
  const page = await people.window(browser, 'accountant')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(system.staff)
  const before = await draftOf(page)
  const spent = (content: EditionContent): string => {
    const figure = content.figures.find(({ id }) => id === 't05.2060503.project')
    return figure ? shownFigure(figure) : ''
  }
  await page.goto(`${system.staff}/budget/${year}/centre?sheet=entries`)
  await expect(page.locator('textarea:focus')).toBeAttached({ timeout: 60_000 })
  const rows = [1, 2, 3].map((n) =>
    [
      `${year}/12/0${n}`,
      before.projects.at(-1)?.name ?? '',
      '2060503',
      '30201',
      '100.00',
      '供应商',
      `培训资料${n}`,
    ].join('\t'),
  )
  await page.evaluate((text) => navigator.clipboard.writeText(text), rows.join('\r\n'))
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Control+ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Control+V')
  await saved(page)
  await expect.poll(async () => spent(await draftOf(page))).not.toBe(spent(before))
  expect(errorsIn(await draftOf(page))).toEqual([])
})

test('a workbook of the finance system comes in, and its difference from the ledger is explained', async ({
  browser,
}) => {
  const page = await people.window(browser, 'accountant')
  const { tables, figures } = await draftOf(page)
  const sheets = sampleSheets({ tables, figures: new Map(figures.map((figure) => [figure.id, figure])) })
  for (const sheet of sheets)
    sheet.rows = sheet.rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell.replace('2025年度', `${year}年度`) : cell))) // prettier-ignore
  // The finance system has a thousand 元 of travel among its office supplies.
  for (const [code, more] of [
    ['30201', 0.1],
    ['30211', -0.1],
  ] as const) {
    const row = sheets.find(({ name }) => name === '公开06表')?.rows.find((cells) => cells.includes(code))
    const at = row?.findIndex((cell, k) => typeof cell === 'number' && k > row.indexOf(code)) ?? -1
    if (!row || at < 0) throw new Error(`the workbook has no ${code}`)
    row[at] = (Math.round(Number(row[at]) * 1_000_000) + more * 1_000_000) / 1_000_000
  }
  await page.goto(`${system.staff}${at}/import`)
  await page.locator('input[type=file]').setInputFiles({ name: '决算.xlsx', mimeType, buffer: Buffer.from(await xlsxOf(sheets)) }) // prettier-ignore
  const bring = page.getByRole('button', { name: /^导入\d/ })
  await expect(bring).toBeEnabled({ timeout: 60_000 })
  await bring.click()
  await expect(page.getByText(/^已写入\d+格/)).toBeVisible({ timeout: 60_000 })
  await expect.poll(async () => errorsIn(await draftOf(page)).map(({ rule }) => rule)).toContain('ledger=entered')
  await openTables(page, '06')
  await page.getByRole('button', { name: /^核对/ }).click()
  const panel = page.getByRole('complementary', { name: '核对结果' })
  for (let left = errorsIn(await draftOf(page)).length; left > 0; left--) {
    await panel.getByRole('button', { name: '说明差异' }).first().click()
    await page.getByRole('dialog').getByRole('textbox').fill('财政系统年末调账，凭证已附')
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await expect.poll(async () => errorsIn(await draftOf(page)).length, { timeout: 60_000 }).toBe(left - 1)
  }
})

test('a reason is written beside its figures', async ({ browser }) => {
  const page = await people.window(browser, 'accountant')
  await page.goto(`${system.staff}${at}/narrative`)
  const sentence = page.locator('[data-sentence="n05.2060503"]')
  await sentence.click()
  const panel = page.getByRole('complementary', { name: '本句' })
  await panel.getByRole('combobox').fill('年内追加网格监督队伍和培训经费')
  await panel.getByRole('button', { name: '保存' }).click()
  await expect(sentence).toContainText('年内追加网格监督队伍和培训经费')
  await saved(page)
})

test('a planted fault is one finding, bars submission, and goes with an undo', async ({ browser }) => {
  const page = await people.window(browser, 'accountant')
  await openTables(page, '07')
  await page.getByRole('grid').getByRole('textbox').focus()
  await page.keyboard.type('8.88')
  await page.keyboard.press('Enter')
  await saved(page)
  await expect.poll(async () => errorsIn(await draftOf(page)).length, { timeout: 60_000 }).toBe(1)
  const beside = await page.context().newPage()
  await beside.goto(`${system.staff}${desk}`)
  await expect(beside.getByRole('button', { name: '送审核' })).toBeDisabled()
  await expect(beside.getByText('还有1处核对未过')).toBeVisible()
  await beside.close()
  await page.getByRole('grid').getByRole('textbox').focus()
  await page.keyboard.press('Control+Z')
  await expect.poll(async () => errorsIn(await draftOf(page)).length, { timeout: 60_000 }).toBe(0)
})

/** Presses the act on the desk, ticks what its dialog asks for, and confirms by the button of the same name. */
async function act(page: Page, button: string, tick = false): Promise<void> {
  await page.goto(`${system.staff}${desk}`)
  await page.getByRole('button', { name: button, exact: true }).click()
  const dialog = page.getByRole('dialog')
  if (tick) await dialog.getByRole('checkbox').check()
  await dialog.getByRole('button', { name: button, exact: true }).click()
  await expect(dialog).toBeHidden()
}

test('three people publish it, and page and facts say the same of every figure', async ({ browser }) => {
  await act(await people.window(browser, 'accountant'), '送审核')
  await act(await people.window(browser, 'reviewer'), '通过审核，送签发', true)
  const leader = await people.window(browser, 'leader')
  await act(leader, '签发并公开')
  await expect(leader.getByText('已公开').first()).toBeVisible({ timeout: 60_000 })
  const folderAt = `${system.site}/editions/${year}/centre/1/`
  const facts = (await (await fetch(`${folderAt}facts.json`)).json()) as Facts
  const page = await (await browser.newContext({ locale: 'zh-CN', javaScriptEnabled: false })).newPage()
  await page.goto(`${folderAt}index.html`)
  const shown = await page.locator('[data-figure]').evaluateAll((all) => all.map((one) => [one.getAttribute('data-figure') ?? '', one.textContent] as const)) // prettier-ignore
  const known = new Map(facts.figures.map((fact) => [fact.id, shownFigure(figureOf(fact))]))
  expect(shown.filter(([id, text]) => known.get(id) !== text)).toEqual([])
  const onPage = new Set(shown.map(([id]) => id))
  const due = facts.tables.flatMap(({ empty, sides }) => (empty ? [] : sides.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.filter((id) => id !== null && known.has(id)))))) // prettier-ignore
  expect(due.length).toBeGreaterThan(100)
  expect(due.filter((id) => id !== null && !onPage.has(id))).toEqual([])
  const told = facts.figures.filter(({ id }) => /^(n01\.(total|change|growth)|n05\.total)$/.test(id)) // prettier-ignore
  expect(told.every(({ id }) => onPage.has(id))).toBe(true)
  for (const name of ['tables.xlsx', 't05.csv', 'projects.csv', 'content.json'])
    expect([name, (await fetch(folderAt + name)).status]).toEqual([name, 200])
})
