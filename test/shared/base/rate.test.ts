import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { growth, printRate, verdictOfRate } from '#shared/base/rate'

describe('a rate', () => {
  it('prints the completion rates of the 2021 accounts from their parts', () => {
    const completions: [number, number, string][] = [
      [171_065, 163_976, '104.32'],
      [1_459, 1_357, '107.52'],
      [1_722, 1_682, '102.38'],
      [3_301, 2_981, '110.73'],
      [177_547, 169_996, '104.44'],
    ]
    for (const [part, whole, printed] of completions) expect(printRate({ part, whole })).toBe(printed)
  })

  it('prints growth over the year before, and none from nothing', () => {
    expect(printRate(growth(177_547, 163_030), 1)).toBe('8.9')
    expect(printRate(growth(916, 579), 1)).toBe('58.2')
    expect(printRate(growth(90, 100))).toBe('−10.00')
    expect(printRate(growth(5, 0))).toBeUndefined()
  })

  it('has no value where the whole is nothing, even when the part is nothing too', () => {
    expect(printRate({ part: 0, whole: 0 })).toBeUndefined()
    expect(printRate({ part: 0, whole: 300 })).toBe('0.00')
  })

  it('rounds halves up and never through a floating number', () => {
    expect(printRate({ part: 1, whole: 800 })).toBe('0.13')
    expect(printRate({ part: 1, whole: 3 })).toBe('33.33')
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 13n), fc.bigInt(1n, 10n ** 13n), (part, whole) => {
        const printed = printRate({ part: Number(part), whole: Number(whole) }) ?? ''
        const hundredths = BigInt(printed.replace(/[.,]/g, ''))
        const apart = 2n * (hundredths * whole - part * 10_000n)
        expect(apart > -whole && apart <= whole).toBe(true)
      }),
    )
  })
})

describe('a printed rate held against its printed figures', () => {
  it('agrees exactly, as 104.32 does with 1710.65 over 1639.76', () => {
    expect(verdictOfRate('104.32', '1710.65', '1639.76')).toBe('exact')
    expect(verdictOfRate('8.9', '145.17', '1630.30')).toBe('exact')
    expect(verdictOfRate('100', '1775.47', '1,775.47')).toBe('exact')
  })

  it('is a matter of rounding where the intervals meet', () => {
    expect(verdictOfRate('104.33', '1710.65', '1639.76')).toBe('fails')
    expect(verdictOfRate('50.10', '0.01', '0.02')).toBe('rounding')
    expect(verdictOfRate('98.99', '1327.8', '1341.4')).toBe('exact')
    expect(verdictOfRate('98.98', '1327.8', '1341.4')).toBe('rounding')
  })

  it('fails where nothing explains it, and where a rate of nothing was printed', () => {
    expect(verdictOfRate('95.89', '12.00', '0.00')).toBe('fails')
    expect(verdictOfRate('0', '0', '0')).toBe('fails')
    expect(verdictOfRate('36.9', '66.43', '170.11')).toBe('fails')
    expect(verdictOfRate('前三', '1', '2')).toBe('fails')
  })

  it('never calls a rate wrong that was rounded from figures that were rounded', () => {
    const fen = fc.integer({ min: 1, max: 10 ** 9 })
    const two = (units: bigint): string => `${units / 100n}.${String(units % 100n).padStart(2, '0')}`
    const rounded = (amount: number): string => two((BigInt(amount) + 5_000n) / 10_000n)
    fc.assert(
      fc.property(fen, fen, (part, whole) => {
        fc.pre(rounded(whole) !== '0.00')
        const printed = two((BigInt(part) * 20_000n + BigInt(whole)) / (2n * BigInt(whole)))
        expect(verdictOfRate(printed, rounded(part), rounded(whole))).not.toBe('fails')
      }),
    )
  })
})
