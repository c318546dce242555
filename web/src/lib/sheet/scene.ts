import type { CellLook, CellState, GutterLook, HeadingLook, HeadLook, Scene } from './paint.ts'
import type { SheetModel } from './model.svelte.ts'
import { align } from '#shared/base/kinds'
import type { Pointer } from './pointer.svelte.ts'
import { mostLines } from './heights.ts'
import { wraps } from './lines.ts'
import { grouped } from './acts.ts'
import { headingOf, say } from './say.ts'
import { printSum } from './status.ts'
import { isSingle, type Range } from './selection.ts'
import type { Slot } from './store.ts'

/** Everything that is drawn but the frame, as the model and the pointer are now. */
export function contentOf(model: SheetModel, pointer: Pointer): Omit<Scene, 'frame' | 'content'> {
  const { selection, copied, focused, editor } = model
  const editing = editor.active
  return {
    cell: (row, column) => lookOf(model, row, column),
    heading: (column) => headingLook(model, column, pointer.hovered === column),
    gutter: (row) => gutterLook(model, row),
    head: (head) => headLook(model, head),
    active: selection.active,
    ranges: selection.ranges,
    handle: focused && !editing && model.writable && selection.ranges.length === 1,
    filling: pointer.filling?.target,
    copied: copied?.ranges ?? [],
    presence: model.presence,
    dropAt: pointer.dropAt,
    focused,
  }
}

/** One cell: what it prints, or what was typed and refused. */
export function lookOf(model: SheetModel, row: number, place: number): CellLook {
  const shown = model.columns.shown[place]
  const slot = model.slotAt(row)
  if (!shown) return { text: '', end: false }
  const { index, column } = shown
  const end = align(column.kind) === 'end'
  const sunken = model.writable && model.barredAt({ row, column: place }) !== undefined
  if (slot === undefined) return { text: '', end, sunken }
  const state = stateOf(model, slot, index)
  if (state === 'missing') return { text: say().missing, end, state }
  const unsaved = state === 'refused' ? model.rows.unsaved.get(slot, index) : undefined
  const lines = wraps(column) ? mostLines[model.columns.lines] : undefined
  return { text: unsaved?.text ?? model.printed.text(slot, index), end, sunken, muted: sunken, state, lines }
}

function stateOf(model: SheetModel, slot: Slot, index: number): CellState | undefined {
  const { rows } = model
  const unsaved = rows.unsaved.get(slot, index)
  if (unsaved?.state === 'refused' || unsaved?.state === 'clash') return unsaved.state
  if (rows.isLocal(slot)) {
    const column = rows.column(index)
    return column?.required && column.edit !== undefined && rows.store.cell(slot, index) === null
      ? 'missing'
      : undefined
  }
  if (unsaved && model.slow) return 'waiting'
  if (model.foreign.size > 0 && model.foreign.has(`${slot} ${index}`)) return 'foreign'
  return model.findingAt(slot, index) === undefined ? undefined : 'finding'
}

type Share = 'no' | 'part' | 'whole'

function shareOf(ranges: readonly Range[], along: 'rows' | 'columns', at: number): Share {
  const inside = ranges.filter((range) =>
    along === 'rows' ? at >= range.top && at <= range.bottom : at >= range.left && at <= range.right,
  )
  if (inside.length === 0) return 'no'
  return inside.some(({ whole }) => whole === along || whole === 'all') ? 'whole' : 'part'
}

function headingLook(model: SheetModel, place: number, hovered: boolean): HeadingLook {
  const column = model.columnAt(place)
  const key = column?.key ?? ''
  const at = model.view.sort.findIndex((sort) => sort.column === key)
  const sort = model.view.sort[at]
  return {
    text: model.heading(place),
    end: column !== undefined && align(column.kind) === 'end',
    sort: sort && { descending: sort.descending, place: model.view.sort.length > 1 ? at + 1 : undefined },
    filtered: model.view.filters.has(key),
    computed: column?.computed !== undefined && column.edit === undefined,
    selected: shareOf(model.selection.ranges, 'columns', place),
    hovered,
  }
}

function gutterLook(model: SheetModel, row: number): GutterLook {
  const slot = model.slotAt(row)
  const selected = shareOf(model.selection.ranges, 'rows', row)
  const active = model.selection.active.row === row
  if (slot === undefined) return { text: '＋', selected, active: false, local: false }
  const single = isSingle(model.selection)
  return { text: String(row + 1), selected, active: active && single, local: model.rows.isLocal(slot) }
}

const noHead: HeadLook = { level: 0, text: '', count: '', folded: false, sum: () => '' }

export function headLook(model: SheetModel, head: number): HeadLook {
  const group = model.view.heads[head]
  if (!group) return noHead
  const { rows, sheet, view, columns } = model
  const column = rows.column(group.column)
  const cell = rows.store.dictionary(group.column).word(group.code)
  const value = cell === null ? say().blank : rows.print(cell, group.column)
  return {
    level: group.level,
    text: `${column ? headingOf(sheet, column) : ''} ${value}`,
    count: say().grouping.rows(grouped(group.count)),
    folded: view.isFolded(group),
    sum: (place) => {
      const shown = columns.shown[place]
      const sum = shown && group.sums.get(shown.index)
      return sum === undefined || !shown ? '' : printSum(sum, shown.column.kind)
    },
  }
}
