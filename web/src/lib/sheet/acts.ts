import { limits } from '#shared/base/limits'
import { printScaled } from '#shared/base/decimal'
import { refusal, refusalData, type RefusalData } from '#shared/base/refusal'
import { reasonOf } from '#shared/words/refusals'
import { aGesture, inverseOf, slotsOf, type Edit, type Gesture, type Wish } from './gesture.ts'
import { lay } from './lay.ts'
import type { SheetModel } from './model.svelte.ts'
import type { Final } from './outbox.svelte.ts'
import { takeBackPast } from './past.ts'
import { readWishes, type TurnedAway } from './reading.ts'
import { refuseAll, settle, type Settled } from './settle.ts'
import type { Slot } from './store.ts'
import type { Done } from './undo.svelte.ts'
import { changeSetOf, earlyChangeSetOf, sentOf } from './wire.ts'
import { language, say } from './say.ts'

export const grouped = (n: number): string => printScaled({ units: BigInt(n), decimals: 0 })

/** What is wished for a row in sight; rows from the end on are made for it. */
export interface RowWish extends Omit<Wish, 'slot'> {
  row: number
}

/**
 * Writes into rows in sight, as one gesture. What can't be read or may not be written is refused in its place and the
 * rest is kept: three bad cells must not cost the others. Returns how many cells changed.
 */
export function write(
  model: SheetModel,
  kind: Gesture['kind'],
  wishes: readonly RowWish[],
  turned: readonly TurnedAway[] = [],
): number {
  const { rows, view } = model
  const end = view.rows.length
  const isAsked = ({ row, text, cell }: RowWish): boolean => row < end || text.trim() !== '' || (cell ?? null) !== null
  const asked = wishes.every(isAsked) ? wishes : wishes.filter(isAsked)
  const fresh = [...new Set(asked.flatMap(({ row }) => (row >= end ? row : [])))].sort((a, b) => a - b)
  const born = new Map<number, Slot>(rows.bear(fresh.length).map((slot, i) => [fresh[i] ?? 0, slot]))
  const slotOf = (row: number): Slot => view.rows[row] ?? born.get(row) ?? -1
  const read = readWishes(rows, asked.map(({ row, column, text, cell }) => ({ slot: slotOf(row), column, text, cell }))) // prettier-ignore
  const touched = slotsOf(read.edits)
  const used = [...born.values()].filter((slot) => touched.has(slot))
  for (const slot of born.values()) if (!touched.has(slot)) rows.store.remove(slot)
  const away = [...turned, ...read.turned]
  return perform(model, aGesture(model.options.mint(), kind, { edits: read.edits, born: used }), away)
}

/** Shows a gesture, remembers it for undo, and sends it. */
export function perform(model: SheetModel, gesture: Gesture, turned: readonly TurnedAway[] = []): number {
  const { edits, removed, buried } = gesture
  turnAway(model, turned)
  if (edits.length === 0 && removed.length === 0 && buried.length === 0) return 0
  const tooMany = beyondLimits(gesture)
  if (tooMany) {
    model.notice = { text: reasonOf(tooMany, language()), importAt: model.options.importAt }
    return 0
  }
  const laid = show(model, gesture)
  const done: Done = { gesture: laid.gesture, sent: false }
  model.undo.push(done)
  send(model, done)
  return edits.length
}

function beyondLimits({ edits, removed }: Gesture): RefusalData | undefined {
  const rows = slotsOf(edits).size + removed.length
  if (rows > limits.rows) return refusalData(refusal('change/too-many-rows', { rows, limit: limits.rows }))
  if (edits.length <= limits.cells) return undefined
  return refusalData(refusal('change/too-many-cells', { cells: edits.length, limit: limits.cells }))
}

function turnAway(model: SheetModel, turned: readonly TurnedAway[]): void {
  const [first] = turned
  if (!first) return
  model.turned = [...model.turned, ...turned]
  const text = turned.length === 1 ? reasonFor(first.because) : say().said.partial(turned.length)
  model.notice = { text, why: turned.length > 1 }
}

export const reasonFor = (because: TurnedAway['because']): string =>
  typeof because === 'string' ? say().refusals[because] : reasonOf(because, language())

/** Lays a gesture over the rows and brings what is in sight up to date. */
function show(model: SheetModel, gesture: Gesture): ReturnType<typeof lay> {
  const { rows, view, options } = model
  const laid = lay(rows, gesture)
  view.remove(laid.vanished)
  view.insert(laid.appeared)
  const columns = new Set(laid.gesture.edits.map(({ column }) => column))
  if ([...columns].some((column) => view.concerns(rows.column(column)?.key ?? ''))) model.stale = true
  model.touch()
  options.changed?.()
  return laid
}

const weightOf = ({ rows }: SheetModel, gesture: Gesture): number => {
  const { sets, creates } = sentOf(rows, gesture)
  return sets.length + creates.length + gesture.removed.length
}

function send(model: SheetModel, done: Done): void {
  const { rows, options, outbox } = model
  let sent: ReturnType<typeof sentOf> = { sets: [], creates: [] }
  outbox.push({
    batch: done.gesture.batch,
    weight: weightOf(model, done.gesture),
    early() {
      const change = earlyChangeSetOf(rows, done.gesture, options.place)
      return change && { change }
    },
    make() {
      for (const slot of slotsOf(done.gesture.edits)) rows.creating.delete(slot)
      sent = sentOf(rows, done.gesture)
      for (const { slot, id } of sent.creates) rows.creating.set(slot, id)
      const change = changeSetOf(rows, done.gesture, sent, options.place)
      if (!change) arriveUnsent(model, done.gesture)
      return change && { intent: { change }, send: () => options.source.submit(change) }
    },
    done(answer) {
      for (const { slot } of sent.creates) rows.creating.delete(slot)
      const settled = settle(rows, done.gesture, sent, answer)
      done.gesture = settled.gesture
      done.sent = true
      settledAs(model, settled)
    },
    failed(trouble) {
      for (const { slot } of sent.creates) rows.creating.delete(slot)
      const { gesture, appeared, vanished } = refuseAll(rows, done.gesture, sent, becauseOf(trouble))
      done.gesture = gesture
      settledAs(model, { gesture, written: 0, refused: gesture.edits.length, clashed: 0, returned: appeared, vanished })
    },
  })
}

/** Nothing of a gesture is for the server: its rows wait for no word of it. */
function arriveUnsent({ rows, view }: SheetModel, { batch }: Gesture): void {
  const { appeared, vanished } = rows.arrive(batch, () => true)
  view.remove(vanished)
  view.insert(appeared)
}

/** A defect is told like a refusal, with the reference by which an operator finds it. */
export const becauseOf = (trouble: Final): RefusalData =>
  trouble.why === 'refused'
    ? trouble.refusal
    : refusalData(refusal('request/not-understood', { issues: [{ path: trouble.reference ?? '—', message: '' }] }))

function settledAs(model: SheetModel, settled: Settled): void {
  const { options, view } = model
  view.remove(settled.vanished)
  view.insert(settled.returned)
  model.savedAt = options.now()
  const { gesture, written, refused, clashed } = settled
  const lost = refused + clashed
  const many = gesture.edits.length > 1 || gesture.removed.length > 0
  if (lost > 0) model.notice = { text: say().said.partial(lost), why: true }
  else if (many && written > 0) model.notice = { text: writtenWords(model, gesture, written), undo: true }
  else if (gesture.removed.length > 0)
    model.notice = { text: say().said.voided(grouped(gesture.removed.length)), undo: true }
  model.touch()
  options.changed?.()
}

function writtenWords({ view }: SheetModel, { edits, kind }: Gesture, written: number): string {
  const rows = slotsOf(edits).size
  const filtered = view.filters.size > 0 && (kind === 'paste' || kind === 'fill')
  return filtered ? say().said.writtenRows(grouped(rows)) : say().said.written(grouped(written))
}

/** 撤销, 重做: the last gesture, at once here and by the server's own undo there. */
export function takeBack(model: SheetModel, way: 'undo' | 'redo'): void {
  const { undo, rows, options } = model
  const done = way === 'undo' ? undo.takeDone() : undo.takeUndone()
  if (!done) {
    model.notice = { text: way === 'undo' ? say().said.noUndo : say().said.noRedo }
    return
  }
  if (done === 'past') {
    takeBackPast(model, way)
    return
  }
  const print = ({ before, column }: Edit): string => rows.print(before, column)
  const laid = show(model, inverseOf(done.gesture, options.mint(), way, print))
  const inverse: Done = { gesture: laid.gesture, sent: false }
  undo.keep(inverse)
  showPlace(model, laid.gesture)
  sendInverse(model, done, inverse, laid.left)
}

function sendInverse(model: SheetModel, done: Done, inverse: Done, left: number): void {
  const { rows, options, outbox } = model
  outbox.push({
    batch: inverse.gesture.batch,
    early: () => ({ undo: done.gesture.batch, as: inverse.gesture.batch }),
    weight: done.gesture.edits.length + done.gesture.added.length + done.gesture.removed.length,
    make() {
      concede(model, done.gesture, inverse)
      const { batch } = done.gesture
      if (!done.sent) arriveUnsent(model, inverse.gesture)
      if (!done.sent) return undefined
      const as = inverse.gesture.batch
      return { intent: { undo: batch, as }, send: () => options.source.undo(batch, as) }
    },
    done(answer) {
      const settled = settle(rows, inverse.gesture, { sets: [], creates: [] }, answer)
      inverse.gesture = settled.gesture
      inverse.sent = true
      settledAs(model, { ...settled, refused: 0, clashed: 0, written: 0 })
      const kept = left + settled.refused + settled.clashed
      const words = inverse.gesture.kind === 'undo' ? say().said.undone : say().said.redone
      const cells = grouped(settled.written)
      model.notice = { text: words(cells) + (kept > 0 ? say().said.left(grouped(kept)) : '') }
    },
    failed(trouble) {
      const refused = refuseAll(rows, inverse.gesture, { sets: [], creates: [] }, becauseOf(trouble))
      inverse.gesture = refused.gesture
      model.view.remove(refused.vanished)
      model.view.insert(refused.appeared)
      model.notice = { text: `${say().said.notUndone}：${reasonOf(becauseOf(trouble), language())}` }
      model.touch()
    },
  })
}

/** Cells that the gesture could not write after all have nothing to be taken back: what stands there stands. */
function concede({ rows }: SheetModel, original: Gesture, inverse: Done): void {
  const lost = new Set(original.edits.flatMap(({ lost: isLost, slot, column }) => (isLost ? `${slot} ${column}` : [])))
  if (lost.size === 0) return
  const { batch } = inverse.gesture
  const edits = inverse.gesture.edits.map((edit) => {
    const mine = rows.unsaved.get(edit.slot, edit.column)
    if (!lost.has(`${edit.slot} ${edit.column}`)) return edit
    if (mine?.batch === batch) {
      rows.store.set(edit.slot, edit.column, mine.stands)
      rows.unsaved.drop(edit.slot, edit.column)
    }
    return { ...edit, lost: true }
  })
  inverse.gesture = { ...inverse.gesture, edits }
}

/** Goes where something was taken back, so that nobody undoes what he does not see. */
function showPlace(model: SheetModel, { edits }: Gesture): void {
  if (edits.length > 10_000) return
  const places = edits.flatMap(({ slot, column }) => {
    const [row, place] = [model.view.placeOf(slot), model.columns.placeOf(column)]
    return row === undefined || place < 0 ? [] : [{ row, column: place }]
  })
  const rows = places.map(({ row }) => row)
  const columns = places.map(({ column }) => column)
  if (places.length === 0) return
  const range = { top: Math.min(...rows), bottom: Math.max(...rows), left: Math.min(...columns), right: Math.max(...columns) } // prettier-ignore
  const active = { row: range.top, column: range.left }
  model.select({ active, anchor: active, ranges: [range] })
}
