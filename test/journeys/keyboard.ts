import { expect, type Locator, type Page } from '@playwright/test'

/** Presses Tab, or F6 to leave a sheet, until the focus is on what is looked for; no mouse anywhere. */
export async function reach(page: Page, target: Locator, { by = 'Tab', most = 60 } = {}): Promise<void> {
  await expect(target).toBeVisible()
  for (let pressed = 0; pressed < most; pressed++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(by)
  }
  throw new Error(`${String(target)} is not reached by ${most} × ${by}`)
}

/** Reaches it and presses Enter. */
export async function press(page: Page, target: Locator, options?: { by?: string; most?: number }): Promise<void> {
  await reach(page, target, options)
  await page.keyboard.press('Enter')
}
