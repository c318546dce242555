import type { Figure } from '#shared/base/figure'
import { add, around, meet, point, ratio, scale, type Interval } from '#shared/base/interval'
import type { Verdict } from '#shared/base/rate'
import { ledgerId, wordsOf, type Book } from './book.ts'

/**
 * 台账与录入之差. A cell for which there is an entered amount and one that is worked out from the ledger, or from the
 * cells below it: both figures' ids, the verdict, and the note by which people explain it.
 */
export interface CellDifference {
  id: string
  ledger: string
  where: string
  entered: number
  worked: number
  verdict: Verdict
  note?: string
}

/** Every cell that has both amounts, those that agree too. */
export const differencesOf = (book: Book): CellDifference[] =>
  book.both.flatMap((id) => {
    const [entered, worked] = [book.figures.get(id), book.figures.get(ledgerId(id))]
    return entered && worked ? differenceOf(book, entered, worked) : []
  })

function differenceOf(book: Book, entered: Figure, worked: Figure): CellDifference[] {
  const [own, other] = [fenIn(entered), fenIn(worked)]
  if (own === undefined || other === undefined) return []
  const { place = '', label } = wordsOf(book, entered.id)
  const note = book.entered.get(entered.id)?.cells.note
  const explained = typeof note === 'string' && note.trim() !== '' ? { note } : {}
  const verdict = own === other ? 'exact' : meet(meant(own), reached(book, worked)) ? 'rounding' : 'fails'
  return [{ id: entered.id, ledger: worked.id, where: `${place} ${label}`.trim(), entered: own, worked: other, verdict, ...explained }] // prettier-ignore
}

const fenIn = ({ value }: Figure): number | undefined => (value && 'fen' in value ? value.fen : undefined)

/** A hundredth of a 万元, the last place that the tables print, in fen. */
const printedStep = 10_000

/** What an entered amount may stand for: rounded to the printed place where it has no more places than that. */
const meant = (fen: number): Interval =>
  fen % printedStep === 0
    ? scale(around({ units: BigInt(fen / printedStep), decimals: 0 }), ratio(BigInt(printedStep)))
    : point(ratio(BigInt(fen)))

/** What a worked-out amount may be, given that entered ones below it are rounded. */
function reached(book: Book, figure: Figure): Interval {
  const exact = point(ratio(BigInt(fenIn(figure) ?? 0)))
  if ('entered' in figure.from) return meant(fenIn(figure) ?? 0)
  if (!('formula' in figure.from) || figure.from.formula !== 'sum') return exact
  const [first, ...rest] = figure.from.over.flatMap((id) => book.figures.get(id) ?? []).map((one) => reached(book, one))
  return first ? rest.reduce(add, first) : exact
}
