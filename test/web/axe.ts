import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/**
 * Axe with all its rules, telling violations only. It runs in the page itself: by default it carries every element that
 * passed through a second, blank page for the sake of frames of other origins, which we have none of, and takes up to
 * fifteen times as long for it.
 */
export const axe = (page: Page): AxeBuilder =>
  new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode()

/** Whatever axe finds serious or critical in the page as it stands: rule and elements. */
export async function grave(page: Page): Promise<string[]> {
  const { violations } = await axe(page).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}
