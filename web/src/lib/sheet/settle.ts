import type { BatchAnswer, CellOutcome, RowOutcome } from '#shared/base/changes'
import type { Cell, ColumnKey } from '#shared/base/cell'
import { refusal, refusalData, type RefusalData } from '#shared/base/refusal'
import type { RowId } from '#shared/base/sheet'
import { slotsOf, type Creation, type Edit, type Gesture, type RowAt, type Sent } from './gesture.ts'
import { isInverse } from './lay.ts'
import { known } from './refusals.ts'
import type { Rows, Shown } from './rows.ts'
import type { Slot } from './store.ts'
import type { Other } from './unsaved.ts'

/** What became of a gesture, in cells and rows. */
export interface Settled {
  /** as it can be taken back: with the rows that came to be, and the cells that were not written marked as lost */
  gesture: Gesture
  written: number
  refused: number
  clashed: number
  /** rows that were to go and did not: they must be shown again */
  returned: Slot[]
  /** rows that were to come and did not, or have gone since */
  vanished: Slot[]
}

/** Why one cell was not written. Without a refusal it is a clash. */
interface Lost {
  found: Cell | undefined
  refusal?: RefusalData | undefined
  other?: Other
}

type Fate = 'written' | Lost

/** The answer by rows. */
class Outcomes {
  private readonly applied: ReadonlyMap<RowId, number>
  private readonly others: ReadonlyMap<RowId, RowOutcome>

  constructor({ applied, others }: BatchAnswer) {
    this.applied = new Map(applied.rows.map((row, i) => [row, applied.revs[i] ?? 0]))
    this.others = new Map(others.map((outcome) => [outcome.row, outcome]))
  }

  rev(row: RowId): number {
    return this.applied.get(row) ?? this.others.get(row)?.rev ?? 0
  }

  isWritten(row: RowId): boolean {
    const outcome = this.others.get(row)?.outcome
    return this.applied.has(row) || outcome === 'applied' || outcome === 'merged' || outcome === 'unchanged'
  }

  refusal(row: RowId): RefusalData {
    const because = this.others.get(row)?.refusal
    return because ? known(because) : refusalData(refusal('row/unknown', { row }))
  }

  cells(row: RowId): readonly CellOutcome[] {
    return this.others.get(row)?.cells ?? []
  }

  fate(row: RowId, column: ColumnKey): Fate {
    if (this.applied.has(row)) return 'written'
    const cell = this.cells(row).find((lost) => lost.column === column)
    if (cell) return lostOf(cell)
    const refused = this.others.get(row)?.outcome === 'refused' || !this.others.has(row)
    return refused ? { found: undefined, refusal: this.refusal(row) } : 'written'
  }
}

const lostOf = ({ found, refusal: because, name, at }: CellOutcome): Lost => ({
  found,
  refusal: because && known(because),
  other: { name, at },
})

/**
 * Brings the server's word into the cells: what was written is no longer unsaved; a clash shows the value that stands
 * and keeps mine; a refusal keeps the text in its place. Cells that a later gesture has touched since wait for its answer.
 */
export function settle(rows: Rows, gesture: Gesture, sent: Sent, answer: BatchAnswer): Settled {
  const outcomes = new Outcomes(answer)
  const created = sent.creates.filter((creation) => settleCreation(rows, creation, outcomes))
  const inverse = isInverse(gesture)
  settleRows(rows, gesture, outcomes)
  const ids = idsOf(rows, gesture)
  const written = (slot: Slot): boolean => rows.isLocal(slot) || outcomes.isWritten(rows.store.idOf(slot))
  const { appeared: returned, vanished } = rows.arrive(gesture.batch, written)
  const sets = inverse || sent.sets.length === gesture.edits.length ? undefined : new Set(sent.sets)
  const counts = { written: cellsIn(created), refused: 0, clashed: 0 }
  const edits = gesture.edits.map((edit) => {
    const key = rows.column(edit.column)?.key
    if (sets?.has(edit) === false || key === undefined || edit.lost) return edit
    const fate = outcomes.fate(ids.get(edit.slot) ?? '', key)
    if (fate === 'written') {
      counts.written++
      acknowledge(rows, edit, gesture)
      return edit
    }
    counts[fate.refusal ? 'refused' : 'clashed']++
    if (inverse) giveUp(rows, edit, fate)
    else lose(rows, edit, fate, gesture)
    return { ...edit, lost: true }
  })
  counts.refused += sent.creates.length - created.length
  rows.recompute(new Set([...slotsOf(edits), ...slotsOf(created)]))
  return {
    gesture: { ...gesture, edits, added: inverse ? gesture.added : created.map(rowAt) },
    ...counts,
    returned,
    vanished,
  }
}

const rowAt = ({ slot, id }: RowAt): RowAt => ({ slot, id })

const cellsIn = (creations: readonly Creation[]): number =>
  creations.reduce((sum, { cells }) => sum + cells.filter((cell) => cell !== null).length, 0)

/** The ids under which the server knows the gesture's rows. */
function idsOf(rows: Rows, { edits, added, removed }: Gesture): ReadonlyMap<Slot, RowId> {
  const named: [Slot, RowId][] = [...added, ...removed].map(({ slot, id }) => [slot, id])
  return new Map([...[...slotsOf(edits)].map((slot): [Slot, RowId] => [slot, rows.store.idOf(slot)]), ...named])
}

/** Rows that came back or went. One that could not go is still one of the server's. */
function settleRows(rows: Rows, { edits, added, removed }: Gesture, outcomes: Outcomes): void {
  for (const slot of slotsOf(edits)) {
    const rev = outcomes.rev(rows.store.idOf(slot))
    if (rev > 0) rows.acknowledge(slot, rev)
  }
  for (const { slot, id } of added) rows.acknowledge(slot, outcomes.rev(id))
  for (const { slot, id } of removed) {
    if (!outcomes.isWritten(id)) rows.settleAsLive(slot, id, outcomes.rev(id))
    else if (!rows.isLocal(slot)) rows.acknowledge(slot, outcomes.rev(id))
  }
}

function acknowledge({ unsaved }: Rows, { slot, column, after }: Edit, { batch }: Gesture): void {
  const mine = unsaved.get(slot, column)
  if (!mine) return
  if (mine.state === 'waiting' && mine.batch === batch) unsaved.drop(slot, column)
  else
    unsaved.put(slot, column, {
      ...mine,
      stands: after,
      seen: after,
      batch: mine.batch === batch ? undefined : mine.batch,
    })
}

function lose({ store, unsaved }: Rows, edit: Edit, lost: Lost, { batch }: Gesture): void {
  const { slot, column, after, before, text } = edit
  const mine = unsaved.get(slot, column)
  const stands = lost.found === undefined ? (mine ? mine.stands : before) : lost.found
  if (mine && !(mine.state === 'waiting' && mine.batch === batch)) {
    unsaved.put(slot, column, { ...mine, stands })
    if (mine.state !== 'waiting') store.set(slot, column, stands)
    return
  }
  store.set(slot, column, stands)
  const state = lost.refusal ? 'refused' : 'clash'
  const { refusal: because, other } = lost
  const seen = mine ? mine.seen : before
  unsaved.put(slot, column, { state, text, mine: after, stands, seen, batch: undefined, refusal: because, other })
}

/** What an undo could not take back stands as it does; nobody typed anything that could be kept. */
function giveUp({ store, unsaved }: Rows, { slot, column, before }: Edit, { found }: Lost): void {
  store.set(slot, column, found === undefined ? before : found)
  unsaved.drop(slot, column)
}

/** A new row that the server took is a row; one that it refused stays here, with the reasons in their cells. */
function settleCreation(rows: Rows, { slot, id, cells }: Creation, outcomes: Outcomes): boolean {
  const written = outcomes.isWritten(id)
  if (written) rows.settleAsLive(slot, id, outcomes.rev(id))
  cells.forEach((cell, column) => {
    const mine = rows.unsaved.get(slot, column)
    if (!written || mine?.state !== 'waiting') return
    if (mine.mine === cell) rows.unsaved.drop(slot, column)
    else rows.unsaved.put(slot, column, { ...mine, stands: cell, seen: cell })
  })
  const lost = outcomes.cells(id)
  for (const cell of lost) refuseCell(rows, slot, rows.store.indexOf(cell.column), cell.refusal ? known(cell.refusal) : outcomes.refusal(id)) // prettier-ignore
  if (!written && lost.length === 0) refuseCell(rows, slot, columnOf(rows, outcomes.refusal(id)), outcomes.refusal(id))
  return written
}

/** Where a row's own refusal shows: in the column that it names, else in the first one. */
function columnOf({ store, sheet }: Rows, { facts }: RefusalData): number {
  const named = 'column' in facts ? store.indexOf(facts.column) : -1
  const keys = sheet.naturalId?.map((key) => store.indexOf(key)) ?? []
  return named >= 0 ? named : (keys[0] ?? 0)
}

function refuseCell(rows: Rows, slot: Slot, column: number, because: RefusalData): void {
  if (column < 0) return
  const mine = rows.store.cell(slot, column)
  const text = rows.unsaved.get(slot, column)?.text ?? rows.print(mine, column)
  rows.store.set(slot, column, null)
  rows.unsaved.put(slot, column, { state: 'refused', text, mine, stands: null, seen: null, batch: undefined, refusal: because }) // prettier-ignore
}

/** The whole gesture was refused, or could not be delivered: every cell keeps its text and the reason. */
export function refuseAll(
  rows: Rows,
  gesture: Gesture,
  sent: Sent,
  because: RefusalData,
): Shown & { gesture: Gesture } {
  for (const { slot, id } of gesture.removed) rows.settleAsLive(slot, id)
  const shown = rows.arrive(gesture.batch, (slot) => !isInverse(gesture) && rows.isLocal(slot))
  const lost = { found: undefined, refusal: because }
  const sets = new Set(sent.sets)
  for (const edit of gesture.edits)
    if (isInverse(gesture)) {
      // A cell that was never written had nothing to be taken back: what stands there stands.
      if (!edit.lost) giveUp(rows, edit, lost)
    } else if (sets.has(edit)) lose(rows, edit, lost, gesture)
  for (const { slot } of sent.creates) refuseCell(rows, slot, columnOf(rows, because), because)
  rows.recompute(slotsOf(gesture.edits))
  const edits = gesture.edits.map((edit) => (sets.has(edit) ? { ...edit, lost: true } : edit))
  return { gesture: { ...gesture, edits }, ...shown }
}
