import { test as base, expect, type Locator, type Page } from '@playwright/test'
import { serveHarness } from './harness/serve.ts'

/** A sheet on a page of its own, and what a person at it can see and do. */
export class SheetPage {
  readonly page: Page
  readonly field: Locator
  readonly grid: Locator

  constructor(page: Page) {
    this.page = page
    this.field = page.locator('textarea').first()
    this.grid = page.getByRole('grid')
  }

  /** Where a cell is drawn, once it is in sight; row and column count from 0 among those in sight. */
  async spot(row: number, column: number): Promise<{ x: number; y: number }> {
    const at = await this.page.evaluate(
      ([r, c]) => {
        const { viewport } = window.harness.model
        viewport.reveal({ row: r ?? 0, column: c ?? 0 })
        const { frame } = viewport
        const box = frame.columns.find(({ place }) => place === c)
        return {
          x: (box?.x ?? 0) + (box?.width ?? 0) / 2,
          y: frame.top + frame.tops.of(r ?? 0) + frame.tops.high(r ?? 0) / 2,
        }
      },
      [row, column],
    )
    const box = await this.page.locator('.surface').boundingBox()
    return { x: (box?.x ?? 0) + at.x, y: (box?.y ?? 0) + at.y }
  }

  async heading(column: number, part: 'label' | 'menu' | 'edge' = 'label'): Promise<{ x: number; y: number }> {
    const at = await this.page.evaluate((c) => {
      const { viewport, selection } = window.harness.model
      viewport.reveal({ row: selection.active.row, column: c })
      const { frame } = viewport
      const box = frame.columns.find(({ place }) => place === c)
      return { left: box?.x ?? 0, right: (box?.x ?? 0) + (box?.width ?? 0), y: frame.header / 2 }
    }, column)
    const box = await this.page.locator('.surface').boundingBox()
    const x = part === 'label' ? at.left + 16 : part === 'menu' ? at.right - 14 : at.right - 1
    return { x: (box?.x ?? 0) + x, y: (box?.y ?? 0) + at.y }
  }

  async click(row: number, column: number, modifiers: ('Shift' | 'Control')[] = []): Promise<void> {
    const { x, y } = await this.spot(row, column)
    for (const key of modifiers) await this.page.keyboard.down(key)
    await this.page.mouse.click(x, y)
    for (const key of modifiers) await this.page.keyboard.up(key)
  }

  async drag(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
    await this.page.mouse.move(from.x, from.y)
    await this.page.mouse.down()
    await this.page.mouse.move(to.x, to.y, { steps: 4 })
    await this.page.mouse.up()
  }

  async press(...chords: string[]): Promise<void> {
    for (const chord of chords) await this.page.keyboard.press(chord)
  }

  /** What a cell shows, as it is read aloud. */
  async text(row: number, column: number): Promise<string> {
    return this.page.evaluate(
      ([r, c]) => {
        const { model } = window.harness
        const slot = model.slotAt(r ?? 0)
        const index = model.indexAt(c ?? 0)
        const unsaved = slot === undefined ? undefined : model.rows.unsaved.get(slot, index)
        if (unsaved?.state === 'refused') return unsaved.text
        return slot === undefined ? '' : model.rows.print(model.rows.store.cell(slot, index), index)
      },
      [row, column],
    )
  }

  column = async (column: number, rows: number, from = 0): Promise<string[]> =>
    Promise.all(Array.from({ length: rows }, (_, i) => this.text(from + i, column)))

  /** `3,1` for the active cell, or `3,1–5,2` for a range. */
  /** The last row in sight and the last column shown. */
  async last(): Promise<{ row: number; column: number }> {
    return this.page.evaluate(() => {
      const { view, columns } = window.harness.model
      return { row: view.rows.length - 1, column: columns.shown.length - 1 }
    })
  }

  async selected(): Promise<string> {
    return this.page.evaluate(() => {
      const { active, ranges } = window.harness.model.selection
      const range = ranges[ranges.length - 1]
      const one = `${active.row},${active.column}`
      if (!range || (range.top === range.bottom && range.left === range.right)) return one
      return `${range.top},${range.left}–${range.bottom},${range.right}`
    })
  }

  async mode(): Promise<string> {
    return this.page.evaluate(() => window.harness.model.editor.mode)
  }

  /** Pastes as the system's clipboard would: a real paste event with these contents. */
  async paste(contents: { text?: string; html?: string }): Promise<void> {
    await this.page.evaluate(async ({ text, html }) => {
      const parts: Record<string, Blob> = {}
      if (text !== undefined) parts['text/plain'] = new Blob([text], { type: 'text/plain' })
      if (html !== undefined) parts['text/html'] = new Blob([html], { type: 'text/html' })
      await navigator.clipboard.write([new ClipboardItem(parts)])
    }, contents)
    await this.press('Control+V')
  }

  /** The same without the browser's own cleaning of HTML, as other programs put it there. */
  async pasteRaw(contents: { text?: string; html?: string }): Promise<void> {
    await this.page.evaluate(({ text, html }) => {
      const data = new DataTransfer()
      if (text !== undefined) data.setData('text/plain', text)
      if (html !== undefined) data.setData('text/html', html)
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(event)
    }, contents)
  }

  async clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText())
  }

  /** Everything typed has been acknowledged. */
  async settled(): Promise<void> {
    await this.page.waitForFunction(() => window.harness.model.outbox.waiting === 0)
  }

  async notice(): Promise<string> {
    return this.page.evaluate(() => window.harness.model.notice?.text ?? '')
  }
}

/** Tests of the sheet: one page server for all, a fresh page for each. */
export const test = base.extend<{ open: (query?: string) => Promise<SheetPage> }, { harness: string }>({
  harness: [
    async ({}, use) => {
      const { address, close } = await serveHarness()
      await use(address)
      await close()
    },
    { scope: 'worker' },
  ],
  open: async ({ page, harness }, use) => {
    const failures: string[] = []
    page.on('pageerror', (error) => failures.push(error.stack ?? error.message))
    await use(async (query = '') => {
      await page.goto(`${harness}/?${query}`)
      await expect(page.locator('.surface').or(page.locator('.cards')).first()).toBeVisible()
      return new SheetPage(page)
    })
    expect(failures).toEqual([])
  },
})

export { expect }
