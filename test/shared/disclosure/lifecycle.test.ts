import { describe, expect, it } from 'vitest'
import { rightsOf, roleNames } from '#shared/people/roles'
import { editionStates } from '#shared/disclosure/edition'
import {
  editionSteps,
  stepRefused,
  stepsFrom,
  type EditionPeople,
  type EditionStep,
  type EditionStepName,
  type Standing,
} from '#shared/disclosure/lifecycle'

const names = Object.keys(editionSteps) as EditionStepName[]
const standings: Standing[] = ['none', ...editionStates]
const table: Record<EditionStepName, EditionStep> = editionSteps
const all = names.flatMap((name) => standings.map((state) => ({ name, state, step: table[name] })))

const anEdition = (over: Partial<EditionPeople> = {}): EditionPeople => ({
  state: 'submitted',
  editors: ['chen'],
  reviewedBy: 'zhou',
  withdrawalBy: 'sun',
  ...over,
})

describe('a step from a state that the table does not name', () => {
  it.each(all.filter(({ state, step }) => !step.from.includes(state)))(
    '$name from $state is refused',
    ({ name, state }) => {
      const because = stepRefused(name, anEdition({ state }), 'somebody')
      expect(because?.code).toBe(state === 'recorded' ? 'disclosure/recorded' : 'step/not-legal')
    },
  )
})

describe('a step from a state that the table names', () => {
  it.each(all.filter(({ state, step }) => step.from.includes(state)))(
    '$name from $state is open to others',
    ({ name, state }) => {
      expect(stepRefused(name, anEdition({ state }), 'somebody')).toBeUndefined()
    },
  )
})

describe('four eyes', () => {
  it.each([
    ['review', 'submitted', 'chen', 'editor'],
    ['signOff', 'reviewed', 'chen', 'editor'],
    ['signOff', 'reviewed', 'zhou', 'reviewer'],
    ['agreeWithdrawal', 'withdrawal-requested', 'sun', 'requester'],
  ] as const)('%s is not for %s’s %s', (step, state, account, other) => {
    const because = stepRefused(step, anEdition({ state }), account)
    expect(because).toMatchObject({ code: 'disclosure/same-person', facts: { step, other } })
  })

  it('lets the leader who signed agree to a withdrawal that another asked for', () => {
    expect(stepRefused('agreeWithdrawal', anEdition({ state: 'withdrawal-requested' }), 'wang')).toBeUndefined()
  })
})

describe('the steps that a screen offers', () => {
  it.each(roleNames.flatMap((role) => standings.map((state) => ({ role, state }))))(
    'are those of the table that $role may take from $state, and no others',
    ({ role, state }) => {
      const rights = rightsOf([role])
      const offered = stepsFrom(anEdition({ state }), { account: 'somebody', rights }).map(({ step }) => step)
      const legal = all.filter(({ state: from, step }) => from === state && step.from.includes(state))
      const may = legal.filter(({ step: { may } }) => may !== 'system' && rights.has(may)).map(({ name }) => name)
      expect(offered).toEqual(may)
    },
  )

  it('come with their refusal where a rule about persons is in the way', () => {
    const actor = { account: 'chen', rights: rightsOf(['accountant', 'reviewer']) }
    expect(stepsFrom(anEdition(), actor)).toEqual([
      { step: 'review', refused: { code: 'disclosure/same-person', facts: { step: 'review', other: 'editor' } } },
      { step: 'sendBack' },
    ])
  })

  it('never hold what only the publisher function does', () => {
    const rights = rightsOf([...roleNames])
    const offered = standings.flatMap((state) => stepsFrom(anEdition({ state }), { account: 'somebody', rights }))
    expect(offered.filter(({ step }) => table[step].may === 'system')).toEqual([])
  })
})
