import type { Option } from '#shared/base/cell'

/**
 * 诉求状态. Where a case stands in its life: received, registered, dispatched to a unit, accepted by it, reported back,
 * closed, followed up by a call, archived; and the ways aside. What else is true of a case is a badge, not a state.
 */
export const caseStates = [
  { value: 'received', label: '待立案' },
  { value: 'registered', label: '待派单' },
  { value: 'dispatched', label: '待签收' },
  { value: 'accepted', label: '办理中' },
  { value: 'reported', label: '待审核' },
  { value: 'closed', label: '待回访', aliases: ['已结案'] },
  { value: 'followed-up', label: '已回访' },
  { value: 'archived', label: '已归档' },
  { value: 'suspended', label: '挂账中', aliases: ['挂账'] },
  { value: 'refused', label: '不予受理' },
  { value: 'merged', label: '已并案' },
  { value: 'void', label: '已作废' },
] as const satisfies readonly Option[]

export type CaseState = (typeof caseStates)[number]['value']

/** 标记. True of a case beside its state. */
export const caseBadges = [
  { value: 'returned', label: '退单' },
  { value: 'reopened', label: '重办' },
  { value: 'pressed', label: '督办' },
  { value: 'extended', label: '延期' },
] as const satisfies readonly Option[]

/** States in which a unit has the case in hand: its clock runs, or is stopped for a while. */
const inHand: ReadonlySet<unknown> = new Set<CaseState>(['dispatched', 'accepted', 'reported', 'suspended'])

/** 在办. */
export const isInHand = (state: unknown): boolean => inHand.has(state)

/** States before any unit has seen the case. */
const ahead: ReadonlySet<unknown> = new Set<CaseState>(['received', 'registered'])

/** 未派单. */
export const isAhead = (state: unknown): boolean => ahead.has(state)

/** States that a unit's work is behind: whoever handled the case still sees it. */
const behind: ReadonlySet<unknown> = new Set<CaseState>(['closed', 'followed-up', 'archived'])

/** 已结案. */
export const isBehind = (state: unknown): boolean => behind.has(state)
