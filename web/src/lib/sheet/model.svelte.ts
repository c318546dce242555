import type { Cell } from '#shared/base/cell'
import { yearAndUnit } from '#shared/base/place'
import type { Reading } from '#shared/base/kinds'
import type { RefusalData } from '#shared/base/refusal'
import type { RowLines } from '#shared/base/views'
import type { Column, Sheet } from '#shared/base/sheet'
import type { Tile } from '#shared/base/tile'
import type { Present, RowColumns } from '#shared/base/contract'
import { Columns } from './columns.svelte.ts'
import { Editor, type EditedCell } from './edit.svelte.ts'
import { follow } from './following.ts'
import { barred, mayCreate, mayVoid, mayWrite } from './may.ts'
import { rectOf, type Rect } from './geometry.ts'
import { withHeads } from './heads.ts'
import { Lines } from './lines.ts'
import { Queue } from './slices.ts'
import { Outbox } from './outbox.svelte.ts'
import type { Presence } from './paint.ts'
import { editedText, Printed } from './printing.ts'
import type { TurnedAway } from './reading.ts'
import { Rows } from './rows.ts'
import { fitted, select, type Extent, type Range, type Selection, type Spot } from './selection.ts'
import type { Draft, SheetOptions } from './sheet.ts'
import type { Slot } from './store.ts'
import { headingOf } from './say.ts'
import { restore, TrayKeeper } from './tray.ts'
import { UndoStack } from './undo.svelte.ts'
import { View } from './view.ts'
import { Viewport } from './viewport.svelte.ts'

const flags = [
  { value: 'true', label: '是' },
  { value: 'false', label: '否' },
]

/** What is open beside or over the rows. */
export type Panel =
  'none' | 'refusals' | 'history' | 'keys' | 'help' | 'find' | 'replace' | 'large' | 'columns' | 'print'

/** A short word about what has just happened, with what can be done about it. */
export interface Notice {
  text: string
  undo?: boolean
  why?: boolean
  /** too much for one change: where it can be imported */
  importAt?: string | undefined
}

/** A column or cell menu, and where it opens. */
export interface OpenMenu {
  of: 'column' | 'cell'
  /** place of the column */
  column: number
  x: number
  y: number
}

/**
 * 表格模型. Everything a sheet on the screen knows: rows, view, columns, selection, editor, what waits to be saved and
 * what was refused. It draws nothing; `commands.ts` and `acts.ts` are what can be done with it.
 */
export class SheetModel {
  readonly options: SheetOptions
  readonly sheet: Sheet
  readonly rows: Rows
  readonly view: View
  readonly columns: Columns
  readonly outbox: Outbox
  readonly undo: UndoStack
  /** keeps beyond this page what was not written */
  readonly tray: TrayKeeper
  /** text in an editor that an earlier page left open, until the sheet is on the screen */
  draft: Draft | undefined
  readonly editor: Editor
  readonly viewport: Viewport
  readonly printed: Printed
  readonly lines = new Lines(this)
  readonly writable: boolean

  /** grows with every change of what is shown */
  tick = $state(0)
  selection = $state.raw<Selection>(select({ row: 0, column: 0 }))
  focused = $state(false)
  turned = $state.raw<readonly TurnedAway[]>([])
  notice = $state.raw<Notice | undefined>()
  panel = $state<Panel>('none')
  menu = $state.raw<OpenMenu | undefined>()
  copied = $state.raw<{ token: string; ranges: readonly Range[]; cut: boolean } | undefined>()
  /** an edit touched what the rows are sorted or filtered by */
  stale = $state(false)
  /** what is being saved has been so for a while: its cells are hatched */
  slow = $state(false)
  savedAt = $state.raw<string | undefined>()
  /** others who have the sheet open, and where they are */
  people = $state.raw<readonly Present[]>([])
  /** width of a text as the painter draws it */
  measure: (text: string, bold?: boolean) => number = (text) => text.length * 8
  /** cells that others have changed since this person looked */
  readonly foreign = new Set<string>()
  /** stops following other people's changes; the sheet is not shown any more */
  readonly close: () => void
  readonly #tiles = new Queue()
  readonly #barred: readonly { live: RefusalData | undefined; fresh: RefusalData | undefined }[]

  constructor(options: SheetOptions) {
    const { sheet, rows, rights, computed, mint, source, frozen = 1 } = options
    // The rows are in the store: as they came they would take their room twice.
    this.options = { ...options, rows: { rows: [], columns: [] } }
    this.sheet = sheet
    this.rows = new Rows({ sheet, rights, reading: () => this.reading, computed, mint })
    this.rows.load(rows)
    this.view = new View(this.rows.store, sheet.columns, () => this.reading)
    this.columns = new Columns(sheet, frozen)
    this.outbox = new Outbox(source, options.keeping)
    this.undo = new UndoStack(source.past !== undefined)
    this.tray = new TrayKeeper(this.rows, options.keeping)
    this.printed = new Printed(this.rows)
    this.writable = mayWrite(sheet, rights)
    this.#barred = sheet.columns.map((column) => ({
      live: barred(column, rights, false),
      fresh: mayCreate(sheet, rights) ? barred(column, rights, true) : barred(column, rights, false),
    }))
    this.editor = new Editor(() => this.#editedCell())
    this.viewport = new Viewport(
      () => ({ lefts: this.columns.lefts, frozen: this.columns.frozen }),
      () => this.extent.rows,
      (row) => {
        void this.tick
        return withHeads(this.lines.tops(row), this.view.before, row)
      },
    )
    this.close = follow(this)
    options.keeping?.left((left) => restore(this, left))
  }

  get reading(): Reading {
    return { year: yearAndUnit(this.options.place)?.year, options: this.options.lookups }
  }

  get mayCreate(): boolean {
    return mayCreate(this.sheet, this.options.rights)
  }

  get mayVoid(): boolean {
    return mayVoid(this.sheet, this.options.rights)
  }

  /** Rows and columns in sight; where rows may be added, a blank line follows the last. */
  readonly extent: Extent = $derived.by(() => {
    void this.tick
    return { rows: this.view.rows.length + Number(this.mayCreate), columns: this.columns.shown.length }
  })

  /** The rows that are there, without the blank line: what whole columns are made of. */
  get body(): Extent {
    const { rows, columns } = this.extent
    return { rows: Math.max(1, this.view.rows.length || rows), columns }
  }

  /** Where the others are, as far as their cells are in sight. */
  get presence(): Presence[] {
    return this.people.flatMap(({ row, column, name }) => {
      const slot = this.rows.store.slotOf(row)
      const at = slot === undefined ? undefined : this.view.placeOf(slot)
      const place = this.columns.placeOf(this.rows.store.indexOf(column))
      return at === undefined || place < 0 ? [] : [{ spot: { row: at, column: place }, name }]
    })
  }

  /** Something that is shown has changed. */
  touch(): void {
    this.tick++
    this.tray.soon()
  }

  /** The row in sight at a place; undefined on the blank line after the last. */
  slotAt(row: number): Slot | undefined {
    return this.view.rows[row]
  }

  /** Index in the sheet of the column at a place. */
  indexAt(place: number): number {
    return this.columns.shown[place]?.index ?? 0
  }

  columnAt(place: number): Column | undefined {
    return this.columns.shown[place]?.column
  }

  cellAt({ row, column }: Spot): Cell {
    const slot = this.slotAt(row)
    return slot === undefined ? null : this.rows.store.cell(slot, this.indexAt(column))
  }

  isFilled = (spot: Spot): boolean => this.cellAt(spot) !== null

  /** Why this person may not write a cell. */
  barredAt({ row, column }: Spot): RefusalData | undefined {
    const bars = this.#barred[this.indexAt(column)]
    const slot = this.slotAt(row)
    return slot === undefined || this.rows.isLocal(slot) ? bars?.fresh : bars?.live
  }

  select(selection: Selection, reveal = true): void {
    this.selection = fitted(selection, this.extent, this.body)
    if (reveal) this.viewport.reveal(this.head)
  }

  /** The moving corner of the last range, which Shift with an arrow moves on. */
  get head(): Spot {
    const { anchor, ranges, active } = this.selection
    const last = ranges[ranges.length - 1]
    if (!last) return active
    return {
      row: anchor.row === last.top ? last.bottom : last.top,
      column: anchor.column === last.left ? last.right : last.left,
    }
  }

  /** Where the active cell is drawn; undefined where its column is out of sight. */
  get activeRect(): Rect | undefined {
    return rectOf(this.viewport.frame, this.selection.active)
  }

  /** How many columns a screen holds, for moving sideways. */
  get screenful(): number {
    return Math.max(1, this.viewport.frame.columns.filter(({ frozen }) => !frozen).length - 1)
  }

  heading(place: number): string {
    const column = this.columnAt(place)
    return column ? headingOf(this.sheet, column) : ''
  }

  /** Goes to a cell, wherever the row now is; false where it is out of sight. */
  goTo(slot: Slot, index: number): boolean {
    const row = this.view.placeOf(slot)
    const column = this.columns.placeOf(index)
    if (row === undefined || column < 0) return false
    this.select(select({ row, column }))
    this.editor.focus()
    return true
  }

  /** What a check has found in a cell. */
  findingAt(slot: Slot, index: number): string | undefined {
    return this.options.findings?.(this.rows.store.idOf(slot), this.rows.column(index)?.key ?? '')
  }

  /** 行高. What was in sight stays so: the active cell is shown again. */
  setLines(lines: RowLines): void {
    this.columns.setLines(lines)
    this.viewport.reveal(this.head)
    this.touch()
  }

  /**
   * 重新应用: sorts and filters as the rows are now; the active cell stays with its row. `then` is called once it is
   * done: at once, unless the sheet is large.
   */
  reapply(then: () => void = () => undefined): void {
    this.view.apply(this.rows.localRows(), (before) => {
      const { active } = this.selection
      const slot = before[active.row]
      this.stale = false
      this.touch()
      const row = slot === undefined ? undefined : this.view.placeOf(slot)
      this.select(select({ row: row ?? 0, column: active.column }), row !== undefined)
      then()
    })
  }

  /**
   * 瓦片. Rows that come tile by tile, the current month first: each stands at the end until the rows are arranged anew.
   * `then` is called once they are in sight.
   */
  takeTile(tile: Tile, then: () => void = () => undefined): void {
    this.#tiles.add(this.rows.takeTile(tile), (slots) => {
      this.view.append(slots)
      this.touch()
      then()
    })
  }

  /** What computed columns look at beside the rows has changed. */
  recompute(): void {
    this.rows.recompute()
    this.touch()
  }

  /** The rows that references may name have changed: they print and sort anew. */
  renewOptions(): void {
    this.printed.forget()
    this.lines.forget()
    this.view.renew()
    this.touch()
  }

  /** The feed began anew: the rows as they stand now. What is unsaved here stays. */
  replace(rows: readonly RowColumns[]): void {
    for (const { sheet, rows: ids, revs, columns } of rows) {
      if (sheet !== this.sheet.name) continue
      const present = new Set(ids)
      this.view.remove(this.rows.vanishUnless((id) => present.has(id)))
      const entries = ids.map((row, i) => ({
        n: 0,
        sheet,
        row,
        rev: revs[i] ?? 1,
        cells: Object.fromEntries(columns.map(({ key, words, codes }) => [key, words[codes[i] ?? -1] ?? null])),
      }))
      const { appeared } = this.rows.take(entries)
      this.view.insert(appeared)
      this.touch()
    }
  }

  #editedCell(): EditedCell | undefined {
    const { active } = this.selection
    const column = this.columnAt(active.column)
    if (!column || this.barredAt(active)) return undefined
    const slot = this.slotAt(active.row)
    const index = this.indexAt(active.column)
    const unsaved = slot === undefined ? undefined : this.rows.unsaved.get(slot, index)
    const text = unsaved?.state === 'refused' ? unsaved.text : editedText(this.rows, this.cellAt(active), index)
    return { kind: column.kind, text, options: this.optionsOf(column) }
  }

  /** What may be chosen in a column; undefined where text is free. */
  optionsOf({ kind }: Column) {
    if (kind.name === 'choice') return kind.options
    if (kind.name === 'flag') return flags
    if (kind.name === 'reference') return this.options.lookups?.(kind.sheet) ?? []
    return undefined
  }
}
