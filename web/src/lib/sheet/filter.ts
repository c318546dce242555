import type { Cell, ColumnKey, Kind } from '#shared/base/cell'
import { compare, parse, type Reading } from '#shared/base/kinds'
import { Refusal } from '#shared/base/refusal'
import type { Dictionary } from './dictionary.ts'
import type { Folded, Sought } from './folded.ts'
import { stride, type Work } from './slices.ts'

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
  folded: Folded
}

/** Which codes of a dictionary pass: a filter runs once over the words, not over the rows. */
export function* passing({ only, conditions = [], any }: Filter, column: FilterColumn): Work<Uint8Array> {
  const pass = new Uint8Array(column.dictionary.size).fill(Number(!any || conditions.length === 0))
  for (const condition of conditions) {
    const holds = yield* holding(condition, column)
    for (let code = 0; code < pass.length; code++) {
      const one = holds[code] ?? 0
      pass[code] = any ? (pass[code] ?? 0) | one : (pass[code] ?? 0) & one
    }
    yield
  }
  return only ? among(only, pass, column.dictionary) : pass
}

/** Of those that pass, the ticked ones. */
function among(only: ReadonlySet<Cell>, pass: Uint8Array, dictionary: Dictionary): Uint8Array {
  const both = new Uint8Array(pass.length)
  for (const cell of only) {
    const code = dictionary.codeOf(cell)
    if (code !== undefined) both[code] = pass[code] ?? 0
  }
  return both
}

type Test = (cell: Cell) => boolean

/** Where conditions on text look: at what the cell prints, in any width or case. */
const sides: Partial<Record<Asks, Sought['at']>> = {
  contains: 'anywhere',
  lacks: 'anywhere',
  begins: 'start',
  ends: 'end',
}

function* holding({ asks, text }: Condition, column: FilterColumn): Work<Uint8Array> {
  const at = sides[asks]
  if (!at) return yield* wordsThat(testOf(asks, text, column), column)
  const holds = yield* column.folded.holding({ text, at })
  return asks === 'lacks' ? holds.map((held) => 1 - held) : holds
}

function* wordsThat(test: Test, { dictionary }: FilterColumn): Work<Uint8Array> {
  const pass = new Uint8Array(dictionary.size)
  for (let code = 0; code < pass.length; code++) {
    pass[code] = Number(test(dictionary.word(code)))
    if (code % stride === 0) yield
  }
  return pass
}

const orders: Partial<Record<Asks, (order: number) => boolean>> = {
  is: (order) => order === 0,
  'is-not': (order) => order !== 0,
  above: (order) => order > 0,
  from: (order) => order >= 0,
  below: (order) => order < 0,
  to: (order) => order <= 0,
}

/** The other conditions compare as the column sorts. */
function testOf(asks: Asks, text: string, { kind, reading }: FilterColumn): Test {
  if (asks === 'blank') return (cell) => cell === null
  const holds = orders[asks]
  if (!holds) return (cell) => cell !== null
  const operand = operandOf(text, kind, reading)
  if (operand === undefined) return () => asks === 'is-not'
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
