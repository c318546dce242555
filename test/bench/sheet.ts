import type { Browser } from '@playwright/test'
import { launch } from '../web/browser.ts'
import { serveHarness } from '../web/harness/serve.ts'
import type { FigureName } from './goals.ts'
import type { Report } from './run.ts'
import { BenchPage, median, quantile } from './sheet-page.ts'

const rounds = 5

/** The sheet in a browser, at a year of 170,000 rows and at a million. Processor time of its own threads. */
export async function bench(report: Report): Promise<void> {
  const { address, close } = await serveHarness()
  const browser = await launch()
  const empty = await BenchPage.open(browser, `${address}/year.html?rows=0`)
  const nothing = await empty.heap()
  await empty.close()
  await year({ report, browser, address, nothing })
  await million({ report, browser, address, nothing })
  await browser.close()
  await close()
}

interface Bench {
  report: Report
  browser: Browser
  address: string
  /** megabytes of the page without rows */
  nothing: number
}

async function year({ report, browser, address, nothing }: Bench): Promise<void> {
  const page = await BenchPage.open(browser, `${address}/year.html?rows=170000`)
  report('sheet.year.heap', (await page.heap()) - nothing)
  const bare = await bareCanvas(page)
  report('plain.canvas.frame', bare)
  const scrolled = await scrolling(page)
  report('sheet.scroll.median', median(scrolled))
  report('sheet.scroll.p95', quantile(scrolled, 0.95))
  report('sheet.scroll.against.plain', median(scrolled) / bare)
  report('sheet.jump', median(await jumping(page, 170_000)))
  await arranging(page, report)
  for (const [name, rows] of [
    ['1000x10', 1_000],
    ['10000x10', 10_000],
  ] as const)
    await pasting(page, report, name, rows)
  await page.close()
}

async function million({ report, browser, address, nothing }: Bench): Promise<void> {
  const page = await BenchPage.open(browser, `${address}/year.html?rows=1000000`)
  report('sheet.million.heap', (await page.heap()) - nothing)
  const scrolled = await scrolling(page)
  report('sheet.million.scroll.median', median(scrolled))
  report('sheet.million.scroll.p95', quantile(scrolled, 0.95))
  report('sheet.million.jump', median(await jumping(page, 1_000_000)))
  report('sheet.million.sort.first', await page.mainThread(() => sort(page, ['title'])))
  report('sheet.million.sort.text', median(await times(() => page.mainThread(() => sort(page, ['title'])))))
  await page.close()
}

async function times(one: (round: number) => Promise<number>, count = rounds): Promise<number[]> {
  const all: number[] = []
  for (let i = 0; i < count; i++) all.push(await one(i))
  return all
}

/** A wheel turned smoothly, down and on to the right end. */
async function scrolling(page: BenchPage): Promise<number[]> {
  await page.page.mouse.move(700, 500)
  const down = (): Promise<void> => page.page.mouse.wheel(0, 53)
  await page.frames(20, down)
  return page.frames(120, down)
}

const jumping = (page: BenchPage, rows: number): Promise<number[]> =>
  times((round) => page.mainThread(() => page.year('jump', (round * 61_487 + 40_009) % rows)))

const sort = (page: BenchPage, keys: readonly string[], descending = false): Promise<unknown> =>
  page.year('sort', keys, descending)

async function arranging(page: BenchPage, report: Report): Promise<void> {
  const acts: readonly [FigureName, () => Promise<unknown>][] = [
    ['sheet.sort.first', () => sort(page, ['title'])],
    ['sheet.sort.text', () => sort(page, ['title'])],
    ['sheet.sort.two', () => sort(page, ['unit', 'title'])],
    ['sheet.sort.number', () => sort(page, ['cost'], true)],
    ['sheet.filter.first', () => page.year('filter', '积水')],
    ['sheet.filter', () => page.year('filter', '路灯')],
    ['sheet.values', () => page.year('values', 'title')],
  ]
  for (const [name, act] of acts)
    report(name, median(await times(() => page.mainThread(act), name.endsWith('first') ? 1 : rounds)))
  await page.year('plain')
  const plain = median(await times(() => page.mainThread(() => page.year('sortPlain')), 1))
  report('plain.sort.objects', plain)
  report('sheet.sort.against.plain', median(await times(() => page.mainThread(() => sort(page, ['title'])))) / plain)
}

async function pasting(page: BenchPage, report: Report, name: '1000x10' | '10000x10', rows: number): Promise<void> {
  const [pasted, undone]: [number[], number[]] = [[], []]
  for (let i = 0; i < rounds; i++) {
    await page.year('prepare', rows, i)
    pasted.push(await page.mainThread(() => page.year('paste')))
    await page.settled()
    undone.push(await page.mainThread(() => page.page.keyboard.press('Control+Z')))
    await page.settled()
  }
  report(`sheet.paste.${name}`, median(pasted))
  report(`sheet.undo.${name}`, median(undone))
}

/** What it takes to fill a canvas of this size with as many texts, and nothing else. */
async function bareCanvas(page: BenchPage): Promise<number> {
  await page.year('bare')
  const spent = await page.frames(60, () => page.year('fillBare'))
  await page.year('unbare')
  return median(spent)
}
