import { describe, expect, it } from 'vitest'
import type { Figure } from '#shared/base/figure'
import { printValue, recompute, verdictOf } from '#shared/base/formulas'

const amount = (id: string, printed: string, fen: number): Figure => ({
  id,
  label: id,
  value: { fen },
  shown: { unit: '万元', decimals: 2 },
  from: { document: { title: '2021年度部门决算', place: '三/五' } },
  year: 2021,
  printed,
})

const percent = (id: string, printed: string, formula: string, over: string[]): Figure => ({
  id,
  label: id,
  value: { decimal: printed },
  shown: { unit: '%', decimals: printed.split('.')[1]?.length ?? 0 },
  from: { formula, over },
  year: 2021,
  printed,
})

const figures = [
  amount('final', '1710.65', 1_710_650_000),
  amount('budget', '1639.76', 1_639_760_000),
  amount('total', '1775.47', 1_775_470_000),
  amount('before', '1630.30', 1_630_300_000),
  amount('nothing', '0', 0),
  amount('basic', '232.85', 232_850_000),
  amount('project', '1542.62', 1_542_620_000),
  percent('completion', '104.32', 'rate', ['final', 'budget']),
  percent('growth', '8.9', 'growth', ['total', 'before']),
]
const lookup = (id: string): Figure | undefined => figures.find((figure) => figure.id === id)
const verdict = (figure: Figure): string | undefined => verdictOf(figure, lookup)

describe('a figure with a formula', () => {
  it('leads from 104.32% back to 1710.65 over 1639.76', () => {
    const again = recompute(percent('x', '104.32', 'rate', ['final', 'budget']), lookup)
    expect(again).toEqual({ part: 1_710_650_000, whole: 1_639_760_000 })
    expect(printValue(again ?? null, { unit: '%', decimals: 2 })).toBe('104.32')
    expect(printValue(again ?? null, { unit: '%', decimals: 6 })).toBe('104.323194')
    expect(figures.filter(({ id }) => id === 'completion' || id === 'growth').map(verdict)).toEqual(['exact', 'exact'])
  })

  it('counts the figures it is over, whatever they are', () => {
    const projects: Figure = {
      ...amount('projects', '3', 0),
      value: { count: 3 },
      shown: { unit: '个', decimals: 0 },
      from: { formula: 'count', over: ['final', 'budget', 'nothing'] },
    }
    expect(recompute(projects, lookup)).toEqual({ count: 3 })
    expect([verdict(projects), verdict({ ...projects, printed: '4' })]).toEqual(['exact', 'fails'])
  })

  it('is exact, rounded or wrong as its printed form stands to its figures', () => {
    const sum = (printed: string): Figure => ({
      ...amount('sum', printed, 0),
      from: { formula: 'sum', over: ['basic', 'project'] },
    })
    expect(['1775.47', '1775.48', '1775.49'].map((printed) => verdict(sum(printed)))).toEqual([
      'exact',
      'rounding',
      'fails',
    ])
    expect(verdict(percent('x', '104.33', 'rate', ['final', 'budget']))).toBe('fails')
  })

  it('fails where a rate of nothing was printed, and has no value to print', () => {
    const nothing = percent('x', '0', 'rate', ['nothing', 'nothing'])
    expect(verdict(nothing)).toBe('fails')
    expect(printValue(recompute(nothing, lookup) ?? null, nothing.shown)).toBeUndefined()
    expect(verdict(percent('x', '0', 'rate', ['nothing', 'budget']))).toBe('exact')
  })

  it('can be told from nothing when a figure is absent, of another nature, or one too many', () => {
    expect(verdict(percent('x', '1', 'rate', ['final', 'absent']))).toBeUndefined()
    expect(verdict(percent('x', '1', 'rate', ['final', 'growth']))).toBeUndefined()
    expect(verdict(percent('x', '1', 'rate', ['final', 'budget', 'total']))).toBeUndefined()
    expect(verdict(percent('x', '1', 'toString', ['final', 'budget']))).toBeUndefined()
    expect(verdict(amount('x', '1', 1))).toBeUndefined()
  })

  it('of our own edition, never printed, must equal its recomputation to the fen', () => {
    const { id, label, value, shown, from, year } = amount('sum', '', 1_775_470_000)
    const own = { id, label, value, shown, from, year }
    expect(verdict({ ...own, from: { formula: 'sum', over: ['basic', 'project'] } })).toBe('exact')
    expect(
      verdict({ ...own, value: { fen: 1_775_470_001 }, from: { formula: 'sum', over: ['basic', 'project'] } }),
    ).toBe('fails')
  })

  it('adds scores as the decimals they are', () => {
    const score = (id: string, decimal: string): Figure => ({
      ...amount(id, decimal, 0),
      value: { decimal },
      shown: { unit: '分', decimals: 2 },
    })
    const scores = [score('execution', '19.82'), score('output', '50'), score('effect', '20'), score('content', '10')]
    const total: Figure = { ...score('total', '99.82'), from: { formula: 'sum', over: scores.map(({ id }) => id) } }
    const among = (id: string): Figure | undefined => scores.find((figure) => figure.id === id)
    expect(recompute(total, among)).toEqual({ decimal: '99.82' })
    expect(verdictOf(total, among)).toBe('exact')
  })

  describe('of points', () => {
    const weight = (decimal: string): Figure => ({
      ...amount('weight', decimal, 0),
      value: { decimal },
      shown: { unit: '分', decimals: 0 },
    })
    const spent = amount('spent', '37.24', 37_240_000)
    const budgeted = amount('budgeted', '43.2', 43_200_000)
    const scored = (printed: string, ...over: Figure[]): [Figure, typeof lookup] => [
      {
        ...weight(printed),
        id: 'score',
        shown: { unit: '分', decimals: 2 },
        from: { formula: 'points', over: over.map(({ id }) => id) },
      },
      (id) => over.find((figure) => figure.id === id),
    ]
    const again = (...over: Figure[]) => recompute(...scored('', ...over))
    const verdictFor = (printed: string) => verdictOf(...scored(printed, weight('10'), spent, budgeted))

    it('is the weight by the second over the third, never more than the weight nor less than nothing', () => {
      expect(again(weight('10'), spent, budgeted)).toEqual({ decimal: '8.62' })
      expect(again(weight('12.5'), budgeted, spent)).toEqual({ decimal: '12.50' })
      expect(again(weight('10'), amount('back', '-1', -1_000_000), budgeted)).toEqual({ decimal: '0.00' })
      expect(again(weight('10'), spent, amount('none', '0', 0))).toBeNull()
      expect(again(weight('10'), spent)).toBeUndefined()
    })

    it('takes points that are printed whole for exact: 9 is not 8.62, and 8.6 is by rounding', () => {
      expect(verdictFor('8.62')).toBe('exact')
      expect(verdictFor('8.6')).toBe('rounding')
      expect(verdictFor('8.63')).toBe('rounding')
      expect(verdictFor('9')).toBe('fails')
      expect(verdictFor('8.7')).toBe('fails')
    })
  })
})
