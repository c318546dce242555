import * as z from 'zod'
import type { Right } from '#shared/base/access'
import type { Cells, Row } from '#shared/base/sheet'
import type { Step, StepBy } from '#shared/base/step'
import * as acts from './acts.ts'
import type { CaseState } from './states.ts'
import { caseStepNames, type CaseStep } from './step-names.ts'

/** So often may units send a case back; then the supervisor decides where it goes. */
export const returnsAtMost = 2

const { Opinion } = acts
const Said = z.strictObject({ opinion: Opinion.optional() })
const MustSay = z.strictObject({ opinion: Opinion })
const Unit = z.string().min(1).max(40)
const Instant = z.iso.datetime()
/** A unit, and a time by which it is to be done where no rule says one. */
const Sent = Said.extend({ unit: Unit, supporting: Unit.optional(), due: Instant.optional() })

/** One line of the table: from which states a step leads, who takes it, what it asks for, and what it does. */
interface Line<Input extends z.ZodType<Spoken>> {
  from: readonly CaseState[]
  may: Right
  input: Input
  /** what else must be so */
  when?: (cells: Cells) => boolean
  do(row: Row, input: z.infer<Input>, by: StepBy): Cells
}

interface Spoken {
  opinion?: string | undefined
}

/** A step with what screens and tests read of its line. */
export interface CaseStepLine extends Step {
  from: readonly CaseState[]
}

/** A line as a step: what is given is read by the line's own schema before the line sees it. */
function step<Input extends z.ZodType<Spoken>>(line: Line<Input>): CaseStepLine {
  const { from, may, input, when } = line
  return {
    from,
    may,
    input,
    legal: ({ cells }) => from.some((state) => state === cells.state) && (when?.(cells) ?? true),
    state: ({ cells }) => String(cells.state),
    take(row, given, by) {
      const read = input.parse(given)
      const { opinion } = read
      acts.withoutNumbers(opinion)
      return { cells: line.do(row, read, by), ...(opinion === undefined ? {} : { note: { opinion } }) }
    },
  }
}

const times = (cell: unknown): number => (typeof cell === 'number' ? cell : 0)

/**
 * 诉求步骤. Every legal step of a case's life: from which states, by which right, with what input, and what it writes. The
 * server takes no other, the screens offer no other, and the tests read this table. A right counts only within the rows
 * that a role writes (`sight.ts`).
 */
export const caseSteps = {
  register: step({
    from: ['received'],
    may: 'cases:register',
    input: Said,
    do: (_, __, { now }) => ({ state: 'registered', registered: now }),
  }),
  refuse: step({
    from: ['received', 'registered'],
    may: 'cases:register',
    input: MustSay,
    do: () => ({ state: 'refused' }),
  }),
  answer: step({
    from: ['received'],
    may: 'cases:intake',
    input: MustSay,
    do: (_, __, { now }) => ({ state: 'archived', answered: true, closed: now, firstClosed: now }),
  }),
  dispatch: step({
    from: ['received', 'registered'],
    may: 'cases:dispatch',
    input: Sent,
    when: ({ returns }) => times(returns) < returnsAtMost,
    do: acts.send,
  }),
  arbitrate: step({
    from: ['registered'],
    may: 'cases:arbitrate',
    input: Sent.extend({ opinion: Opinion }),
    when: ({ returns }) => times(returns) >= returnsAtMost,
    do: acts.send,
  }),
  reassign: step({
    from: ['dispatched', 'accepted'],
    may: 'cases:dispatch',
    input: Sent.extend({ opinion: Opinion }),
    do: acts.sendElsewhere,
  }),
  accept: step({
    from: ['dispatched'],
    may: 'cases:handle',
    input: Said,
    do: (_, __, { now }) => ({ state: 'accepted', accepted: now }),
  }),
  'send-back': step({
    from: ['dispatched'],
    may: 'cases:handle',
    input: MustSay,
    when: ({ returns }) => times(returns) < returnsAtMost,
    do: acts.sendBack,
  }),
  report: step({
    from: ['accepted'],
    may: 'cases:handle',
    input: MustSay,
    do: (_, __, { now }) => ({ state: 'reported', reported: now, asked: null }),
  }),
  rework: step({
    from: ['reported'],
    may: 'cases:close',
    input: MustSay,
    do: ({ cells }) => ({ state: 'accepted', reported: null, reworks: times(cells.reworks) + 1 }),
  }),
  close: step({ from: ['reported'], may: 'cases:close', input: Said, do: acts.close }),
  'ask-extension': step({
    from: ['dispatched', 'accepted'],
    may: 'cases:ask-extension',
    input: MustSay.extend({ until: Instant }),
    when: ({ asked }) => (asked ?? null) === null,
    do: acts.askLater,
  }),
  extend: step({
    from: ['dispatched', 'accepted'],
    may: 'cases:extend',
    input: Said,
    when: ({ asked }) => (asked ?? null) !== null,
    do: acts.extend,
  }),
  'refuse-extension': step({
    from: ['dispatched', 'accepted'],
    may: 'cases:extend',
    input: MustSay,
    when: ({ asked }) => (asked ?? null) !== null,
    do: () => ({ asked: null }),
  }),
  suspend: step({
    from: ['dispatched', 'accepted'],
    may: 'cases:suspend',
    input: MustSay.extend({ review: z.iso.date() }),
    do: acts.suspend,
  }),
  resume: step({
    from: ['suspended'],
    may: 'cases:suspend',
    input: Said.extend({ due: Instant.optional() }),
    do: acts.resume,
  }),
  press: step({
    from: ['registered', 'dispatched', 'accepted', 'reported', 'suspended'],
    may: 'cases:press',
    input: MustSay.extend({ level: z.int().min(1).max(3) }),
    do: acts.press,
  }),
  'follow-up': step({
    from: ['closed'],
    may: 'cases:follow-up',
    input: acts.Call,
    do: acts.followUp,
  }),
  reopen: step({
    from: ['followed-up'],
    may: 'cases:close',
    input: MustSay.extend({ due: Instant.optional() }),
    when: ({ unit }) => typeof unit === 'string',
    do: (row, { due }, by) => acts.again(row, due, by),
  }),
  archive: step({
    from: ['followed-up'],
    may: 'cases:close',
    input: Said,
    do: () => ({ state: 'archived' }),
  }),
  merge: step({
    from: ['received', 'registered'],
    may: 'cases:merge',
    input: Said.extend({ into: z.string().min(1).max(40) }),
    do: acts.merge,
  }),
  split: step({
    from: ['merged'],
    may: 'cases:merge',
    input: Said,
    do: ({ cells }) => ({ state: cells.registered === undefined ? 'received' : 'registered', mergedInto: null }),
  }),
} as const satisfies Record<CaseStep, CaseStepLine>

/** Steps that are legal for a case as it stands and open to somebody with these rights. */
export const stepsOpen = (row: Row, holds: (right: Right) => boolean): CaseStep[] =>
  caseStepNames.filter((name) => caseSteps[name].legal(row) && holds(caseSteps[name].may))
