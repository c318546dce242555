import { redistributed, sumOfPoints } from '#shared/performance/score'
import type { ScoreSheet } from '#shared/performance/score-sheet'
import { wuhanScoring } from '#shared/performance/scoring'
import type { Wish } from './desk.svelte.ts'

/**
 * 按比例分摊. The indicators' weights add up to what the execution leaves of 100; a full score that people typed keeps
 * its share. `typed` tells whether somebody typed an indicator's score.
 */
export function spreadOf({ indicators, executionWeight }: ScoreSheet, typed: (id: string) => boolean): Wish[] {
  const due = sumOfPoints([String(wuhanScoring.full), `-${executionWeight}`])
  const weights = redistributed(
    indicators.map(({ weight }) => weight),
    due,
  )
  return indicators.flatMap(({ id, weight, score }, k) => {
    const to = weights[k] ?? ''
    const columns =
      typed(id) && Number(score) === Number(weight) ? (['weight', 'score'] as const) : (['weight'] as const)
    return columns.map((column) => ({ behind: { sheet: 'indicators', row: id, column } as const, text: to }))
  })
}
