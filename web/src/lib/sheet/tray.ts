import { refusal, refusalData, type RefusalData } from '#shared/base/refusal'
import type { RowId } from '#shared/base/sheet'
import type { SheetModel } from './model.svelte.ts'
import type { Rows } from './rows.ts'
import { say } from './say.ts'
import { select } from './selection.ts'
import type { Draft, Keeping, Left, Tray, TrayCell, TrayRow } from './sheet.ts'
import type { Slot } from './store.ts'
import type { Unsaved } from './unsaved.ts'

/** Keeps what stands unwritten, once for all that happens in one moment. */
export class TrayKeeper {
  readonly #rows: Rows
  readonly #keeping: Keeping | undefined
  #due = false
  #kept = false

  constructor(rows: Rows, keeping: Keeping | undefined) {
    this.#rows = rows
    this.#keeping = keeping
  }

  soon(): void {
    if (this.#due || !this.#keeping) return
    this.#due = true
    queueMicrotask(() => this.now())
  }

  now(): void {
    this.#due = false
    const tray = trayOf(this.#rows)
    const isBlank = tray.cells.length + tray.rows.length === 0
    if (!isBlank || this.#kept) this.#keeping?.tray(tray)
    this.#kept = !isBlank
  }
}

/** Cells that wait for the person, and rows that are not whole yet. What is on its way is kept with its gesture. */
function trayOf(rows: Rows): Tray {
  const cells: TrayCell[] = []
  for (const { slot, column, cell } of rows.unsaved) {
    const { state, text, mine, seen, refusal: because, other } = cell
    const key = rows.column(column)?.key
    if (state === 'waiting' || key === undefined || rows.isLocal(slot) || rows.store.isGone(slot)) continue
    cells.push({ row: rows.store.idOf(slot), column: key, state, text, mine, seen, refusal: because, other })
  }
  const begun = rows.localRows().filter((slot) => !rows.creating.has(slot))
  return { cells, rows: begun.map((slot) => trayRow(rows, slot)).filter(isBegun) }
}

function trayRow(rows: Rows, slot: Slot): TrayRow {
  const { store, sheet, unsaved } = rows
  const held = sheet.columns.flatMap(({ key, edit }, column) => {
    const cell = store.cell(slot, column)
    return edit === undefined || cell === null ? [] : [[key, cell] as const]
  })
  const refused = sheet.columns.flatMap(({ key }, column) => {
    const cell = unsaved.get(slot, column)
    return cell?.state === 'refused' && cell.refusal ? [{ column: key, text: cell.text, refusal: cell.refusal }] : []
  })
  return { id: store.idOf(slot), cells: Object.fromEntries(held), refused }
}

const isBegun = ({ cells, refused }: TrayRow): boolean => Object.keys(cells).length + refused.length > 0

/**
 * Lays what an earlier page left unwritten over the rows, as if that page were still there. False: the text of its editor
 * stays where it is, as somebody is at work here already and nobody's keys are taken from him.
 */
export function restore(model: SheetModel, { cells, rows: begun, draft }: Left): boolean {
  if (draft && isAtWork(model)) return false
  const { rows, view } = model
  for (const cell of cells) restoreCell(model, cell)
  const known = (id: RowId): boolean => rows.store.slotOf(id) !== undefined
  const born = begun.filter(({ id }) => !known(id)).map((row) => restoreRow(rows, row))
  for (const row of begun.filter(({ id }) => known(id))) for (const cell of clashesOf(rows, row)) restoreCell(model, cell) // prettier-ignore
  view.insert(born)
  rows.recompute(born)
  if (draft) model.options.keeping?.draft(draft)
  model.draft = draft ?? model.draft
  resumeDraft(model)
  const count = cells.length + begun.length
  if (count > 0) model.notice = { text: say().said.restored(count), why: cells.length > 0 }
  model.tray.now()
  model.touch()
  return true
}

/** Whoever opens a sheet is on its first cell until he does something. */
const isAtWork = ({ editor, draft, selection: { active } }: SheetModel): boolean =>
  editor.active || draft !== undefined || active.row > 0 || active.column > 0

function restoreCell(
  model: SheetModel,
  { row, column: key, state, mine, seen, refusal: because, other, ...kept }: TrayCell,
): void {
  // prettier-ignore
  const { rows } = model
  const [slot, column] = [rows.store.slotOf(row), rows.store.indexOf(key)]
  const text = kept.text ?? (mine === undefined ? '' : rows.print(mine, column))
  if (column < 0 || slot === undefined || rows.store.isGone(slot)) {
    turnAway(model, text, column, because ?? refusalData(refusal('row/unknown', { row })))
    return
  }
  const stands = rows.store.cell(slot, column)
  if (rows.unsaved.get(slot, column) || stands === mine) return
  rows.unsaved.put(slot, column, { state, text, mine, stands, seen, batch: undefined, refusal: because, other })
}

function turnAway(model: SheetModel, text: string, column: number, because: RefusalData | 'leftOver'): void {
  const at = column < 0 ? undefined : column
  model.turned = [...model.turned, { slot: undefined, column: at, text, because }]
}

/** A row that has come to be after all: where it holds something else, mine waits beside it. */
function clashesOf({ store }: Rows, { id, cells }: TrayRow): TrayCell[] {
  const slot = store.slotOf(id) ?? -1
  return Object.entries(cells).flatMap(([column, mine]): TrayCell[] =>
    store.cell(slot, store.indexOf(column)) === mine ? [] : [{ row: id, column, state: 'clash', mine, seen: null }],
  )
}

function restoreRow(rows: Rows, { id, cells, refused }: TrayRow): Slot {
  const [slot = -1] = rows.bear(1)
  const { store } = rows
  store.rename(slot, id)
  const blank = { stands: null, seen: null, batch: undefined }
  const put = (key: string, cell: Pick<Unsaved, 'state' | 'text' | 'mine' | 'refusal'>): void => {
    const column = store.indexOf(key)
    store.set(slot, column, cell.state === 'refused' ? null : (cell.mine ?? null))
    rows.unsaved.put(slot, column, { ...blank, ...cell })
  }
  const printed = (key: string): string => rows.print(cells[key] ?? null, store.indexOf(key))
  for (const [key, mine] of Object.entries(cells)) put(key, { state: 'waiting', text: printed(key), mine })
  for (const { column, text, refusal: because } of refused)
    put(column, { state: 'refused', text: text ?? printed(column), mine: cells[column], refusal: because })
  return slot
}

/** The text that is being typed, and where. */
export function draftOf(model: SheetModel): Draft | undefined {
  const { editor, rows, selection } = model
  const column = model.columnAt(selection.active.column)?.key
  if (!editor.active || column === undefined || editor.text === '') return undefined
  const slot = model.slotAt(selection.active.row)
  return { row: slot === undefined ? '' : rows.store.idOf(slot), column, text: editor.text }
}

/** Opens the editor again where somebody was typing when an earlier page ended. */
export function resumeDraft(model: SheetModel): void {
  const { draft, rows, view, columns, editor } = model
  if (!draft || !editor.field || editor.active) return
  model.draft = undefined
  const column = rows.store.indexOf(draft.column)
  const slot = rows.store.slotOf(draft.row)
  const row =
    draft.row === '' && model.mayCreate ? view.rows.length : slot === undefined ? undefined : view.placeOf(slot)
  const spot = { row: row ?? -1, column: columns.placeOf(column) }
  if (spot.row < 0 || spot.column < 0 || model.barredAt(spot)) {
    turnAway(model, draft.text, column, 'leftOver')
    model.notice = { text: say().said.restored(1), why: true }
    return
  }
  model.select(select(spot))
  editor.focus()
  editor.open(draft.text)
  model.notice = { text: say().said.resumed }
}
