import { printExactly } from '#shared/base/amount'
import type { ColumnKey } from '#shared/base/cell'
import type { Cells, Row, RowFinding, RuleContext } from '#shared/base/sheet'
import { isInHand } from './states.ts'

/** Times of a case in the order in which they pass, each with the ones that it can't come before. */
const order: readonly (readonly [earlier: ColumnKey, later: ColumnKey])[] = [
  ['received', 'registered'],
  ['registered', 'dispatched'],
  ['received', 'dispatched'],
  ['dispatched', 'due'],
  ['received', 'closed'],
  ['dispatched', 'closed'],
  ['closed', 'followedUp'],
]

/** 诉求规则. What must hold of a case as it stands: the order of its times, its units, its cost, the levels of its subject. */
export const caseRules = ({ cells }: Row, context: RuleContext): RowFinding[] => [
  ...outOfOrder(cells),
  ...gaps(cells),
  ...unknownUnits(cells, context),
  ...belowZero(cells),
]

const outOfOrder = (cells: Cells): RowFinding[] =>
  order.flatMap(([earlier, later]): RowFinding[] => {
    const [from, to] = [cells[earlier], cells[later]]
    if (typeof from !== 'string' || typeof to !== 'string' || Date.parse(from) <= Date.parse(to)) return []
    return [{ code: 'case/times-out-of-order', facts: { earlier, later, from, to }, column: later }]
  })

/** What a state, a time or a level asks for: without the second the first can't stand. */
const asks: readonly (readonly [when: (cells: Cells) => boolean, wanted: ColumnKey, because: ColumnKey])[] = [
  [({ number }) => number !== undefined, 'received', 'number'],
  [({ dispatched }) => dispatched !== undefined, 'unit', 'dispatched'],
  [({ dispatched }) => dispatched !== undefined, 'due', 'dispatched'],
  [({ followedUp }) => followedUp !== undefined, 'closed', 'followedUp'],
  [({ satisfaction }) => satisfaction !== undefined, 'followedUp', 'satisfaction'],
  [({ supporting }) => supporting !== undefined, 'unit', 'supporting'],
  [({ state }) => isInHand(state), 'dispatched', 'state'],
  [({ subjectTwo }) => subjectTwo !== undefined, 'subjectOne', 'subjectTwo'],
  [({ subjectThree }) => subjectThree !== undefined, 'subjectTwo', 'subjectThree'],
  [({ longitude }) => longitude !== undefined, 'latitude', 'longitude'],
  [({ latitude }) => latitude !== undefined, 'longitude', 'latitude'],
]

const gaps = (cells: Cells): RowFinding[] =>
  asks
    .filter(([when, wanted]) => when(cells) && (cells[wanted] ?? null) === null)
    .map(([, wanted, because]) => ({ code: 'case/missing', facts: { wanted, because }, column: because }))

const unknownUnits = (cells: Cells, context: RuleContext): RowFinding[] =>
  (['unit', 'supporting'] as const).flatMap((column): RowFinding[] => {
    const unit = cells[column]
    if (typeof unit !== 'string') return []
    const found = context.find('units', unit)
    if (found && !found.voided) return []
    return [{ code: 'cell/unknown-option', facts: { text: unit, nearest: [] }, column }]
  })

const belowZero = ({ cost }: Cells): RowFinding[] =>
  typeof cost === 'number' && cost < 0
    ? [{ code: 'case/cost-below-zero', facts: { text: printExactly(cost, 'yuan') }, column: 'cost' }]
    : []
