import type { Figure } from '#shared/base/figure'
import { operandsOf, recompute, verdictOf, type FormulaName, type Lookup } from '#shared/base/formulas'
import { printValue, type Value } from '#shared/base/quantity'
import type { Verdict } from '#shared/base/rate'
import { noValue, recomputedId, shownFigure, unitWord } from './shown.ts'

/** One figure on the way, as it is printed: where it stands and what it is called. */
export interface Station {
  id: string
  label: string
  place: string
  shown: string
  unit: string
}

/** A formula over figures, worked out here and now. */
export interface FormulaWalk {
  kind: 'formula'
  name: FormulaName
  over: Station[]
  /** the result as it is printed, and with more places than any page prints */
  result: string
  unrounded: string
  verdict: Verdict
}

/** A sum over rows of a sheet: each with its revision and its amount in fen. */
export interface SumWalk {
  kind: 'sum'
  sheet: string
  column: string
  rows: { row: string; rev: number; fen: number | undefined }[]
  unrounded: string
  verdict: Verdict
}

/** A cell that somebody entered. */
export interface CellWalk {
  kind: 'cell'
  sheet: string
  row: string
  column: string
  rev: number
}

/** A place in a document that was published elsewhere; `again`: what is printed there, worked out anew. */
export interface DocumentWalk {
  kind: 'document'
  title: string
  place: string
  again: FormulaWalk | undefined
}

/** A figure of last year's edition, as it was published there. */
export interface PublishedWalk {
  kind: 'published'
  year: number
  unit: string
  edition: number
  figure: string
}

/** 这个数从哪来. What one figure rests on; following the stations leads down to cells or to a document's lines. */
export type Walk = FormulaWalk | SumWalk | CellWalk | PublishedWalk | DocumentWalk

export function walkOf(figure: Figure, lookup: Lookup): Walk | undefined {
  const { from } = figure
  if ('formula' in from) return formulaWalk(figure, lookup)
  if ('sum' in from) return sumWalk(figure, from.sum)
  if ('entered' in from) return { kind: 'cell', ...from.entered }
  if ('published' in from) return { kind: 'published', ...from.published }
  return { kind: 'document', ...from.document, again: recomputation(figure, lookup) }
}

/** A recorded figure's recomputation, held against what the document printed. */
export function recomputation(figure: Figure, lookup: Lookup): FormulaWalk | undefined {
  const again = lookup(recomputedId(figure.id))
  const printed = figure.printed === undefined ? {} : { printed: figure.printed }
  return again && formulaWalk({ ...again, ...printed }, lookup)
}

function formulaWalk(figure: Figure, lookup: Lookup): FormulaWalk | undefined {
  const found = operandsOf(figure, lookup)
  if (!found) return undefined
  const value = recompute(figure, lookup) ?? null
  const result = shownFigure({ value, shown: figure.shown })
  const own = verdictOf(figure, lookup) ?? 'fails'
  const verdict = [own, ...found.over.map((below) => verdictBelow(below, lookup))].reduce(worse)
  const over = found.over.map(stationOf)
  return { kind: 'formula', name: found.name, over, result, unrounded: unrounded(value, figure.shown), verdict }
}

/** 逐级核对. A figure agrees only as far as everything does that it is worked out from, down to the rows. */
function verdictBelow(figure: Figure, lookup: Lookup): Verdict {
  if ('formula' in figure.from) return formulaWalk(figure, lookup)?.verdict ?? 'fails'
  return 'sum' in figure.from ? sumWalk(figure, figure.from.sum).verdict : 'exact'
}

const order = ['exact', 'rounding', 'fails'] as const satisfies readonly Verdict[]

const worse = (one: Verdict, other: Verdict): Verdict => (order.indexOf(other) > order.indexOf(one) ? other : one)

function sumWalk({ value, shown }: Figure, { sheet, column, rows, revs, fen = [] }: Sum): SumWalk {
  const total = fen.reduce((sum, amount) => sum + amount, 0)
  const complete = fen.length === rows.length && value !== null && 'fen' in value
  return {
    kind: 'sum',
    sheet,
    column,
    rows: rows.map((row, k) => ({ row, rev: revs[k] ?? 0, fen: fen[k] })),
    unrounded: unrounded(complete ? { fen: total } : value, shown),
    verdict: complete && value.fen === total ? 'exact' : 'fails',
  }
}

type Sum = Extract<Figure['from'], { sum: unknown }>['sum']

export const stationOf = (figure: Figure): Station => ({
  id: figure.id,
  label: figure.label,
  place: figure.place ?? '',
  shown: shownFigure(figure),
  unit: unitWord(figure),
})

/** `2.500000` → `2.50` where two places are printed, `14.0000` → `14` where none are. */
function withoutZeros(text: string, least: number): string {
  const [whole = '', places = ''] = text.split('.')
  const kept = places.slice(0, least) + places.slice(least).replace(/0+$/, '')
  return kept === '' ? whole : `${whole}.${kept}`
}

/** More places than are printed: two more of a rate, all of an amount, needless zeros left out. */
function unrounded(value: Value, shown: Figure['shown']): string {
  const all = value !== null && 'fen' in value ? (shown.unit === '万元' ? 6 : 2) : Math.max(4, shown.decimals + 2)
  const text = printValue(value, { ...shown, decimals: all })
  if (text === undefined) return noValue
  const short = withoutZeros(text, shown.decimals)
  return shown.unit === '%' ? `${short}%` : `${short}${shown.unit}`
}
