import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { wuhan } from '#shared/accounts/templates/wuhan'
import { editionSteps, stepRefused, type EditionStepName } from '#shared/disclosure/lifecycle'
import type { EditionLine, EditionState } from '#shared/disclosure/edition'
import { sha256 } from '#shared/disclosure/hash'
import { editionKey, eventKey } from '#functions/store/layout'
import { editionsOf, stepEdition } from '#functions/store/editions'
import { chainOf } from '#functions/store/chain'
import { Event } from '#shared/base/event'
import { refusalFrom } from './refused.ts'
import {
  aPress,
  aStaff,
  enter,
  of,
  published,
  signed,
  submitted,
  type Official,
  type Press,
  type Staff,
} from './press.ts'

let press: Press
let staff: Staff
beforeEach(async () => {
  press = await aPress()
  staff = aStaff(press)
  await enter(press, 3)
})
afterEach(() => press.close())

const newest = async (): Promise<EditionLine> => {
  const { editions } = await staff.leader.list(of)
  const line = editions.at(-1)
  if (!line) throw new Error('there is no edition')
  return line
}

const bound = ({ edition, hash, rev }: EditionLine) => ({ ...of, edition, hash, rev })

/** Every step as somebody would ask for it who has nothing to do with the edition. */
const asks: Partial<Record<EditionStepName, (official: Official, line: EditionLine) => Promise<unknown>>> = {
  review: (official, line) => official.review({ ...bound(line), secrecy: true }),
  sendBack: (official, line) => official.sendBack({ ...bound(line), reason: '金额有误' }),
  signOff: (official, line) => official.signOff(bound(line)),
  withdraw: (official, { edition, rev }) => official.withdraw({ ...of, edition, rev, reason: '内容有误' }),
  agreeWithdrawal: (official, { edition, rev }) => official.agreeWithdrawal({ ...of, edition, rev }),
}

describe('from every state, each step that the table does not name', () => {
  /** The states of an edition's life, and what leads from each to the next. */
  const life: [EditionState, () => Promise<unknown>][] = [
    ['submitted', () => submitted(staff)],
    ['returned', async () => asks.sendBack?.(staff.reviewer, await newest())],
    ['submitted', () => submitted(staff)],
    ['reviewed', async () => asks.review?.(staff.reviewer, await newest())],
    ['signed', async () => asks.signOff?.(staff.leader, await newest())],
    ['published', () => press.work()],
    ['withdrawal-requested', async () => asks.withdraw?.(staff.publisher, await newest())],
    ['withdrawn', async () => asks.agreeWithdrawal?.(staff.leader, await newest())],
  ]

  it('is refused, and changes nothing', async () => {
    for (const [state, reach] of life) {
      await reach()
      const line = await newest()
      expect(line.state).toBe(state)
      for (const [name, ask] of Object.entries(asks)) {
        const step = name as EditionStepName
        const because = stepRefused(step, { ...line, editors: [] }, 'stranger')
        if (!because) continue
        const stranger = press.official(['leader'], { account: 'stranger' })
        expect([state, step, await refusalFrom(ask(stranger, line))]).toEqual([state, step, because.code])
      }
      expect(await newest()).toEqual(line)
    }
  })

  it('leaves no way to submit while an edition is under way', async () => {
    const { hash } = await submitted(staff)
    const other = press.official(['accountant'])
    expect(await refusalFrom(other.submit({ ...of, hash }))).toBe('disclosure/open-edition')
    await asks.review?.(staff.reviewer, await newest())
    expect(await refusalFrom(other.submit({ ...of, hash }))).toBe('disclosure/open-edition')
    await asks.signOff?.(staff.leader, await newest())
    expect(await refusalFrom(other.submit({ ...of, hash }))).toBe('disclosure/open-edition')
  })
})

describe('four eyes', () => {
  it('keeps whoever typed a row of the year, or submitted it, from reviewing and signing', async () => {
    const line = await submitted(staff)
    const typist = press.official(['reviewer', 'leader'], { account: press.ledger.accountant.account })
    expect(await refusalFrom(typist.review({ ...bound(line), secrecy: true }))).toBe('disclosure/same-person')
    const reviewed = await staff.reviewer.review({ ...bound(line), secrecy: true })
    expect(await refusalFrom(typist.signOff(bound(reviewed)))).toBe('disclosure/same-person')
  })

  it('counts as an editor whoever submitted without having typed anything', async () => {
    const clerk = press.official(['accountant', 'reviewer'])
    const { hash } = await clerk.draft(of)
    const line = await clerk.submit({ ...of, hash })
    expect(line.editors).toEqual([clerk.account, press.ledger.accountant.account].sort())
    expect(await refusalFrom(clerk.review({ ...bound(line), secrecy: true }))).toBe('disclosure/same-person')
  })

  it('keeps the reviewer from signing, and whoever asked for a withdrawal from agreeing to it', async () => {
    const both = press.official(['reviewer', 'leader', 'publisher'])
    const reviewed = await both.review({ ...bound(await submitted(staff)), secrecy: true })
    expect(await refusalFrom(both.signOff(bound(reviewed)))).toBe('disclosure/same-person')
    await staff.leader.signOff(bound(reviewed))
    await press.work()
    const { rev } = await both.withdraw({ ...of, edition: 1, rev: (await newest()).rev, reason: '误公开' })
    expect(await refusalFrom(both.agreeWithdrawal({ ...of, edition: 1, rev }))).toBe('disclosure/same-person')
  })

  it('is asked by the table itself, not only before it', async () => {
    await submitted(staff)
    const [row] = await editionsOf(press.office.store, of.year, of.unit)
    if (!row) throw new Error('nothing was submitted')
    const by = press.ledger.accountant.account
    const taken = { step: 'review', by, at: press.office.now(), written: { state: 'reviewed' as const } }
    expect(await stepEdition(press.office.store, row, { ...taken, unless: { editor: by } })).toBe('again')
    expect(await stepEdition(press.office.store, { ...row, hash: 'f'.repeat(64) }, taken)).toBe('again')
    expect(await stepEdition(press.office.store, { ...row, state: 'returned' }, taken)).toBe('again')
    expect((await newest()).state).toBe('submitted')
    expect(await stepEdition(press.office.store, row, { ...taken, by: 'other', unless: { editor: 'other' } })).toBe(
      'done',
    )
  })
})

describe('what is approved', () => {
  it('is what was read: a draft that changed meanwhile is not submitted', async () => {
    const { hash } = await staff.accountant.draft(of)
    await enter(press, 1)
    expect(await refusalFrom(staff.accountant.submit({ ...of, hash }))).toBe('disclosure/content-changed')
  })

  it('is bound to its hash and revision', async () => {
    const line = await submitted(staff)
    const other = { ...bound(line), hash: 'a'.repeat(64) }
    expect(await refusalFrom(staff.reviewer.review({ ...other, secrecy: true }))).toBe('disclosure/content-changed')
    const stale = { ...bound(line), rev: line.rev + 1 }
    expect(await refusalFrom(staff.reviewer.review({ ...stale, secrecy: true }))).toBe('row/stale')
  })

  it('is frozen at submission: what is typed later is in the next edition', async () => {
    const line = await submitted(staff)
    await enter(press, 1)
    const { content } = await staff.reviewer.content({ ...of, edition: 1 })
    expect(await sha256(await press.contents.read(line.hash))).toBe(line.hash)
    expect(content.figures.find(({ id }) => id === 'total.executed')?.value).toEqual({ fen: 30_000_03 })
    expect((await staff.accountant.draft(of)).hash).not.toBe(line.hash)
  })

  it('is untouched by a form that is edited while it is reviewed: only the next draft is made by the new one', async () => {
    const line = await submitted(staff)
    const form = wuhan.tables[0] ?? { title: '' }
    const before = form.title
    Object.assign(form, { title: '改过的表名' })
    try {
      const draft = await staff.accountant.draft(of)
      expect(draft.content.tables[0]?.title).toBe('改过的表名')
      expect(draft.hash).not.toBe(line.hash)
      await staff.reviewer.review({ ...bound(line), secrecy: true })
      const { content } = await staff.leader.content({ ...of, edition: 1 })
      expect(content.tables[0]?.title).toBe(before)
      expect((await newest()).hash).toBe(line.hash)
    } finally {
      Object.assign(form, { title: before })
    }
  })

  it('wants the secrecy check', async () => {
    const line = await submitted(staff)
    const asked = { ...bound(line), secrecy: false }
    expect(await refusalFrom(staff.reviewer.review(asked))).toBe('disclosure/secrecy-check-missing')
  })

  it('lapses with the page that was looked at', async () => {
    const line = await submitted(staff)
    press.renderer = { ...press.renderer, version: 'another' }
    const reviewer = press.official(['reviewer'])
    expect(await refusalFrom(reviewer.review({ ...bound(line), secrecy: true }))).toBe('disclosure/renderer-changed')
  })

  it('lapses between sign-off and publication, too, and starts anew under the same number', async () => {
    await signed(staff)
    press.renderer = { ...press.renderer, version: 'another' }
    await press.work()
    const line = await newest()
    expect(line).toMatchObject({ state: 'returned', edition: 1, returnedBy: 'publisher' })
    expect(line).not.toHaveProperty('signedBy')
    expect(await press.keys()).toEqual([])
    staff = { ...aStaff(press), accountant: press.as(press.ledger.accountant) }
    expect(await published(press, staff)).toMatchObject({ state: 'published', edition: 1 })
  })
})

describe('sending back', () => {
  it('keeps the number, and voids what was decided', async () => {
    const line = await submitted(staff)
    const reviewed = await staff.reviewer.review({ ...bound(line), secrecy: true })
    const returned = await staff.reviewer.sendBack({ ...bound(reviewed), reason: '漏记一笔' })
    expect(returned).toMatchObject({ state: 'returned', reason: '漏记一笔' })
    await enter(press, 1)
    const again = await submitted(staff)
    expect(again).toMatchObject({ state: 'submitted', edition: 1 })
    expect(again.hash).not.toBe(line.hash)
    expect(again).not.toHaveProperty('reviewedBy')
    expect(again).not.toHaveProperty('reason')
  })

  it('wants a reason', async () => {
    const line = await submitted(staff)
    expect(await refusalFrom(staff.reviewer.sendBack({ ...bound(line), reason: ' ' }))).toBe(
      'disclosure/reason-required',
    )
  })
})

describe('a correction', () => {
  beforeEach(() => published(press, staff))

  it('is the next edition, with what it corrects', async () => {
    await enter(press, 1)
    expect(await refusalFrom(submitted(staff))).toBe('disclosure/reason-required')
    expect(await submitted(staff, '补记一笔')).toMatchObject({ edition: 2, correction: '补记一笔' })
    expect((await staff.leader.list(of)).editions.map(({ state }) => state)).toEqual(['published', 'submitted'])
  })

  it('is not made of nothing', async () => {
    expect(await refusalFrom(submitted(staff, '没有变化'))).toBe('disclosure/nothing-to-publish')
  })
})

describe('a year without projects', () => {
  it('has nothing to publish, and one of an unknown unit is refused', async () => {
    const empty = { year: 2019, unit: of.unit }
    const { hash } = await staff.accountant.draft(empty)
    expect(await refusalFrom(staff.accountant.submit({ ...empty, hash }))).toBe('disclosure/nothing-to-publish')
    const record = { ...empty, hash, source: '门户网站' }
    expect(await refusalFrom(staff.accountant.record(record))).toBe('disclosure/nothing-to-publish')
    expect(await refusalFrom(staff.accountant.draft({ year: 2026, unit: 'nowhere' }))).toBe('row/unknown')
    expect(await refusalFrom(staff.reviewer.content({ ...of, edition: 9 }))).toBe('disclosure/unknown-edition')
  })
})

describe('asked twice', () => {
  it('a step whose answer was lost is answered as it was', async () => {
    const line = await submitted(staff)
    expect(await submitted(staff)).toEqual(line)
    const reviewed = await staff.reviewer.review({ ...bound(line), secrecy: true })
    expect(await staff.reviewer.review({ ...bound(line), secrecy: true })).toEqual(reviewed)
    const { rev } = await staff.leader.signOff(bound(reviewed))
    expect(await staff.leader.signOff(bound(reviewed))).toMatchObject({ rev, state: 'signed' })
  })

  it('by two people at once, one is first and the other is told', async () => {
    const { hash } = await staff.accountant.draft(of)
    const others = [press.official(['accountant']), press.official(['accountant']), press.official(['accountant'])]
    const made = await Promise.all(others.map((other) => refusalFrom(other.submit({ ...of, hash }))))
    expect(made.sort()).toEqual(['disclosure/open-edition', 'disclosure/open-edition', undefined])
    const line = await newest()
    const reviewers = [press.official(['reviewer']), press.official(['reviewer'])]
    const asked = { ...bound(line), secrecy: true }
    const reviewed = await Promise.all(reviewers.map((reviewer) => refusalFrom(reviewer.review(asked))))
    expect(reviewed.sort()).toEqual(['step/not-legal', undefined])
    expect((await staff.leader.list(of)).editions).toHaveLength(1)
  })
})

describe('publication at a set time', () => {
  it('waits for it, and the page bears that day', async () => {
    const line = await submitted(staff)
    const reviewed = await staff.reviewer.review({ ...bound(line), secrecy: true })
    const at = '2026-10-15T16:30:00.000Z'
    const asked = { ...bound(reviewed), at: '2026-10-16T00:30:00+08:00' }
    expect(await staff.leader.signOff(asked)).toMatchObject({ state: 'signed', publishAt: at })
    await press.due()
    expect(await press.keys()).toEqual([])
    press.office.pass(4 * 86_400)
    await press.due()
    expect(await newest()).toMatchObject({ state: 'published', publishAt: at })
    expect(await press.file('editions/2026/centre/index.html')).toContain('2026年10月16日公开')
  })

  it('refuses what is no time', async () => {
    const line = await submitted(staff)
    const reviewed = await staff.reviewer.review({ ...bound(line), secrecy: true })
    expect(await refusalFrom(staff.leader.signOff({ ...bound(reviewed), at: '明天' }))).toBe('request/not-understood')
  })
})

describe('the ledger', () => {
  it('holds one chained event for each revision, from which the row can be told', async () => {
    await published(press, staff)
    const [row] = await editionsOf(press.office.store, of.year, of.unit)
    if (!row) throw new Error('nothing was published')
    const key = editionKey(press.office.store.district, of.year, of.unit, 1)
    const keys = Array.from({ length: row.rev }, (_, k) => eventKey(key, k + 1))
    const events = (await press.office.store.read(keys, 'ledger')).map((item) => Event.parse(item))
    expect(events.map(({ step }) => step)).toEqual(['submit', 'review', 'signOff', 'publish'])
    const chain = Event.omit({ chain: true })
    expect(row.chain).toBe(events.reduce((before, event) => chainOf(before, chain.parse(event)), ''))
    const replayed: Record<string, unknown> = {}
    for (const { cells, note } of events) {
      for (const [name, [, after]] of Object.entries(cells)) replayed[name] = after
      Object.assign(replayed, note)
    }
    expect(row).toMatchObject(replayed)
  })

  it('never tells two things of one table: the steps here are those of the contract', () => {
    expect(Object.keys(asks).filter((name) => !(name in editionSteps))).toEqual([])
  })
})
