import { describe, expect, it } from 'vitest'
import { isEnterable, tableCells } from '#shared/accounts/cells'
import { particularList } from '#shared/accounts/particular-list'
import { particulars } from '#shared/accounts/particulars'
import { findingsOf } from '#shared/base/findings'
import type { Cells, Sheet } from '#shared/base/sheet'
import { read } from '#test/samples/years'
import { aContext } from '#test/samples/rows'

const findings = (sheet: Sheet, cells: Cells) =>
  findingsOf(sheet, { id: String(cells.key), rev: 1, cells }, aContext({}))

describe('决算表录入', () => {
  it('takes any cell that a table of the form has, and budgets beside 公开05表', () => {
    const cells = ['t01.in.opening', 't01.out.206', 't02.2060503.fiscal', 't03.total.upward', 't04.in.opening.fund', 't04.out.closing.total', 't05.2060503.basic', 't06.30101', 't06.operating', 't07.budget.reception', 't08.2120501.closing', 't09.212.project', 'original.2060503', 'original.total'] // prettier-ignore
    expect(cells.filter((id) => !isEnterable(id))).toEqual([])
  })

  it('refuses what no table prints', () => {
    const cells = ['t01.in.opening.fund', 't01.out.299', 't02.2060503.basic', 't03.20605030.total', 't05.2060503.upward', 't05.2060503', 't06.30150', 't07.budget.officials', 't10.206.total', 'completion.206', 'n01.total', 'x.approved', 'ledger.t05.206.total', 't08.2120501.available', 't01.out.used'] // prettier-ignore
    expect(cells.filter(isEnterable)).toEqual([])
    expect(findings(tableCells, { key: 't05.2060503.upward', amount: 1 })).toEqual([
      { code: 'accounts/unknown-cell', facts: { key: 't05.2060503.upward' }, column: 'key' },
    ])
    expect(findings(tableCells, { key: 't05.2060503.basic', amount: 1, origin: 'imported' })).toEqual([])
  })
})

describe('其他数据', () => {
  it('takes each key of the list with a value of its kind', () => {
    const value = { amount: 1, count: 1, day: '2022-08-20' }
    for (const { key, of } of particularList) expect(findings(particulars, { key, [of]: value[of] })).toEqual([])
  })

  it('refuses another key, and a value of another kind', () => {
    expect(findings(particulars, { key: 'staff.all', count: 1 })).toMatchObject([
      { code: 'accounts/unknown-particular', column: 'key' },
    ])
    expect(findings(particulars, { key: 'vehicles.held', amount: 100, count: 1 })).toEqual([
      { code: 'accounts/other-value', facts: { key: '开支财政拨款的公务用车保有量', wanted: 'count' }, column: 'amount' }, // prettier-ignore
    ])
  })

  it('become figures with their units; what is not told has none', () => {
    const year = read({
      particulars: { approved: { day: '2022-08-20' }, 'procurement.goods': { amount: 6_400_00 }, 'vehicles.held': { count: 0 }, 'staff.retired': {} }, // prettier-ignore
    })
    expect(year.print('x.approved')).toBe('2022-08-20')
    expect(year.print('x.procurement.goods')).toBe('0.64')
    expect(year.of('x.vehicles.held')).toMatchObject({ value: { count: 0 }, shown: { unit: '辆' } })
    expect(year.of('x.staff.retired')).toBeUndefined()
  })
})
