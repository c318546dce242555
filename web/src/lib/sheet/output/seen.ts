import { printInstant } from '#shared/base/kinds/times'
import { sheetOutputWords } from '#shared/words/sheet-output'
import { grouped } from '../acts.ts'
import { filterWords, orderWords } from '../arranging.ts'
import type { SheetModel } from '../model.svelte.ts'
import { headingOf, language, say, titleOf } from '../say.ts'
import { seenColumn, type SeenColumn } from './seen-column.ts'

/** 所见. The rows, columns and order of a view as they leave it: plain data, so a worker can write the file. */
export interface Seen {
  title: string
  rows: number
  columns: readonly SeenColumn[]
  /** lines that explain the file: name and text */
  about: readonly (readonly [name: string, text: string])[]
}

export const output = () => sheetOutputWords[language()]

/** Rows that are at the server; those that exist only here have no place in a file. */
const slotsOf = ({ view, rows }: SheetModel): number[] => view.rows.filter((slot) => !rows.isLocal(slot))

export const rowsSeen = (model: SheetModel): number => {
  void model.tick
  return slotsOf(model).length
}

export function seenOf(model: SheetModel): Seen {
  const slots = slotsOf(model)
  const columns = model.columns.shown.map(({ index, column, width }): SeenColumn => {
    const named = headingOf(model.sheet, column)
    const heading = column.kind.name === 'rate' && !named.includes('%') ? `${named}${output().rate}` : named
    return seenColumn(model.rows, slots, { index, kind: column.kind, heading, width })
  })
  return { title: titleOf(model.sheet), rows: slots.length, columns, about: aboutOf(model, slots.length) }
}

/** Which rows these are, in words: the filter's and the order's. */
export function conditionsOf(model: SheetModel): { filter: string; order: string } {
  const filters = [...model.view.filters.values()].map((filter) => {
    const { name, words } = filterWords(model, filter)
    return `${name} ${words}`
  })
  return { filter: filters.join('；') || output().none, order: orderWords(model) || output().none }
}

export const whoAndWhen = ({ options }: SheetModel): { by: string; at: string } => ({
  by: options.leaving?.who() ?? '',
  at: printInstant(options.now()),
})

function aboutOf(model: SheetModel, rows: number): Seen['about'] {
  const words = output()
  const { filter, order } = conditionsOf(model)
  const { by, at } = whoAndWhen(model)
  const hidden = model.columns.hidden.map((column) => headingOf(model.sheet, column)).join(say().listed)
  return [
    [words.sheet, titleOf(model.sheet)],
    [words.filter, filter],
    [words.order, order],
    [words.rows, grouped(rows)],
    [words.hidden, hidden || words.none],
    [words.by, by],
    [words.at, at],
    [words.units, words.unitsText],
    [words.codes, words.codesText],
  ]
}
