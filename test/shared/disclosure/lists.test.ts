import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyList, merged, newest, type ListEntry } from '#shared/disclosure/lists'

const anEntry = (over: Partial<ListEntry> = {}): ListEntry => ({
  year: 2025,
  unit: 'centre',
  unitName: '示例中心',
  edition: 1,
  kind: 'own',
  state: 'published',
  title: '2025年度预算执行情况',
  date: '2026-10-12',
  hash: '00',
  rev: 4,
  ...over,
})

const arbitrary = fc
  .record({
    year: fc.integer({ min: 2024, max: 2025 }),
    unit: fc.constantFrom('centre', 'street'),
    edition: fc.integer({ min: 1, max: 3 }),
    rev: fc.integer({ min: 1, max: 4 }),
  })
  // One revision of an edition has one account.
  .map(({ rev, ...over }) => anEntry({ ...over, rev, state: rev > 3 ? 'withdrawn' : 'published' }))

describe('merging the list of editions', () => {
  it('loses nothing, whoever writes first', () => {
    fc.assert(
      fc.property(fc.array(arbitrary), fc.array(arbitrary), (one, other) => {
        const forth = merged(merged(emptyList(true), one), other)
        const back = merged(merged(emptyList(true), other), one)
        expect(forth.editions).toEqual(back.editions)
        for (const { year, unit, edition, rev } of [...one, ...other]) {
          const known = forth.editions.filter((e) => e.year === year && e.unit === unit && e.edition === edition)
          expect(known).toHaveLength(1)
          expect(known[0]?.rev).toBeGreaterThanOrEqual(rev)
        }
      }),
    )
  })

  it('counts every writing, and stands newest first', () => {
    const list = merged(emptyList(false), [anEntry(), anEntry({ year: 2026 }), anEntry({ edition: 2 })])
    expect(list.n).toBe(1)
    expect(list.editions.map(({ year, edition }) => [year, edition])).toEqual([[2026, 1], [2025, 2], [2025, 1]]) // prettier-ignore
  })

  it('shows the newest edition that stands, and a withdrawn one only where none does', () => {
    const list = merged(emptyList(false), [
      anEntry(),
      anEntry({ edition: 2, state: 'withdrawn' }),
      anEntry({ unit: 'street', state: 'withdrawn' }),
    ])
    expect(newest(list).map(({ unit, edition, state }) => [unit, edition, state])).toEqual([
      ['centre', 1, 'published'],
      ['street', 1, 'withdrawn'],
    ])
  })
})
