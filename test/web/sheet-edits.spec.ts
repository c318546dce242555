import { expect, test, type SheetPage } from './sheet.ts'

const submitted = (sheet: SheetPage) => sheet.page.evaluate(() => window.harness.server.submitted)

test('an edit is shown at once, sent with what was seen, and said to be saved', async ({ open }) => {
  const sheet = await open('sheet=entries')
  const before = await sheet.text(0, 6)
  await sheet.click(0, 6)
  await sheet.page.keyboard.type('改过')
  await sheet.press('Enter')
  expect(await sheet.text(0, 6)).toBe('改过')
  await sheet.settled()
  await expect(sheet.page.getByText(/^已保存 \d\d:\d\d$/)).toBeVisible()
  expect(await submitted(sheet)).toMatchObject([
    { gesture: 'type', place: '2025/centre', sets: { columns: [{ key: 'memo', words: [before, '改过'], before: [0], after: [1] }] } }, // prettier-ignore
  ])
})

test('a text that can’t be read stays in its cell with the reason, and goes when it is cured', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.click(0, 0)
  await sheet.page.keyboard.type('2025-13-01')
  await sheet.press('Enter')
  expect(await sheet.text(0, 0)).toBe('2025-13-01')
  await sheet.press('ArrowUp')
  await expect(sheet.page.locator('.bar').getByText('没有13月。改为1至12月')).toBeVisible()
  await sheet.press('F2')
  expect(await sheet.field.inputValue()).toBe('2025-13-01')
  await sheet.press('Control+A')
  await sheet.page.keyboard.type('3月1日')
  await sheet.press('Enter')
  expect(await sheet.text(0, 0)).toBe('2025-03-01')
  await sheet.settled()
  await expect(sheet.page.getByText('格未写入')).toHaveCount(0)
  expect(await submitted(sheet)).toHaveLength(1)
})

test('what the server refuses stays typed in its place', async ({ open }) => {
  const sheet = await open('sheet=entries')
  const before = await sheet.text(0, 6)
  await sheet.click(0, 6)
  await sheet.page.keyboard.type('拒绝这一句')
  await sheet.press('Enter')
  await sheet.settled()
  expect(await sheet.text(0, 6)).toBe('拒绝这一句')
  expect(await sheet.page.evaluate(() => window.harness.model.cellAt({ row: 0, column: 6 }))).not.toBe('拒绝这一句')
  await sheet.page.getByRole('button', { name: '1格未写入，查看原因' }).click()
  const panel = sheet.page.getByRole('complementary', { name: '1格未写入' })
  await panel.getByRole('button', { name: '放弃', exact: true }).click()
  expect(await sheet.text(0, 6)).toBe(before)
})

test('a clash shows the stored value; mine waits, to be used, given up or joined', async ({ open }) => {
  const sheet = await open('sheet=entries')
  const before = await sheet.text(0, 6)
  await sheet.page.evaluate(() => {
    const { model, server } = window.harness
    for (const row of [0, 1, 2]) server.other(model.rows.store.idOf(row), { memo: `他的${row}` }, { tell: false })
  })
  await sheet.click(0, 6)
  for (const text of ['我的零', '我的一', '我的二']) {
    await sheet.page.keyboard.type(text)
    await sheet.press('Enter')
  }
  await sheet.settled()
  expect(await sheet.column(6, 3)).toEqual(['他的0', '他的1', '他的2'])
  await sheet.page.getByRole('button', { name: '3格未写入，查看原因' }).click()
  const item = (n: number) => sheet.page.getByRole('listitem').filter({ hasText: `摘要・${n}` })
  await expect(item(1)).toContainText(`原来 ${before} 现在 他的0 我的 我的零`)
  await expect(item(1)).toContainText('陈敏')
  await item(1).getByRole('button', { name: '用我的' }).click()
  await item(2).getByRole('button', { name: '用现在的' }).click()
  await item(3).getByRole('button', { name: '合并文字' }).click()
  await sheet.settled()
  expect(await sheet.column(6, 3)).toEqual(['我的零', '他的1', '他的2\n我的二'])
})

test('what others write appears, but never over what is being typed or sent', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.click(0, 6)
  await sheet.page.keyboard.type('正在写')
  await sheet.page.evaluate(() => {
    const { model, server } = window.harness
    server.other(model.rows.store.idOf(0), { amount: 12_345 })
    server.other(model.rows.store.idOf(1), { memo: '别人改了' })
  })
  expect([await sheet.text(0, 4), await sheet.text(1, 6)]).toEqual(['123.45', '别人改了'])
  expect([await sheet.mode(), await sheet.field.inputValue()]).toEqual(['typing', '正在写'])
  await sheet.press('Enter')
  await sheet.settled()
  expect(await sheet.text(0, 6)).toBe('正在写')
})

test('without a connection everything is kept and sent in order once it is back', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.page.evaluate(() => (window.harness.server.offline = true))
  await sheet.click(0, 6)
  for (const text of ['一', '二', '三']) {
    await sheet.page.keyboard.type(text)
    await sheet.press('Enter')
  }
  await expect(sheet.page.getByText('离线，3处修改待保存')).toBeVisible()
  expect(await sheet.column(6, 3)).toEqual(['一', '二', '三'])
  await sheet.page.evaluate(() => {
    window.harness.server.offline = false
    window.dispatchEvent(new Event('online'))
  })
  await sheet.settled()
  const words = (await submitted(sheet)).map((one) => one.sets?.columns[0]?.words[1])
  expect(words).toEqual(['一', '二', '三'])
  await expect(sheet.page.getByText(/^已保存/)).toBeVisible()
})

test('whoever leaves with unsaved cells is warned', async ({ open }) => {
  const sheet = await open('sheet=entries')
  const warned = () => sheet.page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })))
  expect(await warned()).toBe(false)
  await sheet.click(0, 4)
  await sheet.page.keyboard.type('不是数')
  await sheet.press('Enter')
  expect(await warned()).toBe(true)
})

test('a large paste is followed until it is applied', async ({ open }) => {
  const sheet = await open('sheet=texts')
  await sheet.page.evaluate(() => {
    window.harness.server.slowFrom = 10
    window.harness.server.delay = 300
  })
  await sheet.click(0, 0)
  await sheet.paste({ text: Array.from({ length: 12 }, (_, i) => `第${i}行`).join('\n') })
  await expect(sheet.page.getByText('写入中 0 / 12行')).toBeVisible()
  await sheet.settled()
  expect(await sheet.notice()).toBe('已写入12格')
})

test('one gesture is one undo, by the server, and redo brings it again', async ({ open }) => {
  const sheet = await open('sheet=entries')
  const before = await sheet.column(6, 3)
  await sheet.click(0, 6)
  await sheet.paste({ text: '甲\n乙\n丙' })
  await sheet.settled()
  await sheet.page.keyboard.type('丁')
  await sheet.press('Enter', 'Control+Z')
  expect(await sheet.column(6, 3)).toEqual(['甲', '乙', '丙'])
  await sheet.press('Control+Z')
  expect(await sheet.column(6, 3)).toEqual(before)
  await sheet.settled()
  const stored = () =>
    sheet.page.evaluate(() => [0, 1, 2].map((slot) => window.harness.server.rows.get(window.harness.model.rows.store.idOf(slot))?.cells.memo)) // prettier-ignore
  expect(await stored()).toEqual(before)
  await sheet.press('Control+Y')
  await sheet.settled()
  expect(await stored()).toEqual(['甲', '乙', '丙'])
  await sheet.press('Control+Z', 'Control+Y', 'Control+Z')
  await sheet.settled()
  expect([await stored(), await sheet.column(6, 3)]).toEqual([before, before])
})

test('undo leaves what others have changed since, and says how many', async ({ open }) => {
  const sheet = await open('sheet=entries')
  const before = await sheet.text(0, 6)
  await sheet.click(0, 6)
  await sheet.paste({ text: '甲\n乙\n丙' })
  await sheet.settled()
  await sheet.page.evaluate(() => {
    const { model, server } = window.harness
    server.other(model.rows.store.idOf(1), { memo: '他改过' })
    server.other(model.rows.store.idOf(2), { memo: '他也改过' }, { tell: false })
  })
  await sheet.press('Control+Z')
  await sheet.settled()
  expect(await sheet.notice()).toBe('已撤销1格，2格他人已改，保留')
  expect(await sheet.column(6, 3)).toEqual([before, '他改过', '他也改过'])
})

test('undo takes pasted rows away in one step and redo brings them again', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.press('Control+End', 'Home', 'ArrowDown')
  const row = '2025-12-30\tXM-01\t2060503\t30226\t1,000.00\t供应商\t补录'
  await sheet.paste({ text: Array.from({ length: 30 }, () => row).join('\n') })
  await sheet.settled()
  const count = () => sheet.page.evaluate(() => window.harness.model.view.rows.length)
  expect(await count()).toBe(265)
  await sheet.press('Control+Z')
  await sheet.settled()
  expect(await count()).toBe(235)
  await sheet.press('Control+Y')
  await sheet.settled()
  expect([await count(), await sheet.text(264, 6)]).toEqual([265, '补录'])
  const living = await sheet.page.evaluate(
    () => [...window.harness.server.rows.values()].filter(({ voided }) => !voided).length,
  )
  expect(living).toBe(265)
})

test('a row that is typed cell by cell is created when it is whole', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.page.getByRole('button', { name: '新增一行' }).click()
  expect(await sheet.selected()).toBe('235,0')
  for (const text of ['3月5日', 'XM-01', '2060503', '30226']) {
    await sheet.page.keyboard.type(text)
    await sheet.press('Tab')
  }
  expect(await submitted(sheet)).toEqual([])
  await expect(sheet.page.getByText('1行待录入完')).toBeVisible()
  await sheet.page.keyboard.type('1,200')
  await sheet.press('Enter')
  await sheet.settled()
  expect(await submitted(sheet)).toMatchObject([{ creates: { rows: [expect.any(String)] } }])
  expect(await sheet.selected()).toBe('236,0')
})

test('rows are voided by the menu and come back to their place by undo', async ({ open }) => {
  const sheet = await open('sheet=entries')
  const before = await sheet.column(6, 6)
  const row = await sheet.spot(2, 0)
  await sheet.page.mouse.click(20, row.y)
  await sheet.page.mouse.click(20, row.y + 32, { button: 'right' })
  await sheet.page.keyboard.press('Escape')
  await sheet.page.mouse.click(20, row.y)
  await sheet.page.mouse.click(20, row.y, { button: 'right' })
  await sheet.page.getByRole('menuitem', { name: '作废' }).click()
  await sheet.settled()
  expect(await sheet.column(6, 5)).toEqual([...before.slice(0, 2), ...before.slice(3)])
  expect(await submitted(sheet)).toMatchObject([{ voids: [{ rev: 1 }] }])
  await sheet.press('Control+Z')
  await sheet.settled()
  expect(await sheet.column(6, 6)).toEqual(before)
})

test('a menu that offers what can’t be done says why', async ({ open }) => {
  const sheet = await open('sheet=projects')
  const { x, y } = await sheet.spot(0, 6)
  await sheet.page.mouse.click(x, y, { button: 'right' })
  const paste = sheet.page.getByRole('menuitem', { name: /^粘贴/ })
  await expect(paste).toHaveAttribute('aria-disabled', 'true')
  await expect(paste).toContainText('由台账汇总，改台账')
  await sheet.press('Escape')
  await sheet.page.keyboard.type('5')
  expect([await sheet.mode(), await sheet.notice()]).toEqual(['moving', '由台账汇总，改台账'])
})

test('the history of a cell tells who, when and what, and any value can be restored', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.click(0, 6)
  for (const text of ['第一稿', '第二稿']) {
    await sheet.page.keyboard.type(text)
    await sheet.press('Enter', 'ArrowUp')
    await sheet.settled()
  }
  const { x, y } = await sheet.spot(0, 6)
  await sheet.page.mouse.click(x, y, { button: 'right' })
  await sheet.page.getByRole('menuitem', { name: '单元格历史' }).click()
  const history = sheet.page.getByRole('dialog', { name: '单元格历史' })
  await expect(history.getByRole('listitem')).toHaveCount(2)
  await expect(history.getByRole('listitem').first()).toContainText('第二稿')
  await expect(history.getByRole('listitem').first()).toContainText('周海燕　改单元格')
  await history.getByRole('button', { name: '恢复此值' }).click()
  await sheet.settled()
  expect(await sheet.text(0, 6)).toBe('第一稿')
  await expect(sheet.field).toBeFocused()
})

test('those who may only read see values, move and copy, and change nothing', async ({ open }) => {
  const sheet = await open('sheet=entries&rights=read')
  await sheet.click(0, 6)
  await sheet.page.keyboard.type('写')
  expect([await sheet.mode(), await sheet.notice()]).toEqual(['moving', '这一列由财务改'])
  await sheet.press('Delete', 'Control+C')
  expect(await sheet.clipboard()).toBe(await sheet.text(0, 6))
  await sheet.paste({ text: '贴' })
  expect(await submitted(sheet)).toEqual([])
  await expect(sheet.page.getByRole('button', { name: '新增一行' })).toHaveCount(0)
})

test('a code and a name that disagree, and a code that nobody knows, are refused by name', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.click(0, 3)
  await sheet.page.keyboard.type('30226 办公费')
  await sheet.press('Enter')
  await sheet.page.keyboard.type('__proto__')
  await sheet.press('Enter')
  await sheet.press('ArrowUp', 'ArrowUp')
  await expect(sheet.page.locator('.bar').getByText('30226是“劳务费”，不是“办公费”。改其一')).toBeVisible()
  await sheet.press('ArrowDown')
  await expect(sheet.page.locator('.bar').getByText(/没有“__proto__”/)).toBeVisible()
  expect(await submitted(sheet)).toEqual([])
})

test('a text of forty thousand characters is refused whole and kept whole', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.click(0, 6)
  await sheet.paste({ text: '长'.repeat(40_000) })
  await expect(sheet.page.getByText('共40,000字，最多10,000字。删减后重填').first()).toBeVisible()
  expect((await sheet.text(0, 6)).length).toBe(40_000)
})
