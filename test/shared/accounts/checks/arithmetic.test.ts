import { describe, expect, it } from 'vitest'
import { checks, runChecks } from '#shared/accounts/checks/run'
import { aStatement } from '#test/samples/statements'
import { cases, changed } from './cases.ts'

const outcomeOf = (no: number, { outcomes }: ReturnType<typeof runChecks>) => outcomes.find(({ check }) => check === no)

describe.each(cases)('check $no', (one) => {
  it('says nothing where its figures agree', () => {
    const ran = runChecks(changed(one))
    expect(ran.findings).toEqual([])
    expect(outcomeOf(one.no, ran)).toMatchObject({ rounding: 0, fails: 0, others: 0 })
    expect(outcomeOf(one.no, ran)?.exact).toBeGreaterThan(0)
  })

  it('tells one error where they do not, with both values and the rule in a sentence', () => {
    const ran = runChecks(changed(one, one.fails))
    expect(ran.findings).toHaveLength(1)
    const [finding] = ran.findings
    expect(finding).toMatchObject({ check: one.no, severity: 'error', verdict: 'fails', ...one.says })
    expect(finding?.note).toContain(checks.find(({ no }) => no === one.no)?.title)
    expect(finding?.note).not.toMatch(/[您！]|undefined/)
    expect(outcomeOf(one.no, ran)?.fails).toBeGreaterThan(0)
  })

  it('holds a number against nothing that is not published', () => {
    const [marked = ''] = runChecks(changed(one, one.fails)).findings[0]?.figures ?? []
    const value = { ...one.holds, ...one.fails }[marked] ?? ''
    expect(runChecks(aStatement({ [marked]: value })).findings).toEqual([])
  })
})

describe.each(cases.filter(({ rounding }) => rounding))('check $no', (one) => {
  it('tells of a rounding difference as an information, for which nothing is to be done', () => {
    const ran = runChecks(changed(one, one.rounding))
    expect(ran.findings.filter(({ severity }) => severity !== 'info')).toEqual([])
    const finding = ran.findings.find(({ check }) => check === one.no)
    expect(finding).toMatchObject({ verdict: 'rounding', severity: 'info' })
    expect(finding?.note).toContain('尾差，无需修改')
    expect(outcomeOf(one.no, ran)).toMatchObject({ fails: 0, others: 0 })
  })
})
