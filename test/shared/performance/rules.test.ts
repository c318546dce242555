import { describe, expect, it } from 'vitest'
import { findingsOf } from '#shared/base/findings'
import { reasonOf } from '#shared/words/refusals'
import { indicators, scoreSheets } from '#shared/performance/columns'
import type { Cells } from '#shared/base/sheet'
import { aContext, aProject } from '#test/samples/rows'
import { anIndicatorRow, aScoreSheetRow } from '#test/samples/scores'

const project = aProject({}, 'P1')
const context = aContext({ projects: [project], 'score-sheets': [aScoreSheetRow()] })

const sheetCodes = (over: Cells) => findingsOf(scoreSheets, aScoreSheetRow(over), context).map(({ code, column }) => `${code} ${column}`) // prettier-ignore
const lineCodes = (over: Cells) => findingsOf(indicators, anIndicatorRow(over), context).map(({ code, column }) => `${code} ${column}`) // prettier-ignore

describe('a score sheet', () => {
  it('of a project of the year, and one of the whole unit, stand', () => {
    expect(sheetCodes({})).toEqual([])
    expect(sheetCodes({ whole: true, project: null, title: '整体支出' })).toEqual([])
  })

  it('is of the whole unit or of one live project, not both', () => {
    expect(sheetCodes({ whole: true })).toEqual(['performance/whole-and-project project'])
    expect(sheetCodes({ project: 'P9' })).toEqual(['cell/unknown-option project'])
    const voided = aContext({ projects: [{ ...project, voided: true }] })
    expect(findingsOf(scoreSheets, aScoreSheetRow(), voided)).toMatchObject([{ code: 'cell/unknown-option' }])
  })

  it('has a weight of its execution above nothing and at most 100', () => {
    for (const executionWeight of ['0', '0.00', '-5', '110', '100.01'])
      expect(sheetCodes({ executionWeight })).toEqual(['performance/weight-out-of-range executionWeight'])
    for (const executionWeight of ['0.01', '12.5', '100']) expect(sheetCodes({ executionWeight })).toEqual([])
    expect(sheetCodes({ executionWeight: '二十' })).toEqual(['cell/malformed executionWeight'])
    expect(sheetCodes({ executionWeight: null })).toEqual(['cell/required executionWeight'])
  })

  it('takes no reason of spaces or strokes', () => {
    expect(sheetCodes({ deviation: '   ' })).toEqual(['cell/malformed deviation'])
    expect(sheetCodes({ deviation: '\u3000' })).toEqual(['cell/malformed deviation'])
    expect(sheetCodes({ deviation: '/' })).toEqual(['performance/no-words deviation'])
    expect(sheetCodes({ deviation: '——' })).toEqual(['performance/no-words deviation'])
    expect(sheetCodes({ deviation: '中标价低于预算' })).toEqual([])
  })
})

describe('the texts of a score sheet', () => {
  const columns = ['goal', 'outputs', 'problems', 'deviation', 'improvement']

  it.each(columns)('hold no typed number: %s is refused at its cell', (column) => {
    for (const written of ['全年受理诉求17万件', '满意率９５．６９％', '增加三十万元', '共147'])
      expect(sheetCodes({ [column]: written })).toEqual([`performance/typed-number ${column}`])
    expect(sheetCodes({ [column]: '按2025年计划完成，第3季度补训，12345热线全年畅通' })).toEqual([])
  })

  it('name the number and where numbers belong', () => {
    const [found] = findingsOf(scoreSheets, aScoreSheetRow({ outputs: '培训412人次' }), context)
    expect(found?.column).toBe('outputs')
    expect(found && reasonOf(found)).toBe('“412人次”是手写的数。数填在指标和台账，这里只写文字')
  })

  it('of a recorded document stay as they were printed', () => {
    expect(sheetCodes({ outputs: '受理诉求17万件', total: '99.82' })).toEqual([])
  })
})

describe('an indicator', () => {
  it('stands under a sheet of its year and under its first level', () => {
    expect(lineCodes({})).toEqual([])
    expect(lineCodes({ sheet: 'sheet9' })).toEqual(['cell/unknown-option sheet'])
    expect(lineCodes({ levelTwo: 'social' })).toEqual(['performance/levels-disagree levelTwo'])
    expect(lineCodes({ levelOne: 'satisfaction', levelTwo: 'served' })).toEqual([])
  })

  it('that is scored by a ratio has a target above nothing; one of nothing is met or not', () => {
    for (const kind of ['positive', 'reverse']) {
      expect(lineCodes({ kind, target: '零投诉', actual: '零投诉' })).toEqual(['performance/target-zero target'])
      expect(lineCodes({ kind, target: '0起' })).toEqual(['performance/target-zero target'])
      expect(lineCodes({ kind, target: '及时' })).toEqual(['performance/target-without-number target'])
      expect(lineCodes({ kind, target: '=12次', actual: '12次' })).toEqual([])
    }
    for (const kind of ['pass', 'qualitative']) expect(lineCodes({ kind, target: '零投诉' })).toEqual([])
    expect(lineCodes({ target: null })).toEqual(['cell/required target'])
    expect(lineCodes({ kind: 'pass', target: '/' })).toEqual(['performance/no-words target'])
  })

  it('scores between nothing and its weight, in decimals', () => {
    expect(lineCodes({ weight: '110' })).toEqual(['performance/weight-out-of-range weight'])
    expect(lineCodes({ weight: '0' })).toEqual(['performance/weight-out-of-range weight'])
    expect(lineCodes({ score: '80.01' })).toEqual(['performance/score-out-of-range score'])
    expect(lineCodes({ score: '-1' })).toEqual(['performance/score-out-of-range score'])
    expect(lineCodes({ score: '满分' })).toEqual(['cell/malformed score'])
    for (const score of ['0', '79.99', '80', '80.00']) expect(lineCodes({ score })).toEqual([])
  })
})
