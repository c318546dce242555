import type { Row } from '#shared/base/sheet'
import { applied, mint, type Person } from '../client.ts'
import { newEntries, openDesk, readYear, rewriting, type Desk } from '../desk.ts'
import { aFolder, startSystem, type System } from '../system.ts'
import { againstPlain, plainTimes, slower, type PlainTimes } from './plain.ts'
import type { Report } from './run.ts'
import { childrenOf, cpuOf, cpuOfProcess, cpuOfThreads, memoryOf } from './usage.ts'

const columns = ['day', 'project', 'functional', 'economic', 'amount', 'payee', 'memo']

/**
 * Edits through the gateway: one cell, many rows at once, many people at once. Processor time is that of the whole
 * system; for one cell without the projector's thread, which tells others of the edit afterwards and has a figure of its
 * own. A ledger row has seven columns that may be edited: all of them are.
 */
export async function bench(report: Report): Promise<void> {
  const plain = await plainTimes(report)
  const folder = aFolder()
  const system = await startSystem({ folder: folder.path })
  const desk = await openDesk(system)
  await oneCell({ report, plain, system }, desk)
  for (const [name, rows] of [
    ['1000x10', 1_000],
    ['10000x10', 10_000],
  ] as const)
    await manyRows({ report, plain, system }, desk, name, rows)
  await manyPeople(report, desk)
  await system.stop()
  folder.remove()
}

const edit = ({ place }: Desk, row: Row, memo: string) => ({
  batch: mint(),
  sheet: 'entries' as const,
  place,
  gesture: 'type' as const,
  sets: { rows: [row.id], columns: [{ key: 'memo', words: [row.cells.memo ?? null, memo], before: [0], after: [1] }] },
})

async function retype(person: Person, desk: Desk, row: Row, memo: string): Promise<boolean> {
  const answer = await person.call.changes.submit(edit(desk, row, memo))
  row.cells.memo = memo
  return answer.counts.applied === 1
}

interface Bench {
  report: Report
  plain: PlainTimes
  system: System
}

async function oneCell({ report, plain, system }: Bench, desk: Desk): Promise<void> {
  const [row] = desk.entries
  if (!row) return
  for (let i = 0; i < 200; i++) await retype(desk.accountant, desk, row, `预热${i}`)
  const [spent, walls] = [meter(system), [] as number[]]
  for (let i = 0; i < 1_000; i++) {
    const began = performance.now()
    await retype(desk.accountant, desk, row, `单格${i}`)
    walls.push(performance.now() - began)
  }
  const { all, gateway, staff, projector, engine } = spent()
  report('edit.one.cpu', all - projector)
  report('edit.one.cpu.scaled', (all - projector) / slower(plain))
  report('edit.one.gateway', gateway)
  report('edit.one.function', staff)
  report('edit.one.engine', engine)
  report('edit.one.projector', projector)
  report('edit.one.against.plain', (all - projector) / plain.one.cpu)
  report('edit.one.wall.median', walls.sort((a, b) => a - b)[500] ?? 0)
}

/** Processor seconds from now on: of the whole system, of the threads that matter, of the engine. */
function meter({ child: { pid = 0 } }: System) {
  const [engine = 0] = childrenOf(pid)
  const now = () => ({
    all: cpuOf(pid),
    gateway: cpuOfThreads(pid, 'MainThread'),
    staff: cpuOfThreads(pid, '-staf'),
    projector: cpuOfThreads(pid, '-proj'),
    engine: cpuOfProcess(engine),
  })
  const before = now()
  return () => {
    const after = now()
    return {
      all: after.all - before.all,
      gateway: after.gateway - before.gateway,
      staff: after.staff - before.staff,
      projector: after.projector - before.projector,
      engine: after.engine - before.engine,
    }
  }
}

async function manyRows(
  { report, plain, system }: Bench,
  desk: Desk,
  name: '1000x10' | '10000x10',
  count: number,
): Promise<void> {
  const missing = count - desk.entries.length
  if (missing > 0)
    for (let left = missing; left > 0; left -= 5_000)
      await applied(desk.accountant, newEntries(desk, Math.min(left, 5_000)))
  Object.assign(desk, await readYear(desk.accountant, desk.place))
  const change = rewriting(desk, desk.entries.slice(0, count), columns, count)
  const group = system.child.pid ?? 0
  const [cpu, began] = [cpuOf(group), performance.now()]
  const { batch } = await desk.accountant.call.changes.submit(change)
  report(`edit.${name}.accepted`, (performance.now() - began) / 1000)
  while ((await desk.accountant.call.changes.batch({ batch })).state !== 'applied')
    await new Promise((resolve) => setTimeout(resolve, 20))
  const taken = (performance.now() - began) / 1000
  report(`edit.${name}.applied`, taken)
  report(`edit.${name}.applied.scaled`, taken / slower(plain))
  report(`edit.${name}.against.plain`, againstPlain(taken, count, plain))
  report(`edit.${name}.cpu`, cpuOf(group) - cpu)
  if (name === '10000x10') report('edit.10000x10.memory', memoryOf(group))
  Object.assign(desk, await readYear(desk.accountant, desk.place))
}

/** Edits a second of so many clients at once, each on rows of its own, and how many were not applied. */
async function rate(desk: Desk, clients: number): Promise<{ rate: number; refused: number }> {
  const rounds = Math.ceil(800 / clients)
  const began = performance.now()
  const outcomes = await Promise.all(
    desk.entries.slice(0, clients).map(async (row) => {
      let refused = 0
      for (let i = 0; i < rounds; i++) if (!(await retype(desk.accountant, desk, row, `${clients}人${i}`))) refused++
      return refused
    }),
  )
  const seconds = (performance.now() - began) / 1000
  return { rate: (rounds * clients) / seconds, refused: outcomes.reduce((sum, n) => sum + n, 0) }
}

async function manyPeople(report: Report, desk: Desk): Promise<void> {
  const eight = await rate(desk, 8)
  const many = await rate(desk, 32)
  report('edit.clients8.rate', eight.rate)
  report('edit.clients32.rate', many.rate)
  report('edit.clients32.against8', many.rate / eight.rate)
  report('edit.clients32.refused', eight.refused + many.refused)
}
