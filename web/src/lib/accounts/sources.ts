import type { Figure } from '#shared/base/figure'
import { sheetNames } from '#shared/base/sheet'
import { walkOf, type Walk } from '#shared/disclosure/walk'
import { formulaSigns } from '#shared/words/edition'
import { sheetLabel, type Language } from '#shared/words/labels'

export type Figures = ReadonlyMap<string, Figure>

/** 这个数从哪来. What a figure rests on, and which others rest on it. */
export interface Origin {
  figure: Figure
  walk: Walk | undefined
  uses: readonly Figure[]
}

/** Figures by those that they are worked out from. */
export function usesOf(figures: Figures): ReadonlyMap<string, readonly Figure[]> {
  const uses = new Map<string, Figure[]>()
  for (const figure of figures.values()) {
    if (!('formula' in figure.from)) continue
    for (const id of new Set(figure.from.over)) {
      const known = uses.get(id)
      if (known) known.push(figure)
      else uses.set(id, [figure])
    }
  }
  return uses
}

export function originOf(
  id: string,
  figures: Figures,
  uses: ReadonlyMap<string, readonly Figure[]>,
): Origin | undefined {
  const figure = figures.get(id)
  return figure && { figure, walk: walkOf(figure, (other) => figures.get(other)), uses: uses.get(id) ?? [] }
}

/** Ids of all figures on the way down from one: the cells that light up when it is traced. */
export function pathOf(id: string, figures: Figures): Set<string> {
  const found = new Set<string>()
  const visit = (at: string): void => {
    const figure = figures.get(at)
    if (!figure || found.has(at)) return
    found.add(at)
    if ('formula' in figure.from) figure.from.over.forEach(visit)
  }
  visit(id)
  return found
}

/** The newest ledger rows of a sum, largest first, and how many there are. */
export const largest = (rows: readonly { row: string; fen: number | undefined }[], most = 3) =>
  [...rows].sort((a, b) => Math.abs(b.fen ?? 0) - Math.abs(a.fen ?? 0)).slice(0, most)

/** A sheet's name as screens call it. */
export function sheetTitle(sheet: string, language: Language): string {
  const name = sheetNames.find((known) => known === sheet)
  return name ? sheetLabel(name, language) : sheet
}

/** The cell bar's formula: what a figure is worked out from, or how many rows it adds up. */
export function formulaWords(walk: Walk | undefined, rows: (count: number) => string, language: Language): string {
  if (walk?.kind === 'sum') return `${sheetTitle(walk.sheet, language)}　${rows(walk.rows.length)}`
  if (walk?.kind !== 'formula') return ''
  const terms = walk.over.map(({ label, place }) => [place, label].filter(Boolean).join(' '))
  return terms.join(` ${formulaSigns[walk.name].between} `)
}

/** 求和. The sum of the chosen amounts in fen; nothing where another kind of number is among them. */
export function sumOf(ids: readonly string[], figures: Figures): number | undefined {
  const values = ids.flatMap((id) => figures.get(id)?.value ?? [])
  const fen = values.flatMap((value) => ('fen' in value ? value.fen : []))
  return fen.length > 0 && fen.length === values.length ? fen.reduce((sum, one) => sum + one, 0) : undefined
}

/** A figure's name beside another one: its place only where that is another. */
export const nearName = ({ place, label }: Pick<Figure, 'place' | 'label'>, beside: string | undefined): string =>
  [place === beside ? '' : place, label].filter(Boolean).join(' ')
