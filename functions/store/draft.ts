import type * as z from 'zod'
import type { CellOutcome, RowOutcome } from '#shared/base/changes'
import type { Cell, ColumnKey } from '#shared/base/cell'
import type { Event } from '#shared/base/event'
import { naturalId } from '#shared/base/findings'
import { Refusal, refusal, refusalData, refused, type RefusalData } from '#shared/base/refusal'
import { checkCell } from '#shared/base/kinds'
import type { Column, Row, RowId, Sheet } from '#shared/base/sheet'
import type { StepContext, Steps, Taken } from '#shared/base/step'
import { columnsByKey, type RowChange, type Touch } from './change.ts'
import { cellRefusal, lacking, noRight, rowRefusal, stepOf, type By } from './may.ts'
import type { Sealed } from './sealer.ts'

/** A row as it would stand after its change, before rules, guards and unique keys are asked. */
export interface Draft {
  row: RowId
  act: Event['act']
  step?: string
  before: Row | undefined
  after: Row
  /** cells that change, from what stands there now */
  written: readonly Touch[]
  /** cells that are not written as asked: they clash, or are refused */
  lost: readonly CellOutcome[]
  /** what a step says in its event beside the cells */
  note?: Record<string, unknown>
  /** who is behind a new row, encrypted */
  person?: Sealed
}

export interface Merging extends By {
  sheet: Sheet
  steps: Steps | undefined
  context: StepContext
}

/** A row that is to be written, or what has become of it already. */
export type Merged = Draft | RowOutcome

export const isDraft = (merged: Merged): merged is Draft => 'after' in merged

/**
 * 逐格合并. One row's change on the row as it stands: a cell that still holds what the user saw takes the new value, one
 * that holds the new value already is left, any other clashes; what clashes or is refused is told, the rest is kept.
 */
export function draftOf(change: RowChange, before: Row | undefined, by: Merging): Merged {
  if (before && by.sheet.sight?.sees(by.actor, before, by.now) === false) return missing(change.row)
  const barred = rowRefusal(by.sheet, change, by.actor, by.steps)
  if (barred) return refusedRow(change.row, before, barred)
  switch (change.act) {
    case 'set':
      return setDraft(change, before, by)
    case 'create':
    case 'import':
      return createDraft(change, before, by)
    case 'step':
      return stepDraft(change, before, by)
    case 'void':
    case 'restore':
      return voidDraft(change, before, by)
  }
}

export const refusedRow = (row: RowId, before: Row | undefined, because: Refusal): RowOutcome => ({
  row,
  outcome: 'refused',
  rev: before?.rev ?? 0,
  refusal: refusalData(because),
})

const missing = (row: RowId): RowOutcome => refusedRow(row, undefined, refusal('row/unknown', { row }))

type Act<A extends RowChange['act']> = Extract<RowChange, { act: A }>

function setDraft({ row, cells }: Act<'set'>, before: Row | undefined, by: Merging): Merged {
  const { sheet } = by
  if (!before) return missing(row)
  if (before.voided) return refusedRow(row, before, refusal('row/void', { row }))
  const columns = columnsByKey(sheet)
  const written: Touch[] = []
  const lost: CellOutcome[] = []
  for (const { column, before: seen, after } of cells) {
    const found = before.cells[column] ?? null
    if (found === after) continue
    const known = columns.get(column)
    const because = known ? (cellRefusal(known, 'set', by.actor) ?? bounds(known, before, by)) : unknownColumn(column)
    if (because) lost.push({ column, found, refusal: because })
    else if (found === seen) written.push({ column, before: found, after })
    else lost.push({ column, found })
  }
  return finished({ row, act: 'set', before, after: withCells(before, written), written, lost })
}

const unknownColumn = (column: ColumnKey): RefusalData => refusalData(refusal('cell/unknown-column', { column }))

/** Ids that clients mint. */
const mintedForm = /^[\dA-Za-z][\w-]{0,39}$/

function createDraft(
  { act, row, cells, person }: Act<'create' | 'import'>,
  before: Row | undefined,
  by: Merging,
): Merged {
  const { sheet } = by
  if (before && act === 'import' && standsSo(before, cells)) return { row, outcome: 'unchanged', rev: before.rev }
  if (before) return refusedRow(row, before, refusal(before.voided ? 'row/void' : 'row/exists', { row }))
  const columns = columnsByKey(sheet)
  const written: Touch[] = []
  const lost: CellOutcome[] = []
  for (const { column, after } of cells) {
    if (after === null) continue
    const known = columns.get(column)
    const because = known ? newCellRefusal(known, after, act, by) : unknownColumn(column)
    if (because) lost.push({ column, found: null, refusal: because })
    else written.push({ column, before: null, after })
  }
  const [first] = lost
  if (act === 'import' && first)
    return { row, outcome: 'refused', rev: 0, cells: lost, ...(first.refusal ? { refusal: first.refusal } : {}) }
  if (act === 'create') written.push(...bornOf(row, by))
  const after = withCells({ id: row, rev: 0, cells: {} }, written)
  const named = sheet.naturalId ? (naturalId(sheet, after.cells) ?? row) === row : mintedForm.test(row)
  if (!named) return refusedRow(row, before, refusal('row/malformed-id', { row }))
  return { row, act, before, after, written, lost, ...(person ? { person } : {}) }
}

/** The same file again asks for nothing new. */
const standsSo = ({ cells: found, voided }: Row, cells: readonly Touch[]): boolean =>
  !voided && cells.every(({ column, after }) => (found[column] ?? null) === after)

/** What a new row may hold: of an import every column, for it was written elsewhere, as long as it can stand there. */
function newCellRefusal(
  column: Column,
  cell: Cell,
  act: 'create' | 'import',
  { actor }: Merging,
): RefusalData | undefined {
  if (act === 'create') return cellRefusal(column, act, actor)
  const because = refused(() => checkCell(cell, column))
  return because && refusalData(because)
}

/** What the system writes into a row that somebody creates. */
const bornOf = (row: RowId, { sheet, actor, now }: Merging): Touch[] =>
  Object.entries(sheet.born?.({ id: row }, { actor, now }) ?? {}).map(([column, after]) => ({
    column,
    before: null,
    after,
  }))

/** Why this cell is not for this actor in this very row, where his rights end at some rows. */
const bounds = (column: Column, row: Row, { sheet, actor, now }: Merging): RefusalData | undefined =>
  column.edit === undefined || sheet.sight?.holds(actor, column.edit, row, now) !== false
    ? undefined
    : noRight(column.edit)

function stepDraft(change: Act<'step'>, before: Row | undefined, by: Merging): Merged {
  const { sheet, steps, actor, now } = by
  const { row, step } = change
  const known = stepOf(steps, step)
  if (!before) return missing(row)
  if (!known) return refusedRow(row, before, refusal('step/unknown', { step }))
  if (before.voided) return refusedRow(row, before, refusal('row/void', { row }))
  if (before.rev !== change.rev) return stale(change, before)
  if (sheet.sight?.holds(actor, known.may, before, now) === false) return refusedRow(row, before, lacking(known.may))
  if (!known.legal(before))
    return refusedRow(row, before, refusal('step/not-legal', { step, state: known.state(before) }))
  const input = known.input.safeParse(change.input)
  if (!input.success) return refusedRow(row, before, misunderstood(input.error))
  const taken = takenBy(() => known.take(before, input.data, by))
  if (taken instanceof Refusal) return refusedRow(row, before, taken)
  const { note } = taken
  const written = Object.entries(taken.cells)
    .map(([column, after]) => touched(before, column, after))
    .filter(({ before, after }) => before !== after)
  const after = withCells(before, written)
  return { row, act: 'step', step, before, after, written, lost: [], ...(note ? { note } : {}) }
}

const misunderstood = ({ issues }: z.ZodError): Refusal =>
  refusal('request/not-understood', {
    issues: issues.map(({ path, message }) => ({ path: path.join('.'), message })),
  })

function takenBy(take: () => Taken): Taken | Refusal {
  let taken: Taken = { cells: {} }
  return refused(() => (taken = take())) ?? taken
}

const touched = (row: Row, column: ColumnKey, after: Cell): Touch => ({
  column,
  before: row.cells[column] ?? null,
  after,
})

const stale = ({ row, rev }: { row: RowId; rev: number }, before: Row): RowOutcome =>
  refusedRow(row, before, refusal('row/stale', { row, seen: rev, now: before.rev }))

function voidDraft(change: Act<'void' | 'restore'>, before: Row | undefined, { sheet, actor, now }: Merging): Merged {
  const { row, act } = change
  if (!before) return missing(row)
  if ((act === 'void') === (before.voided === true)) return { row, outcome: 'unchanged', rev: before.rev }
  if (before.rev !== change.rev) return stale(change, before)
  if (sheet.void && sheet.sight?.holds(actor, sheet.void, before, now) === false)
    return refusedRow(row, before, lacking(sheet.void))
  const { id, rev, cells } = before
  const after: Row = { id, rev: rev + 1, cells, ...(act === 'void' ? { voided: true } : {}) }
  return { row, act, before, after, written: [], lost: [] }
}

/** The row with these cells written, one revision on. Blank cells have no key. */
function withCells(row: Row, written: readonly Touch[]): Row {
  const cells = { ...row.cells }
  for (const { column, after } of written) {
    if (after === null) Reflect.deleteProperty(cells, column)
    else cells[column] = after
  }
  return { ...row, rev: row.rev + 1, cells }
}

/** A set that writes nothing is no draft any more. */
function finished(draft: Draft): Merged {
  if (draft.act !== 'set' || draft.written.length > 0) return draft
  const { row, before, lost } = draft
  const rev = before?.rev ?? 0
  if (lost.length === 0) return { row, outcome: 'unchanged', rev }
  const clashes = lost.some((cell) => cell.refusal === undefined)
  return { row, outcome: clashes ? 'conflict' : 'refused', rev, cells: [...lost] }
}

/** Takes refused cells back out of a draft; the rest of the row is kept. */
export function without(draft: Draft, cells: ReadonlyMap<ColumnKey, RefusalData>): Merged {
  const kept = draft.written.filter(({ column }) => !cells.has(column))
  const lost = [...draft.lost, ...[...cells].map(([column, because]) => lostCell(draft, column, because))]
  const base = draft.before ?? { id: draft.row, rev: 0, cells: {} }
  return finished({ ...draft, written: kept, lost, after: withCells(base, kept) })
}

export const lostCell = ({ before }: Draft, column: ColumnKey, because: RefusalData): CellOutcome => ({
  column,
  found: before?.cells[column] ?? null,
  refusal: because,
})
