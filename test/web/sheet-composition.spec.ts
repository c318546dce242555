import type { CDPSession } from '@playwright/test'
import { expect, test, type SheetPage } from './sheet.ts'

/** An input method at work: real composition events, as Chromium raises them. */
class InputMethod {
  readonly #session: CDPSession

  constructor(session: CDPSession) {
    this.#session = session
  }

  static async of(sheet: SheetPage): Promise<InputMethod> {
    return new InputMethod(await sheet.page.context().newCDPSession(sheet.page))
  }

  /** A key that the input method takes for itself: browsers mark it with 229. */
  async key(code: string): Promise<void> {
    const event = { key: 'Process', code, windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 }
    await this.#session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event })
    await this.#session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event })
  }

  async compose(text: string): Promise<void> {
    await this.#session.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    })
  }

  async commit(text: string): Promise<void> {
    await this.#session.send('Input.insertText', { text })
  }

  /** Letters one by one, as a person types them, then the chosen word. */
  async word(letters: string, text: string): Promise<void> {
    for (let n = 1; n <= letters.length; n++) {
      await this.key(`Key${(letters[n - 1] ?? 'a').toUpperCase()}`)
      await this.compose(letters.slice(0, n))
    }
    await this.commit(text)
  }
}

test('a Chinese word typed into a selected cell keeps its first letter', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.click(0, 6)
  const method = await InputMethod.of(sheet)
  await method.key('KeyL')
  await method.compose('l')
  expect([await sheet.mode(), await sheet.field.inputValue()]).toEqual(['typing', 'l'])
  await method.compose('lao')
  await method.compose("lao'wu")
  await method.commit('劳务')
  expect(await sheet.field.inputValue()).toBe('劳务')
  await sheet.press('Enter')
  expect([await sheet.text(0, 6), await sheet.selected()]).toEqual(['劳务', '1,6'])
})

test('words one after the other, each into its cell, as fast as keys come', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.click(0, 6)
  const method = await InputMethod.of(sheet)
  const words = ['工资', '办公', '差旅', '培训', '租赁']
  for (const word of words) {
    await method.word('pinyin', word)
    await sheet.press('Enter')
  }
  expect(await sheet.column(6, 5)).toEqual(words)
  await sheet.settled()
  expect(await sheet.page.evaluate(() => window.harness.server.submitted.length)).toBe(5)
})

test('while the input method composes, Enter, Tab, Esc, arrows and digits are its own', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.click(0, 6)
  const before = await sheet.text(0, 6)
  const method = await InputMethod.of(sheet)
  await method.key('KeyJ')
  await method.compose('jing')
  for (const code of ['Enter', 'Tab', 'Escape', 'ArrowDown', 'ArrowRight', 'Digit2', 'Space', 'Backspace']) {
    await method.key(code)
    expect([await sheet.selected(), await sheet.mode(), await sheet.field.inputValue()]).toEqual([
      '0,6',
      'typing',
      'jing',
    ])
  }
  await method.commit('经费')
  await sheet.press('Escape')
  expect(await sheet.text(0, 6)).toBe(before)
})

test('the browser’s own composing flag is heeded as well', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.click(0, 6)
  await sheet.page.keyboard.type('甲')
  const moved = await sheet.page.evaluate(() => {
    const event = new KeyboardEvent('keydown', {
      key: 'Enter',
      code: 'Enter',
      isComposing: true,
      bubbles: true,
      cancelable: true,
    })
    document.activeElement?.dispatchEvent(event)
    return event.defaultPrevented
  })
  expect([moved, await sheet.mode()]).toEqual([false, 'typing'])
})

test('Chinese punctuation and full-width letters are text', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.click(0, 6)
  const method = await InputMethod.of(sheet)
  await method.commit('“三公”经费——')
  await method.commit('（含税）')
  await sheet.press('Enter')
  expect(await sheet.text(0, 6)).toBe('“三公”经费——（含税）')
})

test('a composition in the middle of a text stays there', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.click(0, 6)
  await sheet.page.keyboard.type('一月劳务')
  await sheet.press('Enter')
  await sheet.click(0, 6)
  await sheet.press('F2', 'ArrowLeft', 'ArrowLeft')
  const method = await InputMethod.of(sheet)
  await method.word('jiandu', '监督员')
  await sheet.press('Enter')
  expect(await sheet.text(0, 6)).toBe('一月监督员劳务')
})

test('options are found by the letters that the input method is still composing', async ({ open }) => {
  const sheet = await open('sheet=projects')
  await sheet.click(0, 2)
  const method = await InputMethod.of(sheet)
  await method.key('KeyG')
  await method.compose('gy')
  await expect(sheet.page.getByRole('option')).toHaveText(['基本支出·公用经费'])
  await method.compose("gy'jf")
  await expect(sheet.page.getByRole('option')).toHaveText(['基本支出·公用经费'])
  await method.commit('gyjf')
  await sheet.press('Enter')
  expect(await sheet.text(0, 2)).toBe('基本支出·公用经费')
})

test('composing over a cell that may not be written takes nothing, and says why', async ({ open }) => {
  const sheet = await open('sheet=projects')
  await sheet.click(0, 6)
  const before = await sheet.text(0, 6)
  const method = await InputMethod.of(sheet)
  await method.key('KeyS')
  await method.compose('shi')
  await method.commit('是')
  await sheet.press('Enter')
  expect(await sheet.text(0, 6)).toBe(before)
  expect(await sheet.notice()).toContain('由台账汇总，改台账')
  expect(await sheet.field.inputValue()).toBe('')
})

test('composed text is one step of the editor’s own undo', async ({ open }) => {
  const sheet = await open('sheet=entries')
  await sheet.click(0, 6)
  await sheet.press('F2')
  const before = await sheet.field.inputValue()
  const method = await InputMethod.of(sheet)
  await method.word('laowu', '劳务费')
  await sheet.press('Control+Z')
  expect(await sheet.field.inputValue()).toBe(before)
})

test('the window of the input method opens at the cell, also after scrolling and in a frozen column', async ({
  open,
}) => {
  const sheet = await open('sheet=large&rows=500')
  for (const [row, column] of [
    [3, 2],
    [400, 9],
    [250, 0],
  ] as const) {
    const spot = await sheet.spot(row, column)
    await sheet.click(row, column)
    const method = await InputMethod.of(sheet)
    await method.key('KeyW')
    await method.compose('wang')
    const box = await sheet.field.boundingBox()
    expect(Math.abs((box?.y ?? 0) + 16 - spot.y)).toBeLessThan(4)
    expect((box?.x ?? 0) <= spot.x && (box?.x ?? 0) + (box?.width ?? 0) >= spot.x - 60).toBe(true)
    await method.commit('')
    await sheet.press('Escape')
  }
})

test('in find, filter and the large editor the Enter that ends a word does nothing else', async ({ open }) => {
  const sheet = await open('sheet=entries')
  const composed = () =>
    sheet.page.evaluate(() => {
      const event = new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true, cancelable: true }) // prettier-ignore
      document.activeElement?.dispatchEvent(event)
    })
  await sheet.press('Control+F')
  await sheet.page.getByRole('search').getByRole('textbox').fill('工资')
  await composed()
  expect(await sheet.selected()).toBe('0,0')
  await sheet.press('Escape', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Alt+ArrowDown')
  const menu = sheet.page.getByRole('dialog', { name: /的菜单$/ })
  await menu.getByRole('searchbox').focus()
  await composed()
  await expect(menu).toBeVisible()
  await sheet.press('Escape')
  await sheet.click(0, 6)
  await sheet.press('Shift+F2')
  const editor = sheet.page.getByRole('dialog', { name: '编辑「摘要」' })
  await editor.getByRole('textbox').focus()
  await composed()
  await expect(editor).toBeVisible()
})
