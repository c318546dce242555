import { describe, expect, it } from 'vitest'
import { rights, type Actor, type Right } from '#shared/base/access'
import type { Cells, Row } from '#shared/base/sheet'
import { cases } from '#shared/cases/columns'
import { caseSight } from '#shared/cases/sight'
import { caseStates, isAhead, isInHand } from '#shared/cases/states'
import { rightsOf, roleNames, type Role } from '#shared/people/roles'
import { aCase } from '#test/samples/cases'

const now = '2026-10-12T06:00:00.000Z'
const anActor = (roles: readonly Role[], unit = 'housing'): Actor => ({
  account: 'me',
  name: '',
  unit,
  roles,
  rights: rightsOf(roles),
  fresh: true,
})

/** Every state, with and without dispatch, of one’s own unit or another, taken in by oneself or by another. */
const every: Row[] = caseStates.flatMap(({ value: state }) =>
  [undefined, '2026-10-12T02:00:00.000Z'].flatMap((dispatched) =>
    ['housing', 'water'].flatMap((unit) =>
      ['me', 'you'].map((takenBy) => {
        const cells: Cells = { state, unit, takenBy, received: '2026-10-12T01:00:00.000Z' }
        return aCase(dispatched === undefined ? cells : { ...cells, dispatched })
      }),
    ),
  ),
)

const sees = (actor: Actor, row: Row): boolean => caseSight.sees(actor, row, now)
const holds = (actor: Actor, right: Right, row: Row): boolean => caseSight.holds(actor, right, row, now)

describe.each(roleNames)('%s', (role) => {
  const actor = anActor([role])

  it('writes nothing that it does not see, and nothing that the table of rights does not grant', () => {
    for (const row of every)
      for (const right of rights)
        if (holds(actor, right, row)) expect([sees(actor, row), actor.rights.has(right)]).toEqual([true, true])
  })

  it('sees no case at all unless it may read the sheet', () => {
    if (!actor.rights.has(cases.read)) expect(every.filter((row) => sees(actor, row))).toEqual([])
  })
})

describe('a unit’s handler', () => {
  const actor = anActor(['handler'])

  it('sees exactly the dispatched cases of his unit, as lead or in support, and writes while they are in hand', () => {
    for (const row of every) {
      const { state, unit, dispatched } = row.cells
      const mine = unit === 'housing' && dispatched !== undefined && !isAhead(state)
      expect(sees(actor, row)).toBe(mine)
      expect(holds(actor, 'cases:note', row)).toBe(mine && isInHand(state))
      expect(sees(actor, { ...row, cells: { ...row.cells, unit: 'gardens', supporting: 'housing' } })).toBe(
        dispatched !== undefined && !isAhead(state),
      )
    }
  })

  it('of no unit sees none', () => {
    const nobody = every.map((row) => ({ ...row, cells: { ...row.cells, unit: '' } }))
    expect([...every, ...nobody].filter((row) => sees(anActor(['handler'], ''), row))).toEqual([])
  })
})

describe('who takes calls in', () => {
  const actor = anActor(['intake'])

  it('sees what he took in today, and writes what is not registered yet', () => {
    for (const row of every) {
      expect(sees(actor, row)).toBe(row.cells.takenBy === 'me')
      expect(holds(actor, 'cases:edit', row)).toBe(row.cells.takenBy === 'me' && row.cells.state === 'received')
      expect(caseSight.sees(actor, row, '2026-10-13T01:00:00.000Z')).toBe(false)
    }
  })
})

describe('who calls back', () => {
  it('sees the closed cases that wait for a call, and no others', () => {
    for (const row of every) expect(sees(anActor(['call-back']), row)).toBe(row.cells.state === 'closed')
  })
})

it('whose rows are whose is decided by nothing that anybody types', () => {
  const deciding = ['state', 'unit', 'supporting', 'dispatched', 'received', 'takenBy']
  const typed = cases.columns.filter(({ key, edit }) => deciding.includes(key) && edit !== undefined)
  expect(typed).toEqual([])
})
