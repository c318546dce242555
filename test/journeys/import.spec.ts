import { expect, test, type Page } from '@playwright/test'
import { sampleAccounts } from '../samples/account-tables.ts'
import { sampleSheets, xlsxOf, type SampleSheet } from '../samples/workbooks.ts'
import { aFolder, startSystem, type System } from '../system.ts'
import { press } from './keyboard.ts'
import { see } from './look.ts'
import { People } from './people.ts'

/** A workbook of the finance system is looked at, brought in as one change, and taken back. */
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
const at = `/accounts/${year}/centre/import`
const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The finance system's export of the year, after `change`. */
async function exported(name: string, change: (sheets: SampleSheet[]) => void = () => undefined) {
  const sheets = sampleSheets(sampleAccounts())
  change(sheets)
  for (const sheet of sheets)
    sheet.rows = sheet.rows.map((row) =>
      row.map((cell) => (typeof cell === 'string' ? cell.replace('2025年度', `${year}年度`) : cell)),
    )
  return { name, mimeType, buffer: Buffer.from(await xlsxOf(sheets)) }
}

const choose = async (page: Page, file: Awaited<ReturnType<typeof exported>>): Promise<void> =>
  page.locator('input[type=file]').setInputFiles(file)

const main = (page: Page) => page.getByRole('button', { name: /^导入\d/ })
const numbers = (text: string): number[] =>
  (text.match(/[\d,]+/g) ?? []).map((word) => Number(word.replaceAll(',', '')))

test('what a workbook would bring shows before anything is saved, with counts that add up', async ({ browser }) => {
  const page = await people.window(browser, 'accountant')
  await page.goto(`${system.staff}${at}`)
  await choose(
    page,
    await exported('决算.xlsx', (sheets) => {
      const spending = sheets.find(({ name }) => name === '公开03表')
      const row = spending?.rows.find((cells) => cells.includes('2060501'))
      if (row) row[2] = '=HYPERLINK("http://example.org")'
    }),
  )
  await expect(main(page)).toBeEnabled({ timeout: 60_000 })
  const [read = 0, written = 0, same = 0, refused = 0] = numbers(await page.locator('.equation').innerText())
  expect(read).toBe(written + same + refused)
  expect(refused).toBeGreaterThan(0)
  await expect(page.getByRole('row', { name: /公开03表 第\d+行 C列.*像公式/ })).toBeVisible()
  await page.getByRole('button', { name: '复制' }).click()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toMatch(/公开03表 第\d+行 C列\t.*像公式，未读取\t1/)
  await page.getByRole('button', { name: '取消' }).click()
  await expect(page.getByText('已取消，什么都没有保存')).toBeVisible()
  await page.goto(`${system.staff}${at}`)
  await choose(page, await exported('决算.xlsx'))
  await expect(main(page)).toBeEnabled({ timeout: 60_000 })
  expect(numbers(await page.locator('.equation').innerText())[1]).toBeGreaterThanOrEqual(written)
})

test('it is brought in as one change, is the same the next time, and is taken back whole', async ({ browser }) => {
  const page = await people.window(browser, 'accountant')
  await page.goto(`${system.staff}${at}`)
  await choose(page, await exported('决算.xlsx'))
  await expect(main(page)).toBeEnabled({ timeout: 60_000 })
  const [count = 0] = numbers(await main(page).innerText())
  await press(page, main(page))
  await expect(page.getByText(`已写入${count}格`)).toBeVisible({ timeout: 60_000 })
  await press(page, page.getByRole('button', { name: '撤销导入' }))
  await expect(page.getByText(`已撤销${count}格`)).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: '再导入' }).click()
  await choose(page, await exported('决算.xlsx'))
  await expect(main(page)).toHaveText(`导入${count}格`, { timeout: 60_000 })
  await press(page, main(page))
  await expect(page.getByText(`已写入${count}格`)).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: '再导入' }).click()
  await choose(
    page,
    await exported('决算.xlsx', (sheets) => {
      const official = sheets.find(({ name }) => name === '公开07表')
      const row = official?.rows.find((cells) => cells.some((cell) => typeof cell === 'number'))
      if (row) row[0] = 2.5
    }),
  )
  await expect(main(page)).toHaveText('导入1格', { timeout: 60_000 })
  await expect(page.getByRole('row', { name: /公开07表.*1\.00.*2\.50/ })).toBeVisible()
  await press(page, main(page))
  await expect(page.getByText('已写入1格')).toBeVisible({ timeout: 60_000 })
  await press(page, page.getByRole('button', { name: '撤销导入' }))
  await expect(page.getByText('已撤销1格')).toBeVisible({ timeout: 60_000 })
})

test('a file that is no workbook gets a sentence, and the screen is ready for the next', async ({ browser }) => {
  const page = await people.window(browser, 'accountant')
  await page.goto(`${system.staff}${at}`)
  await choose(page, { name: '照片.xlsx', mimeType, buffer: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') })
  await expect(page.getByRole('alert')).toHaveText('不是工作簿。选XLSX、XLS或CSV文件。', { timeout: 60_000 })
  await choose(page, await exported('决算.xlsx'))
  await expect(page.locator('.equation')).toBeVisible({ timeout: 60_000 })
})

test('the screen is fit for every eye, empty and full', async ({ browser }) => {
  const page = await people.window(browser, 'accountant')
  await see(page, system.staff, {
    name: 'import',
    at,
    until: () => expect(page.getByText('把文件拖到这里')).toBeVisible(),
  })
  const faulty = await exported('示例区网格中心_部门决算公开表.xlsx', (sheets) => {
    const spending = sheets.find(({ name }) => name === '公开05表')
    const row = spending?.rows.find((cells) => cells.includes('2060503'))
    if (row) row[1] = '机构运行'
  })
  await see(page, system.staff, {
    name: 'import-preview',
    at,
    until: () => expect(page.getByText('把文件拖到这里')).toBeVisible(),
    open: async () => {
      await choose(page, faulty)
      await expect(page.locator('.equation')).toBeVisible({ timeout: 60_000 })
    },
  })
})
