import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import type { ImportJob } from '#shared/cases/contract'
import { caseImports, type CaseImports } from '../case-imports.ts'
import { costOf } from '../functions/reader-cost.ts'
import { caseFile, csvOf, numbered } from '../samples/case-files.ts'
import { aFolder, startSystem, type System } from '../system.ts'
import type { Report } from './run.ts'
import { memoryOf } from './usage.ts'

/** Cases of a year; `--rows N` takes fewer. */
const fullYear = 170_000
const { values: asked } = parseArgs({ options: { rows: { type: 'string' } }, allowPositionals: true })
const rows = Number(asked.rows ?? fullYear)

/** A file of a year from the upload to the last row, what other people feel of it meanwhile, and the way out again. */
export async function bench(report: Report): Promise<void> {
  const file = Buffer.from(csvOf(numbered('B', caseFile({ rows }))))
  const { megabytes } = costOf(file, '台账.csv', 'cases')
  report('import.reader.memory', megabytes)
  const folder = aFolder()
  const system = await startSystem({ folder: folder.path })
  await brought({ report, system, desk: await caseImports(system) }, file)
  await system.stop()
  folder.remove()
  for (const format of ['csv', 'xlsx'] as const) exported(report, format)
}

interface Bench {
  report: Report
  system: System
  desk: CaseImports
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

async function brought({ report, system, desk }: Bench, file: Buffer): Promise<void> {
  const group = system.child.pid ?? 0
  const idle = await latencies(desk, () => Promise.resolve(false), 100)
  const [held, began] = [memoryOf(group), performance.now()]
  const seconds = (): number => (performance.now() - began) / 1000
  const checking = desk.checked(file)
  const checks = await latencies(desk, settled(checking))
  const { id } = await checking
  report('import.check.seconds', seconds())
  const writing = desk.written(id)
  const writes = await latencies(desk, settled(writing), 0, () => (peak = Math.max(peak, memoryOf(group))))
  const job = await writing
  report('import.seconds', seconds())
  report('import.rate', job.saved / seconds())
  report('import.memory', Math.max(peak, memoryOf(group)) - held)
  report('import.lost', rows - job.saved)
  report('import.staff.idle', median(idle))
  report('import.staff.during', median([...checks, ...writes]))
  report('import.staff.ratio', median([...checks, ...writes]) / median(idle))
}

let peak = 0

/** Asks whether something has come to its end. */
function settled(promise: Promise<ImportJob>): () => Promise<boolean> {
  let done = false
  promise.finally(() => (done = true)).catch(() => undefined)
  return () => Promise.resolve(done)
}

/** Milliseconds in which the staff API answers somebody else's page, until it is told to stop. */
async function latencies(desk: CaseImports, until: () => Promise<boolean>, count = 0, beside?: () => void) {
  const times: number[] = []
  while (count > 0 ? times.length < count : !(await until())) {
    const began = performance.now()
    await desk.supervisor.call.rows.open({ place: '', sheets: ['units'] })
    times.push(performance.now() - began)
    if (times.length % 10 === 0) beside?.()
    await pause(100)
  }
  return times
}

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? NaN

const Told = z.object({ seconds: z.number(), megabytes: z.number(), bytes: z.number() })

/** An export of the sheet as the browser writes it, in a process of its own. */
function exported(report: Report, format: 'csv' | 'xlsx'): void {
  const args = ['--expose-gc', '--disable-warning=ExperimentalWarning', 'test/web/export-one.ts', String(rows), format]
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  const last = stdout.trim().split('\n').at(-1) ?? ''
  if (last === '') throw new Error(stderr)
  const { seconds, megabytes, bytes } = Told.parse(JSON.parse(last))
  report(`export.${format}.cpu`, seconds)
  report(`export.${format}.memory`, megabytes)
  report(`export.${format}.size`, bytes / 1_000_000)
}
