import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cells, Row } from '#shared/base/sheet'
import { roleNames, rightsOf, roles } from '#shared/people/roles'
import { cases } from '#shared/cases/columns'
import { caseSight } from '#shared/cases/sight'
import { caseYear } from '#test/samples/cases'
import { mint } from '../client.ts'
import { replay } from '../faults/replay.ts'
import { aCaseDesk, bytesOf, followCases, importing, readCases, requests, type CaseDesk } from './case-desk.ts'
import { units } from './ledger-year.ts'
import { anOffice, creatingAs, done, refusalIn, rowsNow, setting, voiding, type Clerk, type Office } from './office.ts'

let office: Office
let desk: CaseDesk
beforeAll(async () => {
  office = await anOffice()
  desk = await aCaseDesk(office)
})
afterAll(async () => {
  const { faults } = await replay(office.store, office.rulebook, ['accounts', 'units'])
  await office.close()
  expect(faults).toEqual([])
})

let nth = 0
const taken: Cells = { channel: 'hotline', type: 'complaint', urgency: 'normal', title: '梧桐街锦绣雅园占道经营' }

/** A case in the hands of a unit, with words of its own in every column that can bear them. */
function aDispatched(unit: string, word: string, over: Cells = {}): Row {
  const id = mint()
  nth++
  const cells: Cells = {
    ...taken,
    number: `SQ20261011-${nth}`,
    outside: `RX${nth}`,
    title: `${word}标题`,
    community: `${word}社区`,
    note: `${word}备注`,
    state: 'accepted',
    unit,
    received: '2026-10-11T01:00:00.000Z',
    registered: '2026-10-11T01:05:00.000Z',
    dispatched: '2026-10-11T02:00:00.000Z',
    due: '2026-10-16T02:00:00.000Z',
    ...over,
  }
  return { id, rev: 1, cells }
}

const imported = async (...rows: Row[]): Promise<Row[]> => {
  const answer = await done(office, desk.supervisor, importing(rows))
  expect(answer.counts.applied).toBe(rows.length)
  return rows
}

const saidOf = async (clerk: Clerk, change: Parameters<typeof done>[2]) =>
  (await done(office, clerk, change)).others[0]?.refusal?.code

describe('taking a request in', () => {
  it('gives it number, time, state and the one who took it, none of which anybody types', async () => {
    const intake = await office.clerk(['intake'])
    const id = mint()
    expect((await done(office, intake, creatingAs(requests, { [id]: taken }))).counts.applied).toBe(1)
    const row = (await rowsNow(intake, requests)).get(id)
    expect(row?.cells).toMatchObject({ ...taken, state: 'received', takenBy: intake.account })
    expect(row?.cells.number).toMatch(/^SQ20261012-[0-9A-Z]{8}$/)
    const typed = creatingAs(requests, { [mint()]: { ...taken, state: 'closed', unit: 'housing' } })
    expect((await done(office, intake, typed)).others[0]).toMatchObject({
      outcome: 'merged',
      cells: [{ column: 'state', refusal: { code: 'cell/read-only' } }, { column: 'unit', refusal: { code: 'cell/read-only' } }], // prettier-ignore
    })
  })

  it('makes a second case of one outside number impossible, and of another channel’s equal one not', async () => {
    const intake = await office.clerk(['intake'])
    const outside = { ...taken, outside: 'RX-2026-0001' }
    await done(office, intake, creatingAs(requests, { [mint()]: outside }))
    const again = await done(office, intake, creatingAs(requests, { [mint()]: outside }))
    expect(again.others[0]?.cells).toMatchObject([
      { column: 'channel', refusal: { code: 'row/unique-taken' } },
      { column: 'outside', refusal: { code: 'row/unique-taken' } },
    ])
    const board = creatingAs(requests, { [mint()]: { ...outside, channel: 'message-board' } })
    expect((await done(office, intake, board)).counts.applied).toBe(1)
  })

  it('lets two who type the same outside number at once make one case of it', async () => {
    const [one, two] = await Promise.all([office.clerk(['intake']), office.clerk(['intake'])])
    const outside = { ...taken, outside: 'RX-2026-0002' }
    const answers = await Promise.all([one, two].map((clerk) => done(office, clerk, creatingAs(requests, { [mint()]: outside })))) // prettier-ignore
    expect(answers.map(({ counts }) => counts.applied).sort()).toEqual([0, 1])
  })

  it('is one’s own draft until it is registered, and nobody else’s', async () => {
    const [mine, other] = await Promise.all([office.clerk(['intake']), office.clerk(['intake'])])
    const id = mint()
    await done(office, mine, creatingAs(requests, { [id]: taken }))
    expect(await saidOf(other, setting(requests, 'note', [[id, null, '别人']]))).toBe('row/unknown')
    expect((await done(office, mine, setting(requests, 'note', [[id, null, '本人']]))).counts.applied).toBe(1)
    expect((await rowsNow(other, requests)).has(id)).toBe(false)
    const [late] = await imported(aDispatched('housing', '已派', { takenBy: mine.account, received: '2026-10-12T00:30:00.000Z', registered: '2026-10-12T00:35:00.000Z', dispatched: '2026-10-12T00:40:00.000Z' })) // prettier-ignore
    const refused = await done(office, mine, setting(requests, 'note', [[late?.id ?? '', '已派备注', '改']]))
    expect(refused.others[0]?.cells).toMatchObject([{ refusal: { code: 'cell/read-only', facts: { because: 'no-right' } } }]) // prettier-ignore
    expect(await saidOf(mine, voiding(requests, [{ id, rev: 2 }]))).toBeUndefined()
  })
})

describe('history', () => {
  it('is taken over with states and times, as an act of its own, and can be undone', async () => {
    const rows = caseYear({ rows: 60, seed: 5 })
    const change = importing(rows)
    const answer = await done(office, desk.supervisor, change)
    expect(answer.counts).toMatchObject({ applied: 60, refused: 0 })
    const [first] = rows
    const { entries } = await desk.supervisor.rows.history({ ...requests, row: first?.id ?? '' })
    expect(entries).toMatchObject([{ act: 'import', rev: 1, cells: { state: [null, first?.cells.state] } }])
    const undone = mint()
    await desk.supervisor.changes.undo({ batch: change.batch, as: undone })
    await office.work()
    expect((await desk.supervisor.changes.batch({ batch: undone })).counts.applied).toBe(60)
  })

  it('is taken over by whole rows: one that can’t be true is left out and named, the others come in', async () => {
    const rows = [aDispatched('housing', '甲'), aDispatched('housing', '乙', { closed: '2026-10-11T01:30:00.000Z' }), aDispatched('nobody', '丙'), aDispatched('housing', '丁', { state: 'dreaming' })] // prettier-ignore
    const { counts, others } = await done(office, desk.supervisor, importing(rows))
    expect(counts).toMatchObject({ applied: 1, merged: 0, refused: 3 })
    expect(others.map(({ refusal, cells }) => [refusal?.code, cells?.[0]?.column])).toEqual([
      ['case/times-out-of-order', 'closed'],
      ['cell/unknown-option', 'unit'],
      ['cell/unknown-option', 'state'],
    ])
  })

  it('is nobody’s to bring in but those who may', async () => {
    for (const role of roleNames.filter((name) => !rightsOf([name]).has('cases:import-history'))) {
      const clerk = await office.clerk([role])
      const refused = refusalIn(clerk.changes.submit(importing([aDispatched('housing', role)])))
      expect(await refused, roles[role].label).toMatchObject({ code: 'access/not-allowed' })
    }
  })
})

describe('two units', () => {
  let housing: Clerk
  let water: Clerk
  let ours: Row[]
  let theirs: Row[]
  beforeAll(async () => {
    housing = await office.clerk(['handler'], { unit: 'housing' })
    water = await office.clerk(['handler'], { unit: 'water' })
    ours = await imported(...Array.from({ length: 30 }, (_, i) => aDispatched('housing', `住房独有${i}`)))
    theirs = await imported(...Array.from({ length: 30 }, (_, i) => aDispatched('water', `水务独有${i}`)))
    await office.project()
  })

  it('never see each other’s rows, whichever way they ask for them', async () => {
    const [mine] = ours
    const [row] = theirs
    const id = row?.id ?? ''
    const unknown = { code: 'row/unknown' }
    const answers: unknown[] = [
      await done(office, housing, setting(requests, 'note', [[id, '水务独有0备注', '改']])),
      await done(office, housing, setting(requests, 'note', [[mine?.id ?? '', '住房独有0备注', '住房独有0备注'], [id, null, '改']])), // prettier-ignore
      await done(office, housing, { ...requests, batch: mint(), gesture: 'step', steps: [{ row: id, rev: 1, step: 'x', input: {} }] }).catch(String), // prettier-ignore
      await housing.rows.open({ place: '', sheets: ['cases'] }),
      await readCases(housing).then(({ entries, rows }) => [entries, ...rows.values()]),
      await housing.rows.voided(requests),
      await housing.changes.list({}),
    ]
    expect(answers[0]).toMatchObject({ counts: { applied: 0, refused: 1 }, others: [{ rev: 0, refusal: unknown }] })
    expect(JSON.stringify(answers)).not.toContain('水务独有')
    expect(JSON.stringify(answers)).toContain('住房独有')
    expect(await housing.rows.history({ ...requests, row: id })).toEqual({ entries: [], more: false })
    // Nor does anything of it lie in what they are given as files.
    office.pass(400)
    await done(office, desk.dispatcher, setting(requests, 'tags', [[mine?.id ?? '', null, '每月一题']]))
    await office.project()
    const { tiles } = await readCases(housing)
    expect(tiles.length).toBeGreaterThan(0)
    for (const tile of tiles) {
      const text = Buffer.from(await bytesOf(tile)).toString()
      expect(text).not.toMatch(/水务独有|"water"/)
      expect(theirs.filter((one) => text.includes(one.id))).toEqual([])
      expect(new URL(tile.url).pathname).toContain('/tiles/unit/housing/')
    }
  })

  it('are told of a large change that names a row of the other before anything of it is kept', async () => {
    const none: Row[] = Array.from({ length: 60 }, (_, i) => ({ id: `X${i}`, rev: 1, cells: {} }))
    const rows = [...ours, ...theirs.slice(0, 1), ...none]
    const change = setting(requests, 'note', rows.map(({ id, cells }) => [id, cells.note ?? null, '改'])) // prettier-ignore
    expect(await refusalIn(housing.changes.submit(change))).toMatchObject({ code: 'row/unknown', facts: { row: theirs[0]?.id } }) // prettier-ignore
    expect(await refusalIn(housing.changes.batch({ batch: change.batch }))).toMatchObject({
      code: 'change/unknown-batch',
    })
  })

  it('write cost and note of their own cases only, and nothing of a case that is closed', async () => {
    const [mine] = ours
    const id = mine?.id ?? ''
    expect((await done(office, housing, setting(requests, 'cost', [[id, null, 12_00]]))).counts.applied).toBe(1)
    const place = await done(office, housing, setting(requests, 'street', [[id, null, '梧桐街']]))
    expect(place.others[0]?.cells).toMatchObject([{ refusal: { code: 'cell/read-only' } }])
    const [closed] = await imported(aDispatched('housing', '已结', { state: 'followed-up', closed: '2026-10-12T00:00:00.000Z', followedUp: '2026-10-12T00:30:00.000Z', satisfaction: 'satisfied' })) // prettier-ignore
    const note = await done(office, housing, setting(requests, 'note', [[closed?.id ?? '', '已结备注', '改']]))
    expect(note.others[0]?.cells).toMatchObject([{ refusal: { code: 'cell/read-only' } }])
  })

  it('see a case only once it was dispatched, and both when one supports the other', async () => {
    const ahead = aDispatched('housing', '未派')
    const { dispatched: _, due: __, ...cells } = ahead.cells
    await imported({ ...ahead, cells: { ...cells, state: 'registered' } })
    const [shared] = await imported(aDispatched('housing', '共办', { supporting: 'water' }))
    await office.project()
    const [one, two] = await Promise.all([readCases(housing), readCases(water)])
    expect([one.rows.has(ahead.id), two.rows.has(ahead.id)]).toEqual([false, false])
    expect([one.rows.has(shared?.id ?? ''), two.rows.has(shared?.id ?? '')]).toEqual([true, true])
  })

  it('lose a case that leaves their sight, and are told no more than that', async () => {
    const [gone] = await imported(aDispatched('housing', '将作废'))
    await office.project()
    const { cursor, rows } = await readCases(housing)
    const elsewhere = await readCases(water)
    expect(rows.has(gone?.id ?? '')).toBe(true)
    await done(office, desk.dispatcher, voiding(requests, [{ id: gone?.id ?? '', rev: 1 }]))
    await office.project()
    expect((await followCases(housing, cursor)).entries).toEqual([
      { n: expect.any(Number), sheet: 'cases', row: gone?.id, rev: 2, cells: null, leave: ['2026-10'] },
    ])
    expect((await followCases(water, elsewhere.cursor)).entries).toEqual([])
    expect((await refusalIn(followCases(water, cursor)))?.code).toBe('feed/new-epoch')
    await done(office, desk.dispatcher, voiding(requests, [{ id: gone?.id ?? '', rev: 2 }], 'restores'))
    await office.project()
    const { entries } = await followCases(housing, cursor)
    expect(entries.at(-1)).toMatchObject({ row: gone?.id, rev: 3, cells: { title: '将作废标题' } })
  })

  it('know who is on a cell only where they see the row', async () => {
    const [mine] = ours
    const [other] = theirs
    const at = (row: string) => ({ place: '', sheets: ['cases' as const], at: { sheet: 'cases' as const, row, column: 'note' } }) // prettier-ignore
    const { cursor } = await readCases(desk.dispatcher)
    await desk.dispatcher.rows.follow({ ...at(mine?.id ?? ''), cursor })
    const { cursor: own } = await readCases(water)
    await water.rows.follow({ ...at(other?.id ?? ''), cursor: own })
    const seen = async (clerk: Clerk) =>
      (await clerk.rows.follow({ place: '', sheets: ['cases'], cursor: (await readCases(clerk)).cursor })).present.map(({ account, row, column }) => [account, row, column]) // prettier-ignore
    expect(await seen(housing)).toEqual([[desk.dispatcher.account, mine?.id, 'note']])
    expect(await seen(water)).toEqual([])
    expect(await seen(desk.supervisor)).toHaveLength(2)
    office.pass(91)
    expect(await seen(desk.supervisor)).toEqual([])
  })
})

describe('a unit', () => {
  it('stays in the register while it has cases in hand', async () => {
    const registrar = await office.clerk(['registrar'])
    await imported(aDispatched('planning', '在办'))
    expect(await saidOf(registrar, voiding(units, [{ id: 'planning', rev: 1 }]))).toBe('row/in-use')
    const [closed] = await imported(aDispatched('unions', '办结', { state: 'closed', closed: '2026-10-12T00:00:00.000Z' })) // prettier-ignore
    expect(await saidOf(registrar, voiding(units, [{ id: 'unions', rev: 1 }]))).toBeUndefined()
    const note = await done(office, desk.dispatcher, setting(requests, 'note', [[closed?.id ?? '', '办结备注', '仍可改']])) // prettier-ignore
    expect(note.counts.applied).toBe(1)
  })
})

describe('calling back', () => {
  it('sees the cases that wait for a call, page by page, and loses them when they are done with', async () => {
    const closed = { state: 'closed', closed: '2026-10-12T00:00:00.000Z' }
    await imported(...Array.from({ length: 230 }, (_, i) => aDispatched('gardens', `待回访${i}`, closed)))
    const caller = await office.clerk(['call-back'])
    const first = await caller.rows.open({ place: '', sheets: ['cases'] })
    const second = await caller.rows.open({ place: '', sheets: ['cases'], after: first.after ?? '' })
    const ids = [first, second].flatMap(({ sheets }) => sheets.flatMap(({ rows }) => rows))
    expect(first.tiles).toBeUndefined()
    expect(second.after).toBeUndefined()
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeGreaterThanOrEqual(230)
    const [row = ''] = ids
    expect((await done(office, caller, setting(requests, 'note', [[row, '待回访0备注', '约定下午']]))).counts).toMatchObject({ refused: 0 }) // prettier-ignore
    await office.project()
    const { entries } = await followCases(caller, second.cursor)
    expect(entries.every(({ cells }) => cells === null || cells.state === 'closed')).toBe(true)
  })
})

describe('who sees which cases', () => {
  it('is said by role: nobody without one of the request desk sees any', () => {
    const row = aDispatched('housing', '看')
    const now = '2026-10-12T01:00:00.000Z'
    const sees = roleNames.filter((role) => {
      const actor = { account: 'x', name: '', unit: 'housing', roles: [role], rights: rightsOf([role]), fresh: true }
      return caseSight.sees(actor, row, now)
    })
    expect(sees).toEqual(['dispatcher', 'handler', 'supervisor', 'leader'])
    for (const role of sees) expect(rightsOf([role]).has(cases.read)).toBe(true)
  })

  it('and a right counts only within the rows of the role that grants it', async () => {
    const both = await office.clerk(['intake', 'handler'], { unit: 'housing' })
    const [ours] = await imported(aDispatched('housing', '兼任'))
    const title = await done(office, both, setting(requests, 'title', [[ours?.id ?? '', '兼任标题', '改']]))
    expect(title.others[0]?.cells).toMatchObject([{ column: 'title', refusal: { code: 'cell/read-only' } }])
    expect(
      (await done(office, both, setting(requests, 'note', [[ours?.id ?? '', '兼任备注', '改']]))).counts.applied,
    ).toBe(1)
  })
})
