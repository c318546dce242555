import { afterAll, beforeAll, expect, it } from 'vitest'
import type { BatchAnswer } from '#shared/base/changes'
import type { Cells, Row } from '#shared/base/sheet'
import { decodeTile } from '#shared/base/tile'
import { cases } from '#shared/cases/columns'
import { caseSight } from '#shared/cases/sight'
import { isInHand } from '#shared/cases/states'
import { caseSteps, stepsOpen } from '#shared/cases/steps'
import type { CaseStep } from '#shared/cases/step-names'
import { rightsOf, type Role } from '#shared/people/roles'
import { Refusal } from '#shared/base/refusal'
import { keysOfMonth } from '#functions/store/cases'
import { rowIdOf, rowOf } from '#functions/store/row'
import { rowsFromLedger } from '#functions/store/tiles/ledger'
import { monthsOfCases } from '#functions/store/tiles/months'
import { Rows } from '#web/sheet/rows.ts'
import { finish } from '#web/sheet/slices.ts'
import { mint } from '../../client.ts'
import { chanceOf } from '../../faults/inject.ts'
import { replay } from '../../faults/replay.ts'
import { aCaseDesk, bytesOf, followCases, readCases, requests, withYear, type CaseDesk } from '../../functions/case-desk.ts' // prettier-ignore
import { anOffice, creatingAs, done, settingAll, voiding, type Clerk, type Office } from '../../functions/office.ts'

/** A month at the request desk: days of eight people, each of whom acts so often a day, on so many cases. */
const size = process.env.FULL === '1' ? { days: 30, acts: 24, rows: 4_000 } : { days: 10, acts: 2, rows: 300 }

const month = '2026-11'
let office: Office
let desk: CaseDesk
let people: Person[]

interface Person {
  clerk: Clerk
  role: Role
  /** batches that may be taken back, or brought again */
  own: string[]
}

beforeAll(async () => {
  office = await anOffice()
  desk = await aCaseDesk(office)
  const registrar = await office.clerk(['registrar'])
  await done(office, registrar, creatingAs({ sheet: 'limits', place: '' }, { [mint()]: { finish: 5, finishUnit: 'work-days' } })) // prettier-ignore
  const free = ['2026-01-01', '2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07']
  await done(office, registrar, creatingAs({ sheet: 'calendar-days', place: '' }, Object.fromEntries(free.map((day) => [day, { day, kind: 'free' }])))) // prettier-ignore
  await withYear(office, desk, { rows: size.rows, last: '2026-10-12' })
  const roles: Role[] = ['dispatcher', 'dispatcher', 'dispatcher', 'supervisor', 'supervisor', 'handler', 'handler', 'handler'] // prettier-ignore
  people = await Promise.all(
    roles.map(async (role) => ({ role, own: [], clerk: await office.clerk([role], { unit: 'city-management' }) })),
  )
}, 600_000)
afterAll(async () => {
  await office.close()
})

/** The live cases as they stand in the table. */
async function standing(): Promise<Map<string, Row>> {
  const items = await office.store.read(await keysOfCases())
  const found = items.flatMap((item) => (item ? [rowOf(cases, rowIdOf(cases, item), item)] : []))
  return new Map(found.filter(({ voided }) => !voided).map((row) => [row.id, row]))
}

async function keysOfCases() {
  const months = await monthsOfCases(office.store, month)
  return (await Promise.all(months.map((one) => keysOfMonth(office.store, one)))).flat()
}

/** What was done, and what became of it, over all rows. */
const counts = { acts: 0, rows: 0, applied: 0, merged: 0, conflict: 0, refused: 0, steps: 0 }

function note(answer: BatchAnswer): void {
  counts.acts++
  counts.rows += answer.rows
  for (const key of ['applied', 'merged', 'conflict', 'refused'] as const) counts[key] += answer.counts[key]
}

type Chance = () => number
const pick = <T>(of: readonly T[], chance: Chance): T | undefined => of[Math.floor(chance() * of.length)]

/** Columns that are free to be typed into, by role, with a value for each. */
function cellsFor(role: Role, round: string, chance: Chance): Cells {
  const note = { note: `${round}批注` }
  const cost = { cost: Math.floor(chance() * 90_000) }
  if (role === 'supervisor') return note
  if (role === 'handler') return chance() < 0.5 ? note : { ...note, ...cost }
  return pick<Cells>([note, cost, { ...note, tags: `标签${round}` }, { ...note, ...cost }, { street: `${round}街`, community: `${round}社区` }], chance) ?? note // prettier-ignore
}

const opinion = '已按职责核实'
const inputs: Partial<Record<CaseStep, object>> = {
  dispatch: { unit: 'city-management' },
  arbitrate: { unit: 'housing', opinion },
  reassign: { unit: 'housing', opinion },
  'ask-extension': { opinion, until: '2026-12-20T09:30:00.000Z' },
  suspend: { opinion, review: '2026-12-01' },
  press: { opinion, level: 3 },
  reopen: { opinion },
}

/** Rows that somebody acts on: neighbours, so that people get in each other's way. */
const someOf = (rows: readonly Row[], chance: Chance): Row[] => {
  const from = Math.floor(chance() * Math.min(30, rows.length))
  return rows.slice(from, from + 1 + Math.floor(chance() * 10))
}

/** Cases that a unit has in hand first, then the newest. */
const byHand = (one: Row, other: Row): number =>
  Number(isInHand(other.cells.state)) - Number(isInHand(one.cells.state)) || (one.id < other.id ? 1 : -1)

/** One act of one person, on the cases as everybody saw them in the morning. */
async function act({ clerk, role, own }: Person, seen: readonly Row[], round: string, chance: Chance): Promise<void> {
  const mine = seen.filter((row) => role !== 'handler' || caseSight.sees(actorOf(clerk, role), row, office.now()))
  const rows = someOf(mine, chance)
  const kind = chance()
  if (kind < 0.12 && own.length > 0) {
    const batch = own.splice(Math.floor(chance() * own.length), 1)[0] ?? ''
    const as = mint()
    note(await clerk.changes.undo({ batch, as }))
    own.push(as)
    return
  }
  if (kind < 0.3) return step({ clerk, role, own }, rows, chance)
  if (kind < 0.36 && role === 'dispatcher') {
    const made = { channel: 'hotline', type: 'help', urgency: 'normal', title: `${round}新登记` }
    note(await clerk.changes.submit(creatingAs(requests, { [mint()]: made })))
    return
  }
  if (kind < 0.4 && role === 'dispatcher') return voidAndBack(clerk, rows.slice(0, 2), chance)
  const cells = cellsFor(role, round, chance)
  const change = settingAll(requests, rows.map(({ id, cells: before }) => ({ id, before, after: cells }))) // prettier-ignore
  note(await clerk.changes.submit(change))
  own.push(change.batch)
}

const actorOf = ({ account }: Clerk, role: Role) => ({ account, name: '', unit: 'city-management', roles: [role], rights: rightsOf([role]), fresh: false }) // prettier-ignore

async function step({ clerk, role }: Person, rows: readonly Row[], chance: Chance): Promise<void> {
  const actor = actorOf(clerk, role)
  const steps = rows.flatMap((row) => {
    const open = stepsOpen(row, (right) => actor.rights.has(right) && caseSight.holds(actor, right, row, office.now()))
    const name = pick(open.filter((one) => one !== 'merge'), chance) // prettier-ignore
    if (!name) return []
    const input = inputs[name] ?? (caseSteps[name].input.safeParse({}).success ? {} : { opinion })
    return [{ row: row.id, rev: row.rev, step: name, input }]
  })
  if (steps.length === 0) return
  const answer = await clerk.changes.submit({ ...requests, batch: mint(), gesture: 'step', steps })
  counts.steps += answer.counts.applied
  note(answer)
}

async function voidAndBack(clerk: Clerk, rows: readonly Row[], chance: Chance): Promise<void> {
  if (rows.length === 0) return
  const gone = await clerk.changes.submit(voiding(requests, rows))
  note(gone)
  if (chance() < 0.5) return
  const back = gone.applied.rows.map((id, i) => ({ id, rev: gone.applied.revs[i] ?? 0 }))
  if (back.length > 0) note(await clerk.changes.submit(voiding(requests, back, 'restores')))
}

/** A refusal of a whole act, such as of an undo that came too late, is an answer as well. */
const politely = async (doing: Promise<void>): Promise<void> => {
  try {
    await doing
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    counts.refused++
  }
}

/** The sheet of a browser: filled from tiles, following its feed. */
async function aSheet(clerk: Clerk): Promise<{ rows: Rows; cursor: string }> {
  const { tiles = [], sheets, cursor } = await clerk.rows.open({ place: '', sheets: ['cases'] })
  const rows = new Rows({ sheet: cases, rights: new Set(), reading: () => ({}), mint })
  for (const tile of tiles) finish(rows.takeTile(decodeTile(cases, await bytesOf(tile))))
  for (const loaded of sheets) rows.store.load(loaded)
  return { rows, cursor: await follow(clerk, rows, cursor) }
}

async function follow(clerk: Clerk, rows: Rows, from: string): Promise<string> {
  const { entries, cursor } = await followCases(clerk, from)
  rows.take(entries)
  return cursor
}

const shownBy = ({ store }: Rows): Map<string, Cells> =>
  new Map(
    store
      .slots()
      .filter((slot) => !store.isGone(slot))
      .map((slot) => [store.idOf(slot), withoutBlanks(store.cells(slot))]),
  )

const withoutBlanks = (cells: Cells): Cells => Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== null)) // prettier-ignore

/** Cells in which two pictures of the cases differ, each in words. */
function differences(what: string, found: ReadonlyMap<string, Cells>, wanted: ReadonlyMap<string, Cells>): string[] {
  const ids = new Set([...found.keys(), ...wanted.keys()])
  return [...ids].flatMap((id) => {
    const [one, other] = [found.get(id), wanted.get(id)]
    if (!one || !other) return [`${what}: ${id} is ${one ? 'too much' : 'missing'}`]
    const keys = new Set([...Object.keys(one), ...Object.keys(other)])
    return [...keys].flatMap((key) => (one[key] === other[key] ? [] : [`${what}: ${id} ${key} ${String(one[key])} for ${String(other[key])}`])) // prettier-ignore
  })
}

const cellsOf = (rows: Iterable<Pick<Row, 'id' | 'cells'>>): Map<string, Cells> =>
  new Map([...rows].map(({ id, cells }) => [id, withoutBlanks(cells)]))

it('ends a month of eight people’s edits with one truth: sheet, state, ledger and tiles are the same in every cell', async () => {
  const chance = chanceOf(2026)
  const sheet = await aSheet(desk.supervisor)
  let { cursor } = sheet
  for (let day = 0; day < size.days; day++) {
    const seen = [...(await standing()).values()].sort(byHand)
    for (let turn = 0; turn < size.acts; turn++)
      await Promise.all(people.map((one, nth) => politely(act(one, seen, `${day}-${turn}-${nth}`, chance))))
    await office.work()
    office.pass(86_400)
    await office.project()
    cursor = await follow(desk.supervisor, sheet.rows, cursor)
  }
  const state = cellsOf((await standing()).values())
  const { faults, events } = await replay(office.store, office.rulebook, ['accounts', 'units', 'limits', 'calendar-days']) // prettier-ignore
  const ledger = (await rowsFromLedger(office.store, cases, await keysOfCases())).filter(({ voided }) => !voided)
  const opened = await aSheet(desk.supervisor)
  const handler = people.find(({ role }) => role === 'handler')
  if (!handler) throw new Error('nobody of a unit')
  const theirs = [...state].filter(([id, cells]) => caseSight.sees(actorOf(handler.clerk, 'handler'), { id, rev: 1, cells }, office.now())) // prettier-ignore
  const found = [
    ...faults,
    ...differences('sheet that followed', shownBy(sheet.rows), state),
    ...differences('sheet opened now', shownBy(opened.rows), state),
    ...differences('ledger', cellsOf(ledger), state),
    ...differences('tiles and feed', cellsOf((await readCases(desk.supervisor)).rows.values()), state),
    ...differences('unit', cellsOf((await readCases(handler.clerk)).rows.values()), new Map(theirs)),
  ]
  const { acts, rows, applied, merged, conflict, refused, steps } = counts
  console.log(`clients=8 acts=${acts} rows=${rows} applied=${applied} merged=${merged} clashes=${conflict} refused=${refused} steps=${steps} events=${events} cases=${state.size} differences=${found.length}`) // prettier-ignore
  expect(found.slice(0, 20)).toEqual([])
  expect(theirs.length).toBeGreaterThan(5)
  for (const count of [merged, conflict, refused, steps]) expect(count).toBeGreaterThan(0)
}, 1_500_000)
