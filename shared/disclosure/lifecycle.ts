import type { Actor, Right } from '#shared/base/access'
import { refusal, refusalData, type Refusal, type RefusalData } from '#shared/base/refusal'
import type { EditionState } from './edition.ts'

/** Where a year of a unit stands before its first edition. */
export type Standing = EditionState | 'none'

/** Whom the one who takes a step must differ from. */
export type Other = 'editor' | 'reviewer' | 'requester'

export interface EditionStep {
  /** states that the newest edition may be in */
  from: readonly Standing[]
  to: EditionState
  /** the right that the step asks for; `system`: taken by the publisher function, never by a person */
  may: Right | 'system'
  differs: readonly Other[]
  /** makes the next edition instead of moving this one on */
  next?: true
}

/**
 * 公开流程. Who may take which step from where. Publishing wants four eyes at least: whoever edited (or submitted)
 * neither reviews nor signs off, and whoever reviewed does not sign off; withdrawing takes two people. What is signed
 * cannot be sent back, since the publisher may be writing it at that moment. A recorded edition was published
 * elsewhere and has no approval path.
 */
export const editionSteps = {
  submit: { from: ['none', 'returned'], to: 'submitted', may: 'editions:submit', differs: [] },
  review: { from: ['submitted'], to: 'reviewed', may: 'editions:review', differs: ['editor'] },
  sendBack: { from: ['submitted', 'reviewed'], to: 'returned', may: 'editions:review', differs: [] },
  signOff: { from: ['reviewed'], to: 'signed', may: 'editions:sign-off', differs: ['editor', 'reviewer'] },
  publish: { from: ['signed'], to: 'published', may: 'system', differs: [] },
  lapse: { from: ['signed'], to: 'returned', may: 'system', differs: [] },
  correct: {
    from: ['published', 'withdrawal-requested', 'withdrawn'],
    to: 'submitted',
    may: 'editions:submit',
    differs: [],
    next: true,
  },
  withdraw: { from: ['published', 'recorded'], to: 'withdrawal-requested', may: 'editions:withdraw', differs: [] },
  agreeWithdrawal: {
    from: ['withdrawal-requested'],
    to: 'withdrawn',
    may: 'editions:agree-withdrawal',
    differs: ['requester'],
  },
  record: {
    from: ['none', 'recorded', 'withdrawn'],
    to: 'recorded',
    may: 'editions:record',
    differs: [],
    next: true,
  },
} as const satisfies Record<string, EditionStep>

export type EditionStepName = keyof typeof editionSteps

const names = Object.keys(editionSteps).filter((name): name is EditionStepName => name in editionSteps)

/** What the rules look at: the state of an edition and who has had a hand in it. */
export interface EditionPeople {
  state: Standing
  editors: readonly string[]
  reviewedBy?: string | undefined
  withdrawalBy?: string | undefined
}

/** A year of a unit without any edition. */
export const noEdition: EditionPeople = { state: 'none', editors: [] }

const hands: Record<Other, (edition: EditionPeople, account: string) => boolean> = {
  editor: ({ editors }, account) => editors.includes(account),
  reviewer: ({ reviewedBy }, account) => reviewedBy === account,
  requester: ({ withdrawalBy }, account) => withdrawalBy === account,
}

/**
 * Why a person may not take a step of an edition now: `disclosure/recorded`, `step/not-legal` or
 * `disclosure/same-person`; `undefined` when it may be taken. Rights are the edge's matter (`stepsFrom` minds them).
 */
export function stepRefused(name: EditionStepName, edition: EditionPeople, account: string): Refusal | undefined {
  const step: EditionStep = editionSteps[name]
  if (!step.from.includes(edition.state)) return refusedState(name, edition.state)
  const other = step.differs.find((other) => hands[other](edition, account))
  return other && refusal('disclosure/same-person', { step: name, other })
}

function refusedState(step: EditionStepName, state: Standing): Refusal {
  if (state === 'recorded') return refusal('disclosure/recorded', {})
  return refusal('step/not-legal', { step, state })
}

/** A step that the actor's rights let him think of, and why not now, where a rule is in the way. */
export interface OfferedStep {
  step: EditionStepName
  refused?: RefusalData
}

/**
 * The steps that lead on from where an edition stands, for one actor: what his rights do not cover is left out, what
 * a rule about persons forbids comes with its refusal, to be shown beside the greyed button.
 */
export function stepsFrom(edition: EditionPeople, actor: Pick<Actor, 'account' | 'rights'>): OfferedStep[] {
  return names.flatMap((step): OfferedStep[] => {
    const { from, may }: EditionStep = editionSteps[step]
    if (may === 'system' || !actor.rights.has(may) || !from.includes(edition.state)) return []
    const refused = stepRefused(step, edition, actor.account)
    return [refused ? { step, refused: refusalData(refused) } : { step }]
  })
}
