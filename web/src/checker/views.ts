import type { Figure } from '#shared/base/figure'
import type { Verdict } from '#shared/base/rate'
import { printAmount } from '#shared/base/amount'
import { numeralOf, shownFigure, unitWord } from '#shared/disclosure/shown'
import type {
  CellWalk,
  DocumentWalk,
  FormulaWalk,
  PublishedWalk,
  Station,
  SumWalk,
  Walk,
} from '#shared/disclosure/walk'
import { editionWords, formulaSigns, signAfter, sourceWords, verdictWords } from '#shared/words/edition'
import { button, element } from './elements.ts'

const words = editionWords.check

/** Opens the source of another figure in the same place. */
export type Open = (id: string) => void

/** What a figure rests on, drawn: its terms, its result and the verdict of this very device. */
export function viewOf(figure: Figure, walk: Walk, open: Open): HTMLElement[] {
  if (walk.kind === 'formula') return formulaView(figure, walk, open)
  if (walk.kind === 'sum') return sumView(figure, walk)
  if (walk.kind === 'published') return publishedView(figure, walk)
  return walk.kind === 'cell' ? cellView(figure, walk) : documentView(figure, walk, open)
}

function formulaView(
  figure: Figure,
  { name, over, result, unrounded, verdict }: FormulaWalk,
  open: Open,
): HTMLElement[] {
  const { after } = formulaSigns[name]
  const terms = over.map((station, k) => termOf(k === 0 ? '' : signAfter(name, k - 1), station, open))
  const note = [after && `${after}，`, words.unrounded, ' ', unrounded].join('')
  const last = element(
    'li',
    { class: 'term result' },
    element('span', { class: 'sign' }, '='),
    element('b', {}, result + unitWord(figure)),
    element('span', { class: 'label' }, figure.label),
    element('small', {}, note),
  )
  return [element('ol', { class: over.length > 3 ? 'terms many' : 'terms' }, ...terms, last), verdictBar(verdict)]
}

function termOf(sign: string, { id, label, place, shown, unit }: Station, open: Open): HTMLElement {
  const name = `${label} ${shown}${unit}，${words.walk}`
  return element(
    'li',
    { class: 'term' },
    element('span', { class: 'sign' }, sign),
    button({ class: 'value', 'aria-label': name }, () => open(id), shown),
    element('span', { class: 'label' }, label),
    place ? element('small', {}, place) : undefined,
  )
}

const verdictBar = (verdict: Verdict): HTMLElement =>
  element(
    'p',
    { class: `verdict ${verdict}`, role: 'status' },
    element('b', {}, verdictWords[verdict].word),
    verdictWords[verdict].sentence,
  )

function sumView(figure: Figure, { sheet, rows, unrounded, verdict }: SumWalk): HTMLElement[] {
  const source = sourceWords[sheet]?.label ?? sheet
  const lead = rows.length === 0 ? words.noRows : `${source}：${words.rows(rows.length)}`
  const heads = [words.row, words.saved, words.amount].map((head) => element('th', { scope: 'col' }, head))
  const lines = rows.map(({ row, rev, fen }) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, row),
      element('td', {}, words.revision(rev)),
      element('td', {}, fen === undefined ? '' : printAmount(fen, 'yuan')),
    ),
  )
  const table = element('table', {}, element('thead', {}, element('tr', {}, ...heads)), element('tbody', {}, ...lines))
  const result = `= ${numeralOf(figure)}${unitWord(figure)}，${words.unrounded} ${unrounded}`
  const frame = element('div', { class: 'rows', tabindex: '0', role: 'region', 'aria-label': lead }, table)
  return [
    element('p', {}, lead),
    ...(rows.length > 0 ? [frame] : []),
    element('p', { class: 'sum' }, result),
    verdictBar(verdict),
  ]
}

function cellView(figure: Figure, { sheet, column, rev }: CellWalk): HTMLElement[] {
  const source = sourceWords[sheet]
  const facts = [source?.label ?? sheet, figure.place, source?.columns[column] ?? column, words.revision(rev)]
  return [
    element('p', { class: 'big' }, shownFigure(figure), element('small', {}, unitWord(figure))),
    element('p', {}, `${words.cell}：${facts.filter(Boolean).join('，')}`),
  ]
}

function publishedView(figure: Figure, { year, edition }: PublishedWalk): HTMLElement[] {
  return [
    element('p', { class: 'big' }, shownFigure(figure), element('small', {}, unitWord(figure))),
    element('p', {}, words.published(year, edition)),
  ]
}

function documentView(figure: Figure, { title, place, again }: DocumentWalk, open: Open): HTMLElement[] {
  const shown = shownFigure(figure)
  const printed = element('p', { class: 'big' }, shown, element('small', {}, unitWord(figure)))
  const from = element('p', {}, `${words.asPrinted}${shown}${unitWord(figure)}：${title}，${words.place(place)}`)
  return again ? [from, ...formulaView({ ...figure, label: words.again }, again, open)] : [printed, from]
}
