import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limits } from '#shared/base/changes'
import { copyable, place } from '#web/sheet/paste.ts'
import { add, extend, select, selectRange } from '#web/sheet/selection.ts'
import { readTsv, writeTsv } from '#web/sheet/tsv.ts'

const field = { rows: 10, columns: 4, mayCreate: true }

function landed(block: { high: number; wide: number }, selection: ReturnType<typeof select>, over = field) {
  const found = place(block, selection, over)
  if ('code' in found) throw new Error(found.code)
  return found
}

describe('where a pasted block lands', () => {
  it('fills the whole selection with one cell', () => {
    const { landings } = landed({ high: 1, wide: 1 }, selectRange({ top: 2, left: 1, bottom: 4, right: 2 }))
    expect(landings).toHaveLength(6)
    expect(landings.every(({ from }) => from.row === 0 && from.column === 0)).toBe(true)
  })

  it('tiles a selection that is a multiple of the block', () => {
    const { landings } = landed({ high: 2, wide: 1 }, selectRange({ top: 0, left: 0, bottom: 3, right: 1 }))
    expect(landings).toHaveLength(8)
    expect(landings.filter(({ row }) => row === 2).map(({ from }) => from.row)).toEqual([0, 0])
  })

  it('lands from the upper left where the selection is no multiple', () => {
    const { landings, range } = landed({ high: 2, wide: 2 }, selectRange({ top: 1, left: 1, bottom: 3, right: 1 }))
    expect(landings).toHaveLength(4)
    expect(range).toEqual({ top: 1, left: 1, bottom: 2, right: 2 })
  })

  it('fills each of several ranges', () => {
    const two = add(extend(select({ row: 0, column: 0 }), { row: 1, column: 0 }, field), { row: 5, column: 2 })
    expect(landed({ high: 1, wide: 1 }, two).landings).toHaveLength(3)
  })

  it('makes rows past the end, where the role may', () => {
    const { newRows, beyond } = landed({ high: 5, wide: 1 }, select({ row: 8, column: 0 }))
    expect([newRows, beyond.length]).toEqual([3, 0])
  })

  it('keeps what lies past the end where no rows may be made, and past the last column', () => {
    const below = landed({ high: 5, wide: 1 }, select({ row: 8, column: 0 }), { ...field, mayCreate: false })
    expect([below.newRows, below.beyond.length]).toEqual([0, 3])
    const right = landed({ high: 1, wide: 3 }, select({ row: 0, column: 3 }))
    expect(right.beyond.map(({ side }) => side)).toEqual(['right', 'right'])
  })

  it('is refused beyond the limits of one change, before anything is read', () => {
    const rows = place({ high: limits.rows + 1, wide: 1 }, select({ row: 0, column: 0 }), field)
    expect(rows).toMatchObject({ code: 'change/too-many-rows' })
    const million = place({ high: 1_000_000, wide: 7 }, select({ row: 0, column: 0 }), field)
    expect(million).toMatchObject({ code: 'change/too-many-rows', facts: { rows: 1_000_000 } })
    const cells = place({ high: 5_000, wide: 40 }, select({ row: 0, column: 0 }), field)
    expect(cells).toMatchObject({ code: 'change/too-many-cells' })
  })
})

describe('ranges that are copied together', () => {
  it('share their rows or their columns', () => {
    const sideBySide = add(extend(select({ row: 0, column: 0 }), { row: 2, column: 0 }, field), { row: 0, column: 3 })
    expect(copyable(extend(sideBySide, { row: 2, column: 3 }, field))).toEqual({ rows: [0, 1, 2], columns: [0, 3] })
    expect(copyable(add(select({ row: 0, column: 0 }), { row: 5, column: 3 }))).toBeUndefined()
  })
})

describe('plain text from a spreadsheet', () => {
  const cases: [string, string, string[][]][] = [
    ['cells and rows', '甲\t乙\r\n丙\t丁\r\n', [['甲', '乙'], ['丙', '丁']]],
    ['a line break inside a quoted cell', '"第一行\n第二行"\t乙\n', [['第一行\n第二行', '乙']]],
    ['a tab inside a quoted cell', '"甲\t甲"\t乙', [['甲\t甲', '乙']]],
    ['doubled quotes inside a quoted cell', '"他说""好"""\t乙', [['他说"好"', '乙']]],
    ['quotes that belong to the text', '"三公"经费\t乙', [['"三公"经费', '乙']]],
    ['a cell in quotes that need not be', '"甲"\t乙', [['"甲"', '乙']]],
    ['a quote in the middle', '5"管\t乙', [['5"管', '乙']]],
    ['a quote that never closes', '"甲\t乙\n丙', [['"甲', '乙'], ['丙']]],
    ['blank cells at the ends', '\t乙\t', [['', '乙', '']]],
    ['a blank row in the middle', '甲\n\n乙', [['甲'], [''], ['乙']]],
    ['one cell with its line end', '甲\r\n', [['甲']]],
    ['old Macintosh line ends', '甲\r乙\r', [['甲'], ['乙']]],
    ['Windows line ends inside a quoted cell', '"一\r\n二"\t三\r\n', [['一\n二', '三']]],
  ] // prettier-ignore

  it.each(cases)('reads %s', (_, text, rows) => {
    expect(readTsv(text)).toEqual(rows)
  })

  it('is read back as it was written, whatever the cells hold', () => {
    const cell = fc.stringMatching(/^[甲乙"\t\n ]*$/)
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(rows, (written) => {
        expect(readTsv(writeTsv(written))).toEqual(written)
      }),
    )
  })
})
