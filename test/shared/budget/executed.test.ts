import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computed } from '#shared/budget/computed'
import { executedByProject, executedOf } from '#shared/budget/executed'
import { executionRate } from '#shared/budget/execution'
import { aFunctionalSubject, anEntry, aProject } from '#test/samples/rows'

describe('what a project has spent', () => {
  it('is the sum of its live entries, money that came back included', () => {
    const { id } = aProject()
    const entries = [
      anEntry({ amount: 1_327_800_000 }),
      anEntry({ amount: -10_000 }),
      anEntry({ amount: 99, project: 'another' }),
      { ...anEntry({ amount: 5 }), voided: true as const },
      anEntry({ amount: null }),
    ]
    expect(executedOf(entries).get(id)).toBe(1_327_790_000)
  })

  it('over its adjusted budget is its rate: 98.99 for the brigade of 2021', () => {
    const project = aProject()
    const context = { executed: executedOf([anEntry({ amount: 1_327_790_000 })]) }
    expect(computed.projects?.executed?.(project, context)).toBe(1_327_790_000)
    expect(computed.projects?.rate?.(project, context)).toBe('98.99')
  })

  it('is nothing without entries, and has no rate where nothing was budgeted', () => {
    const context = { executed: new Map<string, number>() }
    expect(computed.projects?.executed?.(aProject(), context)).toBe(0)
    expect(computed.projects?.rate?.(aProject(), context)).toBe('0.00')
    expect(computed.projects?.rate?.(aProject({ adjusted: 0 }), context)).toBeNull()
    expect(computed.projects?.rate?.(aProject({ adjusted: null }), context)).toBeNull()
    expect(executionRate(1_775_470_000, 1_791_860_000)).toBe('99.09')
  })

  it('does not depend on the order of the ledger and adds up to the whole ledger', () => {
    const entry = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: -(10 ** 12), max: 10 ** 12 }))
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 50 }), (entries) => {
        const executed = executedByProject(entries)
        expect(executedByProject([...entries].reverse())).toEqual(executed)
        const total = [...executed.values()].reduce((sum, fen) => sum + fen, 0)
        expect(total).toBe(entries.reduce((sum, [, fen]) => sum + fen, 0))
      }),
    )
  })

  it('and the level of a subject are never typed: each computed column has its function and says its source', () => {
    const context = { executed: new Map<string, number>() }
    const levels = ['206', '20605', '2060503', '20'].map((code) =>
      computed['functional-subjects']?.level?.(aFunctionalSubject({ code }), context),
    )
    expect(levels).toEqual(['class', 'section', 'item', null])
  })
})
