import type { Cell, ColumnKey } from '#shared/base/cell'
import type { RowOutcome } from '#shared/base/changes'
import { columnsByKey, touchesOf, type Heading, type RowChange, type Touch } from './change.ts'
import { draftOf, isDraft, without, type Draft, type Merged } from './draft.ts'
import { guarded } from './guard.ts'
import type { Key } from './layout.ts'
import type { By } from './may.ts'
import { outcomesOf, withheldOf, type Outcomes } from './outcomes.ts'
import { keyOf } from './row.ts'
import type { Rulebook } from './rulebook.ts'
import type { Sealer } from './sealer.ts'
import { contextOf, refusedBy, settled, type Settling } from './settle.ts'
import type { Sight } from './sight.ts'
import type { Store } from './store.ts'
import { claimsOf, heldBy, type Claims, type Move } from './unique.ts'
import { unused } from './uses.ts'
import { whoElse } from './who.ts'
import { moveAction, rowActions, type Action } from './write.ts'

export interface Planning extends By {
  store: Store
  rulebook: Rulebook
  /** encrypts persons; only who takes change-sets in needs it */
  sealer?: Sealer
  /** somebody waits for the answer, and can be asked for a fresh factor */
  attended: boolean
}

/** What is to be written for some rows, and what will have become of them once it is. */
export interface Plan {
  actions: Action[]
  outcomes: Outcomes
}

/** The keys that a plan will surely ask for: its rows, the rows they are to refer to, the unique values they are to take. */
export function keysFor(store: Store, heading: Heading, rows: readonly RowChange[], { sheets }: Rulebook): Key[] {
  const { sheet, place } = heading
  const { district } = store
  const referred = ({ column, after }: Touch): Key[] => referredIn(store, heading, column, after, sheets)
  return rows.flatMap((change) => {
    const touched = touchesOf(change)
    const values = (['before', 'after'] as const).flatMap((side) => {
      const cells = Object.fromEntries(touched.map((touch) => [touch.column, touch[side]]))
      return heldBy({ id: change.row, rev: 0, cells }, district, heading).map(({ key }) => key)
    })
    return [keyOf(district, sheet, place, change.row), ...touched.flatMap(referred), ...values]
  })
}

/** The row that a cell refers to. */
function referredIn(
  { district }: Store,
  { sheet, place }: Heading,
  column: ColumnKey,
  cell: Cell,
  sheets: Rulebook['sheets'],
): Key[] {
  const kind = columnsByKey(sheet).get(column)?.kind
  const other = kind?.name === 'reference' ? Object.values(sheets).find(({ name }) => name === kind.sheet) : undefined
  return other && typeof cell === 'string' ? [keyOf(district, other, place, cell)] : []
}

/** What the rows that come back refer to: it may have gone a moment ago, so it is read anew. */
const referredAgain = (
  drafted: readonly Merged[],
  heading: Heading,
  { store, rulebook: { sheets } }: Planning,
): Key[] =>
  drafted
    .filter(isDraft)
    .filter(({ act }) => act === 'restore')
    .flatMap(({ after }) =>
      Object.entries(after.cells).flatMap(([column, cell]) => referredIn(store, heading, column, cell, sheets)),
    )

/**
 * Decides about some rows of a change-set from what stands in the table: merges by cells, asks rights, rules, guards and
 * unique keys on the merged rows, and words the transaction. Nothing is written here.
 */
export async function planRows(
  heading: Heading,
  rows: readonly RowChange[],
  sight: Sight,
  by: Planning,
): Promise<Plan> {
  const settling: Settling = { sheet: heading.sheet, place: heading.place, rulebook: by.rulebook, sight }
  const drafted = await seeing(sight, () => drafts(rows, settling, by))
  await sight.load(referredAgain(drafted, heading, by))
  const kept = await unused(await seeing(sight, () => drafted.map((draft) => settle(draft, settling))), heading, by)
  const { merged, turn } = await guarded(kept, heading, by)
  const claimed = await claim(merged, settling, by.store.district)
  return worded({ ...claimed, turn }, heading, sight, by)
}

interface Decided {
  merged: readonly Merged[]
  moves: readonly Move[]
  turn: readonly Action[]
}

/** The transaction for what was decided, and the outcomes that it will have had. */
async function worded({ merged, moves, turn }: Decided, heading: Heading, sight: Sight, by: Planning): Promise<Plan> {
  const written = merged.filter(isDraft)
  const rest = merged.flatMap((outcome) => (isDraft(outcome) ? [] : [outcome]))
  const outcomes = outcomesOf(written, rest)
  const others = await whoElse(by.store, heading, outcomes.others)
  if (heading.whole && !isClean(others)) return { actions: [], outcomes: withheldOf(others, written) }
  const itemOf = ({ row }: Draft) => sight.item(keyOf(by.store.district, heading.sheet, heading.place, row))
  const actions = [
    ...written.flatMap((draft) => rowActions(by.store, heading, draft, itemOf(draft), by)),
    ...moves.map((move) => moveAction(by.store, move)),
    ...(written.length > 0 ? turn : []),
  ]
  return { actions, outcomes: { ...outcomes, others } }
}

/** Every row could be written as asked, or stood so already. */
const isClean = (others: readonly RowOutcome[]): boolean => others.every(({ outcome }) => outcome === 'unchanged')

/** Asks until everything that was asked for has been seen. */
async function seeing<T>(sight: Sight, ask: () => T): Promise<T> {
  let answer = ask()
  while (await sight.fill()) answer = ask()
  return answer
}

function drafts(rows: readonly RowChange[], settling: Settling, by: Planning): Merged[] {
  const { sheet, place, rulebook, sight } = settling
  const context = contextOf(settling)
  const merging = { sheet, steps: rulebook.steps[sheet.name], actor: by.actor, now: by.now, context }
  return rows.map((change) => draftOf(change, sight.row(sheet, place, change.row), merging))
}

const settle = (merged: Merged, by: Settling): Merged => (isDraft(merged) ? settled(merged, by) : merged)

/** Gives unique values to their new rows; rows that can't have theirs are asked again without those cells. */
async function claim(merged: Merged[], by: Settling, district: string): Promise<{ merged: Merged[]; moves: Move[] }> {
  let current = merged
  for (;;) {
    const claims = await seeing(by.sight, () => claimsOf(current.filter(isDraft), district, by))
    if (claims.taken.size === 0) return { merged: current, moves: claims.moves }
    current = await seeing(by.sight, () => current.map((row) => settle(yielded(row, claims), by)))
  }
}

/** A draft without the cells whose values are taken; a row that has no such cell of its own is refused. */
function yielded(merged: Merged, { taken }: Claims): Merged {
  const found = isDraft(merged) ? taken.get(merged.row) : undefined
  if (!isDraft(merged) || !found) return merged
  const own = merged.written.filter(({ column }) => found.columns.includes(column))
  if (own.length === 0) return refusedBy(merged, [found.refusal])
  return without(merged, new Map(own.map(({ column }) => [column, found.refusal])))
}
