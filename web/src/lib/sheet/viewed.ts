import type { Cell } from '#shared/base/cell'
import { collate } from '#shared/base/collate'
import { compare, print, type Reading } from '#shared/base/kinds'
import type { Column } from '#shared/base/sheet'
import type { Dictionary } from './dictionary.ts'
import { Folded } from './folded.ts'
import type { Ordering } from './order.ts'

/** A column as a view sorts, filters and prints it. */
export interface Viewed {
  column: Column
  index: number
  ordering: Ordering
  folded: Folded
  print: (cell: Cell) => string
}

interface Read {
  dictionary: Dictionary
  reading: () => Reading
}

export function viewed(column: Column, index: number, { dictionary, reading }: Read): Viewed {
  const { kind } = column
  const printed = (cell: Cell): string => print(cell, kind, reading())
  const folded = new Folded(dictionary, kind.name === 'text' ? undefined : printed)
  return { column, index, ordering: orderingOf(column, printed, reading), folded, print: printed }
}

/** References are sorted by what they print, which asks for their options once a word instead of twice a comparison. */
function orderingOf({ kind }: Column, printed: (cell: Cell) => string, reading: () => Reading): Ordering {
  if (kind.name === 'reference') return { by: 'words', compare: (one, other) => collate(printed(one), printed(other)) }
  const byKind = (one: Cell, other: Cell): number => compare(one, other, kind, reading())
  return { by: quickest[kind.name] ?? 'words', compare: byKind }
}

/** Kinds whose cells, as they lie, are in the order of the kind. */
const quickest: Partial<Record<Column['kind']['name'], Ordering['by']>> = {
  text: 'pinyin',
  day: 'bytes',
  instant: 'numbers',
  amount: 'numbers',
  count: 'numbers',
}
