import { describe, expect, it } from 'vitest'
import { findingsOf, naturalId } from '#shared/base/findings'
import type { Cells, Row } from '#shared/base/sheet'
import { sheets } from '#shared/sheets'
import { aContext, aFigure, aFunctionalSubject, anEconomicSubject, anEntry, aProject, aUnit } from '#test/samples/rows'

const register = {
  'functional-subjects': [
    aFunctionalSubject(),
    aFunctionalSubject({ code: '20605', name: '科技条件与服务' }),
    aFunctionalSubject({ code: '2013999', name: '其他社会工作事务支出', validFrom: '2024' }),
    aFunctionalSubject({ code: '2200199', name: '其他国土资源事务支出', validTo: '2018' }),
  ],
  'economic-subjects': [
    anEconomicSubject(),
    anEconomicSubject({ code: '301', name: '工资福利支出' }),
    anEconomicSubject({ code: '30101', name: '基本工资' }),
  ],
  projects: [
    aProject(),
    aProject({ code: 'JB-01', name: '人员经费', kind: 'personnel' }, '01HZZ0000000000000000000P2'),
    { ...aProject({ code: 'XM-09', name: '停办项目' }, '01HZZ0000000000000000000P9'), voided: true as const },
  ],
}
const context = aContext(register)
const ofEntry = (over: Cells) => findingsOf(sheets.entries, anEntry(over), context)
const ofProject = (over: Cells) => findingsOf(sheets.projects, aProject(over), context)

describe('a ledger entry', () => {
  it('stands where its project and subjects are known, valid in its year and fit each other', () => {
    expect(ofEntry({})).toEqual([])
    expect(ofEntry({ amount: -128_050, memo: '退回\n多付', payee: null })).toEqual([])
  })

  it('is refused with a day outside its fiscal year, naming the column', () => {
    expect(ofEntry({ day: '2022-01-01' })).toEqual([
      { code: 'cell/day-outside-year', facts: { text: '2022-01-01', year: 2021 }, column: 'day' },
    ])
  })

  it('is refused with a subject that the register does not know or the year does not', () => {
    expect(ofEntry({ functional: '9999999.2007' })).toEqual([
      { code: 'cell/unknown-option', facts: { text: '9999999.2007', nearest: [] }, column: 'functional' },
    ])
    expect(ofEntry({ functional: '2013999.2024' })).toEqual([
      {
        code: 'budget/subject-not-valid',
        facts: { code: '2013999', name: '其他社会工作事务支出', year: 2021 },
        column: 'functional',
      },
    ])
    expect(ofEntry({ functional: '2200199.2007' })[0]?.code).toBe('budget/subject-not-valid')
  })

  it('is refused with a subject above the level at which money is spent', () => {
    expect(ofEntry({ functional: '20605.2007' })).toEqual([
      {
        code: 'budget/subject-not-lowest',
        facts: { code: '20605', name: '科技条件与服务', wanted: 'item' },
        column: 'functional',
      },
    ])
    expect(ofEntry({ economic: '301.2018' })[0]).toMatchObject({ facts: { wanted: 'section' }, column: 'economic' })
  })

  it('of personnel is spent on 301 and 303 only', () => {
    const personnel = { project: '01HZZ0000000000000000000P2' }
    expect(ofEntry({ ...personnel, economic: '30101.2018' })).toEqual([])
    expect(ofEntry(personnel)).toEqual([
      {
        code: 'budget/subject-not-for-kind',
        facts: { code: '30226', name: '劳务费', kind: 'personnel' },
        column: 'economic',
      },
    ])
  })

  it('is refused for a project that is absent or void', () => {
    for (const project of ['01HZZ0000000000000000000P8', '01HZZ0000000000000000000P9'])
      expect(ofEntry({ project })[0]).toMatchObject({ code: 'cell/unknown-option', column: 'project' })
  })

  it('needs all but payee and memo, and cells of the right type', () => {
    const { rev, id } = anEntry()
    expect(findingsOf(sheets.entries, { rev, id, cells: {} }, context).map(({ column }) => column)).toEqual(['day', 'project', 'functional', 'economic', 'amount']) // prettier-ignore
    expect(ofEntry({ amount: '12.00' })).toEqual([
      { code: 'cell/wrong-type', facts: { column: 'amount' }, column: 'amount' },
    ])
    expect(ofEntry({ memo: '长'.repeat(40_000) })).toEqual([{ code: 'cell/too-long', facts: { length: 40_000, limit: 10_000 }, column: 'memo' }]) // prettier-ignore
    expect(ofEntry({ payee: '__proto__' })[0]?.code).toBe('cell/unknown-option')
  })
})

describe('a budget project', () => {
  it('stands with an item of its year and budgets that are not below zero', () => {
    expect(ofProject({})).toEqual([])
    expect(ofProject({ original: 0, adjusted: 0 })).toEqual([])
    expect(ofProject({ adjusted: -1_000_000 })).toEqual([
      { code: 'budget/below-zero', facts: { text: '−1.00' }, column: 'adjusted' },
    ])
    expect(ofProject({ original: -1 })[0]?.facts).toEqual({ text: '−0.000001' })
    expect(ofProject({ functional: '20605.2007' })[0]?.code).toBe('budget/subject-not-lowest')
    expect(ofProject({ kind: '项目' })[0]?.code).toBe('cell/unknown-option')
  })
})

describe('registers and recorded figures', () => {
  const findings = (sheet: 'functional-subjects' | 'units' | 'figures', row: Row) =>
    findingsOf(sheets[sheet], row, aContext({}, sheet === 'figures' ? '2021/jiangan' : ''))

  it('name a row by its key columns', () => {
    expect(naturalId(sheets['functional-subjects'], aFunctionalSubject().cells)).toBe('2060503.2007')
    expect(naturalId(sheets.units, aUnit().cells)).toBe('centre')
    expect(naturalId(sheets.figures, aFigure().cells)).toBe('gpb.class.science.completion')
    expect(naturalId(sheets.projects, aProject().cells)).toBeUndefined()
    expect(naturalId(sheets.units, { name: '无编码' })).toBeUndefined()
  })

  it('refuse a code of the wrong length and a last year before the first', () => {
    expect(findings('functional-subjects', aFunctionalSubject({ code: '2060' }))[0]?.code).toBe('cell/malformed')
    expect(findings('functional-subjects', aFunctionalSubject({ validTo: '2006' }))).toEqual([
      { code: 'budget/year-order', facts: { from: '2007', to: '2006' }, column: 'validTo' },
    ])
    expect(findings('units', aUnit({ code: 'Centre#1' }))[0]?.code).toBe('cell/malformed')
  })

  it('want a formula with what it is over, two figures for a rate', () => {
    expect(findings('figures', aFigure())).toEqual([])
    expect(findings('figures', aFigure({ over: null }))[0]).toMatchObject({ code: 'cell/required', column: 'over' })
    expect(findings('figures', aFigure({ formula: null }))[0]).toMatchObject({
      code: 'cell/required',
      column: 'formula',
    })
    expect(findings('figures', aFigure({ over: 'gpb.class.science.final' }))[0]).toMatchObject({ code: 'cell/malformed', column: 'over' }) // prettier-ignore
  })
})
