import { describe, expect, it } from 'vitest'
import type { Figure } from '#shared/base/figure'
import { verdictOf } from '#shared/base/formulas'
import { checkScores } from '#shared/performance/checks'
import { workedScore } from '#shared/performance/score'
import { ScoreSheet, type Indicator } from '#shared/performance/score-sheet'
import { scoresOf } from '#shared/performance/scores'
import { aScoreSheet, aScoreYear, anAmount, anIndicator } from '#test/samples/scores'
import { recordedScores } from '../../../infra/local/demonstration/recorded-scores.ts'

const recorded = recordedScores()
const rows = (of: typeof recorded.sheets) => of.map((row) => ({ ...row, rev: 1 }))
const made = scoresOf(aScoreYear(rows(recorded.sheets), rows(recorded.indicators)), new Map())
const figures = new Map(made.figures.map((figure) => [figure.id, figure]))

describe('the score sheets of the 2021 accounts', () => {
  const found = checkScores(made.sheets, figures)
  const brief = (rule: string) => found.filter((finding) => finding.rule === rule).map(({ where }) => where)

  it('are sheets whose printed totals the rules reproduce: 99.82, 99.8, 100 and 90', () => {
    expect(made.sheets.map((sheet) => ScoreSheet.parse(sheet))).toEqual(made.sheets)
    expect(made.sheets.map(({ printed }) => printed?.total)).toEqual(['99.82', '99.8', '100', '90'])
    expect(made.sheets.map(({ total }) => total)).toEqual(['99.82', '99.80', '100.00', '90.00'])
    expect(made.sheets.map(({ weights }) => weights)).toEqual(['100', '100', '100', '90'])
  })

  it('score each indicator as the rules do, but for the one that does not answer its target', () => {
    const off = made.sheets.flatMap(({ indicators }) =>
      indicators.filter((indicator) => Number(workedScore(indicator)) !== Number(indicator.score)),
    )
    expect(off.map(({ name, target, actual }) => [name, target, actual])).toEqual([
      ['接线员、监督员薪酬及补助发放及时性', '及时', '持续提升'],
    ])
  })

  it('have every figure recomputed from what it stands on', () => {
    const verdicts = made.figures.map((figure) => ({ id: figure.id, verdict: verdictOf(figure, (id) => figures.get(id)) })) // prettier-ignore
    const checked = verdicts.filter(({ verdict }) => verdict !== undefined)
    expect(checked.filter(({ verdict }) => verdict !== 'exact')).toEqual([])
    expect(checked.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['score.whole.rate', 'score.whole.execution', 'score.brigade.total', 'score.system.weights']), // prettier-ignore
    )
    expect(figures.get('score.brigade.executed')).toMatchObject({ value: { fen: 1_327_790_000 }, printed: '1327.79' })
  })

  it('are told of each fault once, at its place', () => {
    expect(brief('structure.amount-expected')).toEqual(['附件一 部门整体支出 基本支出总额、项目支出总额'])
    expect(brief('performance.mismatch')).toEqual(['附件二 网格化管理监督大队经费 时效指标 接线员、监督员薪酬及补助发放及时性']) // prettier-ignore
    expect(brief('performance.weights')).toEqual(['附件四 群众诉求（数字城管）系统维护费 权重合计'])
    expect(brief('performance.target-zero')).toEqual(['附件三 社管通及专线租赁服务 服务对象满意度指标 社管通及专线租赁服务未接到相关投诉']) // prettier-ignore
    expect(brief('performance.rate-sign')).toHaveLength(2)
    expect(brief('performance.deviation')).toHaveLength(2)
    expect(brief('performance.rate-as-quantity')).toHaveLength(2)
    expect(found).toHaveLength(10)
    expect(found.filter(({ severity }) => severity === 'error')).toHaveLength(3)
  })

  it('say what 90 should be, and how the points of the sheet without 满意度 would be spread', () => {
    expect(found.find(({ rule }) => rule === 'performance.weights')).toMatchObject({
      severity: 'error',
      printed: '90',
      recomputed: '100',
      figures: ['score.system.weights'],
      note: '权重合计90，应为100。未设满意度指标，其权重要分摊；按比例分摊为45.71、34.29。',
    })
    expect(found.find(({ rule }) => rule === 'performance.mismatch')).toMatchObject({
      printed: '持续提升',
      recomputed: '及时',
      note: '目标是“及时”，实际为“持续提升”，答非所问，却得满分。与“对解决群众、企业诉求产生持续积极影响”的目标相同，疑为误贴。',
    })
  })
})

const amounts = (budget: string, executed: string): Map<string, Figure> =>
  new Map(
    [
      ['score.sheet1.budget', budget] as const,
      ['score.sheet1.executed', executed] as const,
    ].map(([id, printed]) => [id, anAmount(id, Math.round(Number(printed) * 1_000_000), { printed })]),
  ) // prettier-ignore

const full = amounts('110', '110')

const rulesIn = (sheet: ScoreSheet, of = full, sheets = [sheet]) => checkScores(sheets, of).map(({ rule }) => rule)
const withLine = (over: Partial<Indicator>, more: Partial<ScoreSheet> = {}): ScoreSheet =>
  aScoreSheet({ indicators: [anIndicator(over)], ...more })

describe('a sheet without a fault', () => {
  it('raises nothing', () => {
    expect(rulesIn(aScoreSheet())).toEqual([])
  })
})

describe('the execution score', () => {
  const school = (executionScore: string) =>
    aScoreSheet({
      executionWeight: '10',
      executionScore,
      printed: { executionScore, rate: '86%' },
      indicators: [anIndicator({ weight: '90', score: '90' })],
      total: '',
      deviation: '部分工程质保金按合同下年支付',
    })
  const of = amounts('43.2', '37.24')

  it('of 9 where 8.62 is due fails', () => {
    const [found, ...others] = checkScores([school('9')], of)
    expect(found).toMatchObject({ rule: 'performance.execution-score', severity: 'error', verdict: 'fails', printed: '9', recomputed: '8.62' }) // prettier-ignore
    expect(found?.where).toContain('执行率')
    expect(others).toEqual([])
  })

  it('holds as 8.62, and as 8.6 or 8.63 by rounding', () => {
    expect(checkScores([school('8.62')], of)).toEqual([])
    for (const printed of ['8.6', '8.63'])
      expect(checkScores([school(printed)], of)).toMatchObject([{ rule: 'performance.execution-score', severity: 'info', verdict: 'rounding' }]) // prettier-ignore
  })

  it('never passes its weight, though more was spent than budgeted', () => {
    expect(rulesIn(aScoreSheet(), amounts('110', '112'))).toEqual([])
    expect(rulesIn(aScoreSheet({ executionScore: '20.36', total: '100.36' }), amounts('110', '112'))).toEqual([
      'performance.execution-score',
    ])
  })

  it('has no value where nothing was budgeted', () => {
    expect(checkScores([aScoreSheet()], amounts('0', '0'))).toMatchObject([
      { rule: 'performance.execution-score', severity: 'warning', verdict: 'undefined' },
    ])
  })

  it('stands on a rate that is printed right, with its sign', () => {
    const rate = (printed: string) => checkScores([{ ...school('8.62'), printed: { rate: printed } }], of).map(({ rule, verdict }) => `${rule} ${verdict}`) // prettier-ignore
    expect(rate('86.20%')).toEqual([])
    expect(rate('86.21%')).toEqual(['performance.execution-rate rounding'])
    expect(rate('88%')).toEqual(['performance.execution-rate fails'])
    expect(rate('86.2')).toEqual(['performance.rate-sign style'])
  })
})

describe('weights', () => {
  it('of 110 are flagged once, and 10 + 90 are not', () => {
    expect(checkScores([withLine({ weight: '90', score: '90' }, { total: '110' })], full)).toMatchObject([
      { rule: 'performance.weights', printed: '110', recomputed: '100', severity: 'error' },
    ])
    expect(rulesIn(withLine({ weight: '90', score: '90' }, { executionWeight: '10', executionScore: '10' }))).toEqual(
      [],
    )
  })
})

describe('the total', () => {
  it('is the sum of the scores, to rounding', () => {
    const of = amounts('1341.4', '1327.79')
    const total = (printed: string) =>
      checkScores([aScoreSheet({ executionScore: '19.80', deviation: '据实列支', printed: { total: printed } })], of).map(({ verdict }) => verdict) // prettier-ignore
    expect(total('99.80')).toEqual([])
    expect(total('99.8')).toEqual([])
    expect(total('99.81')).toEqual(['rounding'])
    expect(total('99.82')).toEqual(['fails'])
    expect(total('100')).toEqual(['fails'])
    expect(total('0')).toEqual(['fails'])
  })
})

describe('money', () => {
  const money = { level2: '数量', level1: '产出', name: '工程资金金额', target: '43.2', actual: '37.24', score: '9', weight: '80' } // prettier-ignore

  it('is no output; its score is told in the same finding', () => {
    const found = checkScores([withLine(money, { total: '', deviation: '质保金下年支付', executionScore: '17.24' })], amounts('43.2', '37.24')) // prettier-ignore
    expect(found).toMatchObject([{ rule: 'performance.money-as-output', severity: 'error' }])
    expect(found[0]?.where).toContain('工程资金金额')
  })

  it.each([
    [{ name: '发放补贴金额', target: '12万元', actual: '12万元' }, true],
    [{ name: '设备采购', target: '110', actual: '110' }, true],
    [{ name: '设备采购', target: '110台', actual: '110台' }, true],
    [{ name: '资金到位率' }, false],
    [{ name: '成本控制', level2: '成本指标', target: '≤110万元', actual: '110万元', kind: 'reverse' as const }, false],
    [{ name: '带动投入', level1: '效益指标', level2: '经济效益指标', target: '12', actual: '12' }, false],
  ])('%j: %s', (over, is) => {
    expect(rulesIn(withLine(over)).includes('performance.money-as-output')).toBe(is)
  })
})

describe('words and amounts', () => {
  it('stand in each other’s cells: a goal of numbers, an amount of words', () => {
    expect(checkScores([aScoreSheet({ goalText: '43.2 / 37.24' })], full)).toMatchObject([
      {
        rule: 'structure.text-expected',
        where: '网格终端租赁 年度总体目标',
        printed: '43.2 / 37.24',
        severity: 'error',
      },
    ])
    expect(rulesIn(aScoreSheet({ goalText: '全年租赁终端110台，覆盖全部网格' }))).toEqual([])
    const odd = [{ label: '基本支出总额', text: '232.85' }, { label: '项目支出总额', text: '区网格中心' }] // prettier-ignore
    expect(checkScores([aScoreSheet({ odd })], full)).toMatchObject([
      { rule: 'structure.amount-expected', where: '网格终端租赁 项目支出总额', printed: '区网格中心' },
    ])
  })
})

describe('full marks', () => {
  const words = (target: string, actual: string, score = '80') =>
    rulesIn(
      withLine({ kind: 'qualitative', level2: '时效指标', name: '发放及时性', target, actual, score }, { total: '' }),
    )

  it('need an actual value that answers the target', () => {
    expect(words('及时', '持续提升')).toEqual(['performance.mismatch'])
    expect(words('良好', '合格')).toEqual(['performance.mismatch'])
    expect(words('及时', '')).toEqual(['performance.mismatch'])
    expect(words('及时', '持续提升', '60')).toEqual([])
    expect(words('及时', '及时发放')).toEqual([])
    expect(words('良好', '优秀')).toEqual([])
  })

  it('and any other marks are those of the rule', () => {
    expect(rulesIn(withLine({ actual: '90%', reason: '雨季停工' }, { total: '' }))).toEqual(['performance.score'])
    expect(rulesIn(withLine({ actual: '90%', score: '72', reason: '雨季停工' }, { total: '' }))).toEqual([])
    expect(rulesIn(withLine({ score: '81' }, { total: '' }))).toEqual(['performance.score'])
    expect(rulesIn(withLine({ kind: 'pass', target: '=12次', actual: '11次', score: '80' }, { total: '' }))).toEqual(['performance.score']) // prettier-ignore
  })

  it('are missing where an indicator was not scored', () => {
    const { score: _, ...bare } = anIndicator({ kind: 'qualitative', target: '及时', actual: '' })
    expect(rulesIn(aScoreSheet({ indicators: [bare] }))).toEqual(['performance.not-scored'])
  })
})

describe('a target of nothing', () => {
  it('has no ratio, whatever its kind, unless it is met or not', () => {
    const zero = (kind: Indicator['kind']) => rulesIn(withLine({ kind, name: '有效投诉', target: '零投诉', actual: '零投诉' })) // prettier-ignore
    expect(zero('reverse')).toEqual(['performance.target-zero'])
    expect(zero('qualitative')).toEqual(['performance.target-zero'])
    expect(zero('pass')).toEqual([])
  })
})

describe('a reason', () => {
  const reason = (over: Partial<ScoreSheet>, of = amounts('1341.4', '1327.79')) =>
    rulesIn(aScoreSheet({ executionScore: '19.80', total: '99.80', ...over }), of)

  it('is asked for where less was spent than budgeted, and spaces, strokes and 无 give none', () => {
    expect(reason({ deviation: '中标价低于预算，结余收回' })).toEqual([])
    for (const deviation of ['', '   ', '　', '/', '无'])
      expect(reason({ deviation })).toEqual(['performance.deviation'])
  })

  it('is asked for where the actual value is far from its target', () => {
    const line = (over: Partial<Indicator>) => rulesIn(withLine({ name: '群众诉求满意率', ...over }, { total: '' }))
    expect(line({ target: '≥80%', actual: '95.69%' })).toEqual(['performance.deviation'])
    expect(line({ target: '≥80%', actual: '92%' })).toEqual([])
    expect(line({ target: '≥80%', actual: '95.69%', reason: '年中增设回访，满意率提高' })).toEqual([])
    expect(line({ target: '≥80%', actual: '76%', score: '76' })).toEqual(['performance.deviation'])
  })

  it('is asked for once a sheet, naming all that strays', () => {
    const found = checkScores([withLine({ name: '群众诉求满意率', target: '≥80%', actual: '95.69%' }, { executionScore: '19.80', total: '99.80' })], amounts('1341.4', '1327.79')) // prettier-ignore
    expect(found.map(({ note }) => note)).toEqual([
      '执行率98.99%不足100%；群众诉求满意率实际95.69%远高于目标≥80%。要写明原因。',
    ])
    expect(found[0]?.figures).toEqual(['score.sheet1.deviation', 'score.sheet1.rate', 'score.sheet1.line1.actual'])
  })
})
