import type { Cell, ColumnKey, Kind } from '#shared/base/cell'
import { compare, parse, type Reading } from '#shared/base/kinds'
import { Refusal } from '#shared/base/refusal'
import { fold } from '#shared/base/text'
import type { Dictionary } from './dictionary.ts'

/** What a condition asks of a cell; `filled` and `blank` ask nothing more. */
export type Asks =
  'contains' | 'lacks' | 'begins' | 'ends' | 'is' | 'is-not' | 'above' | 'from' | 'below' | 'to' | 'filled' | 'blank'

export interface Condition {
  asks: Asks
  text: string
}

/** 筛选. What may stay of one column: values that were ticked, and at most two conditions, all or any of which hold. */
export interface Filter {
  column: ColumnKey
  only?: ReadonlySet<Cell>
  conditions?: readonly Condition[]
  any?: boolean
}

export interface FilterColumn {
  kind: Kind
  dictionary: Dictionary
  reading: Reading
  print: (cell: Cell) => string
}

/** Which codes of a dictionary pass: a filter runs once over the words, not over the rows. */
export function passing(filter: Filter, column: FilterColumn): Uint8Array {
  const tests = (filter.conditions ?? []).map((condition) => testOf(condition, column))
  const holds = (cell: Cell): boolean =>
    tests.length === 0 || (filter.any ? tests.some((test) => test(cell)) : tests.every((test) => test(cell)))
  const { only } = filter
  return Uint8Array.from(column.dictionary.words, (cell) => Number((!only || only.has(cell)) && holds(cell)))
}

type Test = (cell: Cell) => boolean

/** Conditions on text look at what the cell prints, in any width or case; the others compare as the column sorts. */
function testOf({ asks, text }: Condition, { kind, reading, print }: FilterColumn): Test {
  if (asks === 'blank') return (cell) => cell === null
  if (asks === 'filled') return (cell) => cell !== null
  const wanted = fold(text)
  if (asks === 'contains') return (cell) => fold(print(cell)).includes(wanted)
  if (asks === 'lacks') return (cell) => !fold(print(cell)).includes(wanted)
  if (asks === 'begins') return (cell) => fold(print(cell)).startsWith(wanted)
  if (asks === 'ends') return (cell) => fold(print(cell)).endsWith(wanted)
  const operand = operandOf(text, kind, reading)
  if (operand === undefined) return asks === 'is-not' ? () => true : () => false
  const against: Record<typeof asks, (order: number) => boolean> = {
    is: (order) => order === 0,
    'is-not': (order) => order !== 0,
    above: (order) => order > 0,
    from: (order) => order >= 0,
    below: (order) => order < 0,
    to: (order) => order <= 0,
  }
  const holds = against[asks]
  return (cell) => (cell === null ? asks === 'is-not' : holds(compare(cell, operand, kind, reading)))
}

/** What a condition compares with; undefined where the text is nothing of the column's kind. */
export function operandOf(text: string, kind: Kind, reading: Reading): Cell | undefined {
  try {
    return parse(text, kind.name === 'day' ? { name: 'day' } : kind, reading) ?? undefined
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

const onText: readonly Asks[] = ['contains', 'lacks', 'begins', 'ends', 'is', 'is-not', 'filled', 'blank']
const onOrder: readonly Asks[] = ['is', 'is-not', 'above', 'from', 'below', 'to', 'filled', 'blank']
const ordered: readonly Kind['name'][] = ['amount', 'count', 'rate', 'day', 'instant']

/** The conditions that make sense for a column. */
export const asksOf = ({ name }: Kind): readonly Asks[] => (ordered.includes(name) ? onOrder : onText)
