import { afterAll, beforeAll, expect, it } from 'vitest'
import type { BatchAnswer, ChangeSet } from '#shared/base/changes'
import type { Cells, Row } from '#shared/base/sheet'
import { applyBatch } from '#functions/store/apply'
import { recover } from '#functions/store/recover'
import type { Store } from '#functions/store/store'
import { mint } from '../client.ts'
import { anOffice, creatingAs, rowsNow, settingAll, voiding, type Clerk, type Office } from '../functions/office.ts'
import { aLedgerYear, aProject, projects, type LedgerYear } from '../functions/ledger-year.ts'
import { chanceOf, inject, type Injected } from './inject.ts'
import { replay } from './replay.ts'

const full = process.env.FULL === '1'
const chance = chanceOf(20_261_012)
const pick = <T>(from: readonly T[]): T => from[Math.floor(chance() * from.length)] as T

const faults = {
  throttle: 0.02,
  conflict: 0.03,
  timeoutBefore: 0.01,
  timeoutAfter: 0.03,
  unprocessed: 0.05,
  stale: 0.3,
}

let office: Office
let year: LedgerYear
let injected: Injected
beforeAll(async () => {
  office = await anOffice()
  year = await aLedgerYear(office)
  injected = inject(office.store, faults, chance)
})
afterAll(() => office.close())

/** What the clients hold in their hands: the last answer to each batch that was acknowledged. */
type Acks = Map<string, BatchAnswer>

/** One client at work: new rows, edits, voids and undos of every size over the same rows as the others. */
async function toil(clerk: Clerk, acks: Acks, rounds: number): Promise<void> {
  let seen: Row[] = []
  for (let round = 0; round < rounds; round++) {
    const change = aChange(seen, round)
    const undoing = change ? undefined : pick([...acks.keys()])
    if (change) await send(acks, change.batch, () => clerk.changes.submit(change))
    else if (undoing !== undefined) {
      const as = mint()
      await send(acks, as, () => clerk.changes.undo({ batch: undoing, as }))
    }
    if (round % 3 === 0) seen = [...(await untilRead(() => rowsNow(clerk, projects))).values()]
  }
}

let serial = 0

function aChange(seen: readonly Row[], round: number): ChangeSet | undefined {
  const kind = chance()
  if (seen.length < 150 || (kind < 0.2 && seen.length < 900)) {
    const count = pick([1, 3, 20, 45, 90])
    const rows = Array.from({ length: count }, (): [string, Cells] => [
      mint(),
      aProject({ code: `N-${++serial}`, name: `项目${serial}` }),
    ])
    return creatingAs(projects, Object.fromEntries(rows))
  }
  const at = Math.floor(chance() * (seen.length - 130))
  const chosen = seen.slice(at, at + pick([1, 2, 10, 49, 60, 130]))
  if (kind < 0.3) return voiding(projects, chosen.slice(0, 5))
  if (kind < 0.4) return undefined
  const edited = chosen.map(({ id, cells }, i) => ({
    id,
    before: { note: cells.note ?? null, original: cells.original ?? null, code: cells.code ?? null },
    after: kind < 0.5 ? { code: `N-${Math.ceil(chance() * serial)}`, note: `号${round}` } : { note: `第${round}轮${i}`, original: round * 100 },
  })) // prettier-ignore
  return settingAll(projects, edited)
}

/** A client sends again what had no answer, under the same id, until it has one; a refusal is an answer too. */
async function send(acks: Acks, batch: string, ask: () => Promise<BatchAnswer>): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    try {
      acks.set(batch, await ask())
      return
    } catch (error) {
      if (isRefusal(error)) return
    }
  }
  throw new Error(`${batch} had no answer fifty times`)
}

const isRefusal = (error: unknown): boolean =>
  error instanceof Error && error.name === 'Refusal' && !error.message.startsWith('change/busy')

async function untilRead<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (isRefusal(error)) throw error
    }
  }
}

/** An applier that takes messages as they come, loses some, hears some twice, and is stopped in the middle of others. */
async function applier(store: Store, over: () => boolean): Promise<void> {
  while (!over()) {
    const next = office.queue.shift()
    await new Promise((resolve) => setImmediate(resolve))
    if (!next || chance() < 0.3) continue
    if (chance() < 0.3) office.queue.push(next)
    const { batch } = next.message as { batch: string }
    const stopped = (): boolean => chance() > 0.1
    await applyBatch(batch, { store, rulebook: office.rulebook, now: office.now, mayGoOn: stopped }).catch(
      () => undefined,
    )
  }
}

/** The clock's sweep, over and over, racing the appliers. */
async function recoverer(store: Store, over: () => boolean): Promise<void> {
  while (!over()) {
    office.pass(70)
    await recover(store, office.now()).catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

it('loses nothing and mixes nothing, whatever fails between the library and the engine', async () => {
  const rounds = full ? 200 : 45
  const acks: Acks = new Map()
  const clerks = [year.accountant, await office.clerk(['accountant']), await office.clerk(['accountant'])]
  let over = false
  const ended = (): boolean => over
  const workers = [1, 2].map(() => applier(office.store, ended))
  const sweepers = [1, 2].map(() => recoverer(office.store, ended))
  await Promise.all(clerks.map((clerk) => toil(clerk, acks, rounds)))
  over = true
  await Promise.all([...workers, ...sweepers])
  injected.calm()
  for (let left = 1; left > 0; ) {
    office.pass(70)
    left = (await recover(office.store, office.now())).batches
    await office.work()
  }
  const { rows, events, faults: mixed, batches } = await replay(office.store, office.rulebook, ['accounts'])
  const lost = (await Promise.all([...acks.keys()].map((batch) => missing(batch, batches)))).flat()
  const hits = Object.values(injected.counts).reduce((sum, count) => sum + count, 0)
  console.log(`batches=${acks.size} rows=${rows} events=${events} faults=${hits} lost=${lost.length} mixed=${mixed.length}`)
  expect({ lost, mixed }).toEqual({ lost: [], mixed: [] })
  for (const [kind, count] of Object.entries(injected.counts)) expect({ kind, happened: count > 0 }).toEqual({ kind, happened: true })
}, full ? 3_600_000 : 600_000) // prettier-ignore

/** An acknowledged batch is finished; each of its rows has one outcome, and an event exactly where that says it was written. */
async function missing(batch: string, batches: ReadonlyMap<string, ReadonlyMap<string, number>>): Promise<string[]> {
  const answer = await year.accountant.changes.batch({ batch })
  const written = new Map(answer.applied.rows.map((row, i) => [row, answer.applied.revs[i] ?? 0]))
  for (const { row, outcome, rev } of answer.others) if (outcome === 'merged') written.set(row, rev)
  const events = batches.get(batch) ?? new Map<string, number>()
  return [
    ...(answer.state === 'applied' ? [] : [`${batch} is ${answer.state}`]),
    ...(answer.done === answer.rows ? [] : [`${batch} tells of ${answer.done} of ${answer.rows} rows`]),
    ...(events.size === written.size ? [] : [`${batch} says ${written.size} rows, the ledger ${events.size}`]),
    ...[...written].flatMap(([row, rev]) => (events.get(row) === rev ? [] : [`${batch}: ${row} has no event ${rev}`])),
  ]
}
