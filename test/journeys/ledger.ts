import { expect, type Page } from '@playwright/test'
import type { Row } from '#shared/base/sheet'
import { rowsOf } from '../desk.ts'
import type { Person } from '../client.ts'

/** What one person typed, and where: by the row's memo, or as new rows with a memo of their own. */
export interface Typed {
  /** memos that were typed over those of existing rows, by row */
  cells: Map<string, string>
  /** memos of rows that were pasted */
  rows: string[]
}

export const nothingTyped = (): Typed => ({ cells: new Map(), rows: [] })

/** What is missing at the server of what was typed, and what is there more often than it was typed. */
export interface Loss {
  lost: string[]
  doubled: string[]
}

/** 台账. The ledger's entries of one unit and year, as another person reads them by the API. */
export class Ledger {
  readonly place: string
  readonly #reader: Person

  constructor(reader: Person, place: string) {
    this.#reader = reader
    this.place = place
  }

  async rows(): Promise<Row[]> {
    const { sheets } = await this.#reader.call.rows.open({ place: this.place, sheets: ['entries'] })
    return sheets.flatMap(rowsOf)
  }

  /** The memos that a row has borne, by its events, newest first. */
  async memos(row: string): Promise<unknown[]> {
    const asked = { place: this.place, sheet: 'entries', row, column: 'memo' } as const
    const { entries } = await this.#reader.call.rows.history(asked)
    return entries.map(({ cells }) => cells.memo?.[1])
  }

  /** Compares rows and events with what was typed. */
  async loss({ cells, rows }: Typed): Promise<Loss> {
    const found = await this.rows()
    const byId = new Map(found.map((row) => [row.id, row]))
    const lost: string[] = []
    const doubled: string[] = []
    for (const [row, memo] of cells) {
      if (byId.get(row)?.cells.memo !== memo) lost.push(memo)
      if ((await this.memos(row)).filter((one) => one === memo).length > 1) doubled.push(memo)
    }
    const counts = new Map<unknown, number>()
    for (const { cells: held } of found) counts.set(held.memo, (counts.get(held.memo) ?? 0) + 1)
    for (const memo of rows) if (!counts.has(memo)) lost.push(memo)
    for (const memo of rows) if ((counts.get(memo) ?? 0) > 1) doubled.push(memo)
    return { lost, doubled }
  }
}

/** Where the memo stands among the columns of the ledger. */
const memo = 6

/** 录入. The ledger's sheet in a browser window, worked at as a person does: by keys and clipboard. */
export class LedgerSheet {
  readonly page: Page
  readonly #address: string

  constructor(page: Page, staff: string, place: string) {
    this.page = page
    this.#address = `${staff}/budget/${place}?sheet=entries`
  }

  async open(): Promise<void> {
    await this.page.goto(this.#address)
    await expect(this.page.locator('textarea:focus')).toBeAttached({ timeout: 60_000 })
  }

  /** To the memo of the row at a place in the sheet, counted from 0. */
  async goTo(row: number, column = memo): Promise<void> {
    const keys = this.page.keyboard
    await this.page.locator('textarea').first().focus()
    await keys.press('Control+Home')
    for (let i = 0; i < column; i++) await keys.press('ArrowRight')
    for (let i = 0; i < row; i++) await keys.press('ArrowDown')
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text)
    await this.page.keyboard.press('Enter')
  }

  /** New rows below the last one, like the first of the ledger, each with a memo of its own. */
  async paste(rows: readonly string[][]): Promise<void> {
    const text = rows.map((cells) => cells.join('\t')).join('\r\n')
    const keys = this.page.keyboard
    await keys.press('Control+Home')
    await keys.press('Control+End')
    await keys.press('Home')
    await keys.press('ArrowDown')
    await this.page.evaluate((tsv) => navigator.clipboard.writeText(tsv), text)
    await keys.press('Control+V')
  }

  saved(): Promise<void> {
    return expect(this.page.getByText(/^已保存/).first()).toBeVisible({ timeout: 120_000 })
  }

  /** What the browser keeps of a kind. */
  kept(kind: 'gestures' | 'trays' | 'drafts'): Promise<{ account: string; cells?: number; text?: string }[]> {
    return this.page.evaluate(
      (name) =>
        new Promise((resolve, reject) => {
          const asked = indexedDB.open('unsent')
          asked.onerror = () => reject(new Error('nothing is kept'))
          asked.onsuccess = () => {
            const found = asked.result.transaction(name).objectStore(name).getAll()
            found.onsuccess = () => {
              asked.result.close()
              resolve(found.result as { account: string; cells?: number; text?: string }[])
            }
          }
        }),
      kind,
    )
  }
}
