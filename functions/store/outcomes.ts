import * as z from 'zod'
import { RowOutcome, type BatchAnswer, type CellOutcome } from '#shared/base/changes'
import type { Draft } from './draft.ts'

/** What became of the rows of one transaction: plain `applied` ones as two lists, the others one by one. */
export const Outcomes = z.object({
  rows: z.array(z.string()),
  revs: z.array(z.int()),
  others: z.array(RowOutcome),
  withheld: z.int().optional(),
})
export type Outcomes = z.infer<typeof Outcomes>

export const outcomesIn = (text: string): Outcomes => Outcomes.parse(JSON.parse(text))

/** An item has room for 400 KB. */
const ROOM = 300_000

/** As it is kept. Where long texts clash in many rows, what was found there is kept by its beginning. */
export function outcomesText(outcomes: Outcomes): string {
  const text = JSON.stringify(outcomes)
  if (Buffer.byteLength(text) <= ROOM) return text
  const short = (cell: CellOutcome): CellOutcome =>
    typeof cell.found === 'string' ? { ...cell, found: cell.found.slice(0, 100) } : cell
  const others = outcomes.others.map((row) => (row.cells ? { ...row, cells: row.cells.map(short) } : row))
  return JSON.stringify({ ...outcomes, others })
}

/** The outcomes of rows that were written, as they stand after the write, and of those that were not. */
export function outcomesOf(drafts: readonly Draft[], settled: readonly RowOutcome[]): Outcomes {
  const plain = drafts.filter(({ lost }) => lost.length === 0)
  const merged = drafts.filter(({ lost }) => lost.length > 0)
  const others = merged.map(({ row, after, lost }): RowOutcome => ({
    row,
    outcome: 'merged',
    rev: after.rev,
    cells: [...lost],
  }))
  return {
    rows: plain.map(({ row }) => row),
    revs: plain.map(({ after }) => after.rev),
    others: [...others, ...settled],
  }
}

/** Of all or nothing, nothing: rows that could have been written are counted, those that could not are told. */
export function withheldOf(others: readonly RowOutcome[], drafts: readonly Draft[]): Outcomes {
  const clashing = new Map(drafts.filter(({ lost }) => lost.length > 0).map((draft) => [draft.row, draft]))
  const told = others.map((row): RowOutcome => {
    const draft = clashing.get(row.row)
    return draft ? { ...row, outcome: 'conflict', rev: draft.before?.rev ?? 0 } : row
  })
  return { rows: [], revs: [], others: told, withheld: drafts.length - clashing.size }
}

/** The part of a batch's answer that its outcomes give; counted from the outcomes themselves. */
export function tally(parts: readonly Outcomes[]): Pick<BatchAnswer, 'done' | 'counts' | 'applied' | 'others'> {
  const rows = parts.flatMap((part) => part.rows)
  const others = parts.flatMap((part) => part.others)
  const count = (outcome: RowOutcome['outcome']): number => others.filter((row) => row.outcome === outcome).length
  const withheld = parts.reduce((sum, part) => sum + (part.withheld ?? 0), 0)
  return {
    done: rows.length + others.length + withheld,
    counts: {
      applied: rows.length + count('applied'),
      merged: count('merged'),
      unchanged: count('unchanged'),
      conflict: count('conflict'),
      refused: count('refused'),
    },
    ...(withheld > 0 ? { withheld } : {}),
    applied: { rows, revs: parts.flatMap((part) => part.revs) },
    others,
  }
}
