import { expect, test, type Page } from '@playwright/test'
import { applied, columnsOf, mint, signIn } from '../client.ts'
import { caseFile, csvOf } from '../samples/case-files.ts'
import { unitsOfCases } from '../samples/cases.ts'
import { aFolder, startSystem, type System } from '../system.ts'
import { see } from './look.ts'
import { People } from './people.ts'

/** A file of cases that another system kept: assigned, checked, written and taken back, all in the browser. */
test.describe.configure({ mode: 'serial', timeout: 300_000 })

let system: System
const folder = aFolder()
const people = new People(() => system)
test.beforeAll(async () => {
  system = await startSystem({ folder: folder.path })
  const registrar = await signIn(system, 'registrar')
  const rows = unitsOfCases()
  const columns = columnsOf(rows.map(({ cells }) => cells as Record<string, string>))
  const creates = { rows: rows.map(({ id }) => id), columns }
  await applied(registrar, { batch: mint(), sheet: 'units', place: '', gesture: 'paste', creates })
})
test.afterAll(async () => {
  await system.stop()
  folder.remove()
})

/** Sixty cases, of which two have days that do not exist and one an unknown channel. */
function aFile() {
  const file = caseFile({ rows: 60, seed: 8 })
  const at = (field: string): number => file.fields.indexOf(field)
  const rows = file.rows.map((cells, row) => {
    if (row === 3 || row === 9) return cells.with(at('received'), '2026-02-30 10:00')
    return row === 20 ? cells.with(at('channel'), '热线电话线') : cells
  })
  return { name: '台账.csv', mimeType: 'text/csv', buffer: Buffer.from(csvOf({ ...file, rows })) }
}

const count = async (page: Page, name: string): Promise<number> =>
  Number((await page.locator('dl div', { hasText: name }).locator('dd').innerText()).replaceAll(',', ''))

/** Where the job stands now: the heading of the screen's own state. */
const stands = (page: Page, state: string) =>
  expect(page.getByRole('heading', { name: state, exact: true })).toBeVisible({ timeout: 120_000 })

test('the supervisor brings a file in: columns, check, reasons, writing, and undo', async ({ browser }) => {
  const page = await people.window(browser, 'supervisor')
  await page.goto(`${system.staff}/cases`)
  await page.getByRole('link', { name: '导入', exact: true }).click()
  await page.locator('input[type=file]').setInputFiles(aFile())
  const taken = page.getByLabel('“诉求人”对应到')
  await expect(taken).toHaveValue('name', { timeout: 60_000 })
  await taken.selectOption('phone')
  await expect(page.getByRole('button', { name: '校验' })).toBeDisabled()
  await taken.selectOption('name')
  await page.getByRole('button', { name: '校验' }).click()
  await stands(page, '待写入')
  expect([await count(page, '读到'), await count(page, '可写入'), await count(page, '未导入')]).toEqual([60, 57, 3])
  await expect(page.getByText(/第5行 “2026-02-30 10:00”/).first()).toBeVisible()
  await expect(page.getByText('看2处')).toBeVisible()
  await expect(page.getByText(/第22行 “热线电话线”/)).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载未导入的行' }).click()
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/)
  await page.reload()
  await stands(page, '待写入')
  await page.getByRole('button', { name: '写入57行' }).click()
  await stands(page, '已写入')
  expect(await count(page, '已写入')).toBe(57)
  await page.getByRole('button', { name: '撤销导入' }).click()
  await stands(page, '已撤销')
  await expect(page.getByText('已撤销57行')).toBeVisible()
  await expect(page.getByRole('progressbar')).toHaveAttribute('value', '100')
})

test('what the import looks like', async ({ browser }) => {
  const page = await people.window(browser, 'supervisor')
  const at = '/cases/import'
  const until = (shown: Page) => expect(shown.getByText('以前的导入')).toBeVisible({ timeout: 60_000 })
  const open = async (shown: Page): Promise<void> => {
    await shown.getByRole('button', { name: '查看' }).first().click()
    await expect(shown.getByText('看2处')).toBeVisible({ timeout: 60_000 })
  }
  await see(page, system.staff, { name: 'case-import-choose', at, until })
  await see(page, system.staff, { name: 'case-import-job', at, until, open })
})

test('who may not bring in cases is told so, and sees no way to it', async ({ browser }) => {
  const page = await people.window(browser, 'accountant')
  await page.goto(`${system.staff}/cases/import`)
  await expect(page.getByText('导入历史诉求由主管办理')).toBeVisible()
  await expect(page.locator('input[type=file]')).toHaveCount(0)
})

test('a sample file shows what is taken, and why two of its rows are not', async ({ browser }) => {
  const page = await people.window(browser, 'supervisor')
  await page.goto(`${system.staff}/cases/import`)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载样例' }).click()
  const sample = await download
  expect(sample.suggestedFilename()).toBe('诉求样例.xlsx')
  await page.locator('input[type=file]').setInputFiles(await sample.path())
  await page.getByRole('button', { name: '校验' }).click({ timeout: 60_000 })
  await stands(page, '待写入')
  expect([await count(page, '读到'), await count(page, '可写入'), await count(page, '未导入')]).toEqual([5, 3, 2])
  await page
    .getByRole('button', { name: '停止' })
    .or(page.getByRole('button', { name: '导入另一个文件' }))
    .first()
    .click()
})
