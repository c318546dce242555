import { sameAmountText } from './amount.ts'
import type { Cell, Kind } from './cell.ts'
import { amountCodec, countCodec, rateCodec } from './kinds/numbers.ts'
import { referenceCodec } from './kinds/reference.ts'
import { dayCodec, instantCodec } from './kinds/times.ts'
import { choiceCodec, flagCodec, textCodec } from './kinds/words.ts'
import type { Codec, Reading } from './kinds/codec.ts'
import { refusal } from './refusal.ts'
import type { Column } from './sheet.ts'
import { fold } from './text.ts'

export type { Reading, ReferenceOption } from './kinds/codec.ts'

const made = new WeakMap<Kind, Codec>()

function codecOf(kind: Kind): Codec {
  const known = made.get(kind)
  if (known) return known
  const codec = makeCodec(kind)
  made.set(kind, codec)
  return codec
}

function makeCodec(kind: Kind): Codec {
  switch (kind.name) {
    case 'text':
      return textCodec(kind)
    case 'amount':
      return amountCodec(kind.unit)
    case 'count':
      return countCodec
    case 'rate':
      return rateCodec
    case 'day':
      return dayCodec(kind.within)
    case 'instant':
      return instantCodec
    case 'flag':
      return flagCodec
    case 'choice':
      return choiceCodec(kind)
    case 'reference':
      return referenceCodec(kind.sheet)
  }
}

/** Reads what was typed, pasted or imported into a cell of this kind; a blank text is a blank cell. */
export const parse = (text: string, kind: Kind, reading: Reading = {}): Cell => codecOf(kind).parse(text, reading)

/** Prints a cell as screens and, `plain`, as clipboards and files show it; `parse` reads it back. */
export const print = (cell: Cell, kind: Kind, reading: Reading = {}): string =>
  cell === null ? '' : codecOf(kind).print(cell, reading)

/**
 * Reads a text that lands on a cell that already holds something. Text equal to what the cell prints changes nothing,
 * so copying 万元 out and back never drops 分.
 */
export function parseOver(text: string, kind: Kind, current: Cell, reading: Reading = {}): Cell {
  if (current !== null) {
    const printed = print(current, kind, reading)
    if (fold(text) === fold(printed)) return current
    if (kind.name === 'amount' && sameAmountText(text, printed, kind.unit)) return current
  }
  return parse(text, kind, reading)
}

/** A cell as it came over the wire is of the kind's type; a blank always is. */
export const accepts = (cell: Cell, kind: Kind): boolean => cell === null || codecOf(kind).accepts(cell)

/**
 * Refuses a cell that came over the wire and may not stand in its column: of the wrong type, an impossible day or one
 * outside the fiscal year, a text too long or malformed, an option that does not exist. Which rows a reference may
 * name is a rule of the row.
 */
export function checkCell(cell: Cell, { key, kind }: Pick<Column, 'key' | 'kind'>, reading: Reading = {}): void {
  if (cell === null) return
  const codec = codecOf(kind)
  if (!codec.accepts(cell)) throw refusal('cell/wrong-type', { column: key })
  codec.check(cell, reading)
}

/** The order of cells in a sorted column, ascending; blanks come last. */
export function compare(one: Cell, other: Cell, kind: Kind, reading: Reading = {}): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null)
  return codecOf(kind).compare(one, other, reading)
}

/** Numbers stand at the end of their cell, everything else at its start. */
export const align = (kind: Kind): 'start' | 'end' => codecOf(kind).align
