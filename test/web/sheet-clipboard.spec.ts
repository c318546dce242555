import { asText, fromExcel, fromOthers, fromWps, type Clipboard } from './clipboards.ts'
import { expect, test, type SheetPage } from './sheet.ts'

/** Pastes into blank cells, reads them back, and takes the paste back again. */
async function read(sheet: SheetPage, { html, text, cells }: Clipboard): Promise<string[][]> {
  await sheet.click(0, 0)
  await sheet.pasteRaw({ ...(html === undefined ? {} : { html }), ...(text === undefined ? {} : { text }) })
  const found = await Promise.all(
    cells.map((line, row) => Promise.all(line.map((_, column) => sheet.text(row, column)))),
  )
  const beyond = await sheet.text(0, cells[0]?.length ?? 1)
  if (beyond !== '') found[0]?.push(beyond)
  await sheet.press('Control+Z')
  await sheet.settled()
  return found
}

for (const [program, clipboards] of Object.entries({
  Excel: fromExcel,
  WPS: fromWps,
  'other programs': fromOthers,
  'plain text': asText,
}))
  // prettier-ignore
  test(`clipboards from ${program} hold the cells that were copied`, async ({ open }) => {
    const sheet = await open('sheet=texts')
    for (const clipboard of clipboards)
      await test.step(clipboard.name, async () => {
        expect(await read(sheet, clipboard), clipboard.name).toEqual(clipboard.cells)
      })
  })

test('one copied cell fills the whole selection', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.click(0, 6)
  await sheet.click(3, 6, ['Shift'])
  await sheet.paste({ text: '同样的话' })
  await expect.poll(() => sheet.column(6, 4)).toEqual(Array.from({ length: 4 }, () => '同样的话'))
})

test('a block is tiled over a selection that is its multiple, else it lands from the upper left', async ({ open }) => {
  const sheet = await open('sheet=texts')
  await sheet.click(0, 0)
  await sheet.click(3, 1, ['Shift'])
  await sheet.paste({ text: '甲\t乙\n丙\t丁' })
  await expect.poll(() => sheet.column(0, 5)).toEqual(['甲', '丙', '甲', '丙', ''])
  await sheet.click(6, 0)
  await sheet.click(8, 0, ['Shift'])
  await sheet.paste({ text: '子\t丑\n寅\t卯' })
  await expect.poll(() => sheet.column(1, 4, 6)).toEqual(['丑', '卯', '', ''])
  expect(await sheet.selected()).toBe('6,0–7,1')
})

test('rows that a filter hides are never pasted into', async ({ open }) => {
  const sheet = await open('sheet=entries')
  const hidden = await sheet.page.evaluate(() => {
    const { model } = window.harness
    const payee = model.rows.store.indexOf('payee')
    return model.view.rows.filter((slot) => model.rows.store.cell(slot, payee) !== 'supplier').length
  })
  const before = await sheet.page.evaluate(() => {
    const { store } = window.harness.model.rows
    return store.slots().map((slot) => store.cell(slot, store.indexOf('memo')))
  })
  await sheet.click(0, 5)
  await sheet.press('Alt+ArrowDown', 'Escape')
  const menu = await sheet.heading(5, 'menu')
  await sheet.page.mouse.click(menu.x, menu.y)
  await sheet.page.getByRole('checkbox', { name: '全选' }).uncheck()
  await sheet.page.getByRole('checkbox', { name: /^供应商/ }).check()
  await sheet.page.getByRole('button', { name: '应用' }).click()
  await sheet.click(0, 6)
  await sheet.paste({ text: Array.from({ length: 20 }, (_, i) => `贴入${i}`).join('\n') })
  await sheet.settled()
  expect(await sheet.notice()).toBe('已写入20个可见行')
  const after = await sheet.page.evaluate(() => {
    const { store } = window.harness.model.rows
    const rows = store.slots().map((slot) => ({ memo: store.cell(slot, store.indexOf('memo')), payee: store.cell(slot, store.indexOf('payee')) })) // prettier-ignore
    return rows
  })
  expect(after.filter(({ payee }) => payee !== 'supplier').length).toBe(hidden)
  after.forEach(({ memo, payee }, i) => {
    if (payee !== 'supplier') expect(memo).toBe(before[i])
  })
  expect(after.filter(({ memo }) => String(memo).startsWith('贴入'))).toHaveLength(20)
})

test('rows past the end are made, where the role may; what is incomplete waits with its gaps marked', async ({
  open,
}) => {
  const sheet = await open('sheet=entries')
  await sheet.press('Control+End', 'Home', 'ArrowDown')
  const rows = [
    '2025-12-30\tXM-01\t2060503\t30226\t1,000.00\t供应商\t补录一',
    '2025/12/31\t网格监督队伍工作经费\t2060503\t30226 劳务费\t２，０００元\t供应商\t补录二',
    '2025年12月31日\tXM-01\t2060503\t\t3000\t供应商\t缺科目',
  ]
  await sheet.paste({ text: rows.join('\r\n') })
  await sheet.settled()
  const at = 235
  expect(await sheet.column(4, 3, at)).toEqual(['1,000.00', '2,000.00', '3,000.00'])
  const [change] = await sheet.page.evaluate(() => window.harness.server.submitted)
  expect(change?.creates?.rows).toHaveLength(2)
  await expect(sheet.page.getByText('1行待录入完')).toBeVisible()
  await sheet.click(at + 2, 3)
  await sheet.page.keyboard.type('30226')
  await sheet.press('Enter')
  await sheet.settled()
  const creates = await sheet.page.evaluate(() =>
    window.harness.server.submitted.map((one) => one.creates?.rows.length),
  )
  expect(creates).toEqual([2, 1])
  await expect(sheet.page.getByText('行待录入完')).toBeHidden()
})

test('bad cells are refused in their places with their text kept, and the rest is written', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.click(0, 3)
  await sheet.paste({ text: '30226\t1.234\n99999\t12.5\n30211\t一千\n30226\t88' })
  await sheet.settled()
  expect(await sheet.column(4, 4)).toEqual(['1.234', '12.50', '一千', '88.00'])
  expect(await sheet.column(3, 4)).toEqual(['30226 劳务费', '99999', '30211 差旅费', '30226 劳务费'])
  await sheet.page.getByRole('button', { name: '3格未写入，查看原因' }).click()
  const panel = sheet.page.getByRole('complementary', { name: '3格未写入' })
  await expect(panel).toContainText('“1.234”小数过多，最多2位')
  await expect(panel).toContainText('没有“99999”')
  await expect(panel).toContainText('“一千”不是金额')
  await panel.getByRole('button', { name: '金额（元）・3' }).click()
  expect(await sheet.selected()).toBe('2,4')
  await sheet.page.keyboard.type('1000')
  await sheet.press('Enter')
  await sheet.settled()
  await expect(panel).toHaveCount(0)
  await expect(sheet.page.getByRole('complementary', { name: '2格未写入' })).toBeVisible()
})

test('a paste wider than the sheet keeps what has no cell in the list', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.click(0, 5)
  await sheet.paste({ text: '供应商\t够宽\t太宽一\t太宽二' })
  await sheet.settled()
  expect(await sheet.text(0, 6)).toBe('够宽')
  await sheet.page.getByRole('button', { name: '2格未写入，查看原因' }).click()
  const panel = sheet.page.getByRole('complementary', { name: '2格未写入' })
  await expect(panel).toContainText('太宽一')
  await expect(panel).toContainText('超出表格，未写入')
})

test('what is pasted into computed or foreign cells is refused with the place to change it', async ({ open }) => {
  const sheet = await open('sheet=projects')
  const before = await sheet.text(0, 6)
  await sheet.click(0, 5)
  await sheet.paste({ text: '120\t999\t50%' })
  await sheet.settled()
  expect([await sheet.text(0, 5), await sheet.text(0, 6)]).toEqual(['120.00', before])
  await sheet.page.getByRole('button', { name: '2格未写入，查看原因' }).click()
  await expect(sheet.page.getByRole('complementary', { name: '2格未写入' })).toContainText('由台账汇总，改台账')
})

test('a block a thousand times the column’s size asks once whether it is 元 or 万元', async ({ open }) => {
  const sheet = await open('sheet=projects')
  await sheet.click(2, 5)
  await sheet.paste({ text: '13524000\n685000' })
  const dialog = sheet.page.getByRole('dialog', { name: '元还是万元？' })
  await expect(dialog).toContainText('13524000')
  await dialog.getByRole('button', { name: '按元读' }).click()
  await sheet.settled()
  expect(await sheet.column(5, 2, 2)).toEqual(['1,352.40', '68.50'])
  await sheet.click(2, 5)
  await sheet.paste({ text: '1360' })
  await sheet.settled()
  expect(await sheet.text(2, 5)).toBe('1,360.00')
})

test('copying 万元 out and pasting it back changes nothing, so no 分 is lost', async ({ open }) => {
  const sheet = await open('sheet=projects')
  await sheet.page.evaluate(() => window.harness.server.other('none', {}))
  await sheet.click(0, 4)
  await sheet.page.keyboard.type('17106.543210')
  await sheet.press('Enter')
  await sheet.settled()
  await sheet.click(0, 4)
  await sheet.press('Control+C')
  expect(await sheet.clipboard()).toBe('17106.54')
  const text = await sheet.clipboard()
  await sheet.paste({ text })
  await sheet.settled()
  expect(await sheet.page.evaluate(() => window.harness.model.cellAt({ row: 0, column: 4 }))).toBe(17_106_543_210)
  expect(await sheet.page.evaluate(() => window.harness.server.submitted.length)).toBe(1)
})

test('our own copies carry the cells as they are, down to the fen and the id', async ({ open }) => {
  const sheet = await open('sheet=projects')
  await sheet.click(0, 4)
  await sheet.page.keyboard.type('17106.543210')
  await sheet.press('Enter')
  await sheet.click(0, 3)
  await sheet.click(0, 4, ['Shift'])
  await sheet.press('Control+C')
  await sheet.click(3, 3)
  await sheet.press('Control+V')
  await expect.poll(() => sheet.text(3, 3)).toBe('2060501 机构运行')
  expect(await sheet.page.evaluate(() => window.harness.model.cellAt({ row: 3, column: 4 }))).toBe(17_106_543_210)
})

test('other programs get plain numbers and texts that stay texts', async ({ open }) => {
  const sheet = await open('sheet=entries')
  const shown = [await sheet.column(4, 2, 8), await sheet.column(5, 2, 8)]
  await sheet.click(8, 4)
  await sheet.click(9, 5, ['Shift'])
  const copied = await sheet.page.evaluate(() => {
    const data = new DataTransfer()
    const event = new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(event)
    return { text: data.getData('text/plain'), html: data.getData('text/html') }
  })
  const [amounts = [], payees = []] = shown
  expect(amounts.some((amount) => amount.includes(','))).toBe(true)
  expect(copied.text).toBe(amounts.map((amount, k) => `${amount.replaceAll(',', '')}\t${payees[k]}`).join('\r\n'))
  expect(copied.html).toContain('mso-number-format:"\\@"')
})

test('cutting moves: the old cells are blank once the new ones are written, and one undo takes both back', async ({
  open,
}) => {
  const sheet = await open('sheet=texts')
  await sheet.click(0, 0)
  await sheet.paste({ text: '甲\n乙' })
  await expect.poll(() => sheet.text(1, 0)).toBe('乙')
  await sheet.press('Control+X')
  expect(await sheet.column(0, 2)).toEqual(['甲', '乙'])
  await sheet.click(4, 2)
  await sheet.press('Control+V')
  await expect.poll(() => sheet.column(2, 2, 4)).toEqual(['甲', '乙'])
  expect(await sheet.column(0, 2)).toEqual(['', ''])
  await sheet.press('Control+Z')
  expect(await sheet.column(0, 2)).toEqual(['甲', '乙'])
  expect(await sheet.column(2, 2, 4)).toEqual(['', ''])
})

test('a million rows are refused before anything is written', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.click(0, 6)
  await sheet.page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/plain', 'x\n'.repeat(1_000_000))
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(event)
  })
  await expect.poll(() => sheet.notice()).toBe('共1,000,000行，一次最多10,000行。改用导入')
  expect(await sheet.page.evaluate(() => window.harness.server.submitted.length)).toBe(0)
})

test('several ranges are copied together where they share rows or columns, else the sheet says no', async ({
  open,
}) => {
  const sheet = await open('sheet=entries')
  await sheet.click(0, 0)
  await sheet.click(0, 6, ['Control'])
  await sheet.press('Control+C')
  expect(await sheet.clipboard()).toBe(`${await sheet.text(0, 0)}\t${await sheet.text(0, 6)}`)
  await sheet.click(0, 0)
  await sheet.click(3, 6, ['Control'])
  await sheet.press('Control+C')
  expect(await sheet.notice()).toBe('这样的多个选区不能一起复制')
})
