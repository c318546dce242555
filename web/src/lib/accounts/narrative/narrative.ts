import type { Narrative } from '#shared/accounts/narrative/narrative'
import { proseOf } from '#shared/accounts/narrative/passages'
import { piecesOf, referenceTo, referencesIn } from '#shared/accounts/narrative/references'
import type { Piece, Section, Sentence, SentencePart } from '#shared/accounts/narrative/section'
import { wordsOnly } from '#shared/accounts/texts'
import type { Finding } from '#shared/base/check'
import type { Figure } from '#shared/base/figure'
import { refusal, refusalData } from '#shared/base/refusal'
import type { RefusalData } from '#shared/base/refusal'
import { walkOf } from '#shared/disclosure/walk'
import { formulaSigns } from '#shared/words/edition'

export type Figures = ReadonlyMap<string, Figure>

/** What can be chosen in the text: a sentence, or one line of what people write beside the sentences. */
export interface Chosen {
  /** of the sentence, or `duty.N`, `work.N`, `definition.N` */
  id: string
  /** 五（三）, 概况 */
  place: string
  title: string
  parts: readonly SentencePart[]
}

/** A group of the list at the left, with what it lacks and how many of its figures do not agree. */
export interface Group {
  id: string
  no: string
  title: string
  missing: number
  errors: number
}

export type Hand = Extract<SentencePart, { hand: string }>

export const handsOf = (parts: readonly SentencePart[]): Hand[] =>
  parts.flatMap((part) => ('hand' in part ? [part] : []))

/** Ids of the figures that parts print, those within written texts among them. */
export const figuresOf = (parts: readonly SentencePart[]): string[] =>
  parts.flatMap((part) => {
    if ('figure' in part) return [part.figure]
    return 'hand' in part ? (part.parts ?? []).flatMap((piece) => ('figure' in piece ? [piece.figure] : [])) : []
  })

const sentencesOf = ({ paragraphs }: Section): Sentence[] => paragraphs.flatMap(({ sentences }) => sentences)

/** Lines of the written parts, each under one id: a duty, a line of key work, a definition. */
export function writtenLines({ written }: Narrative): { duties: Chosen[]; work: Chosen[]; definitions: Chosen[] } {
  const numbered = (parts: readonly SentencePart[]): string => {
    const [first] = handsOf(parts)
    return first ? first.hand.split('.').slice(0, 2).join('.') : ''
  }
  const line = (place: string, parts: readonly SentencePart[]): Chosen => ({
    id: numbered(parts),
    place,
    title: '',
    parts,
  })
  return {
    duties: written.duties.map((parts) => line('概况', parts)),
    work: written.work.map(({ item, target, result }) => line('重点工作', [...item, ...target, ...result])),
    definitions: written.definitions.map(({ term, text }) => {
      const [first] = handsOf(text)
      const key = first ? first.hand.replace(/\.text$/, '.term') : ''
      return line('名词解释', [{ hand: key, asks: '名词', parts: [{ text: term }] }, { text: '：' }, ...text])
    }),
  }
}

/** Everything that can be chosen, in the order of the page, with its place in words. */
export function chosenOf(narrative: Narrative): Chosen[] {
  const { duties, work, definitions } = writtenLines(narrative)
  const told = [narrative.overview, ...narrative.sections].flatMap(({ no, title, paragraphs }) => {
    let bracketed = ''
    return paragraphs.flatMap(({ heading, sentences }) => {
      if (heading !== undefined) bracketed = /^（[一二三四五六七八九十]+）/.exec(heading)?.[0] ?? ''
      return sentences.map(({ id, parts }): Chosen => ({
        id,
        place: no === '' ? title : `${no}${bracketed}`,
        title,
        parts,
      }))
    })
  })
  return [...duties, ...told, ...work, ...definitions]
}

/** The list at the left: what each group lacks, and how many errors name one of its figures. */
export function groupsOf(
  narrative: Narrative,
  findings: readonly Finding[],
  titles: { overview: string; work: string; definitions: string; short: Readonly<Record<string, string>> },
): Group[] {
  const wrong = new Set(findings.flatMap(({ severity, rule, figures }) => severity === 'error' && rule !== 'text.missing' ? figures.slice(0, 1) : [])) // prettier-ignore
  const group = (id: string, no: string, title: string, parts: readonly SentencePart[], none = 0): Group => ({
    id,
    no,
    title,
    missing: none + handsOf(parts).filter((hand) => hand.parts === null).length,
    errors: new Set(figuresOf(parts).filter((figure) => wrong.has(figure))).size,
  })
  const { duties, work, definitions } = writtenLines(narrative)
  const parts = (lines: readonly { parts: readonly SentencePart[] }[]) => lines.flatMap((line) => line.parts)
  return [
    group('n00', '', titles.overview, [...parts(duties), ...parts(sentencesOf(narrative.overview))], Number(duties.length === 0)), // prettier-ignore
    ...narrative.sections.map((section) =>
      group(section.id, section.no, titles.short[section.id] ?? section.title, parts(sentencesOf(section))),
    ),
    group('work', '', titles.work, parts(work), Number(work.length === 0)),
    group('definition', '', titles.definitions, parts(definitions), Number(definitions.length === 0)),
  ]
}

export function countsOf(narrative: Narrative): { sentences: number; references: number; hands: number } {
  const sentences = [narrative.overview, ...narrative.sections].flatMap(sentencesOf)
  const parts = chosenOf(narrative).flatMap((one) => one.parts)
  return { sentences: sentences.length, references: figuresOf(parts).length, hands: handsOf(parts).length }
}

/** A figure with where it comes from, in one line: its place in a table, or its formula with the numbers. */
export interface Reference {
  id: string
  shown: string
  from: string
}

/** Where a figure stands; its code once. */
function placeOf({ place = '', code = '', label }: Figure): string {
  return [place, place.includes(code) ? '' : code, label].filter(Boolean).join('　')
}

function fromOf(figure: Figure, figures: Figures): string {
  const walk = walkOf(figure, (id) => figures.get(id))
  if (walk?.kind !== 'formula') return placeOf(figure)
  const [only] = walk.over
  const operand = only && figures.get(only.id)
  if (walk.over.length === 1 && operand) return operand.id.startsWith('n') ? fromOf(operand, figures) : placeOf(operand)
  const sign = formulaSigns[walk.name]
  return walk.over.map(({ shown, unit }) => `${shown}${unit}`).join(` ${sign.between} `)
}

export function referencesOf(parts: readonly SentencePart[], figures: Figures): Reference[] {
  const found = [...new Set(figuresOf(parts))].flatMap((id) => figures.get(id) ?? [])
  return found.map((figure) => ({ id: figure.id, shown: proseOf(figure), from: fromOf(figure, figures) }))
}

/** Words that figures decide, with the two numbers that decide them. */
export const wordsOf = (parts: readonly SentencePart[], figures: Figures): { word: string; over: string[] }[] =>
  parts.flatMap((part) =>
    'word' in part ? [{ word: part.word, over: part.over.map((id) => proseOf(figures.get(id))) }] : [],
  )

/** What the checks say of a sentence: findings of its figures, of the ids that its words tell by, and of its gaps. */
export function findingsOf({ parts }: Chosen, findings: readonly Finding[]): Finding[] {
  const ids = new Set([
    ...figuresOf(parts),
    ...handsOf(parts).flatMap(({ hand }) => [hand, hand.replace(/^reason\./, '')]),
  ])
  return findings.filter(({ figures, rule }) => rule !== 'text.missing' && figures.some((id) => ids.has(id)))
}

/** A text as people edit it: its references as `[[id]]`. */
export const editable = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => ('text' in piece ? piece.text : referenceTo(piece.figure))).join('')

/** A text as it will print, in pieces. */
export const previewOf = (text: string, figures: Figures): { text: string; figure: boolean }[] =>
  piecesOf(text).map((piece) =>
    'text' in piece ? { text: piece.text, figure: false } : { text: proseOf(figures.get(piece.figure)), figure: true },
  )

/** Why a text may not be saved: the sheet's own rule, and references to figures that this year has not got. */
export function faultOf(text: string, figures: Figures): RefusalData | undefined {
  if (text.trim() === '') return undefined
  const [first] = wordsOnly({ id: '', rev: 1, cells: { text } }, 'text')
  if (first) return first
  const unknown = referencesIn(text).find((id) => !figures.has(id))
  return unknown === undefined ? undefined : refusalData(refusal('text/unknown-figure', { figure: unknown }))
}

/** Where a reference is being typed: from the last `/` before the caret, with what was typed after it. */
export function slashAt(text: string, caret: number): { from: number; query: string } | undefined {
  const before = text.slice(0, caret)
  const from = Math.max(before.lastIndexOf('/'), before.lastIndexOf('／'))
  const query = before.slice(from + 1)
  return from < 0 || /[\s，。；、]/.test(query) || query.length > 24 ? undefined : { from, query }
}

/** Figures that a text may name, best first: those of the sentence itself, then those whose name or number fits. */
export function offeredFor(query: string, figures: Figures, own: readonly string[], most = 8): Figure[] {
  const wanted = query.trim().toLowerCase()
  const fits = (figure: Figure): boolean =>
    wanted === '' || `${figure.id} ${placeOf(figure)} ${proseOf(figure)}`.toLowerCase().includes(wanted)
  const mine = own.flatMap((id) => figures.get(id) ?? [])
  const others = [...figures.values()].filter(({ id, value }) => value !== null && !id.startsWith('ledger.') && !own.includes(id)) // prettier-ignore
  return [...mine, ...others].filter(fits).slice(0, most)
}

/** The number of the next line of a written part. */
export const nextNumber = (lines: readonly { id: string }[]): number =>
  Math.max(0, ...lines.map(({ id }) => Number(id.split('.')[1] ?? 0))) + 1

/** What an earlier edition wrote, by key, as people would edit it. */
export function earlierTexts(
  narrative: readonly Section[],
  written: { duties: SentencePart[][]; work: Record<'item' | 'target' | 'result', SentencePart[]>[]; definitions: { text: SentencePart[] }[] } | undefined, // prettier-ignore
): ReadonlyMap<string, string> {
  const parts = [
    ...narrative.flatMap(sentencesOf).flatMap((sentence) => sentence.parts),
    ...(written?.duties.flat() ?? []),
    ...(written?.work.flatMap(({ item, target, result }) => [...item, ...target, ...result]) ?? []),
    ...(written?.definitions.flatMap(({ text }) => text) ?? []),
  ]
  return new Map(
    handsOf(parts).flatMap(({ hand, parts: pieces }) => (pieces ? [[hand, editable(pieces)] as const] : [])),
  )
}
