import type { Figure } from '#shared/base/figure'
import type { EditionContent } from '#shared/disclosure/edition'
import type { Links } from '#shared/disclosure/page'
import { noValue, recordedId, shownFigure } from '#shared/disclosure/shown'
import { recomputation, walkOf, type FormulaWalk, type Walk } from '#shared/disclosure/walk'

/** For a preview beside the sheets: nothing is published yet, so links stay on the page. */
export const previewLinks: Links = { folder: '#', unit: '#', root: '#' }

/** The content's figures by id, and what each rests on. */
export interface Book {
  figure(id: string): Figure | undefined
  walk(id: string): Walk | undefined
  again(id: string): FormulaWalk | undefined
  /** the figures that are worked out: by a formula, by a sum, or anew from what a document printed */
  workedOut: Figure[]
  /** where on the page its formula is printed; nothing for a figure that is not worked out */
  anchor(id: string): string | undefined
}

export function bookOf({ figures }: EditionContent): Book {
  const byId = new Map(figures.map((figure) => [figure.id, figure]))
  const figure = (id: string): Figure | undefined => byId.get(id)
  const again = (id: string): FormulaWalk | undefined => {
    const found = figure(id)
    return found && recomputation(found, figure)
  }
  const walk = (id: string): Walk | undefined => {
    const found = figure(id)
    return found && walkOf(found, figure)
  }
  const hasValue = (id: string): boolean => {
    const found = figure(id)
    return found !== undefined && shownFigure(found) !== noValue
  }
  const listed = (one: Figure): boolean =>
    recordedId(one.id) === undefined &&
    hasValue(one.id) &&
    !isPlain(one) &&
    (restsOnOthers(walk(one.id)) || again(one.id) !== undefined)
  const workedOut = figures.filter(listed)
  const anchors = new Map(workedOut.map(({ id }, k) => [id, `f${k + 1}`]))
  return { figure, again, walk, workedOut, anchor: (id) => anchors.get(id) }
}

/** What needs no formula in print: cells of the tables, whose rows and columns show it, and numbers told once more. */
const isPlain = ({ id, from }: Figure): boolean =>
  /^(t0\d|ledger|prior|entries|receipts|completion)\.|^project\.[^.]+\.\d+$/.test(id) ||
  ('formula' in from && from.formula === 'sum' && from.over.length === 1)

const restsOnOthers = (walk: Walk | undefined): boolean => walk?.kind === 'formula' || walk?.kind === 'sum'

/** `12.4 KB`: the size of a download. */
export const printBytes = (bytes: number): string =>
  bytes < 1024 ? `${bytes} B` : `${(Math.round(bytes / 102.4) / 10).toFixed(1)} KB`
