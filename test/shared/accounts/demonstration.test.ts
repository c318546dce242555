import { describe, expect, it } from 'vitest'
import { yearAccounts } from '#shared/accounts/accounts'
import { recordedContent } from '#shared/disclosure/recorded'
import { demonstrationYear, demonstrationRecord } from '#test/samples/years'

const days = ['2019-03-01', '2021-06-30', '2024-02-29', '2026-11-24', '2031-01-01']

describe('the example district’s last fiscal year', () => {
  it.each(days)('built wholly from its ledger, has no error and no warning on %s', (today) => {
    const { findings, outcomes, narrative } = yearAccounts(demonstrationYear(today))
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([])
    expect(narrative.missing).toEqual([])
    expect(outcomes.length).toBeGreaterThan(40)
  })

  it('of its street lacks only what nobody has told or written yet', () => {
    const { findings } = yearAccounts(demonstrationYear('2026-11-24', 'street'))
    const rules = new Set(findings.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule))
    expect([...rules]).toEqual(['table.opening', 'text.missing'])
  })

  it('is compared with recorded accounts of the year before, whose sums hold', () => {
    const content = recordedContent(demonstrationRecord('2026-11-24'))
    expect(content.findings).toEqual([])
    expect(content.outcomes.reduce((sum, { exact }) => sum + exact, 0)).toBeGreaterThan(10)
    const { byId } = yearAccounts(demonstrationYear('2026-11-24'))
    expect(byId.get('prior.t01.in.total')?.from).toMatchObject({ published: { year: 2024, figure: 't01.in.total' } })
  })
})
