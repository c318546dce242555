import { axe } from './axe.ts'
import { expect, test, type SheetPage } from './sheet.ts'

/** Everything that axe holds for serious, by rule and place. */
async function serious(sheet: SheetPage): Promise<string[]> {
  const { violations } = await axe(sheet.page).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

test('a screen reader hears true counts, the rows in sight, and the active cell', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await expect(sheet.grid).toHaveAttribute('aria-rowcount', '237')
  await expect(sheet.grid).toHaveAttribute('aria-colcount', '8')
  await expect(sheet.grid.getByRole('columnheader')).toHaveCount(8)
  await sheet.click(4, 4)
  const active = sheet.page.locator(`[id="${await sheet.field.getAttribute('aria-activedescendant')}"]`)
  await expect(active).toHaveText(/^[\d,]+\.\d\d$/)
  await expect(active).toHaveText(await sheet.text(4, 4))
  await expect(active).toHaveAttribute('aria-colindex', '6')
  await expect(active).toHaveAttribute('aria-selected', 'true')
  await expect(sheet.field).toHaveAccessibleName('金额（元）・5')
  await sheet.press('Control+End')
  await expect(active).toHaveText(await sheet.text(234, 6))
  await expect(sheet.grid.getByRole('row').filter({ has: active })).toHaveAttribute('aria-rowindex', '236')
})

test('of a wide sheet the columns in sight are heard, and the active cell wherever it is', async ({ open }) => {
  const sheet = await open('sheet=large&rows=500')
  await expect(sheet.grid).toHaveAttribute('aria-colcount', '31')
  const row = sheet.grid.getByRole('row').nth(3)
  const inSight = await sheet.page.evaluate(() => window.harness.model.viewport.frame.columns.length)
  await expect(row.getByRole('gridcell')).toHaveCount(inSight)
  expect(inSight).toBeLessThan(30)
  await sheet.click(2, 1)
  await sheet.press('Control+ArrowRight')
  const active = sheet.page.locator(`[id="${await sheet.field.getAttribute('aria-activedescendant')}"]`)
  await expect(active).toHaveText(await sheet.text(2, 29))
  await expect(active).toHaveAttribute('aria-colindex', '31')
  await sheet.page.evaluate(() => window.harness.model.viewport.moveTo(0, 0))
  await expect(row.getByRole('gridcell')).toHaveCount(inSight + 1)
  await expect(active).toHaveAttribute('aria-colindex', '31')
})

test('the accessibility tree has the focused field with its active cell, and says what is wrong there', async ({
  open,
}) => {
  const sheet = await open('sheet=projects')
  await sheet.click(0, 6)
  const session = await sheet.page.context().newCDPSession(sheet.page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  const field = nodes.find(({ role, properties = [] }) => role?.value === 'textbox' && properties.some(({ name, value }) => name === 'focused' && value.value === true)) // prettier-ignore
  const property = (name: string) => field?.properties?.find((one) => one.name === name)?.value
  expect(property('readonly')?.value).toBe(true)
  expect(property('activedescendant')?.relatedNodes?.length).toBe(1)
  await expect(sheet.grid.getByRole('gridcell', { selected: true })).toHaveAttribute('aria-readonly', 'true')
  await sheet.click(0, 4)
  await sheet.page.keyboard.type('不是数')
  await sheet.press('Enter', 'ArrowUp')
  const active = sheet.grid.getByRole('gridcell', { selected: true })
  await expect(active).toHaveText(/^不是数，未保存，“不是数”不是金额/)
  await expect(active).toHaveAttribute('aria-invalid', 'true')
})

test('results are told politely', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.click(0, 6)
  await sheet.paste({ text: '甲\n乙' })
  await expect(sheet.page.locator('[aria-live=polite]').filter({ hasText: '已写入2格' })).toBeVisible()
})

for (const theme of ['light', 'dark'])
  test(`axe finds nothing serious in any state, ${theme}`, async ({ open }) => {
    const sheet = await open(`sheet=entries&theme=${theme}`)
    expect(await serious(sheet)).toEqual([])
    await sheet.click(0, 4)
    await sheet.paste({ text: '不是数\n1.234' })
    await sheet.page.getByRole('button', { name: '2格未写入，查看原因' }).click()
    expect(await serious(sheet)).toEqual([])
    const menu = await sheet.heading(5, 'menu')
    await sheet.page.mouse.click(menu.x, menu.y)
    await expect(sheet.page.getByRole('dialog', { name: /的菜单$/ })).toBeVisible()
    expect(await serious(sheet)).toEqual([])
    await sheet.press('Escape')
    const cell = await sheet.spot(1, 1)
    await sheet.page.mouse.click(cell.x, cell.y, { button: 'right' })
    await expect(sheet.page.getByRole('menu')).toBeVisible()
    expect(await serious(sheet)).toEqual([])
    await sheet.press('Escape')
    await sheet.click(1, 1)
    await sheet.press('Alt+ArrowDown')
    await expect(sheet.page.getByRole('listbox')).toBeVisible()
    expect(await serious(sheet)).toEqual([])
    await sheet.press('Escape', 'Control+H')
    expect(await serious(sheet)).toEqual([])
    await sheet.press('Escape', 'Control+/')
    await expect(sheet.page.getByRole('dialog', { name: '快捷键' })).toBeVisible()
    expect(await serious(sheet)).toEqual([])
  })

test('axe finds nothing serious in help, views, heights, export and the preview of a replacement', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.press('F1')
  await expect(sheet.page.getByRole('complementary', { name: '帮助' })).toBeVisible()
  expect(await serious(sheet)).toEqual([])
  await sheet.press('Escape')
  for (const [button, role] of [
    [/^视图：/, 'dialog'],
    ['行高', 'menu'],
    [/^导出所见/, 'menu'],
  ] as const) {
    await sheet.page.getByRole('button', { name: button }).click()
    await expect(sheet.page.getByRole(role)).toBeVisible()
    expect(await serious(sheet)).toEqual([])
    await sheet.press('Escape')
    await expect(sheet.field).toBeFocused()
  }
  await sheet.press('Control+H')
  const search = sheet.page.getByRole('search')
  await search.getByRole('textbox', { name: '查找' }).fill('工资')
  await search.getByRole('textbox', { name: '替换为' }).fill('薪酬')
  await expect(search.getByRole('list', { name: '将改成' })).toBeVisible()
  expect(await serious(sheet)).toEqual([])
})

test('a whole ledger row is entered and sorted without a pointer', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.press('Control+End', 'Home', 'ArrowDown')
  for (const text of ['12月31日', 'XM-05', '2060503', '30216', '4500', '供应商', '培训场地']) {
    await sheet.page.keyboard.type(text)
    await sheet.press('Tab')
  }
  await sheet.settled()
  expect(await sheet.page.evaluate(() => window.harness.server.submitted.length)).toBeGreaterThan(0)
  await sheet.press('Control+Home', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Alt+ArrowDown')
  const menu = sheet.page.getByRole('dialog', { name: '「金额（元）」的菜单' })
  await expect(menu).toBeVisible()
  await menu.getByRole('button', { name: '降序' }).press('Enter')
  await expect(sheet.field).toBeFocused()
  const [first, second] = await sheet.column(4, 2)
  expect(Number(first?.replaceAll(',', ''))).toBeGreaterThanOrEqual(Number(second?.replaceAll(',', '')))
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('the sheet is a list of cards, each of which opens as a form', async ({ open }) => {
    const sheet = await open('sheet=projects')
    await sheet.page.getByRole('button', { name: /网格监督队伍工作经费/ }).click()
    const form = sheet.page.getByRole('dialog', { name: '网格监督队伍工作经费' })
    await form.getByLabel('调整预算数（万元）').fill('1,400.5')
    await expect(form.getByText('98.93%')).toBeVisible()
    expect(await serious(sheet)).toEqual([])
    await form.getByRole('button', { name: '保存' }).click()
    await sheet.settled()
    const [change] = await sheet.page.evaluate(() => window.harness.server.submitted)
    expect(change).toMatchObject({ gesture: 'form', sets: { columns: [{ key: 'adjusted' }] } })
    expect(change?.sets?.columns).toHaveLength(1)
    expect(await serious(sheet)).toEqual([])
  })

  test('cards are searched, by Pinyin too, and filtered by any column', async ({ open }) => {
    const sheet = await open('sheet=projects')
    const cards = sheet.page.locator('.card')
    const all = await cards.count()
    const search = sheet.page.getByRole('searchbox')
    await search.fill('wgjd')
    await expect(cards).toHaveCount(1)
    await expect(cards).toContainText('网格监督队伍工作经费')
    await search.fill('')
    await sheet.page.getByRole('button', { name: '筛选' }).click()
    const dialog = sheet.page.getByRole('dialog', { name: '筛选' })
    await dialog.getByRole('combobox', { name: '筛选哪一列' }).selectOption('支出类别')
    await dialog.getByRole('checkbox', { name: '全选' }).uncheck()
    await dialog.getByRole('checkbox', { name: /^项目支出/ }).check()
    expect(await serious(sheet)).toEqual([])
    await dialog.getByRole('button', { name: '应用' }).click()
    await expect(sheet.page.getByRole('button', { name: '筛选 1' })).toBeVisible()
    expect(await cards.count()).toBeLessThan(all)
    await cards.first().click()
    await sheet.page.getByRole('dialog').getByRole('button', { name: '返回' }).first().click()
    await expect(cards.first()).toBeVisible()
  })
})

test.describe('for every eye', () => {
  test('forced colours leave text, selection and marks to be seen', async ({ open }) => {
    const sheet = await open('sheet=entries')
    await sheet.page.emulateMedia({ forcedColors: 'active' })
    await sheet.click(0, 4)
    await sheet.pasteRaw({ text: '不是数' })
    await sheet.settled()
    await sheet.click(3, 1)
    const colours = await sheet.page.evaluate(() => {
      const canvas = document.querySelector('canvas')
      const context = canvas?.getContext('2d')
      const { width = 0, height = 0 } = canvas ?? {}
      const { data } = context?.getImageData(0, 0, width, height) ?? { data: new Uint8ClampedArray() }
      const seen = new Set<string>()
      for (let i = 0; i < data.length; i += 4) seen.add([data[i], data[i + 1], data[i + 2]].join(' '))
      return seen.size
    })
    expect(colours).toBeGreaterThan(2)
    await expect(sheet.page.getByRole('toolbar')).toBeVisible()
  })

  test('at 200 % every tool and at least eight rows stay in reach', async ({ open }) => {
    const sheet = await open('sheet=entries')
    await sheet.page.setViewportSize({ width: 720, height: 450 })
    const rows = await sheet.page.evaluate(() => {
      const { firstRow, lastRow } = window.harness.model.viewport.frame
      return lastRow - firstRow
    })
    expect(rows).toBeGreaterThanOrEqual(5)
    await sheet.page.getByRole('button', { name: '打印' }).scrollIntoViewIfNeeded()
    await expect(sheet.page.getByRole('button', { name: '打印' })).toBeInViewport()
    const wider = await sheet.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    expect(wider).toBe(false)
  })

  test('nothing moves by itself for those who asked for stillness', async ({ open }) => {
    const sheet = await open('sheet=entries')
    await sheet.page.emulateMedia({ reducedMotion: 'reduce' })
    await sheet.click(0, 6)
    await sheet.pasteRaw({ text: '甲\n乙' })
    const moving = await sheet.page.evaluate(() => document.getAnimations().length)
    expect(moving).toBe(0)
  })
})

test('the accessibility tree tells cell, heading, place, state and what is wrong as one goes', async ({ open }) => {
  const sheet = await open('sheet=entries')
  const active = () =>
    sheet.field.getAttribute('aria-activedescendant').then((id) => sheet.page.locator(`[id="${id}"]`))
  await sheet.click(1, 4)
  await expect(sheet.field).toHaveAccessibleName('金额（元）・2')
  await sheet.page.keyboard.type('一千')
  await sheet.press('Enter', 'ArrowUp')
  await expect(await active()).toHaveText(/^一千，未保存/)
  await expect(await active()).toHaveText(/不是金额/)
  await expect(await active()).toHaveAttribute('aria-invalid', 'true')
  await expect(await active()).toHaveAttribute('aria-colindex', '6')
  await sheet.press('ArrowRight')
  await expect(sheet.field).toHaveAccessibleName('收款方・2')
  const tree = await sheet.page.getByRole('grid').ariaSnapshot()
  expect(tree).toContain('columnheader "金额（元）"')
  expect(tree).toMatch(/gridcell "一千，未保存/)
  const found = await open('sheet=entries&findings')
  await found.click(1, 4)
  const cell = found.page.locator(`[id="${await found.field.getAttribute('aria-activedescendant')}"]`)
  await expect(cell).toHaveText(/，不符：台账为1,775.47，表1为1,775.74$/)
  await expect(found.page.locator('.bar')).toContainText('不符：台账为1,775.47')
  const projects = await open('sheet=projects')
  await projects.click(0, 6)
  await expect(projects.field).toHaveAttribute('aria-readonly', 'true')
})
