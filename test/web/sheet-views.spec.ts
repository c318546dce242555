import { expect, test, type SheetPage } from './sheet.ts'

const menu = async (sheet: SheetPage) => {
  await sheet.page.getByRole('button', { name: /^视图：/ }).click()
  return sheet.page.getByRole('dialog', { name: /^视图：/ })
}

/** 供应商 only, amounts downwards, without the memo, two lines high. */
async function arrange(sheet: SheetPage): Promise<void> {
  await sheet.page.evaluate(() => {
    const { model } = window.harness
    model.view.filters = new Map([['payee', { column: 'payee', only: new Set(['supplier']) }]])
    model.view.sort = [{ column: 'amount', descending: true }]
    model.columns.hide([6])
    model.columns.resize(1, 300)
    model.columns.freeze(2)
    model.reapply()
    model.setLines('two')
  })
}

const shown = (sheet: SheetPage) =>
  sheet.page.evaluate(() => {
    const { view, columns } = window.harness.model
    return {
      rows: view.rows.length,
      sort: view.sort,
      columns: columns.shown.map(({ column }) => column.key),
      wide: columns.shown[1]?.width,
      frozen: columns.frozen,
      lines: columns.lines,
    }
  })

test('a view keeps filter, order, hidden and frozen columns, widths and height, and is mine alone', async ({
  open,
}) => {
  const sheet = await open('sheet=entries')
  await arrange(sheet)
  const wanted = await shown(sheet)
  const panel = await menu(sheet)
  await panel.getByRole('textbox', { name: '视图名称' }).fill('供应商')
  await panel.getByRole('button', { name: '存为我的' }).click()
  await expect(sheet.page.getByRole('button', { name: '视图：供应商', exact: true })).toBeVisible()
  await menu(sheet)
  await sheet.press('Escape')
  await expect(sheet.field).toBeFocused()
  await (await menu(sheet)).getByRole('button', { name: '全部', exact: true }).click()
  expect(await shown(sheet)).toMatchObject({ rows: 235, sort: [], lines: 'one', frozen: 1 })
  await (await menu(sheet)).getByRole('button', { name: '供应商' }).click()
  expect(await shown(sheet)).toEqual(wanted)
  const other = await open('sheet=entries&person=李强')
  await other.page.evaluate(() => localStorage.removeItem('sheet.entries'))
  await expect((await menu(other)).getByRole('button', { name: '供应商' })).toHaveCount(0)
})

test('a shared view changes only by 保存到共享视图, whatever people filter meanwhile', async ({ open }) => {
  const first = await open('sheet=entries')
  await arrange(first)
  const panel = await menu(first)
  await panel.getByRole('textbox', { name: '视图名称' }).fill('月末')
  await panel.getByRole('button', { name: '存为共享' }).click()
  await expect(first.page.getByRole('button', { name: '视图：月末', exact: true })).toBeVisible()
  await first.page.evaluate(() => {
    window.harness.model.view.sort = []
    window.harness.model.reapply()
  })
  await expect(first.page.getByRole('button', { name: /视图：月末\s*已改动/ })).toBeVisible()
  const second = await open('sheet=entries&person=李强')
  await second.page.evaluate(() => localStorage.removeItem('sheet.entries'))
  await (await menu(second)).getByRole('button', { name: '月末' }).click()
  expect((await shown(second)).sort).toEqual([{ column: 'amount', descending: true }])
  await second.page.evaluate(() => {
    window.harness.model.view.sort = [{ column: 'day', descending: true }]
    window.harness.model.reapply()
  })
  await (await menu(second)).getByRole('button', { name: '保存到共享视图' }).click()
  await expect.poll(() => second.notice()).toBe('已保存视图「月末」')
  const third = await open('sheet=entries&person=王芳')
  await (await menu(third)).getByRole('button', { name: '月末' }).click()
  expect((await shown(third)).sort).toEqual([{ column: 'day', descending: true }])
})

test('the address holds what is seen; whoever opens it sees the same columns of his own rows', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await arrange(sheet)
  const wanted = await shown(sheet)
  await expect.poll(() => new URL(sheet.page.url()).searchParams.get('view')).toBeTruthy()
  const link = sheet.page.url()
  await sheet.page.evaluate(() => localStorage.clear())
  const again = await open(new URL(link).search.slice(1))
  await expect.poll(() => shown(again)).toEqual(wanted)
  expect(link).not.toContain('示例')
})

test('an address that holds nonsense, or columns that are not there, shows the sheet and says so', async ({ open }) => {
  const sheet = await open('sheet=entries&view=%25%25')
  await expect.poll(() => sheet.notice()).toBe('链接里的视图读不懂，按全部显示')
  expect((await shown(sheet)).rows).toBe(235)
  const state = { filters: [{ column: 'secret', only: ['x'] }], sort: [{ column: 'gone', descending: false }], order: ['gone'], hidden: ['gone'], widths: {}, frozen: 1, lines: 'one' } // prettier-ignore
  const text = Buffer.from(JSON.stringify({ sheet: 'entries', state })).toString('base64url')
  const other = await open(`sheet=entries&view=${text}`)
  await expect.poll(() => shown(other)).toMatchObject({ rows: 235, sort: [] })
  expect((await shown(other)).columns).toHaveLength(7)
})

test('rows are one line high, two, or as high as their texts need up to six', async ({ open }) => {
  const sheet = await open('sheet=texts')
  await sheet.click(0, 0)
  await sheet.pasteRaw({ text: `${'网格巡查经费'.repeat(40)}\t短\n两行正好写满的一段文字说明用来换行\t短\n短\t短` })
  await sheet.settled()
  const heights = () => sheet.page.evaluate(() => [0, 1, 2].map((row) => window.harness.model.viewport.tops.high(row)))
  const choose = async (name: string) => {
    await sheet.page.getByRole('button', { name: '行高' }).click()
    await sheet.page.getByRole('menuitem', { name }).click()
  }
  expect(await heights()).toEqual([32, 32, 32])
  await choose('两行')
  expect(await heights()).toEqual([52, 52, 52])
  await choose('自动')
  expect(await heights()).toEqual([132, 52, 32])
  await sheet.click(2, 0)
  expect(await sheet.selected()).toBe('2,0')
  await sheet.press('ArrowUp', 'ArrowUp')
  expect(await sheet.selected()).toBe('0,0')
  await sheet.page.keyboard.type('改短')
  await sheet.press('Enter')
  expect(await heights()).toEqual([32, 52, 32])
})

test('frozen columns take at most half the width, and a double click fits a column to 480 pixels at most', async ({
  open,
}) => {
  const sheet = await open('sheet=entries')
  await sheet.page.evaluate(() => window.harness.model.columns.freeze(6))
  const { edge, width, gutter } = await sheet.page.evaluate(() => window.harness.model.viewport.frame)
  expect(edge - gutter).toBeLessThanOrEqual((width - gutter) / 2)
  await sheet.page.evaluate(() => window.harness.model.columns.freeze(0))
  await sheet.click(0, 6)
  await sheet.pasteRaw({ text: '很长的摘要'.repeat(40) })
  await sheet.settled()
  const at = await sheet.heading(6, 'edge')
  await sheet.page.mouse.dblclick(at.x, at.y)
  expect(await sheet.page.evaluate(() => window.harness.model.columns.shown[6]?.width)).toBe(480)
})
