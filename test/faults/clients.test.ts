import { afterAll, beforeAll, expect, it } from 'vitest'
import type { BatchAnswer, ChangeSet } from '#shared/base/changes'
import type { Cell } from '#shared/base/cell'
import type { Row } from '#shared/base/sheet'
import { columnsOf, mint } from '../client.ts'
import { rowsOf } from '../desk.ts'
import { aFront, type Browser, type Front } from '../functions/front.ts'
import { signedIn } from '../functions/people.ts'
import { chanceOf } from './inject.ts'

const rounds = process.env.FULL === '1' ? 10_000 : 300
const clients = 8
const chance = chanceOf(20_261_128)
const pick = <T>(from: readonly T[]): T => from[Math.floor(chance() * from.length)] as T

let front: Front
let people: Browser[]
beforeAll(async () => {
  front = await aFront()
  people = []
  for (let i = 0; i < clients; i++) people.push(await signedIn(front, ['registrar']))
})
afterAll(() => front.close())

const columns = ['short', 'note'] as const
const sheet = 'units' as const

/** What a client believes of the rows: as it read them last, and as its own changes were acknowledged. */
class Client {
  readonly #call: Browser['call']
  readonly #seen = new Map<string, Row['cells']>()
  readonly name: string
  /** values that this client was told are written */
  readonly written: { row: string; column: string; before: Cell; after: Cell; rev: number }[] = []
  clashes = 0

  constructor(browser: Browser, name: string) {
    this.#call = browser.call
    this.name = name
  }

  async read(): Promise<void> {
    const { sheets } = await this.#call.rows.open({ place: '', sheets: [sheet] })
    for (const { id, cells } of sheets.flatMap(rowsOf)) this.#seen.set(id, cells)
  }

  /** Changes one to three cells of one or two rows, as this client last saw them. */
  async edit(round: number): Promise<void> {
    const rows = [...new Set([pick([...this.#seen.keys()]), pick([...this.#seen.keys()])])]
    const keys = [...new Set([pick(columns), pick(columns)])]
    const change = this.#change(rows, keys, round)
    this.#take(change, await this.#call.changes.submit(change))
  }

  #change(rows: string[], keys: string[], round: number): ChangeSet {
    const cells = keys.map((key, k) => {
      const seen = rows.map((row) => this.#seen.get(row)?.[key] ?? null)
      const after = rows.map((_, i) => `${this.name}-${round}-${k}${i}`)
      return { key, words: [...seen, ...after], before: rows.map((_, i) => i), after: rows.map((_, i) => seen.length + i) } // prettier-ignore
    })
    return { batch: mint(), sheet, place: '', gesture: 'type', sets: { rows, columns: cells } }
  }

  /** What was written is believed; where somebody was first, what stands there is. */
  #take({ sets }: ChangeSet, answer: BatchAnswer): void {
    const others = new Map(answer.others.map((outcome) => [outcome.row, outcome]))
    const revs = new Map(answer.applied.rows.map((row, i) => [row, answer.applied.revs[i] ?? 0]))
    for (const [i, row] of (sets?.rows ?? []).entries())
      for (const { key, words, before, after } of sets?.columns ?? []) {
        const outcome = others.get(row)
        const lost = outcome?.cells?.find(({ column }) => column === key)
        const cells = this.#seen.get(row) ?? {}
        this.#seen.set(row, { ...cells, [key]: lost ? lost.found : (words[after[i] ?? -1] ?? null) })
        if (lost) this.clashes++
        else this.written.push({ row, column: key, before: words[before[i] ?? -1] ?? null, after: words[after[i] ?? -1] ?? null, rev: revs.get(row) ?? outcome?.rev ?? 0 }) // prettier-ignore
      }
  }
}

/** Twelve units for everybody to work at. */
async function openUnits({ call }: Browser): Promise<void> {
  const units = Array.from({ length: 12 }, (_, i) => ({ code: `unit-${i}`, name: `单位${i}`, kind: 'bureau' }))
  const creates = { rows: units.map(({ code }) => code), columns: columnsOf(units) }
  const answer = await call.changes.submit({ batch: mint(), sheet, place: '', gesture: 'paste', creates })
  if (answer.counts.applied !== units.length) throw new Error(JSON.stringify(answer.others))
}

/** One round of one client: mostly edits of what was seen, now and then a look. */
async function round(client: Client, n: number): Promise<void> {
  if (chance() < 0.15) await client.read()
  else await client.edit(n)
}

/**
 * Replays what everybody was told, by the revisions that the answers named: each value was written over the one that its
 * writer had seen, so nobody's value went away without somebody having seen it; and the last one stands.
 */
function clobbered(all: readonly Client[], rows: ReadonlyMap<string, Row>): string[] {
  const faults: string[] = []
  const written = all.flatMap((client) => client.written).sort((one, other) => one.rev - other.rev)
  const stands = new Map<string, Cell>()
  for (const { row, column, before, after, rev } of written) {
    const cell = `${row} ${column}`
    const held = stands.get(cell) ?? null
    if (held !== before) faults.push(`${cell} rev ${rev}: ${String(held)} went, its writer saw ${String(before)}`)
    stands.set(cell, after)
  }
  for (const [cell, value] of stands) {
    const [row = '', column = ''] = cell.split(' ')
    const now = rows.get(row)?.cells[column] ?? null
    if (now !== value) faults.push(`${cell}: ${String(value)} was acknowledged last, ${String(now)} stands`)
  }
  return faults
}

it(`lets eight people change the same rows for ${rounds} rounds, and none of them silently undoes another`, async () => {
  const [first] = people
  if (!first) throw new Error('nobody')
  await openUnits(first)
  const all = people.map((browser, i) => new Client(browser, `甲乙丙丁戊己庚辛`.charAt(i)))
  for (const client of all) await client.read()
  for (let n = 0; n < rounds; n += clients) await Promise.all(all.map((client) => round(client, n)))
  const { sheets } = await first.call.rows.open({ place: '', sheets: [sheet] })
  const faults = clobbered(all, new Map(sheets.flatMap(rowsOf).map((row) => [row.id, row])))
  const [written, clashes] = [all.reduce((sum, { written: cells }) => sum + cells.length, 0), all.reduce((sum, one) => sum + one.clashes, 0)] // prettier-ignore
  console.log(`clients=${clients} rounds=${rounds} written=${written} clashes=${clashes} clobbered=${faults.length}`)
  expect(faults).toEqual([])
  expect(clashes).toBeGreaterThan(0)
}, 1_800_000) // prettier-ignore
