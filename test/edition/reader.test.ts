import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EditionContent } from '#shared/disclosure/edition'
import { unitEditions } from '#shared/disclosure/addresses'
import { emptyList, merged } from '#shared/disclosure/lists'
import { anOwnContent } from '../samples/contents.ts'
import { markupPayloads } from '../samples/payloads.ts'
import { axe } from '../web/axe.ts'
import { launch } from '../web/browser.ts'
import { aSite, assets, filesOf, listPage, theReport, withdrawnPage, type Site } from './pages.ts'

const own = anOwnContent(12, { year: 2025 })
const report = theReport()
const laced: EditionContent = {
  ...anOwnContent(markupPayloads.length, { year: 2024 }),
  title: markupPayloads[3] ?? '',
  unit: { id: 'laced', name: markupPayloads[1] ?? '' },
}
laced.projects = laced.projects.map((line, k) => ({
  ...line,
  name: markupPayloads[k] ?? '',
  code: markupPayloads[k] ?? '',
}))
laced.figures = laced.figures.map((figure, k) => ({
  ...figure,
  label: markupPayloads[k % markupPayloads.length] ?? '',
  place: markupPayloads[(k + 7) % markupPayloads.length] ?? '',
}))

const at = ({ year, unit }: EditionContent): string => `/editions/${year}/${unit.id}/1/index.html`

let browser: Browser
let site: Site
beforeAll(async () => {
  const entry = { year: 2025, unit: 'centre', unitName: own.unit.name, kind: 'own', title: own.title, hash: '', rev: 4, state: 'published', date: '2026-10-12' } as const // prettier-ignore
  const list = merged(emptyList(true), [
    { ...entry, edition: 1 },
    { ...entry, edition: 2 },
  ])
  const files = new Map([
    ...(await filesOf(own)),
    ...(await filesOf(report)),
    ...(await filesOf(laced, { correction: markupPayloads[9] ?? '' })),
    [unitEditions(2025, 'centre'), JSON.stringify(list)] as const,
    [unitEditions(report.year, report.unit.id), JSON.stringify({ ...list, editions: [] })] as const,
    [unitEditions(2024, 'laced'), JSON.stringify({ ...list, editions: [] })] as const,
    ['editions/index.html', listPage(own)] as const,
    [`editions/2021/centre/1/${assets.style}`, (await filesOf(own)).get(`editions/2025/centre/1/${assets.style}`) ?? ''] as const, // prettier-ignore
    ['editions/2025/centre/1/gone.html', withdrawnPage(own)] as const,
  ])
  site = await aSite(files)
  browser = await launch()
})
afterAll(async () => {
  await browser.close()
  await site.close()
})

interface Visit {
  page: Page
  /** what went wrong in the browser, and what it asked of others */
  troubles: string[]
}

/** A reader opens a page; everything that should not happen is noted. */
async function visit<T>(path: string, options: BrowserContextOptions, act: (visit: Visit) => Promise<T>): Promise<T> {
  const context = await browser.newContext(options)
  try {
    const page = await context.newPage()
    const troubles: string[] = []
    page.on('pageerror', (error) => troubles.push(error.message))
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()))
    page.on('request', (request) => !request.url().startsWith(site.url) && !request.url().startsWith('data:') && troubles.push(request.url())) // prettier-ignore
    await page.goto(site.url + path, { waitUntil: 'networkidle' })
    return await act({ page, troubles })
  } finally {
    await context.close()
  }
}

/** What a test does in the page itself, as text: tests know no document. */
const closing = "document.querySelector('dialog').close()"

const desktop = { viewport: { width: 1440, height: 900 } }
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }

describe('checking a figure oneself', () => {
  it('leads from 104.32% to 1710.65 and 1639.76, worked out on this very device', () =>
    visit(at(report), desktop, async ({ page, troubles }) => {
      await page.getByRole('button', { name: '104.32%' }).click()
      const dialog = page.getByRole('dialog')
      await expect.poll(() => dialog.innerText()).toContain('未取舍 104.3232%')
      const text = await dialog.innerText()
      for (const part of ['原文印为104.32%', '1710.65', '÷', '1639.76', '相符', '刚在你的设备上算过'])
        expect(text).toContain(part)
      expect(troubles).toEqual([])
    }))

  it('goes by keyboard alone: to a rate, into what it rests on, back, and away', () =>
    visit(at(own), desktop, async ({ page }) => {
      await page.locator('[data-figure="total.rate"]').first().focus()
      await page.keyboard.press('Enter')
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: /^执行数合计/ }).press('Enter')
      await expect.poll(() => dialog.innerText()).toContain('执行数合计')
      await dialog
        .getByRole('button', { name: /^执行数 / })
        .first()
        .press('Enter')
      // From the project's outturn by its subjects down to the rows themselves.
      const term = dialog.locator('.term button').first()
      for (let step = 0; step < 2; step++) await term.press('Enter')
      await expect.poll(() => dialog.innerText()).toContain('由3条台账汇总')
      expect(await dialog.getByRole('row').allInnerTexts()).toEqual([
        '台账编号\t保存\t金额（元）',
        expect.stringMatching(/^01HZZE\d+\t第1次保存\t570,216,666\.67$/),
        expect.stringMatching(/\t570,216,666\.68$/),
        expect.stringMatching(/\t570,216,666\.69$/),
      ])
      for (let step = 0; step < 4; step++) await dialog.getByRole('button', { name: '返回' }).press('Enter')
      expect(await dialog.getByRole('button', { name: '返回' }).count()).toBe(0)
      await page.keyboard.press('Escape')
      expect(await dialog.count()).toBe(0)
      expect(await page.evaluate("document.activeElement?.getAttribute('data-figure')")).toBe('total.rate')
    }))

  it('names the cell that somebody entered', () =>
    visit(at(own), desktop, async ({ page }) => {
      await page.locator(`[data-figure="${own.projects[0]?.adjusted}"]`).click()
      await expect
        .poll(() => page.getByRole('dialog').innerText())
        .toContain('单元格：预算项目表，项目1，调整预算数，第1次保存')
    }))

  it('opens every figure of the page', () =>
    visit(at(own), desktop, async ({ page, troubles }) => {
      const wrong: (string | null)[] = []
      for (const figure of await page.locator('[data-figure]').all()) {
        await figure.dispatchEvent('click')
        const text = await page.getByRole('dialog').innerText()
        if (!/设备上算过|单元格/.test(text)) wrong.push(await figure.getAttribute('data-figure'))
        await page.evaluate(closing)
      }
      expect(wrong).toEqual([])
      expect(troubles).toEqual([])
    }))

  it('says when the facts do not bear the page out', async () => {
    const folder = at(own).slice(1).replace('index.html', '')
    const files = await filesOf(own)
    const forged = (files.get(`${folder}facts.json`) ?? '').replace(/"fen":\[57021666667/, '"fen":[57021666668')
    const other = await aSite(new Map([...files, [`${folder}facts.json`, forged]]))
    const page = await browser.newPage()
    await page.goto(other.url + at(own))
    await page.locator(`[data-figure="${own.projects[0]?.executed}"]`).last().click()
    await expect.poll(() => page.getByRole('dialog').innerText()).toContain('不符')
    await page.close()
    await other.close()
  })

  it('rises from below on a phone', () =>
    visit(at(report), phone, async ({ page }) => {
      await page.locator('[data-figure="gpb.class.science.completion"]').tap()
      const box = await page.getByRole('dialog').boundingBox()
      expect(box).toMatchObject({ x: 0, width: 360 })
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBe(740)
    }))
})

describe('an old edition', () => {
  it('says that there is a newer one, and leads there', () =>
    visit(at(own), desktop, async ({ page }) => {
      await expect.poll(() => page.locator('[data-newest]').innerText()).toBe('已有第2版')
      expect(await page.getByRole('link', { name: '查看最新版本与更正' }).getAttribute('href')).toBe(
        '../index.html#editions',
      )
    }))
})

describe('without scripts', () => {
  it('every word and number is there, and a rate leads to its printed arithmetic', () =>
    visit(at(own), { ...desktop, javaScriptEnabled: false }, async ({ page }) => {
      await page.locator(`a[data-figure="${own.projects[0]?.rate}"]`).click()
      const target = page.locator(new URL(page.url()).hash)
      expect(await target.innerText()).toMatch(/执行率\s+171,065\.00 ÷ 163,976\.00 = 104\.32\d*% → 104\.32%/)
      expect(await target.isVisible()).toBe(true)
      expect(await page.locator('[data-newest]').isVisible()).toBe(false)
    }))
})

describe('texts that try to become script', () => {
  it('do nothing, even where no policy of the page stands in their way', () =>
    visit(at(laced), { ...desktop, bypassCSP: true }, async ({ page, troubles }) => {
      for (const figure of await page.locator('[data-figure]').all()) {
        await figure.dispatchEvent('click')
        await page.getByRole('dialog').waitFor()
        await page.evaluate(closing)
      }
      expect(await page.evaluate("'harmed' in window")).toBe(false)
      expect(troubles).toEqual([])
    }))
})

const looks = [360, 1440].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
)
const addresses = [
  ['an own edition', at(own)],
  ['the report of 2021', at(report)],
  ['the list of editions', '/editions/index.html'],
  ['a withdrawn edition', '/editions/2025/centre/1/gone.html'],
] as const

describe.each(addresses)('%s', (_, path) => {
  it.each(looks)('is accessible and fits $width pixels in $colorScheme', ({ width, colorScheme }) =>
    visit(path, { viewport: { width, height: 800 }, colorScheme }, async ({ page, troubles }) => {
      const { violations } = await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
      expect(troubles).toEqual([])
    }),
  )
})

it('is accessible with the popover open', () =>
  visit(at(own), desktop, async ({ page }) => {
    await page.locator('[data-figure="total.rate"]').first().click()
    await page.getByRole('dialog').waitFor()
    const { violations } = await axe(page).include('dialog').analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  }))
