import { hash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { compareWords, decodeTile, encodeTile, rowsOfTile, type TileRow } from '#shared/base/tile'
import { collate } from '#shared/base/collate'
import { cases } from '#shared/cases/columns'
import { caseYear } from '#test/samples/cases'

const rows = caseYear({ rows: 3_000 }).map(({ id, cells }, i): TileRow => ({ id, rev: 1 + (i % 7), cells }))
const byId = (some: readonly TileRow[]): TileRow[] => [...some].sort((a, b) => (a.id < b.id ? -1 : 1))

describe('a tile', () => {
  it('holds its rows whole, cell by cell', () => {
    const tile = decodeTile(cases, encodeTile(cases, rows))
    expect(tile.rows).toBe(rows.length)
    expect(rowsOfTile(cases, tile)).toEqual(byId(rows))
  })

  it('of no rows, or of blank columns, can be read as well', () => {
    expect(rowsOfTile(cases, decodeTile(cases, encodeTile(cases, [])))).toEqual([])
    const blank = [{ id: 'A', rev: 1, cells: {} }]
    expect(rowsOfTile(cases, decodeTile(cases, encodeTile(cases, blank)))).toEqual(blank)
  })

  it('has the same bytes for the same rows, whatever order they come in', () => {
    const print = (some: readonly TileRow[]) => hash('sha256', encodeTile(cases, some))
    expect(print([...rows].reverse())).toBe(print(rows))
    const changed = rows.map((row, i) => (i === 5 ? { ...row, rev: row.rev + 1 } : row))
    expect(print(changed)).not.toBe(print(rows))
  })

  it('has words in Pinyin order, so that their places can be compared instead', () => {
    const tile = decodeTile(cases, encodeTile(cases, rows))
    const title = tile.columns.find(({ key }) => key === 'title')
    if (!title || !('codes' in title)) throw new Error('no words')
    const words = title.words()
    expect(words).toEqual([...words].sort(collate))
    const street = tile.columns.find(({ key }) => key === 'street')
    expect(street && 'codes' in street ? street.words().length : 0).toBe(17)
    expect(['河', 'b10', '', '安', 'b9'].sort(compareWords)).toEqual(['', 'b10', 'b9', '安', '河'])
  })

  it('of a year’s month is small, and its columns are read without making rows', () => {
    const bytes = encodeTile(cases, rows)
    expect(bytes.length / rows.length).toBeLessThan(260)
    const tile = decodeTile(cases, bytes)
    const received = tile.columns.find(({ key }) => key === 'received')
    if (!received || !('numbers' in received)) throw new Error('no numbers')
    expect(received.numbers.every((at) => at > Date.parse('2025-10-11'))).toBe(true)
  })
})
