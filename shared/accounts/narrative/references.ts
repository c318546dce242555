import type { Piece } from './section.ts'

/** `[[figure id]]` */
const reference = /\[\[([^[\]]*)\]\]/

/** 引用. A text that people wrote, as wording and the figures that it names as `[[figure id]]`. */
export function piecesOf(text: string): Piece[] {
  return text.split(reference).flatMap((piece, k): Piece[] => {
    if (k % 2 === 1) return [{ figure: piece.trim() }]
    return piece === '' ? [] : [{ text: piece }]
  })
}

export const referenceTo = (figure: string): string => `[[${figure}]]`

/** Ids of the figures that a text names, once for each time. */
export const referencesIn = (text: string): string[] =>
  piecesOf(text).flatMap((piece) => ('figure' in piece ? [piece.figure] : []))

/** The text without its references; where one stood, a sign that is no digit, no letter and no unit. */
export const wordingOf = (text: string): string => text.split(reference).filter((_, k) => k % 2 === 0).join('◇') // prettier-ignore
