import { expect, type Page } from '@playwright/test'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { grave } from '../web/axe.ts'

const album = resolve(import.meta.dirname, '../../.build/looks')
mkdirSync(album, { recursive: true })

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]

export interface Look {
  name: string
  at: string
  /** the sign that the screen is there */
  until: (page: Page) => Promise<unknown>
  /** the picture shows all of the page, not only what is in the window */
  whole?: boolean
  /** opens what is to be seen, after loading */
  open?: (page: Page) => Promise<unknown>
}

/**
 * What reaches beyond the right edge of the window, and is no part of a sheet or of a frame that scrolls sideways
 * within reach of the keyboard.
 */
const stickingOut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const edge = document.documentElement.clientWidth + 1
    const frames = '[role="grid"], .extent, [role="region"][tabindex="0"], [role="tablist"], [role="toolbar"], nav'
    return [...document.querySelectorAll('body *')]
      .filter((element) => !element.closest(frames) && element.checkVisibility({ visibilityProperty: true }))
      .filter((element) => element.getBoundingClientRect().right > edge)
      .map((element) => element.outerHTML.slice(0, 120))
  })

/** Texts cut off by their box without a “…” that says so. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, a, label, h1, h2, h3, th, td, p, span, strong, small, li')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1)
      .filter((element) => {
        const { overflowX, textOverflow, display } = getComputedStyle(element)
        return display !== 'inline' && overflowX !== 'visible' && overflowX !== 'auto' && textOverflow !== 'ellipsis'
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  )

/** Data of the district: names and titles, which are Chinese in every language. */
const data = /(示例|武汉市)[^\s,]*|\d{4}年度[^\s,]+|万元|元|中文/g

/** Words of the screen itself that are still Chinese; those of a document are marked as Chinese (`lang`). */
export async function stillChinese(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const rows = '[role="gridcell"], [aria-hidden="true"], .card, .edition, tbody, option, script, style, noscript'
    const isDocument = (element: Element): boolean =>
      element.closest(rows) !== null || element.closest('[lang]')?.getAttribute('lang') === 'zh-CN'
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode
      if (parentElement && !isDocument(parentElement)) found.push(textContent ?? '')
    }
    for (const element of document.querySelectorAll('[aria-label], [title]'))
      if (!isDocument(element))
        found.push(element.getAttribute('aria-label') ?? '', element.getAttribute('title') ?? '')
    return found
  })
  return texts.filter((text) => /\p{Script=Han}/u.test(text.replace(data, '')))
}

type Theme = 'light' | 'dark'

/** A full run sees both themes at each width; any other one of them, the other one at the other width, by turns. */
const themesOf = (name: string, width: number): readonly Theme[] => {
  if (process.env.FULL === '1') return ['light', 'dark']
  return [(name.length + Number(width < 600)) % 2 === 0 ? 'light' : 'dark']
}

/**
 * Sees one screen wide and narrow, light and dark, and keeps a picture of each look under `.build/looks`: axe finds
 * nothing serious, nothing sticks out or is cut off, the console is silent.
 */
export async function see(
  page: Page,
  base: string,
  look: Look,
  { themes }: { themes?: readonly Theme[] } = {},
): Promise<void> {
  const { name, at, until, open, whole = false } = look
  const said: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(message.text())
  })
  page.on('pageerror', (error) => void said.push(error.message))
  for (const size of sizes) {
    await page.setViewportSize(size)
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await page.goto(`${base}${at}`)
    await until(page)
    await open?.(page)
    for (const colorScheme of themes ?? themesOf(name, size.width)) {
      const seen = `${name}-${size.width}-${colorScheme}`
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.screenshot({ path: resolve(album, `${seen}.png`), fullPage: whole })
      expect.soft(await grave(page), seen).toEqual([])
      expect.soft(await stickingOut(page), `${seen} sticks out`).toEqual([])
      expect.soft(await cutOff(page), `${seen} is cut off`).toEqual([])
    }
  }
  expect.soft(said, `${name} in the console`).toEqual([])
  page.removeAllListeners('console')
  page.removeAllListeners('pageerror')
  await page.setViewportSize(sizes[0] ?? { width: 1440, height: 900 })
}

/** The same look in English: no word of the screen may be Chinese but what documents say. */
export const inEnglish = (look: Look): Look => ({
  ...look,
  name: `english-${look.name}`,
  open: async (page) => {
    await look.open?.(page)
    expect.soft(await stillChinese(page), look.name).toEqual([])
  },
})

/** The language in which a window speaks from its next page on. */
export const speak = (page: Page, language: 'zh' | 'en'): Promise<void> =>
  page.evaluate((name) => localStorage.setItem('language', name), language)
