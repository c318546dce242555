import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { BatchAnswer } from '#shared/base/changes'
import type { Cells } from '#shared/base/sheet'
import { mint } from '../client.ts'
import { replay } from '../faults/replay.ts'
import { anOffice, creatingAs, done, rowsNow, setting, settingAll, voiding, type Clerk, type Office } from './office.ts'
import { aLedgerYear, anEntry, aProject, entries, projects, type LedgerYear } from './ledger-year.ts'

const full = process.env.FULL === '1'

let office: Office
let year: LedgerYear
let pair: [Clerk, Clerk]
beforeAll(async () => {
  office = await anOffice()
  year = await aLedgerYear(office)
  pair = [year.accountant, await office.clerk(['accountant'], { name: '另一财务' })]
})
afterAll(() => office.close())

it('clobbers nothing silently in rounds of two clients at the same rows', async () => {
  const rounds = full ? 2_000 : 200
  const ids = Array.from({ length: 12 }, () => mint())
  const start = Object.fromEntries(ids.map((id) => [id, anEntry(year, { memo: '0', amount: 0 })]))
  await done(office, pair[0], creatingAs(entries, start))
  const seen = new Map<string, Cells>(ids.map((id) => [id, { memo: '0', amount: 0 }]))
  const tally = { applied: 0, merged: 0, conflict: 0, lost: 0 }
  for (let round = 1; round <= rounds; round++) {
    const chosen = ids.filter((_, i) => (i + round) % 3 === 0)
    const before = new Map(chosen.map((id) => [id, { ...seen.get(id) }]))
    const asked = pair.map((clerk, who) => ({ clerk, after: { memo: `${round}/${who}`, amount: round * 2 + (who === 0 || round % 2 ? 0 : 1) } })) // prettier-ignore
    const answers = await Promise.all(
      asked.map(
        ({ clerk, after }) =>
        clerk.changes.submit(settingAll(entries, chosen.map((id) => ({ id, before: before.get(id) ?? {}, after })))), // prettier-ignore
      ),
    )
    const rows = await rowsNow(pair[0], entries)
    for (const id of chosen) {
      const cells = rows.get(id)?.cells ?? {}
      for (const [who, answer] of answers.entries())
        noteOutcome(tally, answer, { id, asked: asked[who]?.after ?? {}, cells })
      seen.set(id, { memo: String(cells.memo), amount: Number(cells.amount) })
    }
  }
  const { faults, events } = await replay(office.store, office.rulebook, ['accounts'])
  console.log(
    `rounds=${rounds} events=${events} conflicts=${tally.conflict + tally.merged} lost=${tally.lost} mixed=${faults.length}`,
  )
  expect(faults).toEqual([])
  expect(tally.lost).toBe(0)
  expect(tally.conflict + tally.merged).toBeGreaterThan(rounds)
})

/** Whoever was told "applied" has his value standing after a round of two, unless the other was told the same of it. */
function noteOutcome(
  tally: Record<'applied' | 'merged' | 'conflict' | 'lost', number>,
  answer: BatchAnswer,
  { id, asked, cells }: { id: string; asked: Cells; cells: Cells },
): void {
  const other = answer.others.find(({ row }) => row === id)
  if (other?.outcome === 'merged' || other?.outcome === 'conflict') tally[other.outcome]++
  else tally.applied++
  const told = new Set(other?.cells?.map(({ column }) => column))
  for (const [column, value] of Object.entries(asked)) if (!told.has(column) && cells[column] !== value) tally.lost++
}

interface Act {
  who: 0 | 1
  rows: number[]
  what: 'memo' | 'amount' | 'code' | 'void' | 'restore' | 'create' | 'undo'
  value: number
  stale: boolean
}

const act: fc.Arbitrary<Act> = fc.record({
  who: fc.constantFrom(0, 1),
  rows: fc.uniqueArray(fc.nat(9), { minLength: 1, maxLength: 6 }),
  what: fc.constantFrom('memo', 'amount', 'code', 'code', 'void', 'restore', 'create', 'undo'),
  value: fc.nat(6),
  stale: fc.boolean(),
})

it('replays to the same rows, whatever two clients do to them', { timeout: full ? 3_600_000 : 300_000 }, async () => {
  let world = 0
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
      world++
      const ids = Array.from({ length: 10 }, () => mint())
      const start = Object.fromEntries(
        ids.map((id, i) => [id, aProject({ code: `${world}-${i}`, name: `${world}项目${i}` })]),
      )
      await done(office, pair[0], creatingAs(projects, start))
      const past: string[] = []
      let seen = await rowsNow(pair[0], projects)
      for (let i = 0; i < acts.length; i += 2) {
        await Promise.all(acts.slice(i, i + 2).map((one) => perform(one, { ids, seen, past, world })))
        if (!acts[i]?.stale) seen = await rowsNow(pair[0], projects)
      }
      expect((await replay(office.store, office.rulebook, ['accounts'])).faults).toEqual([])
    }),
    { numRuns: full ? 200 : 12, seed: 20261012, endOnFailure: true },
  )
})

interface World {
  ids: string[]
  seen: Awaited<ReturnType<typeof rowsNow>>
  past: string[]
  world: number
}

async function perform({ who, rows, what, value }: Act, { ids, seen, past, world }: World): Promise<void> {
  const clerk = pair[who]
  const chosen = rows.map((i) => ids[i] ?? '')
  const cell = (id: string, column: string) => seen.get(id)?.cells[column] ?? null
  const undoing = what === 'undo' ? past.at(-1) : undefined
  if (undoing !== undefined) {
    await clerk.changes.undo({ batch: undoing, as: mint() }).catch(() => undefined)
    return
  }
  const revs = chosen.map((id) => ({ id, rev: seen.get(id)?.rev ?? 1 }))
  const change =
    what === 'memo' || what === 'amount' || what === 'undo'
      ? setting(projects, 'original', chosen.map((id) => [id, cell(id, 'original'), value * 100])) // prettier-ignore
      : what === 'code'
        ? setting(projects, 'code', chosen.map((id, i) => [id, cell(id, 'code'), `${world}-${(value + i) % 10}`])) // prettier-ignore
        : what === 'create'
          ? creatingAs(projects, { [mint()]: aProject({ code: `${world}-${value}`, name: `${world}新${mint()}` }) })
          : voiding(projects, revs, what === 'void' ? 'voids' : 'restores')
  const { counts } = await clerk.changes.submit(change)
  if (counts.applied + counts.merged > 0) past.push(change.batch)
}
