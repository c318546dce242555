import type { Figure } from '#shared/base/figure'
import type { EditionContent } from './edition.ts'
import { noValue, shownFigure } from './shown.ts'

/** One figure that prints differently in two editions; `—` where one of them has none. */
export interface Difference {
  id: string
  label: string
  place: string
  before: string
  after: string
}

/** 更正对照. The figures that print differently, in the order of the later content, then those that it dropped. */
export function differencesOf(before: EditionContent, after: EditionContent): Difference[] {
  const [was, is] = [before, after].map(({ figures }) => new Map(figures.map((figure) => [figure.id, figure])))
  return [...new Set([...(is?.keys() ?? []), ...(was?.keys() ?? [])])].flatMap((id) => {
    const [old, now] = [was?.get(id), is?.get(id)]
    const [from, to] = [old, now].map((figure) => (figure ? shownFigure(figure) : noValue))
    return from === to ? [] : differenceOf(id, now ?? old, from, to)
  })
}

const differenceOf = (id: string, figure: Figure | undefined, before = noValue, after = noValue): Difference[] =>
  figure ? [{ id, label: figure.label, place: figure.place ?? '', before, after }] : []
