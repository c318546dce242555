import { readdirSync, readFileSync } from 'node:fs'
import type { Browser, CDPSession, Page } from '@playwright/test'

/** Milliseconds of processor time that a thread has used: `PID` or `PID/task/THREAD`. The kernel counts nanoseconds. */
const cpuOf = (place: string): number => Number(readFileSync(`/proc/${place}/schedstat`, 'utf8').split(' ')[0]) / 1e6

/** Milliseconds of all threads of a process. */
const cpuOfAll = (pid: number): number =>
  readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => sum + cpuOf(`${pid}/task/${thread}`), 0)

export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5)

export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

/** A page with a sheet, and what its process spends on it. */
export class BenchPage {
  readonly page: Page
  readonly #session: CDPSession
  readonly #pid: number

  private constructor(page: Page, session: CDPSession, pid: number) {
    this.page = page
    this.#session = session
    this.#pid = pid
  }

  static async open(browser: Browser, address: string): Promise<BenchPage> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
    const page = await context.newPage()
    page.setDefaultTimeout(600_000)
    await page.goto(address)
    await page.locator('.surface').waitFor()
    const session = await context.newCDPSession(page)
    return new BenchPage(page, session, await busiest(browser))
  }

  /** Calls what `test/web/harness/year-page.ts` has for benches. */
  year(name: string, ...args: readonly (string | number | boolean | readonly string[])[]): Promise<unknown> {
    return this.page.evaluate(`window.year.${name}(...${JSON.stringify(args)})`)
  }

  /** Everything that was sent has been answered. */
  async settled(): Promise<void> {
    await this.page.waitForFunction('window.year.model.outbox.waiting === 0')
  }

  /** Megabytes of live objects and of the arrays outside the heap, after the garbage has been collected. */
  async heap(): Promise<number> {
    await this.#session.send('HeapProfiler.enable')
    for (let i = 0; i < 3; i++) await this.#session.send('HeapProfiler.collectGarbage')
    const usage: Record<string, number> = await this.#session.send('Runtime.getHeapUsage')
    return ((usage.usedSize ?? 0) + (usage.backingStorageSize ?? 0)) / 2 ** 20
  }

  /** Milliseconds of the main thread that an act takes until it has been painted; what asking costs is taken off. */
  async mainThread(act: () => Promise<unknown>): Promise<number> {
    const empty = await this.#spent(() => Promise.resolve())
    return Math.max(0, (await this.#spent(act)) - empty)
  }

  async #spent(act: () => Promise<unknown>): Promise<number> {
    await this.painted()
    const before = cpuOf(`${this.#pid}`)
    await act()
    await this.painted()
    return cpuOf(`${this.#pid}`) - before
  }

  /** Milliseconds of all threads of the page from its start. */
  get total(): number {
    return cpuOfAll(this.#pid)
  }

  /** The next frame has been drawn. */
  async painted(): Promise<void> {
    await this.page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
  }

  /** The main thread's milliseconds for each of so many frames, each of which is asked for by `step`. */
  async frames(count: number, step: () => Promise<unknown>): Promise<number[]> {
    const nothing = median(await this.#frames(20, () => Promise.resolve()))
    return (await this.#frames(count, step)).map((spent) => Math.max(0, spent - nothing))
  }

  async #frames(count: number, step: () => Promise<unknown>): Promise<number[]> {
    const spent: number[] = []
    for (let i = 0; i < count; i++) {
      const before = cpuOf(`${this.#pid}`)
      await step()
      await this.page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))')
      spent.push(cpuOf(`${this.#pid}`) - before)
    }
    return spent
  }

  close(): Promise<void> {
    return this.page.context().close()
  }
}

/** The page's own process: the renderer that has worked most. */
async function busiest(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const [first] = processInfo.filter(({ type }) => type === 'renderer').sort((a, b) => b.cpuTime - a.cpuTime)
  if (!first) throw new Error('The browser has no page')
  return first.id
}
