import { describe, expect, it } from 'vitest'
import { doubtsPercent, doubtsUnit, isBare } from '#shared/base/doubts'

describe('a pasted block', () => {
  const column = [1_083_600_00, 95_200_00, 0, 2_400_000_00]

  it('is asked for its unit once it is a thousand times the size of the column, or a thousandth', () => {
    expect(doubtsUnit([108_360_000_0000, 9_520_000_0000], column)).toBe(true)
    expect(doubtsUnit([10_836, 952, 24_000], column)).toBe(true)
    expect(doubtsUnit([900_000_00, 80_000_00], column)).toBe(false)
  })

  it('is not asked over a blank column, nor when nothing in it has a size', () => {
    expect(doubtsUnit([108_360_000_0000], [])).toBe(false)
    expect(doubtsUnit([0, 0], column)).toBe(false)
  })

  it('says its unit where a number bears one', () => {
    expect(['1,234.5', '12.5万元', '８８', '95%'].map(isBare)).toEqual([true, false, true, false])
  })

  it('of rates is asked for percent where a bare one is under 1', () => {
    expect(['0.96', '０.９６', '0.96%', '96', '1', '0', '-0.5', '约0.9'].map(doubtsPercent)).toEqual([true, true, false, false, false, false, false, false]) // prettier-ignore
  })
})
