import { expect, test, type SheetPage } from './sheet.ts'

async function menuOf(sheet: SheetPage, column: number) {
  const { x, y } = await sheet.heading(column, 'menu')
  await sheet.page.mouse.move(x, y)
  await sheet.page.mouse.click(x, y)
  return sheet.page.getByRole('dialog', { name: /的菜单$/ })
}

test('a column is sorted by Pinyin, up and down, and by a second column beside it', async ({ open }) => {
  const sheet = await open('sheet=projects')
  await (await menuOf(sheet, 1)).getByRole('button', { name: '升序' }).click()
  const names = await sheet.column(1, 12)
  expect(names).toEqual([...names].sort(new Intl.Collator('zh-CN', { numeric: true }).compare))
  await (await menuOf(sheet, 1)).getByRole('button', { name: '降序' }).click()
  expect(await sheet.column(1, 12)).toEqual([...names].reverse())
  await (await menuOf(sheet, 2)).getByRole('button', { name: '升序' }).click()
  await (await menuOf(sheet, 4)).getByRole('button', { name: '加为次序' }).click()
  expect([...new Set(await sheet.column(2, 12))]).toEqual(['基本支出·人员经费', '基本支出·公用经费', '项目支出'])
  const amounts = (await sheet.column(4, 5, 7)).map((text) => Number(text.replaceAll(',', '')))
  expect(amounts).toEqual([...amounts].sort((a, b) => a - b))
  await expect(sheet.page.getByText('按支出类别升序、年初预算（万元）升序')).toBeVisible()
})

test('the value list has counts and a search by Pinyin initials, which keeps only what it found', async ({ open }) => {
  const sheet = await open('sheet=entries')
  const menu = await menuOf(sheet, 3)
  await menu.getByRole('searchbox').fill('jbgz')
  await expect(menu.getByRole('checkbox')).toHaveCount(2)
  await expect(menu.getByRole('listitem').nth(1)).toContainText('30101 基本工资12')
  await menu.getByRole('button', { name: '应用' }).click()
  expect(await sheet.page.evaluate(() => window.harness.model.view.rows.length)).toBe(12)
  await expect(sheet.page.getByText('12 / 235行').first()).toBeVisible()
  await sheet.page.getByRole('button', { name: '去掉「经济科目」的条件' }).click()
  expect(await sheet.page.evaluate(() => window.harness.model.view.rows.length)).toBe(235)
})

test('conditions compare amounts in the column’s unit and days as days', async ({ open }) => {
  const sheet = await open('sheet=entries')
  const menu = await menuOf(sheet, 4)
  await menu.getByRole('button', { name: '＋ 条件' }).click()
  await menu.getByRole('combobox').selectOption('above')
  await menu.getByRole('textbox', { name: '大于' }).fill('50万')
  await menu.getByRole('button', { name: '应用' }).click()
  const amounts = await sheet.page.evaluate(() => {
    const { view, rows } = window.harness.model
    return view.rows.map((slot) => Number(rows.store.cell(slot, rows.store.indexOf('amount'))))
  })
  expect(amounts.length).toBeGreaterThan(5)
  expect(Math.min(...amounts)).toBeGreaterThan(50_000_000)
})

test('nothing jumps or vanishes after an edit until it is applied again', async ({ open }) => {
  const sheet = await open('sheet=projects')
  const menu = await menuOf(sheet, 2)
  await menu.getByRole('checkbox', { name: '全选' }).uncheck()
  await menu.getByRole('checkbox', { name: /^项目支出/ }).check()
  await menu.getByRole('button', { name: '应用' }).click()
  await sheet.click(0, 2)
  await sheet.page.keyboard.type('公用经费')
  await sheet.press('Enter')
  await sheet.settled()
  expect(await sheet.text(0, 2)).toBe('基本支出·公用经费')
  await expect(sheet.page.getByText('1行不再符合筛选')).toBeVisible()
  await sheet.press('Control+Alt+L')
  expect(await sheet.page.evaluate(() => window.harness.model.view.rows.length)).toBe(4)
  await expect(sheet.page.getByText('不再符合筛选')).toHaveCount(0)
})

test('clearing a filtered selection leaves hidden rows alone', async ({ open }) => {
  const sheet = await open('sheet=entries')
  const menu = await menuOf(sheet, 5)
  await menu.getByRole('checkbox', { name: '全选' }).uncheck()
  await menu.getByRole('checkbox', { name: /^聘用人员/ }).check()
  await menu.getByRole('button', { name: '应用' }).click()
  const shown = await sheet.page.evaluate(() => window.harness.model.view.rows.length)
  await sheet.click(0, 6)
  await sheet.press('Control+Space', 'Delete')
  await sheet.settled()
  const change = await sheet.page.evaluate(() => window.harness.server.submitted[0])
  expect(change?.sets?.rows).toHaveLength(shown)
  const blank = await sheet.page.evaluate(() => {
    const { store } = window.harness.model.rows
    return store.slots().filter((slot) => store.cell(slot, store.indexOf('memo')) === null).length
  })
  expect(blank).toBe(shown)
})

test('an undo after another filter goes to the rows that were changed', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.click(3, 6)
  const [id, before] = await sheet.page.evaluate(() => {
    const { rows, view } = window.harness.model
    return [rows.store.idOf(view.rows[3] ?? 0), rows.store.cell(view.rows[3] ?? 0, rows.store.indexOf('memo'))]
  })
  await sheet.page.keyboard.type('改过')
  await sheet.press('Enter')
  await sheet.settled()
  await (await menuOf(sheet, 4)).getByRole('button', { name: '降序' }).click()
  await sheet.press('Control+Z')
  await sheet.settled()
  const after = await sheet.page.evaluate((row) => window.harness.server.rows.get(row)?.cells.memo, id)
  expect(after).toBe(before)
})

test('the status bar adds up to the fen, counts rows, and has no sum over mixed units', async ({ open }) => {
  const sheet = await open('sheet=entries')
  const amounts = (await sheet.column(4, 4)).map((text) => Math.round(Number(text.replaceAll(',', '')) * 100))
  const sum = amounts.reduce((total, fen) => total + fen, 0)
  const yuan = (fen: number): string =>
    (fen / 100).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  await sheet.click(0, 4)
  await sheet.click(3, 4, ['Shift'])
  const bar = sheet.page.locator('.status')
  await expect(bar).toContainText(
    `已选 4行×1列 计数 4 求和 ${yuan(sum)} 平均 ${yuan(Math.round(sum / 4))} 最大 ${yuan(Math.max(...amounts))}`,
  )
  await sheet.click(0, 4)
  await sheet.click(3, 6, ['Shift'])
  await expect(bar).toContainText(`计数 12 求和 ${yuan(sum)}`)
  await sheet.click(0, 6)
  await expect(bar).not.toContainText('求和')
  await expect(bar).toContainText('共235行')
})
