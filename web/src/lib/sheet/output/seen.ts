import { printExactly } from '#shared/base/amount'
import type { Cell, Kind } from '#shared/base/cell'
import { align } from '#shared/base/kinds'
import { printInstant } from '#shared/base/kinds/times'
import { sheetOutputWords } from '#shared/words/sheet-output'
import { grouped } from '../acts.ts'
import { filterWords, orderWords } from '../arranging.ts'
import type { SheetModel } from '../model.svelte.ts'
import { headingOf, language, say, titleOf } from '../say.ts'

/** One column as it leaves: each distinct value once, and which of them every row has. */
export interface SeenColumn {
  heading: string
  /** how a spreadsheet is to show its cells; `@` is text */
  format: string
  /** in pixels, as on the screen */
  width: number
  end: boolean
  values: readonly (string | number | null)[]
  codes: Int32Array
}

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
    const { dictionary, codes } = {
      dictionary: model.rows.store.dictionary(index),
      codes: model.rows.store.codes(index),
    }
    const heading = headingOf(model.sheet, column)
    return {
      heading: column.kind.name === 'rate' && !heading.includes('%') ? `${heading}${output().rate}` : heading,
      format: formats[column.kind.name] ?? '@',
      width,
      end: align(column.kind) === 'end',
      values: Array.from(dictionary.words(), (cell) => valueOf(model, cell, index, column.kind)),
      codes: Int32Array.from(slots, (slot) => codes[slot] ?? 0),
    }
  })
  return { title: titleOf(model.sheet), rows: slots.length, columns, about: aboutOf(model, slots.length) }
}

const formats: Partial<Record<Kind['name'], string>> = { amount: '#,##0.00', count: '#,##0', rate: '0.00' }

/** Numbers stay numbers, to the last fen; everything else is text as the cell prints it. A rate is in hundredths. */
function valueOf({ rows }: SheetModel, cell: Cell, index: number, kind: Kind): string | number | null {
  if (cell === null) return null
  if (kind.name === 'amount' && typeof cell === 'number') return Number(plain(printExactly(cell, kind.unit)))
  if (kind.name === 'count' || kind.name === 'rate') return Number(cell)
  return rows.printPlain(cell, index)
}

const plain = (printed: string): string => printed.replaceAll(',', '').replace('\u2212', '-')

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
