import type { Row } from '#shared/base/sheet'
import { moneyDecimalsOf, printedFigure } from './figures.ts'
import type { DisclosureRecorded, DisclosureReference } from './form.ts'
import { canonicalId } from './keys.ts'
import type { RecordedDocument } from './recorded.ts'
import { scoreRows } from './sheets.ts'

const directionWords = { increase: '增加', decrease: '减少' } as const

const textRow = ({ key, text }: { key: string; text: string }): Row => ({ id: key, rev: 0, cells: { key, text } })

/**
 * A document in the form `disclosure-reference/1`. `texts` are what is known of the document besides
 * (`told.ts`): the form itself holds figures and score sheets only.
 */
export function referenceDocument(
  { title, unit, fiscalYear: year, figures, performance }: DisclosureReference,
  texts: readonly { key: string; text: string }[] = [],
): RecordedDocument {
  const frame = { title, year, moneyDecimals: moneyDecimalsOf(figures) }
  const directions = figures.flatMap(({ key, code, direction }) => {
    const id = direction && canonicalId(key, code)
    return id ? [{ key: `document.direction.${id}`, text: directionWords[direction] }] : []
  })
  const { rows } = scoreRows(
    performance.map(({ key, label, ratePrinted, totalPrinted, goals, ...sheet }) => ({
      ...sheet,
      id: key,
      title: label,
      whole: key === 'whole',
      rate: ratePrinted,
      total: totalPrinted,
      goal: undefined,
      executionScore: sheet.executionScore,
      indicators: goals.flatMap((goal) => goal.indicators.map((indicator) => ({ ...indicator, goal: goal.label }))),
    })),
  )
  return {
    year,
    unit: { id: '', name: unit },
    figures: figures
      .filter((figure) => figure.year === year)
      .map(({ key, code, where, ...figure }) => ({
        ...printedFigure({ ...figure, id: key, place: where }, frame),
        ...(code === undefined ? {} : { code }),
      })),
    texts: [...directions, ...texts].map(textRow),
    scoreSheets: rows.scoreSheets,
    indicators: rows.indicators,
  }
}

/** A document in the form `disclosure-recorded/1`: the rows under which it is recorded here. */
export function recordedDocument(document: DisclosureRecorded): RecordedDocument {
  const { title, year, unit, figures, texts, sheets, indicators } = document
  const printed = figures.filter(({ origin }) => origin === 'printed')
  const frame = { title, year, moneyDecimals: moneyDecimalsOf(printed) }
  return {
    year,
    unit: { id: unit.code, name: unit.name },
    figures: printed.map(({ key, code, where, ...figure }) => ({
      ...printedFigure({ ...figure, id: key, place: where }, frame),
      ...(code === undefined ? {} : { code }),
    })),
    texts: texts.map(textRow),
    scoreSheets: sheets.map((row) => ({ ...row, rev: 0 })),
    indicators: indicators.map((row) => ({ ...row, rev: 0 })),
  }
}
