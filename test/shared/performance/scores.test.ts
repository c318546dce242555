import { describe, expect, it } from 'vitest'
import { verdictOf } from '#shared/base/formulas'
import { printValue } from '#shared/base/quantity'
import type { Row } from '#shared/base/sheet'
import { checkScores } from '#shared/performance/checks'
import { scoresOf } from '#shared/performance/scores'
import { aProject } from '#test/samples/rows'
import { anAmount, anIndicatorRow, aScoreSheetRow, aScoreYear } from '#test/samples/scores'

const accounts = new Map(
  [
    anAmount('project.P1.adjusted', 13_414_000_00),
    anAmount('project.P1.executed', 13_277_912_34),
    anAmount('project.P2.adjusted', 1_000_000_00),
    anAmount('project.P2.executed', 1_000_000_00),
  ].map((figure) => [figure.id, figure]),
)

const made = (sheets: readonly Row[], lines: readonly Row[], figures = accounts) => {
  const input = aScoreYear(sheets, lines)
  const { sheets: scored, figures: all } = scoresOf({ ...input, rows: { ...input.rows, projects: [aProject({ attribute: 'continuing', type: 'yearly' }, 'P1')] } }, figures) // prettier-ignore
  const byId = new Map([...figures, ...all.map((figure) => [figure.id, figure] as const)])
  const shown = (id: string) => {
    const figure = byId.get(id)
    return figure && (figure.printed ?? printValue(figure.value, figure.shown))
  }
  return { sheets: scored, all, byId, shown }
}

describe('a project’s score sheet', () => {
  const year = made([aScoreSheetRow({ deviation: '结余收回' })], [
    anIndicatorRow({ weight: '50', target: '≥99%', actual: '98.01%', reason: '两件转办超时' }),
    anIndicatorRow({ weight: '20', kind: 'qualitative', name: '发放及时性', levelTwo: 'timeliness', target: '及时', actual: '及时', order: 2 }, 'line2'),
    anIndicatorRow({ weight: '10', kind: 'qualitative', name: '社会影响', levelOne: 'outcome', levelTwo: 'social', target: '持续提升', actual: '有所提升', score: '8.5', order: 3 }, 'line3'),
  ]) // prettier-ignore

  it('takes budget and outturn from the accounts and scores them by their rate', () => {
    expect(year.shown('score.sheet1.budget')).toBe('1,341.40')
    expect(year.shown('score.sheet1.executed')).toBe('1,327.79')
    expect(year.shown('score.sheet1.rate')).toBe('98.99')
    expect(year.shown('score.sheet1.execution')).toBe('19.80')
    expect(year.sheets[0]).toMatchObject({ executionScore: '19.80', attribute: '持续性项目', type: '常年性项目' })
  })

  it('prints points with two decimals and adds up what it prints', () => {
    expect(year.sheets[0]?.indicators.map(({ score }) => score)).toEqual(['49.50', '20.00', '8.50'])
    expect(year.shown('score.sheet1.total')).toBe('97.80')
    expect(year.sheets[0]).toMatchObject({ total: '97.80', weights: '100' })
  })

  it('lets every number be walked down to a cell or to the accounts', () => {
    for (const figure of year.all) {
      if (!('formula' in figure.from)) continue
      expect(figure.from.over.filter((id) => !year.byId.has(id))).toEqual([])
      expect(
        verdictOf(figure, (id) => year.byId.get(id)),
        figure.id,
      ).toBe('exact')
    }
    expect(year.byId.get('score.sheet1.line1.score')?.from).toEqual({
      formula: 'points',
      over: ['score.sheet1.line1.weight', 'score.sheet1.line1.actual', 'score.sheet1.line1.target'],
    })
    expect(year.byId.get('score.sheet1.line3.score')?.from).toEqual({ entered: { sheet: 'indicators', row: 'line3', column: 'score', rev: 1 } }) // prettier-ignore
    expect(year.shown('score.sheet1.line1.target')).toBe('≥99%')
  })

  it('raises no finding', () => {
    expect(checkScores(year.sheets, year.byId)).toEqual([])
  })

  it('is the same for the same rows, in the order that they give themselves', () => {
    const lines = [anIndicatorRow({ order: 2 }), anIndicatorRow({ order: 1, name: '签收及时率' }, 'line0')]
    const names = (rows: readonly Row[]) => made([aScoreSheetRow()], rows).sheets[0]?.indicators.map(({ name }) => name)
    expect(names(lines)).toEqual(['签收及时率', '群众诉求转办率'])
    expect(names([...lines].reverse())).toEqual(names(lines))
    expect(made([aScoreSheetRow()], [{ ...anIndicatorRow(), voided: true }]).sheets[0]?.indicators).toEqual([])
  })
})

describe('a score that was typed over the rule’s', () => {
  it('stands, fails against its formula and is told', () => {
    const year = made([aScoreSheetRow({ deviation: '结余收回' })], [anIndicatorRow({ actual: '90%', score: '80', reason: '超时' })]) // prettier-ignore
    const figure = year.byId.get('score.sheet1.line1.score')
    expect(year.shown('score.sheet1.line1.score')).toBe('80.00')
    expect(figure && verdictOf(figure, (id) => year.byId.get(id))).toBe('fails')
    expect(checkScores(year.sheets, year.byId)).toMatchObject([{ rule: 'performance.score', printed: '80.00', recomputed: '72.73' }]) // prettier-ignore
  })
})

describe('the whole unit’s score sheet', () => {
  const whole = aScoreSheetRow({ title: '整体支出', whole: true, project: null })

  it('adds all projects up, and takes 本年支出合计 where the accounts print it', () => {
    expect(made([whole], []).shown('score.sheet1.budget')).toBe('1,441.40')
    expect(made([whole], []).shown('score.sheet1.executed')).toBe('1,427.79')
    const printed = new Map([...accounts, ['t03.total.total', anAmount('t03.total.total', 14_000_000_00)]])
    expect(made([whole], [], printed).shown('score.sheet1.executed')).toBe('1,400.00')
  })

  it('has no execution score where nothing was budgeted, and says so', () => {
    const year = made([whole], [], new Map([['project.P1.adjusted', anAmount('project.P1.adjusted', 0)]]))
    expect(year.shown('score.sheet1.execution')).toBeUndefined()
    expect(year.sheets[0]).toMatchObject({ executionScore: '', total: '0.00' })
  })
})
