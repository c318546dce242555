import { expect, test, type SheetPage } from './sheet.ts'

const [code, day, wan, count, rate, flag, note] = [0, 1, 2, 3, 4, 5, 6]

async function paste(sheet: SheetPage, column: number, ...texts: string[]): Promise<string[]> {
  await sheet.click(0, column)
  await sheet.pasteRaw({ text: texts.map((text) => (/[\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join('\r\n') }) // prettier-ignore
  await sheet.settled()
  return sheet.column(column, texts.length)
}

const refusals = (sheet: SheetPage) => sheet.page.getByRole('complementary', { name: /格未写入/ })

test('days are read in six notations, from serials, and without a year in the year shown', async ({ open }) => {
  const sheet = await open('sheet=kinds')
  const read = await paste(sheet, day, '2021-12-31', '2021/12/31', '2021.12.31', '20211231', '2021年12月31日', '44561', '12月31日', '２０２１－１２－３１') // prettier-ignore
  expect(read).toEqual([...Array.from({ length: 6 }, () => '2021-12-31'), '2025-12-31', '2021-12-31'])
})

test('days that can be read in two ways are refused with both readings, which a click takes over', async ({ open }) => {
  const sheet = await open('sheet=kinds')
  await paste(sheet, day, '03/04/2021', '21-12-31', '2021-13-01', '2021-02-30')
  await sheet.page.getByRole('button', { name: '4格未写入，查看原因' }).click()
  const panel = refusals(sheet)
  await expect(panel).toContainText('没有13月')
  await expect(panel).toContainText('2月没有30日')
  await expect(panel.getByRole('button', { name: '2021-12-31' })).toBeVisible()
  await expect(panel.getByRole('button', { name: '2021-04-03' })).toBeVisible()
  await panel.getByRole('button', { name: '2021-03-04' }).click()
  await sheet.settled()
  expect(await sheet.text(0, day)).toBe('2021-03-04')
  await expect(refusals(sheet)).toHaveAccessibleName('3格未写入')
})

test('numbers and codes are read in full width, with signs of money and parentheses for minus', async ({ open }) => {
  const sheet = await open('sheet=kinds')
  expect(await paste(sheet, wan, '１２３．４５', '￥1,234.50', '12,000元', '3.5万元', '(1.00)', '（2.50）')).toEqual([
    '123.45',
    '1,234.50',
    '1.20',
    '3.50',
    '−1.00',
    '−2.50',
  ])
  expect(await paste(sheet, count, '１，２０４', ' 12 ')).toEqual(['1,204', '12'])
  expect(await paste(sheet, code, 'ＸＭ－０９')).toEqual(['XM-09'])
  expect(await paste(sheet, flag, '是', '否', '√')).toEqual(['是', '否', '是'])
})

test('percentages come with their sign or without; a bare one under 1 asks which it is', async ({ open }) => {
  const sheet = await open('sheet=kinds')
  expect(await paste(sheet, rate, '95.69%', '95.69', '９５．６９％')).toEqual(['95.69%', '95.69%', '95.69%'])
  await sheet.click(5, rate)
  await sheet.pasteRaw({ text: '0.96\n0.5' })
  const asked = sheet.page.getByRole('dialog', { name: '0.96%还是96%？' })
  await asked.getByRole('button', { name: '96%', exact: true }).click()
  await sheet.settled()
  expect(await sheet.column(rate, 2, 5)).toEqual(['96.00%', '50.00%'])
  await sheet.click(5, rate)
  await sheet.pasteRaw({ text: '0.9' })
  await sheet.page.getByRole('button', { name: '不粘贴' }).click()
  expect(await sheet.text(5, rate)).toBe('96.00%')
})

test('line breaks and quotes stay, outer spaces and invisible signs go', async ({ open }) => {
  const sheet = await open('sheet=kinds')
  expect(await paste(sheet, note, '第一行\n“第二行”', ' 前后\u3000', '看\u200b不见', '他说"好"')).toEqual([
    '第一行\n“第二行”',
    '前后',
    '看不见',
    '他说"好"',
  ])
})

test('options are matched by name, code and other name; an unknown one is refused with the nearest', async ({
  open,
}) => {
  const sheet = await open('sheet=entries')
  await sheet.click(0, 3)
  await sheet.pasteRaw({ text: '劳务费\t12000\t公司\n30226\t13000\t供应商\n劳务非\t14000\t供应' })
  await sheet.settled()
  expect(await sheet.column(3, 2)).toEqual(['30226 劳务费', '30226 劳务费'])
  expect(await sheet.column(5, 2)).toEqual(['供应商', '供应商'])
  expect(await sheet.column(4, 3)).toEqual(['12,000.00', '13,000.00', '14,000.00'])
  await sheet.page.getByRole('button', { name: '2格未写入，查看原因' }).click()
  await refusals(sheet).getByRole('button', { name: '供应商' }).click()
  await refusals(sheet).getByRole('button', { name: '30226 劳务费' }).click()
  await sheet.settled()
  expect([await sheet.text(2, 3), await sheet.text(2, 5)]).toEqual(['30226 劳务费', '供应商'])
})

test('the panel of what was not written is copied as place, value and reason', async ({ open }) => {
  const sheet = await open('sheet=kinds')
  await paste(sheet, count, '一', '二')
  await sheet.page.getByRole('button', { name: '2格未写入，查看原因' }).click()
  await refusals(sheet).getByRole('button', { name: '复制未写入的' }).click()
  await expect(refusals(sheet).getByRole('button', { name: '已复制' })).toBeVisible()
  expect((await sheet.clipboard()).split('\n')[0]).toMatch(/^件数・1\t一\t“一”不是/)
})

test('a paste beyond one change is offered as an import, and nothing of it is written', async ({ open }) => {
  const sheet = await open('sheet=entries&import=/import')
  await sheet.click(0, 6)
  await sheet.pasteRaw({ text: Array.from({ length: 10_001 }, (_, i) => `第${i}行`).join('\n') })
  await expect.poll(() => sheet.notice()).toBe('共10,001行，一次最多10,000行。改用导入')
  await expect(sheet.page.getByRole('link', { name: '去导入' })).toHaveAttribute('href', '/import')
  const wide = Array.from({ length: 26 }, () => 'x').join('\t')
  await sheet.pasteRaw({ text: Array.from({ length: 4_000 }, () => wide).join('\n') })
  await expect.poll(() => sheet.notice()).toBe('共104,000格，一次最多100,000格。改用导入')
  expect(await sheet.page.evaluate(() => window.harness.server.submitted.length)).toBe(0)
})

test('the menu of a selection prints how many cells and rows its acts would touch', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.click(0, 4)
  await sheet.click(2, 6, ['Shift'])
  await sheet.click(5, 4, ['Control'])
  await sheet.press('Shift+F10')
  const menu = sheet.page.getByRole('menu')
  await expect(menu.getByRole('menuitem', { name: /清除10格/ })).toBeVisible()
  await menu.getByRole('menuitem', { name: '作废4行' }).click()
  await expect.poll(() => sheet.notice()).toBe('已作废4行')
})

test('hidden columns stay counted in the toolbar and come back from any column’s menu', async ({ open }) => {
  const sheet = await open('sheet=entries')
  for (const column of [5, 4, 3]) {
    const menu = await sheet.heading(column, 'menu')
    await sheet.page.mouse.click(menu.x, menu.y)
    await sheet.page.getByRole('button', { name: '隐藏此列' }).click()
  }
  await expect(sheet.page.getByRole('toolbar')).toContainText('隐藏3列')
  const menu = await sheet.heading(1, 'menu')
  await sheet.page.mouse.click(menu.x, menu.y)
  await sheet.page.getByRole('button', { name: '显示3列' }).click()
  await expect(sheet.page.getByRole('toolbar')).not.toContainText('隐藏')
})
