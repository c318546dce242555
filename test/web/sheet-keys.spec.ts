import { projectKinds } from '#shared/budget/projects'
import { expect, test } from './sheet.ts'

test('arrows move, with Ctrl to the edge of the block, and Shift extends either', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.press('ArrowDown', 'ArrowRight')
  expect(await sheet.selected()).toBe('1,1')
  await sheet.press('Control+ArrowDown')
  expect(await sheet.selected()).toBe('234,1')
  await sheet.press('Control+ArrowUp', 'Shift+ArrowDown', 'Shift+ArrowRight')
  expect(await sheet.selected()).toBe('0,1–1,2')
  await sheet.press('Shift+ArrowUp', 'Shift+ArrowLeft')
  expect(await sheet.selected()).toBe('0,1')
  await sheet.press('Control+Shift+ArrowRight')
  expect(await sheet.selected()).toBe('0,1–0,6')
})

test('corners, ends and screens have their keys', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.press('Control+End')
  expect(await sheet.selected()).toBe('234,6')
  await sheet.press('Home')
  expect(await sheet.selected()).toBe('234,0')
  await sheet.press('Control+Home', 'PageDown')
  const [row] = (await sheet.selected()).split(',').map(Number)
  expect(row).toBeGreaterThan(15)
  await sheet.press('PageUp', 'End')
  expect(await sheet.selected()).toBe('0,6')
  await sheet.press('Control+Shift+Home')
  expect(await sheet.selected()).toBe('0,0–0,6')
})

test('Enter goes down, Tab goes right, and Enter after a run of Tab returns to its first column', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.click(2, 1)
  await sheet.press('Tab', 'Tab')
  expect(await sheet.selected()).toBe('2,3')
  await sheet.press('Enter')
  expect(await sheet.selected()).toBe('3,1')
  await sheet.press('Shift+Enter', 'Shift+Tab')
  expect(await sheet.selected()).toBe('2,0')
  expect(await sheet.mode()).toBe('moving')
})

test('typing replaces and arrows then commit; F2 edits and arrows then move the caret', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.click(0, 6)
  await sheet.page.keyboard.type('甲')
  expect(await sheet.mode()).toBe('typing')
  await sheet.press('ArrowDown')
  expect([await sheet.text(0, 6), await sheet.selected()]).toEqual(['甲', '1,6'])
  await sheet.press('ArrowUp', 'F2')
  expect(await sheet.mode()).toBe('editing')
  await sheet.press('ArrowLeft')
  await sheet.page.keyboard.type('乙')
  await sheet.press('Enter')
  expect(await sheet.text(0, 6)).toBe('乙甲')
})

test('Esc gives up, Delete clears the selection, Backspace clears and edits', async ({ open }) => {
  const sheet = await open('sheet=entries')
  const before = await sheet.text(0, 6)
  await sheet.click(0, 6)
  await sheet.page.keyboard.type('不要')
  await sheet.press('Escape')
  expect(await sheet.text(0, 6)).toBe(before)
  await sheet.press('Shift+ArrowDown', 'Delete')
  expect(await sheet.column(6, 3)).toEqual(['', '', await sheet.text(2, 6)])
  await sheet.click(2, 6)
  await sheet.press('Backspace')
  expect([await sheet.mode(), await sheet.field.inputValue()]).toEqual(['typing', ''])
  await sheet.page.keyboard.type('新')
  await sheet.press('Tab')
  expect(await sheet.text(2, 6)).toBe('新')
})

test('Alt+Enter breaks the line, Ctrl+Enter writes into the whole selection', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.click(0, 6)
  await sheet.page.keyboard.type('一')
  await sheet.press('Alt+Enter')
  await sheet.page.keyboard.type('二')
  await sheet.press('Enter')
  expect(await sheet.text(0, 6)).toBe('一\n二')
  await sheet.click(4, 6)
  await sheet.click(6, 6, ['Shift'])
  await sheet.page.keyboard.type('同样')
  await sheet.press('Control+Enter')
  expect(await sheet.column(6, 3, 4)).toEqual(['同样', '同样', '同样'])
})

test('Ctrl+D and Ctrl+R fill; Ctrl+R is the browser’s where one column is selected', async ({ open }) => {
  const sheet = await open('sheet=entries')
  const [first, payee] = [await sheet.text(0, 6), await sheet.text(0, 5)]
  await sheet.click(0, 5)
  await sheet.click(2, 6, ['Shift'])
  await sheet.press('Control+D')
  expect(await sheet.column(6, 3)).toEqual([first, first, first])
  expect(await sheet.column(5, 3)).toEqual([payee, payee, payee])
  await sheet.click(3, 6)
  await sheet.press('Control+D')
  expect(await sheet.text(3, 6)).toBe(first)
  const reload = await sheet.page.evaluate(() => {
    const event = new KeyboardEvent('keydown', {
      key: 'r',
      code: 'KeyR',
      ctrlKey: true,
      cancelable: true,
      bubbles: true,
    })
    document.activeElement?.dispatchEvent(event)
    return event.defaultPrevented
  })
  expect(reload).toBe(false)
})

test('Ctrl+; types the day, by the server’s clock', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.click(0, 6)
  await sheet.press('Control+;')
  expect(await sheet.text(0, 6)).toBe('2026-10-12')
})

test('Ctrl+A takes the block, then all rows in sight; within a cell its text only', async ({ open }) => {
  const sheet = await open('sheet=projects')
  await sheet.click(1, 1)
  await sheet.press('Control+A')
  const { row, column } = await sheet.last()
  const block = await sheet.selected()
  expect(block).toMatch(new RegExp(`^0,0–${row},\\d+$`))
  await sheet.press('Control+A')
  expect(await sheet.selected()).toBe(`0,0–${row},${column}`)
  expect(block).not.toBe(`0,0–${row},${column}`)
  await sheet.press('F2', 'Control+A', 'Delete')
  expect([await sheet.mode(), await sheet.field.inputValue()]).toEqual(['editing', ''])
  await sheet.press('Escape')
  expect(await sheet.text(1, 1)).not.toBe('')
})

test('Ctrl+Space takes the column, Shift+Space the row', async ({ open }) => {
  const sheet = await open('sheet=projects')
  await sheet.click(2, 3)
  await sheet.press('Control+Space')
  const { row, column } = await sheet.last()
  expect(await sheet.selected()).toBe(`0,3–${row},3`)
  await sheet.click(2, 3)
  await sheet.press('Shift+Space')
  expect(await sheet.selected()).toBe(`2,0–2,${column}`)
})

test('Alt+↓ opens the options of a cell that has some, else the column’s menu', async ({ open }) => {
  const sheet = await open('sheet=projects')
  await sheet.click(0, 2)
  await sheet.press('Alt+ArrowDown')
  await expect(sheet.page.getByRole('option')).toHaveCount(projectKinds.length)
  await expect(sheet.page.getByRole('option', { selected: true })).toHaveText('基本支出·人员经费')
  await sheet.press('ArrowDown', 'Enter')
  expect(await sheet.text(0, 2)).toBe('基本支出·公用经费')
  await sheet.click(0, 4)
  await sheet.press('Alt+ArrowDown')
  await expect(sheet.page.getByRole('dialog', { name: '「年初预算（万元）」的菜单' })).toBeVisible()
  await sheet.press('Escape')
  await expect(sheet.field).toBeFocused()
})

test('keys, find, replace and the large editor open and give the keys back', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.press('Control+/')
  await expect(sheet.page.getByRole('dialog', { name: '快捷键' })).toBeVisible()
  await sheet.press('Escape')
  await expect(sheet.field).toBeFocused()
  await sheet.press('Control+F')
  await sheet.page.keyboard.type('绩效工资')
  await expect(sheet.page.getByRole('search')).toContainText('共24处')
  await sheet.press('Enter')
  const [row, column] = (await sheet.selected()).split(',').map(Number)
  expect(await sheet.text(row ?? -1, column ?? -1)).toContain('绩效工资')
  await sheet.press('Escape')
  await sheet.click(0, 6)
  await sheet.press('Shift+F2')
  const dialog = sheet.page.getByRole('dialog', { name: '编辑「摘要」' })
  await dialog.getByRole('textbox').fill('很长的\n说明')
  await dialog.getByRole('button', { name: '写入' }).click()
  expect(await sheet.text(0, 6)).toBe('很长的\n说明')
  await expect(sheet.field).toBeFocused()
})

test('replace writes one batch, counts first and skips what is read-only', async ({ open }) => {
  const sheet = await open('sheet=projects')
  await sheet.press('Control+H')
  const search = sheet.page.getByRole('search')
  await search.getByRole('textbox', { name: '查找' }).fill('网格')
  await search.getByRole('textbox', { name: '替换为' }).fill('格网')
  await search.getByRole('button', { name: /全部替换/ }).click()
  await sheet.settled()
  expect(await sheet.column(1, (await sheet.last()).row + 1)).toContain('格网监督队伍工作经费')
  expect(await sheet.page.evaluate(() => window.harness.server.submitted.map(({ gesture }) => gesture))).toEqual([
    'replace',
  ])
})

test('the pointer selects ranges, whole rows and columns, several ranges, and everything', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.drag(await sheet.spot(1, 1), await sheet.spot(4, 3))
  expect(await sheet.selected()).toBe('1,1–4,3')
  await sheet.click(6, 2, ['Control'])
  expect(await sheet.page.evaluate(() => window.harness.model.selection.ranges.length)).toBe(2)
  const { x, y } = await sheet.heading(4)
  await sheet.page.mouse.click(x, y)
  expect(await sheet.selected()).toBe('0,4–234,4')
  const row = await sheet.spot(3, 0)
  await sheet.page.mouse.click(20, row.y)
  expect(await sheet.selected()).toBe('3,0–3,6')
  const corner = await sheet.heading(0)
  await sheet.page.mouse.click(10, corner.y)
  expect(await sheet.selected()).toBe('0,0–234,6')
})

test('a column is widened at its edge, fitted by a double click, moved by its heading, hidden and shown', async ({
  open,
}) => {
  const sheet = await open('sheet=entries')
  const width = () => sheet.page.evaluate(() => window.harness.model.columns.shown[1]?.width)
  const edge = await sheet.heading(1, 'edge')
  await sheet.drag(edge, { x: edge.x + 60, y: edge.y })
  expect(await width()).toBeGreaterThan(290)
  const now = await sheet.heading(1, 'edge')
  await sheet.page.mouse.dblclick(now.x, now.y)
  expect(await width()).toBeLessThan(260)
  const names = () => sheet.page.evaluate(() => window.harness.model.columns.shown.map(({ column }) => column.key))
  const from = await sheet.heading(4)
  await sheet.page.mouse.click(from.x, from.y)
  const to = await sheet.heading(2)
  await sheet.drag(from, { x: to.x - 10, y: to.y })
  expect((await names()).slice(0, 4)).toEqual(['day', 'project', 'amount', 'functional'])
  await sheet.page.getByRole('button', { name: /^列/ }).click()
  await sheet.page.getByRole('checkbox', { name: '摘要' }).uncheck()
  expect(await names()).not.toContain('memo')
  await expect(sheet.page.getByText('隐藏1列')).toBeVisible()
  await sheet.page.getByRole('button', { name: '全部显示' }).click()
  expect(await names()).toContain('memo')
})

test('the arrangement of columns is remembered by this browser', async ({ open }) => {
  const first = await open('sheet=units')
  await first.page.evaluate(() => {
    window.harness.model.columns.resize(1, 333)
    window.harness.model.columns.freeze(2)
  })
  const again = await open('sheet=units')
  expect(
    await again.page.evaluate(() => [
      window.harness.model.columns.shown[1]?.width,
      window.harness.model.columns.frozen,
    ]),
  ).toEqual([333, 2])
})

test('the fill handle copies one value and goes on with two', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.click(0, 6)
  await sheet.page.keyboard.type('照抄')
  await sheet.press('Enter')
  await sheet.click(0, 6)
  const handle = async (row: number, column: number) => {
    const { x, y } = await sheet.spot(row, column)
    const size = await sheet.page.evaluate((c) => {
      const { frame } = window.harness.model.viewport
      return { width: frame.columns.find(({ place }) => place === c)?.width ?? 0, height: frame.row }
    }, column)
    return { x: x + size.width / 2 - 1, y: y + size.height / 2 - 1 }
  }
  await sheet.drag(await handle(0, 6), await sheet.spot(3, 6))
  expect(await sheet.column(6, 4)).toEqual(['照抄', '照抄', '照抄', '照抄'])
  await sheet.click(0, 4)
  await sheet.page.keyboard.type('100')
  await sheet.press('Enter')
  await sheet.page.keyboard.type('250')
  await sheet.press('Enter')
  await sheet.drag(await sheet.spot(0, 4), await sheet.spot(1, 4))
  await sheet.drag(await handle(1, 4), await sheet.spot(4, 4))
  expect(await sheet.column(4, 5)).toEqual(['100.00', '250.00', '400.00', '550.00', '700.00'])
})

test('a double click on the handle fills to the end of the block beside it, and two days make a series', async ({
  open,
}) => {
  const sheet = await open('sheet=kinds')
  await sheet.click(0, 6)
  await sheet.pasteRaw({ text: Array.from({ length: 9 }, (_, i) => `第${i}`).join('\n') })
  await sheet.click(0, 5)
  await sheet.pasteRaw({ text: '是' })
  await sheet.settled()
  const corner = async (row: number, column: number) => {
    const { x, y } = await sheet.spot(row, column)
    return { x: x + 59, y: y + 15 }
  }
  const handle = await corner(0, 5)
  await sheet.page.mouse.dblclick(handle.x, handle.y)
  expect(await sheet.column(5, 11)).toEqual([...Array.from({ length: 9 }, () => '是'), '', ''])
  await sheet.click(0, 1)
  await sheet.pasteRaw({ text: '2021-01-31\n2021-02-28' })
  await sheet.drag(await corner(1, 1), await sheet.spot(4, 1))
  expect(await sheet.column(1, 5)).toEqual(['2021-01-31', '2021-02-28', '2021-03-31', '2021-04-30', '2021-05-31'])
  await sheet.click(0, 0)
  await sheet.pasteRaw({ text: 'XM-01' })
  await sheet.drag(await corner(0, 0), await sheet.spot(3, 0))
  expect(await sheet.column(0, 4)).toEqual(['XM-01', 'XM-01', 'XM-01', 'XM-01'])
})

test('ranges chosen with Ctrl are cleared and filled together, and nothing between them', async ({ open }) => {
  const sheet = await open('sheet=texts')
  await sheet.click(0, 0)
  await sheet.pasteRaw({ text: '甲\t乙\n丙\t丁\n戊\t己' })
  await sheet.click(0, 0)
  await sheet.click(2, 1, ['Control'])
  await sheet.press('Delete')
  expect([...(await sheet.column(0, 3)), ...(await sheet.column(1, 3))]).toEqual(['', '丙', '戊', '乙', '丁', ''])
  await sheet.page.keyboard.type('同')
  await sheet.press('Control+Enter')
  expect([await sheet.text(0, 0), await sheet.text(1, 0), await sheet.text(2, 1)]).toEqual(['同', '丙', '同'])
})

test('Ctrl+Shift+; types day and time, into the text that is being typed too', async ({ open }) => {
  const sheet = await open('sheet=texts')
  await sheet.press('Control+Shift+;')
  expect(await sheet.text(0, 0)).toMatch(/^2026-10-12 14:\d\d/)
  await sheet.click(1, 0)
  await sheet.page.keyboard.type('截至')
  await sheet.press('Control+;', 'Enter')
  expect(await sheet.text(1, 0)).toBe('截至2026-10-12')
})

test('Alt with the page keys goes a screen sideways', async ({ open }) => {
  const sheet = await open('sheet=large&rows=50')
  await sheet.press('Alt+PageDown')
  const [, column] = (await sheet.selected()).split(',').map(Number)
  expect(column).toBeGreaterThan(3)
  await sheet.press('Alt+PageUp')
  expect(await sheet.selected()).toBe('0,0')
})

test('the key sheet lists every key that does something, with its words', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.press('Control+/')
  const dialog = sheet.page.getByRole('dialog', { name: '快捷键' })
  for (const chord of [
    'F2',
    'Alt+Enter',
    'Ctrl+Enter',
    'Ctrl+D',
    'Ctrl+R',
    'Ctrl+;',
    'Ctrl+Shift+;',
    'Ctrl+A',
    'Ctrl+Space',
    'Shift+Space',
    'Alt+ArrowDown',
    'Ctrl+F',
    'Ctrl+H',
    'Shift+F2',
    'F1',
    'Ctrl+/',
    'Ctrl+Alt+L',
    'F4',
    'F8',
    'Ctrl+P',
  ])
    // prettier-ignore
    await expect(dialog.locator('kbd', { hasText: new RegExp(`^${chord.replace(/[+/;]/g, '\\$&')}$`) })).toHaveCount(1)
})

test('undo belongs to what has the focus', async ({ open }) => {
  const sheet = await open('sheet=texts')
  await sheet.page.keyboard.type('留下')
  await sheet.press('Enter', 'Control+F')
  await sheet.settled()
  const field = sheet.page.getByRole('search').getByRole('textbox')
  await field.pressSequentially('网格')
  await sheet.press('Control+Z', 'Control+Z', 'Control+Z')
  expect(await sheet.text(0, 0)).toBe('留下')
  await sheet.press('Escape')
  await expect(sheet.field).toBeFocused()
  await sheet.press('Control+Z')
  await expect.poll(() => sheet.text(0, 0)).toBe('')
})
