import { describe, expect, it } from 'vitest'
import { verdictOf } from '#shared/base/formulas'
import { differencesOf } from '#shared/disclosure/differences'
import { factsOf, figureOf, isFacts } from '#shared/disclosure/facts'
import { recordedId } from '#shared/disclosure/shown'
import { aLine, anOwnContent, aRecordedContent } from '../../samples/contents.ts'

describe.each([
  ['an own edition', anOwnContent()],
  ['a recorded edition', aRecordedContent()],
])('the facts of %s', (_, content) => {
  const facts = factsOf(content, aLine(content), '2026-10-12')
  const read: unknown = JSON.parse(JSON.stringify(facts))

  it('give every figure back as it was', () => {
    if (!isFacts(read)) throw new Error('not the form that was written')
    expect(read.figures.map(figureOf)).toEqual(content.figures)
  })

  it('name content, edition, unit and period', () => {
    expect(facts).toMatchObject({
      form: 'facts/1',
      edition: 1,
      date: '2026-10-12',
      content: { sha256: aLine(content).hash },
    })
    for (const fact of facts.figures) {
      expect([typeof fact.unit, typeof fact.decimals, String(fact.period)]).toEqual(['string', 'number', expect.stringMatching(/^202[01]$/)]) // prettier-ignore
    }
  })

  it('say numbers plainly, with the decimals that are shown', () => {
    for (const { value, decimals, printed } of facts.figures)
      if (value !== null && printed === undefined)
        expect(value).toMatch(new RegExp(`^-?\\d+${decimals > 0 ? `\\.\\d{${decimals}}` : ''}$`))
  })

  it('work out again', () => {
    const figures = new Map(facts.figures.map((fact) => [fact.id, figureOf(fact)]))
    const lookup = (id: string) => figures.get(id)
    for (const figure of figures.values())
      if ('formula' in figure.from && recordedId(figure.id) === undefined)
        expect([figure.id, verdictOf(figure, lookup)]).toEqual([figure.id, figure.value === null ? undefined : 'exact'])
  })
})

it('tells what a correction changes, by what is printed', () => {
  const [before, after] = [anOwnContent(3), anOwnContent(2)]
  const changed = differencesOf(before, after)
  expect(changed.map(({ after: is }) => is)).toContain('—')
  expect(changed.find(({ id }) => id === 'total.original')).toEqual({
    id: 'total.original',
    of: 'figure',
    label: '年初预算合计',
    place: '全部项目',
    before: '3,804.00',
    after: '2,536.00',
  })
  expect(differencesOf(before, before)).toEqual([])
})
