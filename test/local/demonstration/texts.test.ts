import { expect, it } from 'vitest'
import { narrativeOf } from '#shared/accounts/narrative/narrative'
import { tablesOf } from '#shared/accounts/tables/tables'
import { texts } from '#shared/accounts/texts'
import type { YearInput } from '#shared/accounts/year'
import type { Figure } from '#shared/base/figure'
import type { Row, SheetName } from '#shared/base/sheet'
import { recordedContent } from '#shared/disclosure/recorded'
import { scoresOf } from '#shared/performance/scores'
import { demonstration } from '../../../infra/local/demonstration/district.ts'

const { own, before, sheets } = demonstration({ today: '2026-11-28' })

const rowsAt = (place: string, sheet: SheetName): Row[] =>
  sheets.filter((one) => one.sheet === sheet && one.place === place).flatMap(({ rows }) => rows.map((row) => ({ ...row, rev: 1 }))) // prettier-ignore

const at = (sheet: SheetName): Row[] => rowsAt(own.place, sheet)

function input(): YearInput {
  const unit = { id: own.unit, name: own.unitName }
  const { figures } = recordedContent({ rows: rowsAt(before.place, 'figures'), year: before.year, unit, demonstration: true, renderer: 'test' }) // prettier-ignore
  return {
    year: own.year,
    unit,
    rows: {
      projects: at('projects'),
      entries: at('entries'),
      receipts: at('receipts'),
      cells: at('table-cells'),
      particulars: at('particulars'),
      texts: at('texts'),
      scoreSheets: at('score-sheets'),
      indicators: at('indicators'),
    },
    registers: { functional: rowsAt('', 'functional-subjects'), economic: rowsAt('', 'economic-subjects') },
    prior: { year: before.year, unit: before.unit, edition: 1, figures: new Map(figures.map((one) => [one.id, one])) },
  }
}

it('the example year is told whole: every reason is written, every figure given', () => {
  const year = input()
  const figures = new Map<string, Figure>(tablesOf(year).figures.map((one) => [one.id, one]))
  const scores = scoresOf(year, figures)
  for (const figure of scores.figures) figures.set(figure.id, figure)
  const { missing, sections, claimsAll } = narrativeOf(year, figures, scores.sheets)
  expect(missing).toEqual([])
  expect(sections.map(({ no }) => no).join('')).toBe('一二三四五六七八九十十一十二十三')
  expect(claimsAll).toBe(true)
})

it('the example texts keep the rule that no number is typed', () => {
  const findings = at('texts').flatMap((row) => texts.rules?.(row, { place: own.place, find: () => undefined }) ?? [])
  expect(findings).toEqual([])
})
