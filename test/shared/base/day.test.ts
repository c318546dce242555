import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '#shared/base/calendar'
import { isDay, parseDay, printLongDay } from '#shared/base/day'
import { refused } from '#shared/base/refusal'

const refusalOf = (text: string, year?: number) => refused(() => void parseDay(text, year))

describe('a day', () => {
  it('is read in every way in which clerks write it', () => {
    const ways = [
      '2021-12-31',
      '2021/12/31',
      '2021.12.31',
      '20211231',
      '2021年12月31日',
      '44561',
      '２０２１－１２－３１',
      ' 2021-12-31\u200b',
      '2021/12/31 0:00:00',
      '2021年12月31号',
    ]
    for (const text of ways) expect(parseDay(text), text).toBe('2021-12-31')
    expect(parseDay('2021-1-5')).toBe('2021-01-05')
  })

  it('takes the year shown where none is written, and is refused where none is shown', () => {
    expect(parseDay('12月31日', 2021)).toBe('2021-12-31')
    expect(refusalOf('12月31日')?.code).toBe('cell/not-a-day')
    expect(refusalOf('2月29日', 2021)?.code).toBe('cell/not-a-day')
    expect(parseDay('2月29日', 2024)).toBe('2024-02-29')
  })

  it('is refused with its readings where it may mean two days', () => {
    expect(refusalOf('03/04/2021')?.facts).toEqual({ text: '03/04/2021', readings: ['2021-03-04', '2021-04-03'] })
    expect(refusalOf('21-12-31')?.facts).toEqual({ text: '21-12-31', readings: ['2021-12-31', '2031-12-21'] })
    expect(refusalOf('12/31/21')?.code).toBe('cell/ambiguous-day')
    expect(refusalOf('31/12/2021')?.facts).toEqual({ text: '31/12/2021', readings: ['2021-12-31'] })
  })

  it('is refused where no calendar has it', () => {
    for (const text of [
      '2021-13-01',
      '2021-02-29',
      '2021-00-10',
      '20210231',
      '2100-02-29',
      '2021-12-32',
      '10月32日',
      'today',
      '2021-12',
      '2021-12/31',
      '1899-12-31',
      '99/99/9999',
    ])
      expect(refusalOf(text, 2021)?.code, text).toBe('cell/not-a-day')
    expect(isDay('2021-12-31')).toBe(true)
    expect(['2021-2-3', '2021-02-30', '', 20211231, null].map(isDay)).toEqual([false, false, false, false, false])
  })

  it('is blank where nothing is written', () => expect(parseDay(' ')).toBeNull())

  it('comes back from prose and from a spreadsheet as it went', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50_000 }), (n) => {
        const day = addDays('1950-01-01', n)
        expect(parseDay(printLongDay(day))).toBe(day)
        expect(parseDay(String(18_264 + n))).toBe(day)
      }),
    )
  })
})
