import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checks } from '#shared/accounts/checks/run'

const document = readFileSync(new URL('../../../../docs/checks.md', import.meta.url), 'utf8')
const rows = new Map(
  [...document.matchAll(/^\| (\d+) +\| (.+?) +\| (.+?) +\| (.+?) +\|$/gm)].map(([, no, equation, rules, severity]) => [
    Number(no),
    { equation, rules, severity },
  ]),
)

describe('the table of checks', () => {
  it('has every check with its equation and its rules, and no other', () => {
    expect([...rows.keys()]).toEqual(checks.map(({ no }) => no))
    for (const { no, equation, rule, lines } of checks) {
      expect(rows.get(no)?.equation).toBe(equation)
      for (const named of [rule, ...lines.flatMap((line) => line.rule ?? [])])
        expect(rows.get(no)?.rules).toContain(`\`${named}\``)
      expect(rows.get(no)?.severity).toMatch(/^(error|warning)/)
    }
  })

  it('covers the field’s list', () => {
    const due = [
      ...Array.from({ length: 31 }, (_, k) => k + 1),
      ...[33, 34, 35, 37, 38, 39, 40, 41, 45, 47, 48, 49, 51, 53, 57, 58, 60],
    ]
    expect(checks.map(({ no }) => no)).toEqual(expect.arrayContaining(due))
  })
})
