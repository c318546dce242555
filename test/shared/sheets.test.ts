import { describe, expect, it } from 'vitest'
import { systemAttributes } from '#functions/store/layout'
import { rights } from '#shared/base/access'
import { parse } from '#shared/base/kinds'
import { sheetNames } from '#shared/base/sheet'
import { computed } from '#shared/budget/computed'
import { optionsOf } from '#shared/options'
import { sheets } from '#shared/sheets'
import { columnLabel, sheetLabel } from '#shared/words/labels'
import { aFunctionalSubject, aProject, aUnit } from '#test/samples/rows'

describe.each(sheetNames)('the sheet %s', (name) => {
  const sheet = sheets[name]
  const keys = sheet.columns.map(({ key }) => key)

  it('has columns with names of their own, none of which the store keeps for itself', () => {
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.filter((key) => systemAttributes.some((held) => held === key))).toEqual([])
    expect(keys.every((key) => /^[a-z][A-Za-z]*$/.test(key))).toBe(true)
  })

  it('names only rights, columns and sheets that exist', () => {
    const known: readonly string[] = rights
    expect([sheet.read, sheet.create, sheet.void, ...sheet.columns.map(({ edit }) => edit)].filter((right) => right !== undefined && !known.includes(right))).toEqual([]) // prettier-ignore
    expect([...(sheet.naturalId ?? []), ...(sheet.unique ?? []).flat()].filter((key) => !keys.includes(key))).toEqual(
      [],
    )
    for (const { sheet: user, column } of sheet.usedBy ?? [])
      expect(sheets[user].columns.find(({ key }) => key === column)?.kind).toEqual({ name: 'reference', sheet: name })
  })

  it('fixes and requires the columns that make up its ids', () => {
    const parts = sheet.columns.filter(({ key }) => sheet.naturalId?.includes(key))
    expect(parts.every(({ fixed, required }) => fixed && required)).toBe(true)
  })

  it('computes what is never typed, and says where it comes from', () => {
    const never = sheet.columns.filter(({ edit }) => edit === undefined)
    expect(never.every((column) => column.computed !== undefined)).toBe(true)
    const functions = Object.keys(computed[name] ?? {})
    // What accounts and cases do not let anybody type is stored: sign-in and steps write it.
    if (name !== 'accounts' && name !== 'cases') expect(functions.sort()).toEqual(never.map(({ key }) => key).sort())
  })

  it('bears an English name with each column, beside the Chinese one', () => {
    expect(sheetLabel(name, 'en')).toMatch(/^[A-Z][a-z ]+$/)
    for (const { key, label } of sheet.columns) {
      expect(columnLabel(name, key)).toBe(label)
      expect(columnLabel(name, key, 'en')).not.toBe(label)
    }
  })
})

describe('what a reference may name', () => {
  const subjects = [
    aFunctionalSubject({ code: '20805', name: '行政事业单位离退休', validTo: '2019' }),
    aFunctionalSubject({
      code: '20805',
      name: '行政事业单位养老支出',
      validFrom: '2020',
      superseded: '行政事业单位离退休',
    }),
    aFunctionalSubject(),
    { ...aFunctionalSubject({ code: '2060599', name: '误录科目' }), voided: true as const },
  ]
  const read = (text: string, year: number) => {
    const options = optionsOf('functional-subjects', subjects, year)
    return parse(text, { name: 'reference', sheet: 'functional-subjects' }, { options: () => options })
  }

  it('follows the year: one code under the name that it bore then', () => {
    expect(optionsOf('functional-subjects', subjects, 2021).map(({ value }) => value)).toEqual([
      '2060503.2007',
      '20805.2020',
    ])
    expect(read('20805', 2018)).toBe('20805.2007')
    expect(read('20805', 2021)).toBe('20805.2020')
    expect(read('行政事业单位离退休', 2018)).toBe('20805.2007')
    expect(read('行政事业单位离退休', 2021)).toBe('20805.2020')
    expect(() => read('20805 行政事业单位养老支出', 2018)).toThrow('code-and-name-disagree')
    expect(() => read('2060599', 2021)).toThrow('unknown-option')
  })

  it('is a project by code or name, a unit by name, short name or code', () => {
    expect(optionsOf('projects', [aProject()])).toMatchObject([{ code: 'XM-01', label: '网格大队工作经费' }])
    const units = optionsOf('units', [aUnit({ short: '网格中心' })])
    const unit = (text: string) => parse(text, { name: 'reference', sheet: 'units' }, { options: () => units })
    expect(['示例区社会管理网格化服务中心', '网格中心', 'centre'].map(unit)).toEqual(['centre', 'centre', 'centre'])
    expect(optionsOf('entries', [])).toEqual([])
  })
})
