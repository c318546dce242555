import { describe, expect, it } from 'vitest'
import { runChecks } from '#shared/accounts/checks/run'
import type { Direction, Statement } from '#shared/accounts/statement'
import { aStatement } from '#test/samples/statements'

const findings = (...made: Parameters<typeof aStatement>) => runChecks(aStatement(...made)).findings

describe('the word beside a number', () => {
  const compared = { 'n05.206.final': '1710.65', 'n05.206.budget': '1639.76' }
  const said = (id: string, direction: Direction): Partial<Statement> => ({ directions: new Map([[id, direction]]) })

  it.each([
    ['大于', 'up', []],
    ['小于', 'down', ['error']],
    ['持平', 'level', ['error']],
  ] as const)('%s is held against budget and outturn', (_, direction, severities) => {
    const found = findings(compared, said('n05.206.completion', direction))
    expect(found.map(({ severity }) => severity)).toEqual(severities)
    expect(found.every(({ check, recomputed }) => check === 34 && recomputed === '增加（大于）')).toBe(true)
  })

  it('is held against last year’s published figure, and the change keeps its size', () => {
    const years = { 'n01.total': '95.00', 'n01.change': '5.00', 'prior.t01.in.total': '100.00' }
    expect(findings(years, said('n01.change', 'down'))).toEqual([])
    expect(findings(years, said('n01.change', 'up'))).toMatchObject([
      { check: 34, rule: 'direction', severity: 'error' },
    ])
  })

  it('should be 持平 where nothing changed: an increase of 0 is a fault of style, once a section', () => {
    const nil = { 'n07.change.abroad': '0', 'n07.change.reception': '0' }
    const directions = new Map(Object.keys(nil).map((id) => [id, 'up' as const]))
    expect(findings(nil, { directions })).toMatchObject([
      { check: 34, severity: 'warning', where: '说明 七', recomputed: '持平（等于）', figures: Object.keys(nil) },
    ])
  })

  it('gives a growth its sign', () => {
    const fall = { 'n01.total': '2995.39', 'n01.change': '56.95', 'n01.growth': '1.87' }
    expect(findings(fall, said('n01.change', 'down'))).toEqual([])
    expect(findings({ ...fall, 'n01.growth': '1.94' }, said('n01.change', 'down'))).toMatchObject([
      { check: 62, printed: '下降1.94%', recomputed: '下降1.87%' },
    ])
  })
})

describe('a rate of nothing', () => {
  it.each([
    ['completion of a budget of 0', { 'n05.206.final': '10.00', 'n05.206.budget': '0', 'n05.206.completion': '95.89' }],
    ['growth from 0', { 'n10.total': '9.16', 'n10.change': '9.16', 'n10.growth': '100.00' }],
    ['completion of a budget that follows from outturn and difference', { 'n07.final.abroad': '0', 'n07.over.abroad': '0', 'n07.completion.abroad': '0' }],
  ])('has no value: %s', (_, printed) => {
    expect(findings(printed)).toMatchObject([
      { check: 35, rule: 'ratio.zero-denominator', severity: 'warning', verdict: 'undefined', recomputed: '' },
    ])
  }) // prettier-ignore

  it('is not told of where the base is there', () => {
    expect(findings({ 'n07.final.total': '0', 'n07.budget.total': '0.3', 'n07.completion.total': '0' })).toEqual([])
  })
})

describe('running costs of an agency', () => {
  it('are none of a unit without civil servants', () => {
    const cost = { 'n10.total': '9.16', 't06.operating': '9.16' }
    expect(findings(cost, { civilServants: 0 })).toMatchObject([{ check: 45, severity: 'error', printed: '9.16' }])
    expect(findings(cost, { civilServants: 12 })).toEqual([])
    expect(findings(cost)).toEqual([])
  })
})

describe('running costs of units that are all administrative or managed like civil servants', () => {
  const cost = { 'n10.total': '180.00', 't06.operating': '184.65', 'x.units.administrative': '1' }

  it('are all of their 公用经费', () => {
    expect(findings(cost, { civilServants: 12 })).toMatchObject([
      { check: 45, severity: 'error', printed: '180.00', recomputed: '184.65' },
    ])
    expect(findings({ ...cost, 'n10.total': '184.64' }, { civilServants: 12 })).toEqual([])
    expect(findings({ ...cost, 'x.units.institution': '2' }, { civilServants: 12 })).toEqual([])
  })
})

describe('the evaluation of all projects', () => {
  const part = { 'n13.amount': '1503.59', 'n05.project': '1542.62', 'n13.share': '97.47' }

  it('is claimed only where their money is all of the project expenditure', () => {
    expect(findings(part)).toEqual([])
    const [found, ...others] = findings(part, { claimsAll: true })
    expect(others).toEqual([])
    expect(found).toMatchObject({ check: 49, rule: 'performance.coverage', severity: 'error', printed: '97.47%' })
    expect(found?.note).toContain('39.03')
    expect(findings({ 'n13.amount': '1542.62', 'n05.project': '1542.62' }, { claimsAll: true })).toEqual([])
  })
})

describe('explanations of items', () => {
  const items = { 't05.2060501.total': '168.03', 't05.2060503.total': '0.00' }

  it('are wanted once of every item with an amount, by its code or its class', () => {
    expect(findings(items, { explained: ['2060501'] })).toEqual([])
    expect(findings(items, { explained: ['206'] })).toEqual([])
    expect(findings(items, { explained: ['2060501', '2060501'] })).toMatchObject([
      { check: 31, severity: 'error', printed: '2060501', recomputed: '' },
    ])
    expect(findings(items, { explained: ['208'] })).toMatchObject([{ check: 31, recomputed: '2060501' }])
  })
})

describe('texts', () => {
  const passage = (text: string, where = '说明 一') => ({ passages: [{ where, text }] })

  it.each([
    '本年支出XX万元',
    '比上年增加（减少）12.00万元',
    '主要原因是××××',
    '（说明：请逐项填写）',
    '决算数大于（小于）预算数',
  ])('may not keep what the template left: %s', (text) => {
    expect(findings({}, passage(text))).toMatchObject([{ check: 57, rule: 'template.residue', severity: 'error' }])
  })

  it.each([
    '比上年增长8.90，主要是人员增加',
    '完成年初预算的104.32，主要是追加',
    '本年支出1,775.47，其中基本支出232.85万元',
  ])('give a number its sign or unit: %s', (text) => {
    expect(findings({}, passage(text))).toMatchObject([{ check: 58, rule: 'style.unit', severity: 'warning' }])
  })

  it('name this year and the last', () => {
    expect(findings({}, passage('截至2022年12月31日，共有车辆0辆'))).toMatchObject([
      { check: 54, severity: 'warning', printed: '2022年', recomputed: '2024年' },
    ])
    expect(findings({}, passage('依据2016年的办法', '名词解释'))).toEqual([])
  })

  it('that are in order raise nothing', () => {
    const text = '2024年度支出1,775.47万元，比2023年度增加145.17万元，增长8.90%，占本年支出的100%，车辆3辆。'
    expect(findings({}, passage(text))).toEqual([])
  })
})

describe('the unit’s name', () => {
  const unit = '某市某区社会管理网格化服务中心'
  const text = (written: string) => findings({}, { unit, passages: [{ where: '说明 一', text: `${written}共支出` }] })

  it.each([
    unit,
    '本单位',
    '网格化服务中心',
    '某区社会管理网格化服务中心',
    `${unit}、${unit}`,
    '某市某区社会保障服务中心',
  ])('may stand whole or cut short: %s', (written) => {
    expect(text(written)).toEqual([])
  })

  it.each([
    ['a character less', '某市某区社会管理网格服务中心'],
    ['a character more', '某市某区社会管理网格化服务中中心'],
    ['another character', '某市某区社会管理网络化服务中心'],
    ['two exchanged', '某市某区社会理管网格化服务中心'],
    ['cut short behind', '某市某区社会管理网格化服务中'],
  ])('is the same everywhere: %s warns', (_, written) => {
    expect(text(`由${written}`)).toMatchObject([
      { check: 55, rule: 'text.unit-name', severity: 'warning', where: '说明 一', recomputed: unit },
    ])
  })
})

describe('names of subjects', () => {
  const subjects = new Map([
    ['2111101', { now: ['生态环境监测与信息'], ever: ['生态环境监测与信息', '环境监测与信息'] }],
  ])
  const named = (code: string, name: string) => findings({}, { names: new Map([[code, name]]), subjects })

  it('hold by the year’s list, brackets and spaces aside; of a code that it has not, nothing is said', () => {
    expect(named('2111101', '生态环境监测与信息')).toEqual([])
    expect(named('2111101', '生态环境监测 与信息')).toEqual([])
    expect(named('2111102', '生态环境执法监察')).toEqual([])
  })

  it('of another year are a fault of form', () => {
    expect(named('2111101', '环境监测与信息')).toMatchObject([{ check: 56, severity: 'warning', verdict: 'style' }])
  })

  it('that the code never bore are wrong', () => {
    expect(named('2111101', '生态环境执法监察')).toMatchObject([
      { check: 56, rule: 'subject.name', severity: 'error', where: '科目 2111101', recomputed: '生态环境监测与信息' },
    ])
  })
})

describe('parts and tables', () => {
  const whole = { excerpt: false, parts: new Set(['overview', 'tables', 'narrative', 'definitions'] as const) }
  const empty = (note: boolean, ...numbers: string[]) => new Map(numbers.map((no) => [no, { note }]))
  const all = ['01', '02', '03', '04', '05', '06', '07', '08', '09']

  it('are all there, empty tables with their note', () => {
    expect(findings({}, { ...whole, empty: empty(true, ...all) })).toEqual([])
  })

  it('that are missing are one finding, of an excerpt none', () => {
    expect(findings({}, { ...whole, parts: new Set(['overview', 'narrative', 'definitions']) })).toMatchObject([
      { check: 60, rule: 'structure.missing-part', severity: 'error', recomputed: '第二部分 决算表' },
    ])
    expect(findings({}, { ...whole, empty: empty(true, ...all.slice(0, 7)) })).toMatchObject([
      { check: 60, severity: 'error', recomputed: '表08、表09' },
    ])
    expect(findings({})).toEqual([])
  })

  it('that are empty without a note are a fault of style', () => {
    const tables = new Map([...empty(true, ...all), ...empty(false, '08')])
    expect(findings({}, { ...whole, empty: tables })).toMatchObject([{ check: 60, severity: 'warning', where: '表08' }])
  })
})

describe('printed rates', () => {
  it('have two decimals throughout; 0 and 100 stand as they are', () => {
    const rates = { 'n01.growth': '8.9', 'n10.growth': '58.20', 'n02.fiscal.share': '100', 'n07.completion.total': '0' }
    expect(findings(rates)).toMatchObject([
      { check: 66, rule: 'style.decimals', severity: 'warning', figures: ['n01.growth'], printed: '8.9%' },
    ])
  })
})

describe('items of nothing', () => {
  it('are left out of the sentence', () => {
    expect(findings({ 'n02.general': '10.00', 'n02.fund': '0.00', 'n02.capital': '0.00' })).toMatchObject([
      { check: 67, rule: 'template.zero-items', severity: 'warning', figures: ['n02.fund', 'n02.capital'] },
    ])
  })
})
