import { expect, type Page } from '@playwright/test'
import type { Look } from './look.ts'

/** The screens of a year's accounts, in either language. */
export interface AccountsScreens {
  source: string
  checks: RegExp
  approval: string
  scores: string
  import: string
}

const cells = (page: Page) => expect(page.getByRole('gridcell').first()).toBeAttached({ timeout: 60_000 })
const words = (text: string | RegExp) => (page: Page) =>
  expect(page.getByText(text).first()).toBeVisible({ timeout: 60_000 })
const sentences = (page: Page) => expect(page.locator('[data-sentence]').first()).toBeVisible({ timeout: 60_000 })
const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click()

export const chinese: AccountsScreens = {
  source: '从哪来',
  checks: /^核对/,
  approval: '决算批复日期',
  scores: '权重合计 100',
  import: '选择文件',
}

export const english: AccountsScreens = {
  source: 'Source',
  checks: /^Checks/,
  approval: '决算批复日期',
  scores: 'Weights 100',
  import: 'Choose a file',
}

/** 决算表, 其他数据: tables of one side and of two, with and without what stands beside them. */
export const tableLooks = (year: number, say: AccountsScreens): Look[] => {
  const at = `/accounts/${year}/centre?table=`
  return [
    { name: 'tables-01', at: `${at}01`, until: cells },
    { name: 'tables-01-checks', at: `${at}01`, until: cells, open: press(say.checks) },
    { name: 'tables-02', at: `${at}02`, until: cells },
    { name: 'tables-05-source', at: `${at}05`, until: cells, open: press(say.source) },
    { name: 'tables-07', at: `${at}07`, until: cells },
    { name: 'particulars', at: `${at}particulars`, until: words(say.approval) },
  ]
}

/** The screens around the tables; each journey of theirs looks at them in Chinese. */
export const besideLooks = (year: number, say: AccountsScreens): Look[] => [
  { name: 'narrative', at: `/accounts/${year}/centre/narrative`, until: sentences },
  { name: 'scores', at: `/performance/${year}/centre`, until: words(say.scores) },
  { name: 'import', at: `/accounts/${year}/centre/import`, until: words(say.import) },
]

/** A page of A4 less its margins, in CSS pixels: 178 mm by 261 mm. */
const paper = { width: 673, height: 986 }

/**
 * The page as it is printed: no table is wider than the paper, each statutory table is kept whole and fits one page,
 * address and hash stand below.
 */
export async function seeInPrint(page: Page, { address, hash }: { address: string; hash: string }): Promise<void> {
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize(paper)
  const tables = await page.locator('table').evaluateAll((all) =>
    all.map((table) => {
      const { right, height } = table.getBoundingClientRect()
      return { name: table.textContent.slice(0, 40), right, height, kept: getComputedStyle(table).breakInside }
    }),
  )
  expect(tables.length).toBeGreaterThan(10)
  expect(tables.filter(({ right, height, kept }) => right > paper.width || height > paper.height || kept !== 'avoid')).toEqual([]) // prettier-ignore
  await expect(page.locator('footer')).toContainText(address)
  await expect(page.locator('footer')).toContainText(hash)
  await expect(page.locator('nav').first()).toBeHidden()
  const sizes = (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/MediaBox \[[^\]]*\]/g) ?? []
  expect(sizes.length).toBeGreaterThan(5)
  for (const size of sizes) expect(size).toMatch(/^MediaBox \[0 0 59[45]\S* 84[12]\S*\]$/)
  await page.emulateMedia({ media: 'screen' })
}
