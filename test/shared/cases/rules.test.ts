import { describe, expect, it } from 'vitest'
import { findingsOf } from '#shared/base/findings'
import type { Cells } from '#shared/base/sheet'
import { cases } from '#shared/cases/columns'
import { waitingOf } from '#shared/cases/queue'
import { aCase } from '#test/samples/cases'
import { aContext, aUnit } from '#test/samples/rows'

const context = aContext({ units: [aUnit(), { ...aUnit({ code: 'gone', name: '撤' }), voided: true }] }, '')
const faults = (over: Cells) => findingsOf(cases, aCase(over), context).map(({ code, column }) => [code, column])

const dispatched = { unit: 'centre', registered: '2026-10-12T01:10:00.000Z', dispatched: '2026-10-12T02:00:00.000Z', due: '2026-10-19T02:00:00.000Z', state: 'accepted' } // prettier-ignore

describe('a case', () => {
  it('may stand as it came in, and dispatched, and closed', () => {
    expect(faults({})).toEqual([])
    expect(faults(dispatched)).toEqual([])
    expect(faults({ ...dispatched, state: 'closed', closed: '2026-10-13T02:00:00.000Z', cost: 0 })).toEqual([])
  })

  it('can’t be closed before it was dispatched, nor called back before it was closed', () => {
    expect(faults({ ...dispatched, state: 'closed', closed: '2026-10-12T01:30:00.000Z' })).toEqual([
      ['case/times-out-of-order', 'closed'],
    ])
    const closed = { ...dispatched, closed: '2026-10-13T02:00:00.000Z' }
    expect(faults({ ...closed, followedUp: '2026-10-13T01:00:00.000Z' })).toEqual([
      ['case/times-out-of-order', 'followedUp'],
    ])
    expect(faults({ ...dispatched, followedUp: '2026-10-13T01:00:00.000Z' })).toEqual([['case/missing', 'followedUp']])
  })

  it('needs a unit that there is, once it is dispatched, and never costs less than nothing', () => {
    const { unit: _, ...without } = dispatched
    expect(faults(without)).toEqual([['case/missing', 'dispatched']])
    expect(faults({ ...dispatched, unit: 'gone' })).toEqual([['cell/unknown-option', 'unit']])
    expect(faults({ ...dispatched, supporting: 'nobody' })).toEqual([['cell/unknown-option', 'supporting']])
    expect(faults({ cost: -1 })).toEqual([['case/cost-below-zero', 'cost']])
    expect(faults({ state: 'accepted' })).toEqual([['case/missing', 'state']])
  })

  it('is classified from the top', () => {
    expect(faults({ subjectTwo: '市容秩序' })).toEqual([['case/missing', 'subjectTwo']])
    expect(faults({ subjectOne: '城市管理', subjectThree: '占道经营' })).toEqual([['case/missing', 'subjectThree']])
  })

  it('waits for the desk, then for its unit by the time it is due, then for a call, then for nobody', () => {
    const who = (over: Cells) => waitingOf(aCase(over))?.who
    expect(who({})).toBe('@desk')
    expect(waitingOf(aCase(dispatched))).toEqual({ who: 'centre', since: dispatched.due })
    expect(who({ ...dispatched, state: 'suspended' })).toBe('centre')
    expect(who({ ...dispatched, state: 'closed', closed: '2026-10-13T02:00:00.000Z' })).toBe('@call-back')
    for (const state of ['followed-up', 'archived', 'refused', 'merged'])
      expect(who({ ...dispatched, state })).toBeUndefined()
    expect(waitingOf({ ...aCase(dispatched), voided: true })?.who).toBe('@void')
  })
})
