import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bandOf,
  gradeOf,
  kindOf,
  printWeights,
  readActual,
  redistributed,
  scoredAs,
  sumOfPoints,
  weightedByFunds,
  workedScore,
} from '#shared/performance/score'
import type { IndicatorKind } from '#shared/performance/score-sheet'
import { readMeasure } from '#shared/performance/target'

const score = (kind: IndicatorKind, target: string, actual: string, weight = '10') =>
  workedScore({ kind, target, actual, weight })

describe('a target', () => {
  it.each([
    ['≥99%', 'least', 99n, 0, true, ''],
    ['≧ 80％', 'least', 80n, 0, true, ''],
    ['>=99.5%', 'least', 995n, 1, true, ''],
    ['不低于80%', 'least', 80n, 0, true, ''],
    ['95%以上', 'least', 95n, 0, true, ''],
    ['≤3天', 'most', 3n, 0, false, '天'],
    ['不超过1,200元', 'most', 1200n, 0, false, '元'],
    ['2天以内', 'most', 2n, 0, false, '天'],
    ['=12次', 'equal', 12n, 0, false, '次'],
    ['＝１２次', 'equal', 12n, 0, false, '次'],
    ['100%', 'plain', 100n, 0, true, ''],
    ['43.2', 'plain', 432n, 1, false, ''],
    ['零投诉', 'equal', 0n, 0, false, '投诉'],
    ['无事故', 'equal', 0n, 0, false, '事故'],
    ['0起', 'plain', 0n, 0, false, '起'],
  ] as const)('%s is read as people mean it', (text, bound, units, decimals, percent, unit) => {
    expect(readMeasure(text)).toEqual({ bound, number: { units, decimals }, percent, unit })
  })

  it.each(['及时', '良好', '持续影响', '17万余', '约30', '30余次', '前三', '', '无明显变化'])(
    '%s holds no number to score by',
    (text) => {
      expect(readMeasure(text)).toBeUndefined()
    },
  )
})

describe('an indicator', () => {
  it('that is positive earns weight by actual over target, never above the weight', () => {
    expect(score('positive', '≥99%', '100%', '30')).toBe('30.00')
    expect(score('positive', '≥80%', '95.69%')).toBe('10.00')
    expect(score('positive', '43.2', '37.24')).toBe('8.62')
    expect(score('positive', '100%', '98.5%', '15')).toBe('14.78')
    expect(score('positive', '12次', '0次')).toBe('0.00')
  })

  it('that is reverse earns weight by target over actual, all of it where nothing happened', () => {
    expect(score('reverse', '≤3天', '4天')).toBe('7.50')
    expect(score('reverse', '≤3天', '2天')).toBe('10.00')
    expect(score('reverse', '≤3起', '0起')).toBe('10.00')
  })

  it('whose target is nothing, or exactly a number, is met or not', () => {
    expect(scoredAs({ kind: 'reverse', target: '零投诉' })).toBe('pass')
    expect(score('reverse', '零投诉', '零投诉')).toBe('10.00')
    expect(score('reverse', '0起', '0')).toBe('10.00')
    expect(score('reverse', '0起', '1起')).toBe('0.00')
    expect(score('positive', '=12次', '12次')).toBe('10.00')
    expect(score('positive', '=12次', '13次')).toBe('0.00')
    expect(score('pass', '≤3天', '4天')).toBe('0.00')
  })

  it('in words earns the whole weight for the words of its target, and is judged by people otherwise', () => {
    expect(score('qualitative', '及时', '及时', '5')).toBe('5.00')
    expect(score('qualitative', '及时', '持续提升', '5')).toBeUndefined()
    expect(score('positive', '及时', '及时', '5')).toBe('5.00')
    expect(score('positive', '100%', '基本完成')).toBeUndefined()
    expect(score('positive', '100%', '')).toBeUndefined()
  })

  it('brings several completions together first: numbers add up, rates weigh by their funds', () => {
    expect(readActual('30次；45次')).toMatchObject({ number: { units: 75n, decimals: 0 }, unit: '次' })
    expect(readActual('96%（40万元）；92%（60万元）')).toMatchObject({ number: { units: 9360n, decimals: 2 } })
    expect(readActual('96%；92%')).toBeUndefined()
    expect(readActual('96%（40万元）；12次')).toBeUndefined()
    expect(score('positive', '100次', '30次;45次')).toBe('7.50')
    expect(weightedByFunds([{ number: { units: 5n, decimals: 0 }, funds: 1 }, { number: { units: 4n, decimals: 0 }, funds: 2 }])).toEqual({ units: 433n, decimals: 2 }) // prettier-ignore
    expect(weightedByFunds([{ number: { units: 5n, decimals: 0 }, funds: 0 }])).toBeUndefined()
  })

  it('has the kind that its target asks for where a document does not say', () => {
    expect(['≥99%', '100%', '≤3天', '零投诉', '=12次', '及时'].map(kindOf)).toEqual([
      'positive', 'positive', 'reverse', 'reverse', 'pass', 'qualitative',
    ]) // prettier-ignore
  })

  const cents = fc.integer({ min: 1, max: 10_000_000 })
  const decimal = (n: number) => `${Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}`

  it('never scores above its weight or below nothing, whatever the numbers', () => {
    fc.assert(
      fc.property(fc.constantFrom('positive', 'reverse'), cents, fc.nat(10_000_000), fc.integer({ min: 1, max: 10_000 }), (kind, target, actual, weight) => {
        const points = Number(score(kind, decimal(target), decimal(actual), decimal(weight)))
        expect(points).toBeGreaterThanOrEqual(0)
        expect(points).toBeLessThanOrEqual(weight / 100)
      }),
    ) // prettier-ignore
  })

  it('scores no less for more of what is better', () => {
    fc.assert(
      fc.property(cents, cents, cents, fc.integer({ min: 1, max: 10_000 }), (target, one, other, weight) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)].map(decimal)
        const of = (kind: IndicatorKind, actual = '') => Number(score(kind, decimal(target), actual, decimal(weight)))
        expect(of('positive', low)).toBeLessThanOrEqual(of('positive', high))
        expect(of('reverse', low)).toBeGreaterThanOrEqual(of('reverse', high))
      }),
    )
  })
})

describe('points', () => {
  it('have bands and grades that are data', () => {
    expect(bandOf('4', '5')?.label).toBe('达成预期指标')
    expect(bandOf('3.99', '5')?.label).toBe('部分达成预期指标并具有一定效果')
    expect(bandOf('2.49', '5')?.label).toBe('未达成预期指标且效果较差')
    expect(bandOf('3.5', '5', { full: 100, farAbove: 115, grades: [], bands: [{ label: '高', from: 70, to: 100 }, { label: '低', from: 0, to: 70 }] })?.label).toBe('高') // prettier-ignore
    expect(['99.82', '90', '89.99', '60', '59.99', '0'].map((total) => gradeOf(total))).toEqual(['优', '优', '良', '中', '差', '差']) // prettier-ignore
    expect(gradeOf('')).toBeUndefined()
  })

  it('of an indicator that was left out are spread over the others, to the last hundredth', () => {
    expect(redistributed(['40', '30'], { units: 80n, decimals: 0 })).toEqual(['45.71', '34.29'])
    expect(redistributed(['10', '10', '10'], { units: 80n, decimals: 0 })).toEqual(['26.67', '26.67', '26.66'])
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 }), (weights) => {
        const spread = redistributed(weights.map(String), { units: 80n, decimals: 0 })
        expect(printWeights(sumOfPoints(spread))).toBe('80')
      }),
    )
  })
})
