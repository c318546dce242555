import * as z from 'zod'
import { RowOutcome, type BatchAnswer, type CellOutcome } from '#shared/base/changes'
import type { RowId } from '#shared/base/sheet'
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

/** The rows that were written, whole or in part, and the revisions that this gave them. */
export const writtenIn = ({ rows, revs, others }: Outcomes): { row: RowId; rev: number }[] => [
  ...rows.map((row, i) => ({ row, rev: revs[i] ?? 0 })),
  ...others.filter(({ outcome }) => outcome === 'merged'),
]

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

/** How many rows came out how: kept beside the outcomes, so that progress is told without reading them. */
export const Summary = z.object({
  applied: z.int(),
  merged: z.int(),
  unchanged: z.int(),
  conflict: z.int(),
  refused: z.int(),
  withheld: z.int(),
})
export type Summary = z.infer<typeof Summary>

/** Counted from the outcomes themselves, never from the request. */
export function summaryOf({ rows, others, withheld = 0 }: Outcomes): Summary {
  const summary = { applied: rows.length, merged: 0, unchanged: 0, conflict: 0, refused: 0, withheld }
  for (const { outcome } of others) summary[outcome]++
  return summary
}

type Tally = Pick<BatchAnswer, 'done' | 'counts' | 'withheld'>

/** The counts of a batch's answer, of all its transactions so far. */
export function tally(parts: readonly Summary[]): Tally {
  const sum = (name: keyof Summary): number => parts.reduce((total, part) => total + part[name], 0)
  const withheld = sum('withheld')
  const counts = {
    applied: sum('applied'),
    merged: sum('merged'),
    unchanged: sum('unchanged'),
    conflict: sum('conflict'),
    refused: sum('refused'),
  }
  const done = Object.values(counts).reduce((total, count) => total + count, withheld)
  return { done, counts, ...(withheld > 0 ? { withheld } : {}) }
}

/** The rows of a batch's answer. */
export const rowsOfParts = (parts: readonly Outcomes[]): Pick<BatchAnswer, 'applied' | 'others'> => ({
  applied: { rows: parts.flatMap(({ rows }) => rows), revs: parts.flatMap(({ revs }) => revs) },
  others: parts.flatMap(({ others }) => others),
})
