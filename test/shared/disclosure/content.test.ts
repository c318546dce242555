import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Figure } from '#shared/base/figure'
import { recompute, verdictOf } from '#shared/base/formulas'
import { EditionContent } from '#shared/disclosure/edition'
import { ownContent, totals } from '#shared/disclosure/content'
import { hashOf } from '#shared/disclosure/hash'
import { shownFigure } from '#shared/disclosure/shown'
import { aFrame, anOwnContent, someRows } from '../../samples/contents.ts'
import { aProject } from '../../samples/rows.ts'

const shownIn = (content: EditionContent, id: string): string | undefined => {
  const figure = content.figures.find((found) => found.id === id)
  return figure && shownFigure(figure)
}

const lookupIn =
  ({ figures }: EditionContent) =>
  (id: string) =>
    figures.find((figure) => figure.id === id)

describe('the content of a year', () => {
  it('has original, adjusted, executed and rate of every project, and their totals', () => {
    const content = anOwnContent(1)
    const [line] = content.projects
    expect(line).toMatchObject({ code: 'XM-001', name: '项目1' })
    const shown = [line?.original, line?.adjusted, line?.executed, line?.rate].map((id) => shownIn(content, id ?? ''))
    expect(shown).toEqual(['1,268.00', '163,976.00', '171,065.00', '104.32%'])
    expect(Object.values(totals).map((id) => shownIn(content, id))).toEqual(shown)
    expect(EditionContent.parse(content)).toEqual(content)
  })

  it('leads from an executed amount down to each ledger entry, with its revision and amount', () => {
    const rows = someRows(1, 2)
    const content = ownContent({ ...aFrame(), ...rows })
    const down = (id: string): Figure['from'][] => {
      const from = lookupIn(content)(id)?.from
      if (!from) return []
      return 'formula' in from ? from.over.flatMap(down) : [from]
    }
    expect(down(content.projects[0]?.executed ?? '')).toEqual([
      {
        sum: {
          sheet: 'entries',
          column: 'amount',
          rows: rows.entries.map(({ id }) => id),
          revs: [1, 1],
          fen: [57_021_666_667, 57_021_666_668],
        },
      },
    ])
  })

  it('hashes alike whatever the order in which rows were read', async () => {
    const { projects, entries } = someRows(4)
    const hash = await hashOf(ownContent({ ...aFrame(), projects, entries }))
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(entries, { minLength: entries.length }), async (shuffled) => {
        const turned = { projects: [...projects].reverse(), entries: shuffled }
        expect(await hashOf(ownContent({ ...aFrame(), ...turned }))).toBe(hash)
      }),
      { numRuns: 20 },
    )
  })

  it('gives no rate where nothing was budgeted', () => {
    const projects = [aProject({ adjusted: 0 })]
    const content = ownContent({ ...aFrame(), projects, entries: [] })
    expect(shownIn(content, content.projects[0]?.rate ?? '')).toBe('—')
    expect(shownIn(content, totals.rate)).toBe('—')
  })

  it('works out again to exactly what it says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 5 }), (projects, entries) => {
        const content = ownContent({ ...aFrame(), ...someRows(projects, entries) })
        const lookup = lookupIn(content)
        for (const figure of content.figures) {
          if (!('formula' in figure.from)) continue
          expect(recompute(figure, lookup)).toEqual(figure.value)
          expect(verdictOf(figure, lookup)).toBe('exact')
        }
      }),
    )
  })
})
