import { readFile } from 'node:fs/promises'
import { readXlsx } from 'hucre/xlsx'
import { expect, test, type SheetPage } from './sheet.ts'

type Value = string | number | boolean | Date | null

/** Takes the file that a choice of the export menu hands over. */
async function exported(sheet: SheetPage, choice: RegExp): Promise<Buffer> {
  const download = sheet.page.waitForEvent('download')
  await sheet.page.getByRole('button', { name: /^导出所见/ }).click()
  await sheet.page.getByRole('menuitem', { name: choice }).click()
  return readFile(await (await download).path())
}

async function workbook(sheet: SheetPage): Promise<{ name: string; rows: Value[][] }[]> {
  const { sheets } = await readXlsx(await exported(sheet, /^XLSX/))
  return sheets.map(({ name, rows }) => ({ name, rows: rows }))
}

/** Only what 供应商 got, by amount downwards, without the project’s column. */
async function arranged(sheet: SheetPage): Promise<void> {
  await sheet.page.evaluate(() => {
    const { model } = window.harness
    model.view.filters = new Map([['payee', { column: 'payee', only: new Set(['supplier']) }]])
    model.view.sort = [{ column: 'amount', descending: true }]
    model.columns.hide([1])
    model.reapply()
  })
}

test('a workbook holds the rows, columns and order that are seen, money as numbers and codes as text', async ({
  open,
}) => {
  const sheet = await open('sheet=entries')
  await arranged(sheet)
  const { row } = await sheet.last()
  await expect(sheet.page.getByRole('button', { name: `导出所见${row + 1}行` })).toBeVisible()
  const [rows, about] = await workbook(sheet)
  expect(rows?.name).toBe('支出台账')
  expect(rows?.rows[0]).toEqual(['日期', '功能科目', '经济科目', '金额（元）', '收款方', '摘要'])
  expect(rows?.rows).toHaveLength(row + 2)
  const amounts = await sheet.column(3, row + 1)
  expect(rows?.rows.slice(1).map((line) => line[3])).toEqual(amounts.map((text) => Number(text.replaceAll(',', ''))))
  expect(rows?.rows[1]?.[1]).toBe(await sheet.text(0, 1))
  expect(about?.name).toBe('说明')
  expect(about?.rows).toContainEqual(['条件', '收款方 供应商'])
  expect(about?.rows).toContainEqual(['次序', '金额（元）降序'])
  expect(about?.rows).toContainEqual(['未含的列', '预算项目'])
  expect(about?.rows).toContainEqual(['导出人', '张敏'])
  const told = await sheet.page.evaluate(() => window.harness.server.exports)
  expect(told).toEqual([
    { place: '2025/centre', sheet: 'entries', rows: row + 1, columns: ['day', 'functional', 'economic', 'amount', 'payee', 'memo'], format: 'xlsx', filtered: true }, // prettier-ignore
  ])
})

test('CSV has its mark, the same rows and order, and no cell that a spreadsheet would run', async ({ open }) => {
  const sheet = await open('sheet=texts')
  await sheet.click(0, 0)
  await sheet.pasteRaw({ text: '=1+1\t"a ""b"""\t0012' })
  await sheet.settled()
  const text = (await exported(sheet, /^CSV/)).toString('utf8')
  expect(text.slice(0, 1)).toBe('\ufeff')
  const lines = text.slice(1).split('\r\n')
  expect(lines[0]).toBe('文字1,文字2,文字3,文字4,文字5,文字6')
  expect(lines[1]).toBe(`'=1+1,"a ""b""",0012,,,`)
  expect(lines.filter((line) => line !== '')).toHaveLength(13)
})

for (const name of ['entries', 'projects', 'units'])
  test(`what was exported of ${name} changes nothing when it is brought in again`, async ({ open }) => {
    const sheet = await open(`sheet=${name}`)
    const [rows] = await workbook(sheet)
    const block = (rows?.rows ?? []).slice(1).map((line) => line.map((value) => (value === null ? '' : String(value))))
    const quoted = (text: string): string => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
    const wide = await sheet.page.evaluate(() => window.harness.model.columns.shown.length)
    await sheet.click(0, 0)
    await sheet.pasteRaw({ text: block.map((line) => Array.from({ length: wide }, (_, i) => quoted(line[i] ?? '')).join('\t')).join('\r\n') }) // prettier-ignore
    await sheet.settled()
    expect(await sheet.page.evaluate(() => window.harness.server.submitted)).toEqual([])
    await expect(sheet.page.getByText(/格未写入/)).toHaveCount(0)
  })

test('more than a thousand rows leave only after another check, and the refusal says so', async ({ open }) => {
  const sheet = await open('sheet=large&rows=1500&fresh=no')
  await sheet.page.getByRole('button', { name: '导出所见1,500行' }).click()
  await sheet.page.getByRole('menuitem', { name: /^CSV/ }).click()
  await expect.poll(() => sheet.notice()).toBe('再输一次动态口令，5分钟内有效')
  expect(await sheet.page.evaluate(() => window.harness.server.exports)).toEqual([])
})

test('without a connection nothing leaves, and the sheet says so', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.page.evaluate(() => (window.harness.server.offline = true))
  await sheet.page.getByRole('button', { name: /^导出所见/ }).click()
  await sheet.page.getByRole('menuitem', { name: /^CSV/ }).click()
  await expect.poll(() => sheet.notice()).toBe('连不上服务器，没有导出。连上后再试')
  await expect(sheet.page.getByRole('button', { name: /^导出所见/ })).toBeEnabled()
})

test('a large export is streamed and holds every row', async ({ open }) => {
  const sheet = await open('sheet=large&rows=15000')
  const [rows, about] = await workbook(sheet)
  expect(rows?.rows).toHaveLength(15_001)
  expect(about?.rows[0]?.[0]).toBe('说明')
})

/** Opens the print view without the browser’s dialog, as paper shows it. */
async function printed(sheet: SheetPage): Promise<void> {
  await sheet.page.evaluate(() => (window.print = () => undefined))
  await sheet.press('Control+P')
  await sheet.page.emulateMedia({ media: 'print' })
}

test('printing takes all rows of the view, with headings that repeat and a foot of filter, name and time', async ({
  open,
}) => {
  const sheet = await open('sheet=entries')
  await arranged(sheet)
  const { row } = await sheet.last()
  await printed(sheet)
  const table = sheet.page.locator('.print-sheet table')
  await expect(table.locator('tbody tr')).toHaveCount(row + 1)
  await expect(table.locator('tfoot')).toContainText('条件 收款方 供应商')
  await expect(table.locator('tfoot')).toContainText('张敏')
  await expect(table.locator('tfoot')).toContainText('2026-10-12 14:00')
  await expect(sheet.page.locator('.surface')).toBeHidden()
  expect(await table.locator('thead').evaluate((head) => getComputedStyle(head).display)).toBe('table-header-group')
  const pdf = (await sheet.page.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(pdf).toMatch(/\/MediaBox \[0 0 84[12](\.\d+)? 59[45](\.\d+)?\]/)
  expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(1)
})

test('what is too wide for a page is split, each strip with the frozen columns', async ({ open }) => {
  const sheet = await open('sheet=large&rows=60&frozen=2')
  await printed(sheet)
  const tables = sheet.page.locator('.print-sheet table')
  const count = await tables.count()
  expect(count).toBeGreaterThan(1)
  const first = await sheet.page.evaluate(() => window.harness.model.columns.shown[0]?.column.label)
  for (let i = 0; i < count; i++) await expect(tables.nth(i).locator('th').first()).toHaveText(first ?? '')
})

test('more than five thousand rows are not printed, and the sheet says what to do', async ({ open }) => {
  const sheet = await open('sheet=large&rows=5001')
  await sheet.press('Control+P')
  expect(await sheet.notice()).toBe('共5,001行，一次打印最多5,000行。先筛选或导出')
  await expect(sheet.page.locator('.print-sheet')).toHaveCount(0)
})

test('the browser’s own print command puts the same on paper, and the sheet is back afterwards', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  await expect(sheet.page.locator('.print-sheet tbody tr')).toHaveCount(235)
  await sheet.page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await expect(sheet.page.locator('.print-sheet')).toHaveCount(0)
  await expect(sheet.page.locator('.surface')).toBeVisible()
  await expect(sheet.field).toBeFocused()
})
