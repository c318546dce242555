import { expect, it, describe } from 'vitest'
import { workCalendar } from '#shared/base/calendar'
import { findingsOf } from '#shared/base/findings'
import { checkCell } from '#shared/base/kinds'
import { cases } from '#shared/cases/columns'
import { calendarYears } from '../../../infra/local/demonstration/registers.ts'
import { casePeople, caseYear, codedYear, unitsOfCases } from '#test/samples/cases'

const rows = caseYear({ rows: 20_000 })
const units = new Map(unitsOfCases().map(({ id, cells }) => [id, { id, rev: 1, cells }]))
const context = { place: '', find: (_: string, id: string) => units.get(id) }
const share = (of: number, all: number): number => (100 * of) / all
const count = (key: string, ...values: unknown[]): number =>
  rows.filter(({ cells }) => values.includes(cells[key])).length

describe('a year of cases, as the samples have it', () => {
  it('keeps every rule of the sheet, cell by cell', () => {
    const faults = rows.flatMap(({ id, cells }) => findingsOf(cases, { id, rev: 1, cells }, context))
    expect(faults).toEqual([])
    for (const { cells } of rows.slice(0, 2_000))
      for (const column of cases.columns) checkCell(cells[column.key] ?? null, column)
  })

  it('is the same for the same seed and another for another', () => {
    expect(caseYear({ rows: 200 })).toEqual(caseYear({ rows: 200 }))
    expect(caseYear({ rows: 200, seed: 7 })).not.toEqual(caseYear({ rows: 200 }))
  })

  it('comes in order of time, within one year, the newest still open', () => {
    const times = rows.map(({ cells }) => String(cells.received))
    expect(times).toEqual([...times].sort())
    expect(times[0]?.slice(0, 10)).toBe('2025-10-12')
    expect(times.at(-1)?.slice(0, 13)).toBe('2026-10-12T09')
    const open = (some: typeof rows) => some.filter(({ cells }) => cells.closed === undefined).length
    expect(open(rows.slice(-20))).toBeGreaterThan(15)
    expect(open(rows.slice(0, 2_000).filter(({ cells }) => cells.state !== 'refused'))).toBe(0)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  })

  it('is satisfied, in time and spread over channels as a real year is', () => {
    const rated = count('satisfaction', 'very-satisfied', 'satisfied', 'fairly-satisfied', 'dissatisfied')
    expect(share(rated - count('satisfaction', 'dissatisfied'), rated)).toBeCloseTo(95.7, 0)
    expect(share(count('onTime', true), count('onTime', true, false))).toBeGreaterThan(96)
    expect(new Set(rows.map(({ cells }) => cells.channel)).size).toBe(10)
    expect(share(count('channel', 'hotline'), rows.length)).toBeGreaterThan(55)
    expect(new Set(rows.map(({ cells }) => cells.unit)).size).toBeGreaterThan(50)
  })

  it('is due on working days, counted by the product’s own calendar', () => {
    const calendar = workCalendar(calendarYears)
    const slow = rows.filter(({ cells }) => cells.due !== undefined && cells.urgency !== 'critical')
    const day = (at: unknown): string => new Date(Date.parse(String(at)) + 8 * 3_600_000).toISOString().slice(0, 10)
    for (const { cells } of slow) expect(calendar.isWorkday(day(cells.due)), String(cells.due)).toBe(true)
  })

  it('names people who do not exist, and nowhere in the rows', () => {
    const people = casePeople(rows.slice(0, 500))
    expect(people.every(({ phone }) => /^154\d{8}$/.test(phone))).toBe(true)
    const text = JSON.stringify(rows.slice(0, 500))
    for (const { name, phone } of people)
      expect([text.includes(`"${name}"`), text.includes(phone)]).toEqual([false, false])
  })

  it('is the same column by column', () => {
    const { ids, columns } = codedYear({ rows: 300 })
    const first = caseYear({ rows: 300 })
    expect(ids).toEqual(first.map(({ id }) => id))
    for (const { key, words, codes } of columns)
      expect([...codes].map((code) => (code === -1 ? undefined : words[code]))).toEqual(
        first.map(({ cells }) => cells[key]),
      )
  })
})
