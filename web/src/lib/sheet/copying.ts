import type { Amount } from '#shared/base/amount'
import { doubtsPercent, doubtsUnit, isBare } from '#shared/base/doubts'
import { parse } from '#shared/base/kinds'
import { Refusal } from '#shared/base/refusal'
import { reasonOf } from '#shared/words/refusals'
import { write, type RowWish } from './acts.ts'
import { kindKey, writeClipboard, type Block, type Copied } from './clipboard.ts'
import type { SheetModel } from './model.svelte.ts'
import { copyable, place, type Landing, type Placement } from './paste.ts'
import type { TurnedAway } from './reading.ts'
import { language, say } from './say.ts'
import type { Spot } from './selection.ts'

/** What is put on the clipboard for the selection; undefined where its ranges make no block. */
export function copy(model: SheetModel, cut: boolean): { html: string; text: string } | undefined {
  const block = copyable(model.selection)
  if (!block) {
    model.notice = { text: say().said.ranges }
    return undefined
  }
  const end = model.view.rows.length
  const rows = block.rows.filter((row) => row < end || block.rows.length === 1)
  const given = rows.map((row) => block.columns.map((column) => givenAt(model, { row, column })))
  const token = model.options.mint()
  model.copied = { token, ranges: model.selection.ranges, cut }
  const kinds = block.columns.map((column) => kindKey(model.columnAt(column)?.kind ?? { name: 'text' }))
  return writeClipboard(given, kinds, token)
}

/** Other programs get the cell as it is printed, without thousands signs; a refused text goes as it was typed. */
function givenAt(model: SheetModel, spot: Spot) {
  const slot = model.slotAt(spot.row)
  const index = model.indexAt(spot.column)
  const cell = model.cellAt(spot)
  const unsaved = slot === undefined ? undefined : model.rows.unsaved.get(slot, index)
  if (unsaved?.state === 'refused') return { text: unsaved.text, cell: null }
  return { text: model.rows.printPlain(cell, index), cell }
}

/** A question that a block raises before it is written. */
export interface Question {
  of: 'unit' | 'percent'
  column: number
  sample: string
  answer: (word: Answer | undefined) => void
}

/** How the bare numbers of a column are to be read. */
export type Answer = '元' | '万元' | '' | '%'

/** Where a block is to go, with the questions that it raises. */
export interface Pasting {
  block: Block
  placement: Placement
  questions: { of: Question['of']; column: number; sample: string }[]
}

/** 粘贴. Finds where the block lands, and what must be asked; says why not where it can't. */
export function planPaste(model: SheetModel, block: Block): Pasting | undefined {
  const field = { rows: model.view.rows.length, columns: model.columns.shown.length, mayCreate: model.mayCreate }
  const placement = place({ high: block.rows.length, wide: block.width }, model.selection, field)
  if ('code' in placement) {
    model.notice = { text: reasonOf(placement, language()), importAt: model.options.importAt }
    return undefined
  }
  return { block, placement, questions: questionsOf(model, block, placement) }
}

const copiedAt = ({ rows }: Block, { from }: Pick<Landing, 'from'>): Copied =>
  rows[from.row]?.[from.column] ?? { text: '' }

function questionsOf(model: SheetModel, block: Block, { landings }: Placement): Pasting['questions'] {
  const columns = [...new Set(landings.map(({ column }) => column))]
  return columns.flatMap((column): Pasting['questions'] => {
    const kind = model.columnAt(column)?.kind
    if (kind?.name !== 'rate' && kind?.name !== 'amount') return []
    const landed = landings.filter((landing) => landing.column === column)
    const index = model.indexAt(column)
    const texts = landed.map((landing) => copiedAt(block, landing)).filter(({ cell }) => cell === undefined).map(({ text }) => text) // prettier-ignore
    if (kind.name === 'rate') {
      const sample = texts.find(doubtsPercent)
      return sample === undefined ? [] : [{ of: 'percent', column, sample }]
    }
    const bare = texts.filter(isBare)
    const standing = model.view.rows.flatMap((slot) => {
      const cell = model.rows.store.cell(slot, index)
      return typeof cell === 'number' ? [cell] : []
    })
    const read = bare.flatMap((text): Amount[] => readAmount(text, kind))
    return doubtsUnit(read, standing) ? [{ of: 'unit', column, sample: bare[0] ?? '' }] : []
  })
}

function readAmount(text: string, kind: Parameters<typeof parse>[1]): Amount[] {
  try {
    const cell = parse(text, kind)
    return typeof cell === 'number' ? [cell] : []
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}

/** A bare number with the unit that was answered. 96 % from 0.96 moves the point, digit by digit. */
export function answered(text: string, answer: Answer | undefined): string {
  if (answer === undefined || answer === '' || !isBare(text)) return text
  if (answer !== '%') return `${text.trim()}${answer}`
  const [whole = '', decimals = ''] = text.trim().split('.')
  const moved = decimals.padEnd(2, '0')
  return `${whole}${moved.slice(0, 2)}${moved.length > 2 ? `.${moved.slice(2)}` : ''}`.replace(/^(-?)0+(?=\d)/, '$1')
}

/** Writes the block. What was cut here goes from its old place in the same gesture. */
export function paste(model: SheetModel, { block, placement }: Pasting, answers: ReadonlyMap<number, Answer>): void {
  const moving = model.copied?.cut && model.copied.token === block.token ? model.copied.ranges : []
  const landed = new Set(moving.length > 0 ? placement.landings.map(({ row, column }) => `${row} ${column}`) : [])
  const left = moving.flatMap(({ top, bottom, left: from, right }): RowWish[] => {
    const wishes: RowWish[] = []
    for (let row = top; row <= Math.min(bottom, model.view.rows.length - 1); row++)
      for (let column = from; column <= right; column++)
        if (!landed.has(`${row} ${column}`)) wishes.push({ row, column: model.indexAt(column), text: '' })
    return wishes
  })
  const columns = model.columns.shown.map(({ index, column }) => ({ index, key: kindKey(column.kind) }))
  const wishes = placement.landings.map((landing): RowWish => {
    const { text, cell, kind } = copiedAt(block, landing)
    const { index = 0, key } = columns[landing.column] ?? {}
    const read = answered(text, answers.get(landing.column))
    return { row: landing.row, column: index, text: read, cell: kind === key ? cell : undefined }
  })
  write(model, 'paste', [...left, ...wishes], beyond(block, placement))
  if (moving.length > 0) model.copied = undefined
  const active = { row: placement.range.top, column: placement.range.left }
  model.select({ active, anchor: active, ranges: [placement.range] }, false)
}

/** What lies beyond the sheet's end has no cell to be kept in: it is kept in the list. */
function beyond(block: Block, placement: Placement): TurnedAway[] {
  return placement.beyond.flatMap(({ from }) => {
    const { text } = copiedAt(block, { from })
    return text === '' ? [] : [{ slot: undefined, column: undefined, text, because: 'beyond' }]
  })
}
