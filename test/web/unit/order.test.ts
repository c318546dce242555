import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { collate } from '#shared/base/collate'
import type { Cell } from '#shared/base/cell'
import { Dictionary } from '#web/sheet/dictionary.ts'
import { ranksOf, sortSlots, type Ordering } from '#web/sheet/order.ts'
import { finish } from '#web/sheet/slices.ts'

const byText: Ordering = { by: 'pinyin', compare: (one, other) => collate(String(one), String(other)) }

function columnOf(cells: readonly Cell[]): { dictionary: Dictionary; codes: Int32Array } {
  const dictionary = new Dictionary()
  return { dictionary, codes: Int32Array.from(cells, (cell) => dictionary.add(cell)) }
}

const sorted = (cells: readonly Cell[], descending = false): Cell[] => {
  const { dictionary, codes } = columnOf(cells)
  const ranks = finish(ranksOf(dictionary, byText))
  const slots = finish(sortSlots(Int32Array.from(cells.keys()), [{ codes, ranks, descending }]))
  return Array.from(slots, (slot) => cells[slot] ?? null)
}

describe('the order of rows', () => {
  it('follows Pinyin, and numbers inside a text count as numbers', () => {
    expect(sorted(['网格', '办公', '数字城管', '项目10', '项目9'])).toEqual([
      '办公',
      '数字城管',
      '网格',
      '项目9',
      '项目10',
    ])
  })

  it('keeps blanks last, whichever way', () => {
    expect(sorted(['乙', null, '甲'])).toEqual(['甲', '乙', null])
    expect(sorted(['乙', null, '甲'], true)).toEqual(['乙', '甲', null])
  })

  it('leaves equal rows as they were, and lets the first column count most', () => {
    const kind = columnOf(['项目', '人员', '项目', '人员'])
    const name = columnOf(['丙', '乙', '甲', '丁'])
    const by = ({ dictionary, codes }: ReturnType<typeof columnOf>, descending: boolean) =>
      ({ codes, ranks: finish(ranksOf(dictionary, byText)), descending }) // prettier-ignore
    const slots = finish(sortSlots(Int32Array.of(0, 1, 2, 3), [by(kind, false), by(name, true)]))
    expect([...slots]).toEqual([1, 3, 2, 0])
  })

  it('puts words that came later where they belong, as if all had come at once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('网格', '热线', '办公', '社管通', '专线', '维护')),
        fc.nat(6),
        (words, at) => {
          const { dictionary } = columnOf(words.slice(0, at))
          finish(ranksOf(dictionary, byText))
          for (const word of words) dictionary.add(word)
          const grown = finish(ranksOf(dictionary, byText))
          const once = finish(ranksOf(columnOf([...dictionary.words()]).dictionary, byText))
          expect(Array.from(grown.of)).toEqual(Array.from(once.of))
        },
      ),
    )
  })
})
