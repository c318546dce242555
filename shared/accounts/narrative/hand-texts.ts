import type { Row } from '#shared/base/sheet'
import { piecesOf } from './references.ts'
import type { Piece, SentencePart, Written } from './section.ts'

/** What people wrote, by key; blank texts are as good as none. */
export class HandTexts {
  readonly #byKey: ReadonlyMap<string, string>
  readonly #has: (figure: string) => boolean

  constructor(rows: readonly Row[], has: (figure: string) => boolean) {
    this.#byKey = new Map(rows.flatMap((row) => (isText(row.cells.text) ? [[row.id, row.cells.text] as const] : [])))
    this.#has = has
  }

  /** The part of a sentence that people write under a key; missing while there is no text. */
  part(key: string, asks: string): SentencePart {
    const text = this.#byKey.get(key)
    return { hand: key, asks, parts: text === undefined ? null : this.pieces(text) }
  }

  /** The same within a sentence, which ends itself: the text's own last stop is left out. */
  phrase(key: string, asks: string): SentencePart {
    const text = this.#byKey.get(key)
    return { hand: key, asks, parts: text === undefined ? null : this.pieces(unended(text)) }
  }

  /** A text's pieces; null where it names a figure that this year has not got: the text is not finished. */
  pieces(text: string): Piece[] | null {
    const pieces = piecesOf(text)
    return pieces.every((piece) => !('figure' in piece) || this.#has(piece.figure)) ? pieces : null
  }

  /** Numbers N of the keys `GROUP.N` and `GROUP.N.…`, in order. */
  numbers(group: string): string[] {
    const numbers = [...this.#byKey.keys()].flatMap((key) => {
      const [head, n] = key.split('.')
      return head === group && n !== undefined && /^\d+$/.test(n) ? [n] : []
    })
    return [...new Set(numbers)].sort((a, b) => Number(a) - Number(b))
  }
}

export const unended = (text: string): string => text.trim().replace(/[。．；;，,]+$/, '')

const isText = (cell: unknown): cell is string => typeof cell === 'string' && cell.trim() !== ''

const wordingIn = ({ hand, parts }: { hand: string; parts: Piece[] | null }): string =>
  parts?.map((piece) => ('text' in piece ? piece.text : '')).join('') ?? hand

/** 职能、重点工作、名词解释, as far as they are written. */
export function writtenOf(texts: HandTexts): Written {
  const part = (key: string, asks: string): SentencePart[] => [texts.part(key, asks)]
  return {
    duties: texts.numbers('duty').map((n) => part(`duty.${n}`, '职责')),
    work: texts.numbers('work').map((n) => ({
      item: part(`work.${n}.item`, '重要事项'),
      target: part(`work.${n}.target`, '工作内容及目标'),
      result: part(`work.${n}.result`, '完成情况'),
    })),
    definitions: texts.numbers('definition').map((n) => {
      const term = texts.part(`definition.${n}.term`, '名词')
      return { term: 'hand' in term ? wordingIn(term) : '', text: part(`definition.${n}.text`, '解释') }
    }),
  }
}
