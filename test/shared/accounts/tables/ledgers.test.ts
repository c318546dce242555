import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tablesOf } from '#shared/accounts/tables/tables'
import type { Figure } from '#shared/base/figure'
import { verdictOf } from '#shared/base/formulas'
import { aLargeYear, aLedger, type AProject } from '#test/samples/years'

const items = ['2060501', '2060503', '2080505', '2120501', '2210201'] as const
const economics = { personnel: ['30101', '30302'], operating: ['30201', '31002', '30217'], project: ['30226', '30231', '31013'], upward: ['30299'], business: ['30299'], subsidy: ['30299'] } as const // prettier-ignore

const yuan = fc.integer({ min: -5_000_000, max: 900_000_000 }).map((fen) => (fen / 100).toFixed(2))

const aProject: fc.Arbitrary<AProject> = fc
  .constantFrom(...(Object.keys(economics) as (keyof typeof economics)[]))
  .chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      fund: fc.constantFrom(...(kind in { personnel: 0, operating: 0, project: 0 } ? ['general', 'fund', 'capital', 'other'] : ['other'])), // prettier-ignore
      original: fc.constantFrom('0', '12.5', '1000'),
      adjusted: fc.constantFrom('0', '13', '1100'),
      spent: fc.array(fc.tuple(fc.constantFrom(...items), fc.constantFrom(...economics[kind]), yuan), { maxLength: 6 }),
    }),
  )

const receipts = fc.array(
  fc.tuple(fc.constantFrom('general', 'fund', 'capital', 'superior', 'business', 'operating', 'affiliated', 'other'), fc.constantFrom(...items), yuan), // prettier-ignore
  { maxLength: 12 },
)

describe('whatever is in the ledger', () => {
  it('every sum holds, both sides balance, and each row counts once', () => {
    fc.assert(
      fc.property(fc.array(aProject, { maxLength: 8 }), receipts, (projects, income) => {
        const input = aLedger({ projects: Object.fromEntries(projects.map((one, k) => [`P${k}`, one])), receipts: income }) // prettier-ignore
        const figures = new Map(tablesOf(input).figures.map((figure) => [figure.id, figure]))
        const fen = (id: string): number | undefined => {
          const value = figures.get(id)?.value
          return value && 'fen' in value ? value.fen : undefined
        }
        const total = (rows: readonly { cells: Record<string, unknown> }[]): number =>
          rows.reduce((sum, { cells }) => sum + Number(cells.amount), 0)

        for (const figure of figures.values())
          if (figure.value !== null) expect(verdictOf(figure, (id) => figures.get(id)) ?? 'exact').toBe('exact')
        expect(fen('t03.total.total') ?? 0).toBe(total(input.rows.entries))
        expect(fen('t01.out.current') ?? 0).toBe(total(input.rows.entries))
        expect(fen('t02.total.total') ?? 0).toBe(total(input.rows.receipts))
        expect(fen('t01.in.current') ?? 0).toBe(total(input.rows.receipts))
        if (fen('t01.in.total') !== undefined) expect(fen('t01.out.total')).toBe(fen('t01.in.total'))
        expect(fen('t04.out.current.fund')).toBe(fen('t08.total.total'))
        expect(fen('t04.out.current.capital')).toBe(fen('t09.total.total'))
        expect(fen('t04.out.current.general')).toBe(fen('t05.total.total'))
        expect((fen('t06.personnel') ?? 0) + (fen('t06.operating') ?? 0)).toBe(fen('t05.total.basic') ?? 0)
        expect(fen('total.executed') ?? 0).toBe(total(input.rows.entries))
      }),
      { numRuns: 200 },
    )
  })
})

describe('one changed entry', () => {
  const before = aLargeYear(600)
  const [first, ...rest] = before.rows.entries
  const changed = first && { ...first, rev: 2, cells: { ...first.cells, amount: Number(first.cells.amount) + 12_345 } }
  const after = { ...before, rows: { ...before.rows, entries: changed ? [changed, ...rest] : [] } }

  it('changes the figures that rest on it by just so much, and no other; what is left levels the totals', () => {
    const was = new Map(tablesOf(before).figures.map((figure) => [figure.id, figure]))
    const is = tablesOf(after).figures
    expect(is.map(({ id }) => id)).toEqual([...was.keys()])
    const moved = is.filter((figure) => JSON.stringify(figure) !== JSON.stringify(was.get(figure.id)))
    const resting = restingOn(is, first?.id ?? '')
    const level = ['t01.out.total', 't04.out.total.general', 't04.out.total.total']
    expect(new Set([...moved.map(({ id }) => id), ...level])).toEqual(resting)
    expect(moved.filter(({ id }) => level.includes(id))).toEqual([])
    const apart = moved.flatMap((figure) => apartBy(figure, was.get(figure.id)))
    expect(new Set(apart.map(Math.abs))).toEqual(new Set([12_345]))
  })
})

/** Ids of all figures that a row of the ledger leads up to. */
function restingOn(figures: readonly Figure[], row: string): Set<string> {
  const reached = new Set<string>()
  const add = (): boolean => {
    const found = figures.filter(({ id, from }) => !reached.has(id) && (('sum' in from && from.sum.rows.includes(row)) || ('formula' in from && from.over.some((over) => reached.has(over))))) // prettier-ignore
    for (const { id } of found) reached.add(id)
    return found.length > 0
  }
  while (add());
  return reached
}

const apartBy = (now: Figure, then: Figure | undefined): number[] =>
  now.value && then?.value && 'fen' in now.value && 'fen' in then.value ? [now.value.fen - then.value.fen] : []
