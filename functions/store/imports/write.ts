import type { BatchAnswer, CellOutcome, RowOutcome } from '#shared/base/changes'
import { print } from '#shared/base/kinds'
import { fieldOf } from '#shared/cases/importing/fields'
import type { Fault } from '#shared/cases/importing/read'
import { accept } from '#functions/store/accept'
import { applyBatch } from '#functions/store/apply'
import type { Applying } from '#functions/store/applying'
import type { Change } from '#functions/store/change'
import { actorFrom } from '#functions/store/chunk'
import { knownHead } from '#functions/store/head'
import { undo } from '#functions/store/inverse'
import { checkMay } from '#functions/store/may'
import { accountKey } from '#functions/store/people/account'
import type { Planning } from '#functions/store/plan'
import { answerFrom } from '#functions/store/progress'
import { Refusal, refusalData, type RefusalData } from '#shared/base/refusal'
import { changeOf } from '#functions/store/wire'
import type { ImportFiles } from './files.ts'
import { knownJob, moveJob, type KeptJob } from './job.ts'
import { batchOfPart, Part, partName, undoOfPart } from './part.ts'
import { lateName, type RefusedRow } from './refused.ts'

export interface Importing extends Applying {
  files: ImportFiles
}

/**
 * 写入导入, 撤销导入. Works an import off, piece by piece, under the rights that its account has now; each piece is a batch
 * that is applied exactly once, whoever races. Answers whether the import waits for nothing more of it.
 */
export async function workOff(id: string, by: Importing): Promise<boolean> {
  for (;;) {
    const job = await knownJob(by.store, id)
    const next = works[job.state]
    if (!next) return true
    if (!by.mayGoOn() || !(await next(job, by))) return false
  }
}

type Work = (job: KeptJob, by: Importing) => Promise<boolean>

const works: Partial<Record<KeptJob['state'], Work>> = {
  writing: (job, by) => (job.part < job.parts ? writePart(job, by) : ended(job, 'written', by)),
  undoing: (job, by) => (job.part > 0 ? undoPart(job, by) : ended(job, 'undone', by)),
}

async function ended({ id, state }: KeptJob, to: 'written' | 'undone', { store, now }: Importing): Promise<boolean> {
  await moveJob(store, id, { now: now(), from: [state], set: { state: to } })
  return true
}

/** False: there was no time for all of it. */
async function writePart(job: KeptJob, by: Importing): Promise<boolean> {
  const { id, part: k } = job
  const part = Part.parse(JSON.parse((await by.files.read(id, partName(k))) ?? 'null'))
  const planning = await planningFor(job, by)
  const change = { ...withPersons(changeOf(part.change, by.rulebook), part), parent: id }
  const answer = await done(
    await refusable(() => (checkMay(change, planning.actor, by.rulebook), accept(change, planning))),
    by,
  )
  if (!answer) return false
  if (answer instanceof Refusal) return failed(job, answer, by)
  const late = lateRows(part, answer, job)
  if (late.length > 0) await by.files.write(id, lateName(k), JSON.stringify(late))
  const { unchanged } = answer.counts
  const add = { saved: answer.rows - unchanged - late.length, unchanged, lost: late.length }
  const now = by.now()
  // Cancelled meanwhile: this piece is written all the same, and counted; the next is not begun.
  const moved = await moveJob(by.store, id, { now, from: ['writing'], part: k, set: { part: k + 1 }, add })
  if (!moved) await moveJob(by.store, id, { now, from: ['cancelled'], part: k, set: { part: k + 1 }, add })
  return true
}

/** Each row with whoever is behind it, as he was sealed. */
const withPersons = (change: Change, { persons }: Part): Change => ({
  ...change,
  rows: change.rows.map((row, i) => {
    const person = persons[i]
    return row.act === 'import' && person ? { ...row, person } : row
  }),
})

/** The last piece first: what a later one rests on is taken back before it. */
async function undoPart(job: KeptJob, by: Importing): Promise<boolean> {
  const { id, part } = job
  const k = part - 1
  const planning = await planningFor(job, by)
  const answer = await done(await refusable(() => undo(batchOfPart(id, k), undoOfPart(id, k), planning)), by)
  if (!answer) return false
  // A piece of which nothing was written has nothing to be taken back.
  if (answer instanceof Refusal && answer.code !== 'change/empty') return failed(job, answer, by)
  const taken = answer instanceof Refusal ? 0 : answer.counts.applied
  const left = answer instanceof Refusal ? 0 : answer.rows - taken
  const set = { part: k }
  await moveJob(by.store, id, { now: by.now(), from: ['undoing'], part, set, add: { undone: taken, left } })
  return true
}

async function failed({ id, state }: KeptJob, because: Refusal, { store, now }: Importing): Promise<boolean> {
  await moveJob(store, id, { now: now(), from: [state], set: { state: 'failed', because: refusalData(because) } })
  return true
}

async function refusable(work: () => Promise<BatchAnswer>): Promise<BatchAnswer | Refusal> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

/** The answer to a batch once it is applied; undefined where time ran out. */
async function done(answer: BatchAnswer | Refusal, by: Importing): Promise<BatchAnswer | Refusal | undefined> {
  if (answer instanceof Refusal || answer.state === 'applied') return answer
  if (!(await applyBatch(answer.batch, by))) return undefined
  return answerFrom(by.store, answer.batch, await knownHead(by.store, answer.batch))
}

async function planningFor(job: KeptJob, { store, rulebook, now }: Importing): Promise<Planning> {
  const [account] = await store.read([accountKey(store.district, job.by)])
  return { store, rulebook, actor: actorFrom(account, job), now: now(), attended: false }
}

/** Rows that could not be written after all, as they were read, with their places in the file. */
function lateRows({ change, at }: Part, { others }: BatchAnswer, { mapping }: KeptJob): RefusedRow[] {
  const places = new Map((change.imports?.rows ?? []).map((row, place) => [row, place]))
  return others
    .filter(({ outcome }) => outcome !== 'unchanged' && outcome !== 'merged')
    .map((outcome) => {
      const place = places.get(outcome.row) ?? 0
      const cells = mapping.map((key) => textAt(change, key, place))
      return { at: at[place] ?? 0, cells, faults: faultsIn(outcome, at[place] ?? 0, cells, mapping) }
    })
}

function textAt({ imports }: Part['change'], key: string | null, place: number): string {
  const column = imports?.columns.find((one) => one.key === key)
  const kind = key === null ? undefined : fieldOf(key)?.kind
  const cell = column?.words[column.after[place] ?? -1] ?? null
  return kind ? print(cell, kind, { plain: true }) : ''
}

function faultsIn(
  { refusal, cells = [] }: RowOutcome,
  at: number,
  texts: readonly string[],
  mapping: KeptJob['mapping'],
): Fault[] {
  const ofCells = cells.flatMap(({ column, refusal: because }: CellOutcome): Fault[] => {
    const place = mapping.indexOf(column)
    const fault = { at, column: place + 1, field: column, text: texts[place] ?? '' }
    return because ? [{ ...fault, because: because as RefusalData }] : []
  })
  if (ofCells.length > 0 || !refusal) return ofCells
  return [{ at, column: 0, field: null, text: '', because: refusal as RefusalData }]
}
