import { describe, expect, it } from 'vitest'
import { runChecks } from '#shared/accounts/checks/run'
import type { Figure } from '#shared/base/figure'
import { aPrinted, aStatement } from '#test/samples/statements'

/** Two classes and the project item of one of them, in tables 01, 03 and 05 and in the narrative. */
const year = {
  't01.out.206': '1710.65', 't01.out.208': '14.59', 't01.out.current': '1725.24', 't01.out.total': '1725.24', 't01.in.total': '1725.24',
  't03.total.total': '1725.24', 't03.206.total': '1710.65', 't03.208.total': '14.59',
  't05.total.total': '1725.24', 't05.206.total': '1710.65', 't05.208.total': '14.59',
  'n05.total': '1725.24', 'n05.206.final': '1710.65', 'n05.206.share': '99.15',
} // prettier-ignore

const found = (by: Readonly<Record<string, string>>) =>
  runChecks(aStatement({ ...year, ...by })).findings.filter(({ severity }) => severity === 'error')

describe('one wrong number', () => {
  it.each(Object.entries(year))('is told once, at its place: %s', (id, value) => {
    const wrong = id.endsWith('share') ? '91.99' : (Number(value) + 30).toFixed(2)
    const findings = found({ [id]: wrong })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.figures[0]).toBe(id)
    expect(findings[0]?.printed).toBe(id.endsWith('share') ? '91.99%' : wrong)
    expect(findings[0]?.recomputed).toBe(id.endsWith('share') ? '99.15%' : value)
  })

  it('names the other checks that it fails', () => {
    expect(found({ 't01.out.206': '1700.65' })).toMatchObject([
      { check: 3, where: '表01 支出 206', printed: '1700.65', recomputed: '1710.65' },
    ])
    expect(found({ 't01.out.206': '1700.65' })[0]?.note).toContain('还涉及核对14')
  })
})

describe('two wrong numbers', () => {
  it('are two findings', () => {
    const findings = found({ 't01.out.206': '1700.65', 'n05.206.share': '91.99' })
    expect(findings.map(({ figures }) => figures[0])).toEqual(['t01.out.206', 'n05.206.share'])
  })
})

describe('figures worked out from a wrong one', () => {
  it('are no witnesses for it', () => {
    const narrative: Figure = {
      ...aPrinted('n04.total', '2916.68'),
      from: { formula: 'sum', over: ['t04.in.total'] },
    }
    const tables = { 't04.in.current': '2940.05', 't04.in.opening': '21.63', 't04.in.total': '2916.68' }
    const statement = aStatement(tables)
    const { findings } = runChecks({ ...statement, figures: new Map([...statement.figures, ['n04.total', narrative]]) })
    expect(findings).toMatchObject([{ check: 17, where: '表04 收入 总计', printed: '2916.68', recomputed: '2961.68' }])
  })
})
