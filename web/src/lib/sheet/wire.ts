import type { ChangeSet } from '#shared/base/changes'
import type { Cell } from '#shared/base/cell'
import type { Place } from '#shared/base/sheet'
import { slotsOf, type Creation, type Edit, type Gesture, type Sent } from './gesture.ts'
import type { Rows } from './rows.ts'
import type { Slot } from './store.ts'

/** What a gesture asks of the server now: cells of rows that exist there, and new rows that have become whole. */
export function sentOf(rows: Rows, gesture: Gesture): Sent {
  const touched = [...slotsOf(gesture.edits)].filter((slot) => !rows.store.isGone(slot))
  const creates = touched
    .filter((slot) => rows.isLocal(slot) && rows.isWhole(slot))
    .map((slot): Creation => ({ slot, id: rows.idForCreation(slot), cells: cellsFor(rows, slot) }))
  const sets = gesture.edits.filter(
    ({ slot, refusal }) => refusal === undefined && !rows.isLocal(slot) && !rows.store.isGone(slot),
  )
  return { sets, creates }
}

/** Every cell of a new row that somebody may type. */
const cellsFor = ({ sheet, store }: Rows, slot: Slot): Cell[] =>
  sheet.columns.map(({ edit }, column) => (edit === undefined ? null : store.cell(slot, column)))

/** The change-set of a gesture; undefined where nothing of it is for the server. */
export function changeSetOf(
  rows: Rows,
  gesture: Gesture,
  sent: Sent,
  place: Place,
  seen = seenIn(rows),
): ChangeSet | undefined {
  const { sets, creates } = sent
  const voids = gesture.removed.map(({ slot, id }) => ({ row: id, rev: rows.revOf(slot) }))
  if (sets.length === 0 && creates.length === 0 && voids.length === 0) return undefined
  return {
    batch: gesture.batch,
    sheet: rows.sheet.name,
    place,
    gesture: gesture.kind,
    ...(sets.length > 0 ? { sets: setsOf(rows, sets, seen) } : {}),
    ...(creates.length > 0 ? { creates: createsOf(rows, creates) } : {}),
    ...(voids.length > 0 ? { voids } : {}),
  }
}

/**
 * The change-set of a gesture that has to wait for others: with the values that the person looked at, which are what
 * those others write. Rows that are being created are named by the ids that they get.
 */
export function earlyChangeSetOf(rows: Rows, gesture: Gesture, place: Place): ChangeSet | undefined {
  const { creating } = rows
  const sent = sentOf(rows, gesture)
  const creates = sent.creates.filter(({ slot }) => !creating.has(slot))
  const late = gesture.edits.filter(({ slot, refusal }) => refusal === undefined && creating.has(slot))
  for (const { slot, id } of creates) creating.set(slot, id)
  return changeSetOf(rows, gesture, { sets: [...sent.sets, ...late], creates }, place, ({ before }) => before)
}

/** A growing list of words, as one column of a change-set carries it. */
class Words {
  readonly list: Cell[] = []
  readonly #codes = new Map<Cell, number>()

  code(cell: Cell): number {
    const known = this.#codes.get(cell)
    if (known !== undefined) return known
    const code = this.list.push(cell) - 1
    this.#codes.set(cell, code)
    return code
  }
}

type Seen = (edit: Edit) => Cell

/** What the server held when the person looked. */
const seenIn =
  ({ unsaved }: Rows): Seen =>
  ({ slot, column, before }) => {
    const known = unsaved.get(slot, column)
    return known ? known.seen : before
  }

function setsOf(rows: Rows, sets: readonly Edit[], seen: Seen): NonNullable<ChangeSet['sets']> {
  const lines = new Map([...slotsOf(sets)].map((slot, line) => [slot, line]))
  const columns = new Map<number, { words: Words; before: number[]; after: number[] }>()
  const blank = (): number[] => new Array<number>(lines.size).fill(-1)
  for (const edit of sets) {
    const { slot, column, after } = edit
    let held = columns.get(column)
    if (!held) columns.set(column, (held = { words: new Words(), before: blank(), after: blank() }))
    const line = lines.get(slot) ?? 0
    held.before[line] = held.words.code(seen(edit))
    held.after[line] = held.words.code(after)
  }
  return {
    rows: [...lines.keys()].map((slot) => rows.creating.get(slot) ?? rows.store.idOf(slot)),
    columns: [...columns].map(([column, { words, before, after }]) => ({
      key: rows.column(column)?.key ?? '',
      words: words.list,
      before,
      after,
    })),
  }
}

/** A new row goes whole: every cell that holds something. */
function createsOf(rows: Rows, creates: readonly Creation[]): NonNullable<ChangeSet['creates']> {
  const columns = rows.sheet.columns.flatMap(({ key }, column) => {
    const words = new Words()
    const after = creates.map(({ cells }) => {
      const cell = cells[column] ?? null
      return cell === null ? -1 : words.code(cell)
    })
    return words.list.length > 0 ? [{ key, words: words.list, after }] : []
  })
  return { rows: creates.map(({ id }) => id), columns }
}
