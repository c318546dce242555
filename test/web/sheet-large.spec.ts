import type { Page } from '@playwright/test'
import { expect, SheetPage, test } from './sheet.ts'

/** What the year's page shows in a cell; row and column count from 0 among those in sight. */
const shown = (page: Page, row: number, column: string): Promise<string> =>
  page.evaluate(
    ([at, key]) => {
      const { model } = window.year
      const index = model.rows.store.indexOf(key)
      return model.printed.text(model.slotAt(at) ?? -1, index)
    },
    [row, column] as const,
  )

test('a year of 170,000 cases is opened, gone through to its end, sorted, edited and undone', async ({
  page,
  harness,
}) => {
  await page.goto(`${harness}/year.html?rows=170000`)
  await expect(page.locator('.surface')).toBeVisible({ timeout: 120_000 })
  await expect(page.getByText('共170,000行')).toBeVisible()

  await page.keyboard.press('Control+End')
  const last = await page.evaluate(() => window.year.model.viewport.frame.lastRow)
  expect(last).toBeGreaterThanOrEqual(169_999)
  await expect(page.getByRole('grid').getByRole('row').last()).toHaveAttribute('aria-rowindex', /^17000[12]$/)

  await page.evaluate(() => window.year.sort(['title'], false))
  const titles = await Promise.all([0, 1, 2, 60_000, 60_001, 120_000].map((row) => shown(page, row, 'title')))
  expect(titles).toEqual([...titles].sort(new Intl.Collator('zh-CN', { numeric: true }).compare))

  await page.evaluate(() => {
    const { model } = window.year
    window.year.jump(120_000)
    const column = model.columns.placeOf(model.rows.store.indexOf('title'))
    model.select({ ...model.selection, active: { row: 120_000, column }, ranges: [{ top: 120_000, bottom: 120_000, left: column, right: column }] }) // prettier-ignore
  })
  await page.keyboard.type('后湖街改过的标题')
  await page.keyboard.press('Enter')
  expect(await shown(page, 120_000, 'title')).toBe('后湖街改过的标题')
  await expect(page.getByText(/^已保存/)).toBeVisible()
  await page.keyboard.press('Control+Z')
  await expect.poll(() => shown(page, 120_000, 'title')).toBe(titles[5])
})

for (const deviceScaleFactor of [1, 1.25, 2])
  test(`what was moved along while scrolling is what would be drawn anew, at ${deviceScaleFactor} pixels`, async ({
    browser,
    harness,
  }) => {
    const context = await browser.newContext({ deviceScaleFactor, viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    await page.goto(`${harness}/?sheet=large&rows=5000`)
    const sheet = new SheetPage(page)
    await sheet.click(12, 2)
    await sheet.press('Shift+ArrowDown', 'Shift+ArrowRight')
    await page.mouse.move(700, 800)
    for (const by of [53, 120, 517, -75, 260, -311]) {
      await page.mouse.wheel(0, by)
      await page.waitForTimeout(60)
    }
    const moved = await page.locator('.surface').screenshot()
    await page.evaluate(() => {
      window.harness.model.touch()
    })
    await page.waitForTimeout(100)
    expect(moved.equals(await page.locator('.surface').screenshot())).toBe(true)
    await context.close()
  })

async function grouped(sheet: SheetPage, column: number): Promise<void> {
  const { x, y } = await sheet.heading(column, 'menu')
  await sheet.page.mouse.move(x, y)
  await sheet.page.mouse.click(x, y)
  await sheet.page.getByRole('dialog', { name: /的菜单$/ }).getByRole('button', { name: '按此列分组' }).click() // prettier-ignore
}

const heads = (sheet: SheetPage): Promise<string[]> =>
  sheet.page.getByRole('treegrid').locator('[role=row][aria-level]').allTextContents() // prettier-ignore

test('projects are grouped by kind with counts and sums, which follow what is typed', async ({ open }) => {
  const sheet = await open('sheet=projects')
  await grouped(sheet, 2)
  await expect.poll(() => heads(sheet)).toHaveLength(3)
  const [first = ''] = await heads(sheet)
  expect(first).toMatch(/^支出类别 基本支出·人员经费，\d+行，合计 年初预算/)
  const before = await sheet.page.evaluate(() => window.harness.model.view.heads.map(({ sums }) => Number([...sums.values()][0]))) // prettier-ignore
  await sheet.click(0, 4)
  const old = Number((await sheet.text(0, 4)).replaceAll(',', ''))
  await sheet.page.keyboard.type(String(old + 1))
  await sheet.press('Enter')
  const after = await sheet.page.evaluate(() => window.harness.model.view.heads.map(({ sums }) => Number([...sums.values()][0]))) // prettier-ignore
  expect((after[0] ?? 0) - (before[0] ?? 0)).toBeGreaterThan(0)
  expect(after.slice(1)).toEqual(before.slice(1))
  await sheet.settled()
  await sheet.page.getByRole('button', { name: '不再按「支出类别」分组' }).click()
  await expect(sheet.page.getByRole('grid')).toBeVisible()
})

test('groups fold by a click and by keys, are no rows for arrows, and are not copied', async ({ open }) => {
  const sheet = await open('sheet=projects')
  await grouped(sheet, 2)
  const all = (await sheet.last()).row
  const counts = await sheet.page.evaluate(() => window.harness.model.view.heads.map(({ count }) => count))
  const [first = 0] = counts

  await sheet.click(first - 1, 0)
  await sheet.press('ArrowDown')
  expect(await sheet.selected()).toBe(`${first},0`)
  await sheet.click(first - 1, 1)
  await sheet.click(first, 1, ['Shift'])
  await sheet.press('Control+C')
  expect(await sheet.clipboard()).toBe([await sheet.text(first - 1, 1), await sheet.text(first, 1)].join('\r\n'))

  await sheet.click(0, 0)
  await sheet.press('Alt+Shift+ArrowLeft')
  expect((await sheet.last()).row).toBe(all - first)
  expect(await sheet.selected()).toBe('0,0')
  await sheet.press('Alt+Shift+ArrowRight')
  expect((await sheet.last()).row).toBe(all)

  const head = await sheet.page.evaluate(() => {
    const { frame } = window.harness.model.viewport
    const { heads: drawn } = frame.tops
    return { x: 20, y: frame.top + (drawn?.top(0) ?? 0) + 8 }
  })
  await sheet.press('Control+Home')
  const box = await sheet.page.locator('.surface').boundingBox()
  await sheet.page.mouse.click((box?.x ?? 0) + head.x, (box?.y ?? 0) + head.y)
  expect((await sheet.last()).row).toBe(all - first)
  await sheet.press('Alt+Shift+ArrowUp')
  expect((await sheet.last()).row).toBe(-1)
  await expect.poll(() => heads(sheet)).toHaveLength(counts.length)
  await sheet.press('Alt+Shift+ArrowDown')
  expect((await sheet.last()).row).toBe(all)
})
