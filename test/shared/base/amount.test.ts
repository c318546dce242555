import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isAmount, parseAmount, printAmount, printExactly, sum } from '#shared/base/amount'
import { refused } from '#shared/base/refusal'

const fen = fc.integer({ min: -(10 ** 13) + 1, max: 10 ** 13 - 1 })
const codeOf = (text: string, unit: 'yuan' | 'wan'): string | undefined =>
  refused(() => void parseAmount(text, unit))?.code

describe('an amount', () => {
  it('is read in the unit of its column, or in the unit that is written', () => {
    expect(parseAmount('1234.5', 'yuan')).toBe(123_450)
    expect(parseAmount('1234.5', 'wan')).toBe(1_234_500_000)
    expect(parseAmount('1775.47万元', 'yuan')).toBe(1_775_470_000)
    expect(parseAmount('1775.47 万', 'yuan')).toBe(1_775_470_000)
    expect(parseAmount('12,345.67元', 'wan')).toBe(1_234_567)
    expect(parseAmount('1.5亿', 'wan')).toBe(15_000_000_000)
  })

  it('is read with thousands signs, full-width digits, currency signs and outer spaces', () => {
    for (const text of [
      '1,234.56',
      '１，２３４．５６',
      '￥1,234.56',
      '¥ 1234.56',
      ' \u20091234.56\u3000',
      '\ufeff1234.560',
      '+1234.56',
    ])
      expect(parseAmount(text, 'yuan'), text).toBe(123_456)
  })

  it('is below zero with any minus or in parentheses, and never a negative zero', () => {
    for (const text of ['-12', '−12.00', '－12', '（12.00）', '(12)', '¥-12', '-¥12', '(12.00)元', '(12元)'])
      expect(parseAmount(text, 'yuan'), text).toBe(-1200)
    expect(Object.is(parseAmount('-0', 'yuan'), 0)).toBe(true)
  })

  it('is blank where nothing is written, which is not a zero', () => {
    for (const text of ['', '  ', '\u3000', '\u200b']) expect(parseAmount(text, 'yuan')).toBeNull()
    expect(parseAmount('0', 'yuan')).toBe(0)
  })

  it('is refused with parts of a fen, and taken when the further places are zeros', () => {
    expect(codeOf('12.345', 'yuan')).toBe('cell/too-many-decimals')
    expect(codeOf('1.2345678', 'wan')).toBe('cell/too-many-decimals')
    expect(parseAmount('1.234567', 'wan')).toBe(1_234_567)
    expect(parseAmount('12.3400', 'yuan')).toBe(1234)
  })

  it('is refused where the text is no amount', () => {
    for (const text of [
      '十二',
      '1,23',
      '12,34,567',
      '1.2.3',
      '--1',
      '(-1)',
      '(1',
      '1)',
      '元',
      '.',
      '1e5',
      '12%',
      '1元2',
      '1万元元',
      '0x10',
      '∞',
    ])
      expect(codeOf(text, 'yuan'), text).toBe('cell/not-an-amount')
  })

  it('is refused from a hundred billion 元 on', () => {
    expect(parseAmount('99,999,999,999.99', 'yuan')).toBe(9_999_999_999_999)
    expect(codeOf('100,000,000,000', 'yuan')).toBe('cell/amount-out-of-range')
    expect(codeOf('9'.repeat(400), 'yuan')).toBe('cell/amount-out-of-range')
    expect([0.5, Number.NaN, 2 ** 53, -0, '12', null].map(isAmount)).toEqual(Array(6).fill(false))
  })

  it('is printed once rounded, halves up', () => {
    expect(printAmount(17_106_543_210, 'wan')).toBe('17,106.54')
    expect(printAmount(1_575_0, 'yuan')).toBe('157.50')
    expect(printAmount(1_575_000, 'wan')).toBe('1.58')
    expect(printAmount(1_574_999, 'wan')).toBe('1.57')
    expect(printAmount(-1_575_000, 'wan')).toBe('−1.58')
    expect(printAmount(-4_999, 'wan')).toBe('0.00')
    expect(printAmount(123_456_789, 'yuan', { plain: true })).toBe('1234567.89')
    expect(printAmount(-120_000, 'yuan', { plain: true })).toBe('-1200.00')
  })

  it('shows its unrounded value without needless zeros', () => {
    expect(printExactly(17_106_543_210, 'wan')).toBe('17,106.54321')
    expect(printExactly(1_775_470_000, 'wan')).toBe('1,775.47')
  })

  it('comes back unchanged from what 元 prints, plain or grouped', () => {
    fc.assert(
      fc.property(fen, fc.boolean(), (amount, plain) => {
        expect(parseAmount(printAmount(amount, 'yuan', { plain }), 'yuan')).toBe(amount)
        expect(parseAmount(printAmount(amount, 'wan', { decimals: 6, plain }), 'wan')).toBe(amount)
      }),
    )
  })

  it('is never further from its printed 万元 than half of the last place', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), (amount) => {
        const again = parseAmount(printAmount(amount, 'wan'), 'wan')
        expect(Math.abs(Number(again) - amount)).toBeLessThanOrEqual(5_000)
      }),
    )
  })

  it('adds up exactly where floating numbers do not', () => {
    expect(sum([10, 20])).toBe(30)
    fc.assert(
      fc.property(fc.array(fen, { maxLength: 100 }), (amounts) => {
        expect(BigInt(sum(amounts))).toBe(amounts.reduce((total, amount) => total + BigInt(amount), 0n))
      }),
    )
    expect(refused(() => void sum(Array<number>(1000).fill(9_999_999_999_999)))?.code).toBe('cell/amount-out-of-range')
  })
})
