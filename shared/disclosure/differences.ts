import type { SentencePart } from '#shared/accounts/narrative/section'
import type { Figure } from '#shared/base/figure'
import type { EditionContent } from './edition.ts'
import { noValue, shownFigure, unitWord } from './shown.ts'

/** One figure or text that prints differently in two editions; `—` where one of them has none. */
export interface Difference {
  id: string
  label: string
  place: string
  before: string
  after: string
  of: 'figure' | 'text'
}

type Figures = ReadonlyMap<string, Figure>
const figuresOf = ({ figures }: EditionContent): Figures => new Map(figures.map((figure) => [figure.id, figure]))

/**
 * 更正对照. The figures that print differently, in the order of the later content, then those that it dropped, then the
 * sentences and texts whose own words changed. A sentence in which only figures changed is told by its figures.
 */
export function differencesOf(before: EditionContent, after: EditionContent): Difference[] {
  const [was, is] = [figuresOf(before), figuresOf(after)]
  const figures = [...new Set([...is.keys(), ...was.keys()])].filter(isPrinted).flatMap((id) => {
    const [old, now] = [was.get(id), is.get(id)]
    const [from, to] = [old, now].map((figure) => (figure ? shownFigure(figure) : noValue))
    return from === to ? [] : differenceOf(id, now ?? old, from, to)
  })
  return [...figures, ...textDifferences(textsOf(before), textsOf(after), was, is)]
}

/** What the page does not print is not told: sums of the ledger behind entered cells, figures of last year. */
const isPrinted = (id: string): boolean => !/^(ledger|prior)\./.test(id)

const differenceOf = (id: string, figure: Figure | undefined, before = noValue, after = noValue): Difference[] =>
  figure ? [{ id, label: figure.label, place: figure.place ?? '', before, after, of: 'figure' }] : []

interface Text {
  id: string
  label: string
  place: string
  parts: readonly SentencePart[]
}

/** Every sentence and text of an edition, by where it stands. */
function textsOf({ narrative, written, scores }: EditionContent): Text[] {
  const sentences = narrative.flatMap(({ no, title, paragraphs }) =>
    paragraphs.flatMap(({ sentences: all }) =>
      all.map(({ id, parts }) => ({ id: `text.${id}`, label: title, place: `说明 ${no}`, parts })),
    ),
  )
  const plain = (text: string | undefined): SentencePart[] => (text === undefined ? [] : [{ text }])
  const sheets = scores.flatMap(({ id, title, indicators, total, deviation, improvement }) => [
    ...indicators.map((one) => ({ id: `text.score.${id}.${one.id}`, label: one.name, place: title, parts: plain([one.target, one.actual, one.weight, one.score ?? one.worked ?? ''].join('，')) })), // prettier-ignore
    { id: `text.score.${id}.total`, label: '总分', place: title, parts: plain(total) },
    { id: `text.score.${id}.deviation`, label: '偏差原因', place: title, parts: plain(deviation) },
    { id: `text.score.${id}.improvement`, label: '改进措施', place: title, parts: plain(improvement) },
  ])
  const by = (kind: string, label: string, all: readonly (readonly SentencePart[])[]): Text[] =>
    all.map((parts, k) => ({ id: `text.${kind}.${k + 1}`, label: `${label}${k + 1}`, place: '', parts }))
  return [
    ...sentences,
    ...by('duties', '职责', written?.duties ?? []),
    ...by('work', '重点工作', written?.work.map(({ item, target, result }) => [...item, { text: '：' }, ...target, { text: '；' }, ...result]) ?? []), // prettier-ignore
    ...by('definitions', '名词解释', written?.definitions.map(({ term, text }) => [{ text: `${term}：` }, ...text]) ?? []), // prettier-ignore
    ...sheets,
  ]
}

function textDifferences(before: readonly Text[], after: readonly Text[], was: Figures, is: Figures): Difference[] {
  const [old, now] = [before, after].map((texts) => new Map(texts.map((text) => [text.id, text])))
  return [...new Set([...(now?.keys() ?? []), ...(old?.keys() ?? [])])].flatMap((id): Difference[] => {
    const [from, to] = [old?.get(id), now?.get(id)]
    const { label, place } = to ?? from ?? { label: id, place: '' }
    if (wordsOf(from) === wordsOf(to)) return []
    return [{ id, label, place, before: plainText(from, was), after: plainText(to, is), of: 'text' }]
  })
}

/** The words of a text alone, figures by their ids: equal where only figures changed. */
const wordsOf = (text: Text | undefined): string | undefined => text && JSON.stringify(text.parts.map(bare))

const bare = (part: SentencePart): unknown => ('word' in part ? part.word : part)

/** A text as it is read: figures with their units. */
function plainText(text: Text | undefined, figures: Figures): string {
  const figure = (id: string): string => {
    const found = figures.get(id)
    return found ? shownFigure(found) + unitWord(found) : noValue
  }
  const piece = (part: SentencePart): string => {
    if ('figure' in part) return figure(part.figure)
    if ('text' in part) return part.text
    if ('word' in part) return part.word
    if ('name' in part) return part.name
    return (part.parts ?? []).map((one) => ('figure' in one ? figure(one.figure) : one.text)).join('')
  }
  const plain = text?.parts.map(piece).join('') ?? ''
  return plain === '' ? noValue : plain
}
