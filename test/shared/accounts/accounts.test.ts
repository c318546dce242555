import { describe, expect, it } from 'vitest'
import { yearAccounts, type YearAccounts } from '#shared/accounts/accounts'
import type { YearInput } from '#shared/accounts/year'
import { demonstrationYear } from '../../samples/years.ts'

const year = demonstrationYear('2026-11-28')

/** The year with a cell entered half a 万元 above what the ledger gives, explained or not. */
function disputed(id: string, note?: string): YearInput {
  const value = yearAccounts(year).byId.get(id)?.value
  const amount = (value && 'fen' in value ? value.fen : 0) + 500_000
  const cells = { key: id, amount, origin: 'entered', ...(note === undefined ? {} : { note }) }
  return {
    ...year,
    rows: { ...year.rows, cells: [...year.rows.cells.filter((row) => row.id !== id), { id, rev: 1, cells }] },
  }
}

const errorsIn = ({ findings }: YearAccounts) => findings.filter(({ severity }) => severity === 'error')

describe('the accounts of a year', () => {
  it('have no error in the example year, and every cell of its tables is a figure with a source', () => {
    const { findings, tables, byId } = yearAccounts(year)
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([])
    const cells = tables.flatMap(({ sides }) => sides.flatMap(({ rows }) => rows.flatMap((row) => row.cells)))
    const figures = cells.flatMap((id) => (id === null ? [] : (byId.get(id) ?? [])))
    expect(figures.length).toBeGreaterThan(150)
    expect(figures.every(({ from }) => Object.keys(from).length > 0)).toBe(true)
  })

  it.each(['t01.in.total', 't03.2060501.total', 't05.total.project', 't06.302', 't07.budget.total', 't01.out.206'])(
    'tell a difference between ledger and entered amount at %s once',
    (id) => {
      const errors = errorsIn(yearAccounts(disputed(id)))
      expect(errors.map(({ rule, figures: [first] }) => [rule, first])).toEqual([['ledger=entered', id]])
    },
  )

  it('let an explained difference pass as information, and judge for itself what then still fails', () => {
    const errors = errorsIn(yearAccounts(disputed('t05.total.project', '财政系统年末调账')))
    expect(errors.map(({ rule }) => rule)).not.toContain('ledger=entered')
    const told = yearAccounts(disputed('t05.total.project', '财政系统年末调账')).findings
    expect(told.find(({ rule }) => rule === 'ledger=entered')).toMatchObject({ severity: 'info' })
  })

  it('tell what stands in no table, each once and at its place', () => {
    const entry = year.rows.entries[0]
    const astray = {
      ...year,
      prior: undefined,
      rows: {
        ...year.rows,
        cells: [...year.rows.cells, { id: 't05.206.upward', rev: 1, cells: { key: 't05.206.upward', amount: 1, origin: 'entered' } }],
        entries: [...year.rows.entries, { id: 'lost', rev: 1, cells: { ...entry?.cells, project: 'gone' } }],
      },
      registers: { ...year.registers, economic: year.registers.economic.filter(({ cells }) => cells.code !== '30201') },
    } // prettier-ignore
    const told = yearAccounts(astray).findings.filter(({ rule }) => /^table\.|^subject\.name$/.test(rule))
    expect(told.map(({ rule, severity, figures: [first] }) => [rule, severity, first])).toEqual([
      ['table.opening', 'warning', 't01.in.opening'],
      ['subject.name', 'error', '30201'],
      ['table.cell', 'error', 't05.206.upward'],
      ['table.project', 'error', 'lost'],
    ])
    expect(told.find(({ rule }) => rule === 'subject.name')).toMatchObject({ check: 56, where: '表06 30201' })
  })

  it('are the same whatever was made before: nothing is kept between years', () => {
    const before = JSON.stringify(yearAccounts(year).figures)
    yearAccounts(disputed('t01.in.total'))
    expect(JSON.stringify(yearAccounts(year).figures)).toBe(before)
  })
})
