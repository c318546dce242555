import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from '@playwright/test'
import { launch } from '../web/browser.ts'
import { encodeTile } from '#shared/base/tile'
import { cases } from '#shared/cases/columns'
import { caseYear } from '../samples/cases.ts'
import { buildHarness } from '../web/harness/build.ts'
import { bareKilobytes, built, serveHarness } from '../web/harness/serve.ts'
import type { FigureName } from './goals.ts'
import type { Report } from './run.ts'
import { BenchPage, median, quantile } from './sheet-page.ts'

const rounds = 5
const months = 12
/** cases of a year, as many as the district has */
const fullYear = 170_000

/** The sheet in a browser, at a year of 170,000 rows and at a million. Processor time of its own threads. */
export async function bench(report: Report): Promise<void> {
  await buildHarness()
  const { address, close } = await serveHarness()
  const browser = await launch()
  report('sheet.bundle', await bareKilobytes())
  layTiles()
  const nothing = await loading({ report, browser, address })
  await year({ report, browser, address })
  await million({ report, browser, address, nothing })
  await browser.close()
  await close()
}

interface Bench {
  report: Report
  browser: Browser
  address: string
}

interface Beside extends Bench {
  /** megabytes of the page without rows */
  nothing: number
}

/** The year by months as tiles beside the page, the newest first. */
function layTiles(): void {
  const rows = caseYear({ rows: fullYear }).map((row) => ({ ...row, rev: 1 }))
  const month = Math.ceil(rows.length / months)
  mkdirSync(join(built, 'tiles'), { recursive: true })
  for (let tile = 0; tile < months; tile++) {
    const part = rows.slice(rows.length - (tile + 1) * month, rows.length - tile * month)
    writeFileSync(
      join(built, 'tiles', `${tile}.arrow`),
      encodeTile(cases, part.length > 0 ? part : rows.slice(0, month)),
    )
  }
}

/** Opens the year tile by tile in a page that is warm, and tells what a page without rows holds. */
async function loading({ report, browser, address }: Bench): Promise<number> {
  const page = await BenchPage.open(browser, `${address}/year.html?rows=0`)
  const nothing = await page.heap()
  await page.year('load', 0, 0)
  const spent = async (from: number, to: number): Promise<number> => {
    const before = page.total
    await page.year('load', from, to)
    await page.painted()
    return (page.total - before) / 1000
  }
  const first = await spent(0, 1)
  report('sheet.first.rows', first)
  report('sheet.year.loaded', first + (await spent(1, months)))
  report('sheet.year.heap', (await page.heap()) - nothing)
  await page.close()
  return nothing
}

async function year({ report, browser, address }: Bench): Promise<void> {
  const page = await BenchPage.open(browser, `${address}/year.html?rows=170000`)
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

async function million({ report, browser, address, nothing }: Beside): Promise<void> {
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
    ['sheet.group.two', () => page.year('group', ['street', 'unit'])],
    ['sheet.filter.first', () => page.year('filter', '积水')],
    ['sheet.filter', () => page.year('filter', '路灯')],
    ['sheet.values', () => page.year('values', 'title')],
  ]
  for (const [name, act] of acts)
    report(name, median(await times(() => page.mainThread(act), name.endsWith('first') ? 1 : rounds)))
  await page.year('group', [])
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
