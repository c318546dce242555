import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { evenTops, unevenTops, wrapped } from '#web/sheet/heights.ts'

/** Chinese signs are twice as wide as others. */
const width = (sign: string): number => (sign > '\u2e80' ? 14 : 7)

describe('a text in lines', () => {
  it('breaks Chinese anywhere, words at spaces, and ends with … where more was to come', () => {
    expect(wrapped('网格大队经费支出', 42, 6, width)).toEqual(['网格大', '队经费', '支出'])
    expect(wrapped('labour cost of May', 84, 6, width)).toEqual(['labour cost', 'of May'])
    expect(wrapped('网格大队经费支出', 42, 2, width)).toEqual(['网格大', '队经…'])
    expect(wrapped('甲\n乙\n丙', 100, 2, width)).toEqual(['甲', '乙…'])
  })

  it('begins no line with a closing sign', () => {
    for (const line of wrapped('一二三，四五六。七八九', 42, 6, width)) expect(line).not.toMatch(/^[，。]/)
  })

  it('loses nothing as long as there are lines enough', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('网', '格', 'a', 'b', ' ', '，'), maxLength: 40 }), (text) => {
        const lines = wrapped(text, 56, 100, width)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      }),
    )
  })
})

describe('rows of different heights', () => {
  const heights = [32, 72, 32, 132]
  const tops = unevenTops(heights)

  it('are found by their place and by a point inside of them', () => {
    expect([0, 1, 2, 3, 4].map((place) => tops.of(place))).toEqual([0, 32, 104, 136, 268])
    expect([-1, 0, 31, 32, 103, 104, 267, 268].map((y) => tops.at(y))).toEqual([-1, 0, 0, 1, 1, 2, 3, 4])
    expect(tops.high(3)).toBe(132)
  })

  it('that are all alike lie where even ones do', () => {
    const [even, uneven] = [evenTops(32, 5), unevenTops([32, 32, 32, 32, 32])]
    for (let y = -10; y < 200; y++) expect(uneven.at(y)).toBe(even.at(y))
    expect(uneven.total).toBe(even.total)
  })
})
