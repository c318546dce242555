import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChangeSet } from '#shared/base/changes'
import type { Cells } from '#shared/base/sheet'
import { caseStepNames, type CaseStep } from '#shared/cases/step-names'
import { caseStates, type CaseState } from '#shared/cases/states'
import { roleNames, type Role } from '#shared/people/roles'
import { mint } from '../client.ts'
import { replay } from '../faults/replay.ts'
import { aCaseDesk, importing, requests, type CaseDesk } from './case-desk.ts'
import { anOffice, creatingAs, done, refusalIn, setting, type Clerk, type Office } from './office.ts'

const registers = { limits: { sheet: 'limits', place: '' }, days: { sheet: 'calendar-days', place: '' } } as const

let office: Office
let desk: CaseDesk
let handler: Clerk
beforeAll(async () => {
  office = await anOffice()
  desk = await aCaseDesk(office)
  handler = await office.clerk(['handler'], { unit: 'city-management' })
  const registrar = await office.clerk(['registrar'])
  await done(office, registrar, creatingAs(registers.limits, { [mint()]: { finish: 5, finishUnit: 'work-days' } }))
  const free = (day: string) => ({ day, kind: 'free' })
  const days = ['2026-01-01', '2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07']
  const year = { ...Object.fromEntries(days.map((day) => [day, free(day)])), '2026-10-10': { day: '2026-10-10', kind: 'worked' } } // prettier-ignore
  await done(office, registrar, creatingAs(registers.days, year))
})
afterAll(async () => {
  const { faults } = await replay(office.store, office.rulebook, ['accounts', 'units', 'limits', 'calendar-days'])
  await office.close()
  expect(faults).toEqual([])
})

/** The table of the district once more, written down by hand: which roles take a step, and from which states. */
const allowed: Record<CaseStep, { from: CaseState[]; roles: Role[] }> = {
  register: { from: ['received'], roles: ['dispatcher'] },
  refuse: { from: ['received', 'registered'], roles: ['dispatcher'] },
  answer: { from: ['received'], roles: ['intake', 'dispatcher'] },
  dispatch: { from: ['received', 'registered'], roles: ['dispatcher'] },
  arbitrate: { from: ['registered'], roles: ['supervisor'] },
  reassign: { from: ['dispatched', 'accepted'], roles: ['dispatcher'] },
  accept: { from: ['dispatched'], roles: ['handler'] },
  'send-back': { from: ['dispatched'], roles: ['handler'] },
  report: { from: ['accepted'], roles: ['handler'] },
  rework: { from: ['reported'], roles: ['supervisor'] },
  close: { from: ['reported'], roles: ['supervisor'] },
  'ask-extension': { from: ['dispatched', 'accepted'], roles: ['handler'] },
  extend: { from: ['dispatched', 'accepted'], roles: ['supervisor'] },
  'refuse-extension': { from: ['dispatched', 'accepted'], roles: ['supervisor'] },
  suspend: { from: ['dispatched', 'accepted'], roles: ['supervisor'] },
  resume: { from: ['suspended'], roles: ['supervisor'] },
  press: { from: ['registered', 'dispatched', 'accepted', 'reported', 'suspended'], roles: ['supervisor'] },
  'follow-up': { from: ['closed'], roles: ['call-back'] },
  reopen: { from: ['followed-up'], roles: ['supervisor'] },
  archive: { from: ['followed-up'], roles: ['supervisor'] },
  merge: { from: ['received', 'registered'], roles: ['dispatcher'] },
  split: { from: ['merged'], roles: ['dispatcher'] },
}

const opinion = '已到现场核实，按职责分工处理'
const until = '2026-10-30T09:30:00.000Z'

/** An input that each step takes. */
const inputs: Record<CaseStep, object> = {
  register: {},
  refuse: { opinion },
  answer: { opinion },
  dispatch: { unit: 'city-management' },
  arbitrate: { unit: 'housing', opinion },
  reassign: { unit: 'housing', opinion },
  accept: {},
  'send-back': { opinion },
  report: { opinion },
  rework: { opinion },
  close: {},
  'ask-extension': { opinion, until },
  extend: {},
  'refuse-extension': { opinion },
  suspend: { opinion, review: '2026-11-02' },
  resume: {},
  press: { opinion, level: 1 },
  'follow-up': { contacted: true, solved: true, satisfaction: 'satisfied' },
  reopen: { opinion },
  archive: {},
  merge: { into: '' },
  split: {},
}

let nth = 0

/** A case in a state, as history that was taken over: everything that the state asks for, a moment ago. */
function aCase(state: CaseState, over: Cells = {}): { id: string; rev: number; cells: Cells } {
  nth++
  const sent = !['received', 'registered', 'refused', 'merged', 'void'].includes(state)
  const ended = ['closed', 'followed-up', 'archived'].includes(state)
  const cells: Cells = {
    number: `SQ20261012-${nth}`,
    channel: 'hotline',
    type: 'complaint',
    urgency: 'normal',
    title: '梧桐街占道经营',
    state,
    received: '2026-10-12T00:30:00.000Z',
    ...(state === 'received' ? {} : { registered: '2026-10-12T00:40:00.000Z' }),
    ...(sent
      ? { unit: 'city-management', dispatched: '2026-10-12T00:50:00.000Z', due: '2026-10-19T09:30:00.000Z' }
      : {}),
    ...(ended ? { closed: '2026-10-12T00:55:00.000Z' } : {}),
    ...(state === 'followed-up' ? { followedUp: '2026-10-12T00:58:00.000Z', satisfaction: 'satisfied' } : {}),
    ...(state === 'suspended' ? { suspended: '2026-10-12T00:55:00.000Z', review: '2026-10-20' } : {}),
    ...over,
  }
  return { id: mint(), rev: 1, cells }
}

/** What a step needs to find beside the state. */
const beside = (step: CaseStep, by: Clerk): Cells => {
  if (step === 'arbitrate') return { returns: 2 }
  if (step === 'extend' || step === 'refuse-extension') return { asked: until }
  return step === 'answer' ? { takenBy: by.account } : {}
}

const stepping = (steps: NonNullable<ChangeSet['steps']>): ChangeSet => ({
  ...requests,
  batch: mint(),
  gesture: 'step',
  steps,
})

const taken = async (clerk: Clerk, row: string, rev: number, step: CaseStep, input: object = inputs[step]) => {
  const answer = await done(office, clerk, stepping([{ row, rev, step, input }]))
  return answer.counts.applied === 1 ? 'taken' : answer.others[0]?.refusal?.code
}

const imported = async (row: ReturnType<typeof aCase>) => {
  const answer = await done(office, desk.supervisor, importing([row]))
  expect(answer.counts.applied).toBe(1)
  return row
}

const clerkOf = (role: Role): Promise<Clerk> => (role === 'handler' ? Promise.resolve(handler) : office.clerk([role]))

describe('every state, every step, every role of the request desk', () => {
  const roles: Role[] = ['intake', 'dispatcher', 'handler', 'call-back', 'supervisor']
  it.each(roles)('%s takes the steps of the table and no other', async (role) => {
    const clerk = await clerkOf(role)
    const open = aCase('registered')
    const asked = caseStates.flatMap(({ value: state }) =>
      caseStepNames.map((step) => ({ state, step, row: aCase(state, beside(step, clerk)) })),
    )
    const rows = [open, ...asked.map(({ row }) => row)]
    expect((await done(office, desk.supervisor, importing(rows))).counts.applied).toBe(rows.length)
    const answer = await done(
      office,
      clerk,
      stepping(
        asked
          .filter(({ step }) => clerkMay(role, step))
          .map(({ step, row }) => ({
            row: row.id,
            rev: 1,
            step,
            input: step === 'merge' ? { into: open.id } : inputs[step],
          })),
      ),
    )
    const took = new Set(answer.applied.rows)
    const wrong = asked.filter(({ state, step, row }) => took.has(row.id) !== (allowed[step].roles.includes(role) && allowed[step].from.includes(state))) // prettier-ignore
    expect(wrong.map(({ state, step }) => `${state} ${step}`)).toEqual([])
    expect(took.size).toBe(caseStepNames.filter((step) => allowed[step].roles.includes(role)).flatMap((step) => allowed[step].from).length) // prettier-ignore
  })

  it('a step that a role has no right to is refused before any row is looked at', async () => {
    const row = aCase('dispatched')
    await done(office, desk.supervisor, importing([row]))
    for (const role of roleNames)
      for (const step of caseStepNames.filter((name) => !clerkMay(role, name)))
        await expect((await clerkOf(role)).changes.submit(stepping([{ row: row.id, rev: 1, step, input: inputs[step] }]))).rejects.toMatchObject({ code: 'access/not-allowed' }) // prettier-ignore
  })
})

const rightsByRole: Partial<Record<Role, CaseStep[]>> = {}

/** Whether a role holds the right of a step at all, by the table above. */
function clerkMay(role: Role, step: CaseStep): boolean {
  const known = (rightsByRole[role] ??= caseStepNames.filter((name) => allowed[name].roles.includes(role)))
  return known.includes(step)
}

/** A case as its supervisor reads it. */
const caseNow = async (row: string): Promise<Cells> => {
  const { entries } = await desk.supervisor.rows.history({ ...requests, row })
  return Object.fromEntries(
    entries.toReversed().flatMap(({ cells }) => Object.entries(cells).map(([key, [, after]]) => [key, after])),
  )
}

describe('the life of a request', () => {
  it('is dispatched, sent back, decided about after the second return, and sent back no third time', async () => {
    const { id } = await imported(aCase('received'))
    const { dispatcher, supervisor } = desk
    expect(await taken(dispatcher, id, 1, 'register')).toBe('taken')
    expect(await taken(dispatcher, id, 2, 'dispatch')).toBe('taken')
    expect(await taken(handler, id, 3, 'send-back')).toBe('taken')
    expect(await caseNow(id)).toMatchObject({ state: 'registered', unit: null, due: null, returns: 1, badges: 'returned' }) // prettier-ignore
    expect(await taken(dispatcher, id, 4, 'dispatch')).toBe('taken')
    expect(await taken(handler, id, 5, 'send-back')).toBe('taken')
    expect(await taken(dispatcher, id, 6, 'dispatch')).toBe('step/not-legal')
    expect(await taken(supervisor, id, 6, 'arbitrate', { unit: 'city-management', opinion })).toBe('taken')
    expect(await taken(handler, id, 7, 'send-back')).toBe('step/not-legal')
    expect(await caseNow(id)).toMatchObject({ state: 'dispatched', returns: 2, dispatches: 3 })
  })

  it('is due by the rule of its kind, counted over holidays and make-up days', async () => {
    const { id } = await imported(aCase('registered', { received: '2026-09-29T01:00:00.000Z', registered: '2026-09-29T01:10:00.000Z' })) // prettier-ignore
    await taken(desk.dispatcher, id, 1, 'dispatch')
    expect(await caseNow(id)).toMatchObject({ due: '2026-10-19T09:30:00.000Z' })
  })

  it('is accepted, extended before its time is over, reported, closed, and followed up', async () => {
    const { id } = await imported(aCase('dispatched'))
    const callBack = await office.clerk(['call-back'])
    expect(await taken(handler, id, 1, 'accept')).toBe('taken')
    expect(await taken(handler, id, 2, 'ask-extension', { opinion, until: '2026-10-14T01:00:00.000Z' })).toBe('case/not-later') // prettier-ignore
    expect(await taken(handler, id, 2, 'ask-extension')).toBe('taken')
    expect(await taken(desk.supervisor, id, 3, 'extend')).toBe('taken')
    expect(await caseNow(id)).toMatchObject({ due: until, asked: null, badges: 'extended' })
    expect(await taken(handler, id, 4, 'report', {})).toBe('request/not-understood')
    expect(await taken(handler, id, 4, 'report')).toBe('taken')
    expect(await taken(desk.supervisor, id, 5, 'rework')).toBe('taken')
    expect(await taken(handler, id, 6, 'report')).toBe('taken')
    expect(await taken(desk.supervisor, id, 7, 'close')).toBe('taken')
    expect(await caseNow(id)).toMatchObject({ state: 'closed', onTime: true, reworks: 1 })
    expect(await taken(callBack, id, 8, 'follow-up')).toBe('taken')
    expect(await caseNow(id)).toMatchObject({ state: 'followed-up', contacted: true, solved: true, satisfaction: 'satisfied' }) // prettier-ignore
  })

  it('comes to life again when the caller is dissatisfied, and keeps the day on which it was closed first', async () => {
    const row = await imported(aCase('reported'))
    const callBack = await office.clerk(['call-back'])
    await taken(desk.supervisor, row.id, 1, 'close')
    const { closed } = await caseNow(row.id)
    const angry = { contacted: true, solved: false, satisfaction: 'dissatisfied', reopen: true, opinion }
    expect(await taken(callBack, row.id, 2, 'follow-up', angry)).toBe('taken')
    expect(await caseNow(row.id)).toMatchObject({ state: 'dispatched', closed: null, firstClosed: closed, reopened: 1, badges: 'reopened' }) // prettier-ignore
    await taken(handler, row.id, 3, 'accept')
    await taken(handler, row.id, 4, 'report')
    await taken(desk.supervisor, row.id, 5, 'close')
    expect(await caseNow(row.id)).toMatchObject({ firstClosed: closed, state: 'closed' })
    expect((await caseNow(row.id)).closed).not.toBe(closed)
  })

  it('counts as not reached after three calls that nobody answers', async () => {
    const { id } = await imported(aCase('closed'))
    const callBack = await office.clerk(['call-back'])
    for (const rev of [1, 2]) {
      expect(await taken(callBack, id, rev, 'follow-up', { contacted: false })).toBe('taken')
      expect(await caseNow(id)).toMatchObject({ state: 'closed', tries: rev, contacted: false })
    }
    await taken(callBack, id, 3, 'follow-up', { contacted: false })
    expect(await caseNow(id)).toMatchObject({ state: 'followed-up', tries: 3, contacted: false })
  })

  it('rests while it is suspended: as much time of work is left afterwards as before', async () => {
    const { id } = await imported(aCase('accepted', { accepted: '2026-10-12T00:52:00.000Z', due: '2026-10-13T09:30:00.000Z' })) // prettier-ignore
    await taken(desk.supervisor, id, 1, 'suspend')
    const { suspended } = await caseNow(id)
    office.pass(7 * 86_400 - 3600)
    expect(await taken(desk.supervisor, id, 2, 'resume')).toBe('taken')
    const { due } = await caseNow(id)
    // Taken up again before work begins, seven days later: the end of work on the day after is as far away as it was.
    const moved = Date.parse(String(due)) - Date.parse('2026-10-20T09:30:00.000Z')
    expect(Math.abs(moved)).toBeLessThan(60_000)
    expect(suspended).toBeTypeOf('string')
  })

  it('is pressed by rising levels only', async () => {
    const { id } = await imported(aCase('accepted'))
    expect(await taken(desk.supervisor, id, 1, 'press', { opinion, level: 2 })).toBe('taken')
    expect(await taken(desk.supervisor, id, 2, 'press', { opinion, level: 2 })).toBe('case/pressed-so-far')
    expect(await taken(desk.supervisor, id, 2, 'press', { opinion, level: 3 })).toBe('taken')
  })

  it('is merged into an open case, never into itself or one that is done, and taken out again', async () => {
    const [one, other, done] = [await imported(aCase('registered')), await imported(aCase('accepted')), await imported(aCase('archived'))] // prettier-ignore
    const { dispatcher } = desk
    expect(await taken(dispatcher, one.id, 1, 'merge', { into: one.id })).toBe('case/into-itself')
    expect(await taken(dispatcher, one.id, 1, 'merge', { into: done.id })).toBe('case/not-open')
    expect(await taken(dispatcher, one.id, 1, 'merge', { into: 'nobody' })).toBe('row/unknown')
    expect(await taken(dispatcher, one.id, 1, 'merge', { into: other.id })).toBe('taken')
    expect(await caseNow(one.id)).toMatchObject({ state: 'merged', mergedInto: other.id })
    expect(await taken(dispatcher, one.id, 2, 'split')).toBe('taken')
    expect(await caseNow(one.id)).toMatchObject({ state: 'registered', mergedInto: null })
  })
})

describe('the course of a case', () => {
  it('tells what happened, who said what, and which steps are open to the one who asks', async () => {
    const { id } = await imported(aCase('received'))
    await taken(desk.dispatcher, id, 1, 'dispatch', { unit: 'city-management', opinion: '请核实占道情况' })
    const seen = await handler.cases.course({ row: id })
    expect(seen).toMatchObject({ rev: 2, cells: { state: 'dispatched' }, open: ['accept', 'send-back', 'ask-extension'] }) // prettier-ignore
    expect(seen.entries).toMatchObject([
      { act: 'step', step: 'dispatch', opinion: '请核实占道情况', unit: 'city-management', due: seen.cells.due },
      { act: 'import' },
    ])
    const open = async (clerk: Clerk) => (await clerk.cases.course({ row: id })).open
    expect(await open(desk.dispatcher)).toEqual(['reassign'])
    expect(await open(desk.supervisor)).toEqual(['suspend', 'press'])
    expect(await open(await office.clerk(['leader']))).toEqual([])
  })

  it('is there for nobody who does not see the case', async () => {
    const { id } = await imported(aCase('registered'))
    const unknown = { code: 'row/unknown' }
    expect(await refusalIn(handler.cases.course({ row: id }))).toMatchObject(unknown)
    expect(await refusalIn((await office.clerk(['call-back'])).cases.course({ row: id }))).toMatchObject(unknown)
    expect(await refusalIn(desk.dispatcher.cases.course({ row: 'nobody' }))).toMatchObject(unknown)
  })
})

describe('a supporting unit', () => {
  it('sees the case and writes notes, but neither accepts it nor reports for the lead', async () => {
    const { id } = await imported(aCase('dispatched', { unit: 'housing', supporting: 'city-management' }))
    expect((await handler.cases.course({ row: id })).open).toEqual([])
    expect(await taken(handler, id, 1, 'accept')).toBe('access/not-allowed')
    const noted = await done(office, handler, setting(requests, 'note', [[id, null, '已派人协助']]))
    expect(noted.counts.applied).toBe(1)
  })
})

describe('a step that goes wrong changes nothing of the case', () => {
  it('sent to a unit that is none, it keeps every cell', async () => {
    const { id } = await imported(aCase('received'))
    expect(await taken(desk.dispatcher, id, 1, 'dispatch', { unit: 'nobody' })).toBe('cell/unknown-option')
    expect(await caseNow(id)).toMatchObject({ state: 'received' })
    expect(await taken(desk.dispatcher, id, 1, 'dispatch')).toBe('taken')
  })

  it('asks for a time where no rule is about it, or the year is not covered', async () => {
    const { id } = await imported(aCase('registered'))
    office.pass(75 * 86_400)
    expect(await taken(desk.dispatcher, id, 1, 'dispatch')).toBe('case/year-not-covered')
    const due = '2027-01-08T09:30:00.000Z'
    expect(await taken(desk.dispatcher, id, 1, 'dispatch', { unit: 'housing', due: '2026-01-01T00:00:00Z' })).toBe('case/not-later') // prettier-ignore
    expect(await taken(desk.dispatcher, id, 1, 'dispatch', { unit: 'housing', due })).toBe('taken')
    expect(await caseNow(id)).toMatchObject({ due })
  })

  it('after the time for it is over: no return, no extension', async () => {
    const { id } = await imported(aCase('dispatched'))
    expect(await taken(handler, id, 1, 'send-back')).toBe('case/limit-passed')
    expect(await taken(handler, id, 1, 'ask-extension', { opinion, until: '2027-06-01T00:00:00Z' })).toBe('case/limit-passed') // prettier-ignore
  })

  it('with a telephone number in the opinion, which everybody would read', async () => {
    const { id } = await imported(aCase('accepted'))
    expect(await taken(handler, id, 1, 'report', { opinion: '已联系13900000000王某' })).toBe('case/number-in-text')
    const { entries } = await desk.supervisor.rows.history({ ...requests, row: id })
    expect(entries).toHaveLength(1)
  })

  it('on a case of another unit, which is not there for him', async () => {
    const { id } = await imported(aCase('dispatched', { unit: 'housing' }))
    expect(await taken(handler, id, 1, 'accept')).toBe('row/unknown')
  })
})
