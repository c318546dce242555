import { describe, expect, it } from 'vitest'
import { roleNames } from '#shared/people/roles'
import { actLabels, columnLabel, roleLabel } from '#shared/words/labels'

describe('a label', () => {
  it('of a role or an act is there in both languages', () => {
    for (const role of roleNames)
      expect([roleLabel(role), roleLabel(role, 'en')].join(' ')).toMatch(/^\p{Script=Han}+ [A-Z][a-z -]+$/u)
    expect(roleLabel('accountant')).toBe('财务')
    expect(Object.keys(actLabels.zh)).toEqual(Object.keys(actLabels.en))
  })

  it('of a column that no sheet has is its key', () => {
    expect(columnLabel('entries', '__proto__')).toBe('__proto__')
    expect(columnLabel('entries', 'toString', 'en')).toBe('toString')
  })
})
