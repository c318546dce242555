import type { Figure } from '#shared/base/figure'
import { printValue } from '#shared/base/quantity'
import type { Passage } from '../statement.ts'
import type { Paragraph, Piece, Section, SentencePart, Written } from './section.ts'

export type Lookup = (id: string) => Figure | undefined

/** A figure as prose prints it, with its unit: `1,775.47万元`, `104.32%`; amounts below zero keep their minus. */
export function proseOf(figure: Figure | undefined): string {
  const numeral = figure && (figure.printed ?? printValue(figure.value, figure.shown))
  if (figure === undefined || numeral === undefined) return '—'
  const { unit } = figure.shown
  return numeral.endsWith('%') ? numeral : `${numeral}${unit}`
}

const pieceText = (piece: Piece, lookup: Lookup): string =>
  'text' in piece ? piece.text : proseOf(lookup(piece.figure))

/** A part as it is printed; what is missing prints as nothing. */
function partText(part: SentencePart, lookup: Lookup): string {
  if ('word' in part) return part.word
  if ('name' in part) return part.name
  if ('hand' in part) return part.parts?.map((piece) => pieceText(piece, lookup)).join('') ?? ''
  return pieceText(part, lookup)
}

export const textOf = (parts: readonly SentencePart[], lookup: Lookup): string =>
  parts.map((part) => partText(part, lookup)).join('')

const paragraphText = ({ sentences }: Paragraph, lookup: Lookup): string =>
  sentences.map(({ parts }) => textOf(parts, lookup)).join('')

/** 说明 五（三）: the section's number and the bracketed number of the heading that a paragraph stands under. */
function placesOf({ no, title, paragraphs }: Section): string[] {
  let bracketed = ''
  return paragraphs.map(({ heading }) => {
    if (heading !== undefined) bracketed = /^（[一二三四五六七八九十]+）/.exec(heading)?.[0] ?? ''
    return no === '' ? title : `说明 ${no}${bracketed}`
  })
}

/** The texts of the document as readers have them, each with its place, for checks of texts. */
export function passagesOf(sections: readonly Section[], written: Written, lookup: Lookup): Passage[] {
  const told = sections.flatMap((section) => {
    const places = placesOf(section)
    return section.paragraphs.map((paragraph, k) => ({
      where: places[k] ?? '',
      text: paragraphText(paragraph, lookup),
    }))
  })
  const text = (parts: readonly SentencePart[]): string => textOf(parts, lookup)
  return [
    ...written.duties.map((parts) => ({ where: '概况 职责', text: text(parts) })),
    ...told,
    ...written.work.flatMap(({ item, target, result }) =>
      [item, target, result].map((parts) => ({ where: '重点工作', text: text(parts) })),
    ),
    ...written.definitions.map(({ term, text: parts }) => ({ where: '名词解释', text: `${term}：${text(parts)}` })),
  ].filter(({ text: printed }) => printed !== '')
}
