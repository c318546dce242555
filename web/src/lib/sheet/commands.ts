import { reasonOf } from '#shared/words/refusals'
import { grouped, takeBack } from './acts.ts'
import { fillSelection } from './filling.ts'
import { foldAll, foldAround, unfoldNear } from './folding.ts'
import type { CommandName, Key } from './keys.ts'
import type { SheetModel } from './model.svelte.ts'
import { advance } from './moves.ts'
import { move, selectAll } from './moving.ts'
import { mostPrinted } from './output/paper.ts'
import { output, rowsSeen } from './output/seen.ts'
import { nextProblem } from './problems.ts'
import { voidRows } from './rowacts.ts'
import { language, say } from './say.ts'
import { lastOf, rowsOf, selectRange, sizeOf, wholeColumns, wholeRows } from './selection.ts'
import { autofit, clear, commit, commitEverywhere, edit, escape, insertTime, newRow, options, selectedColumns } from './writing.ts' // prettier-ignore

/** What can be done in a sheet. The button, the menu and the key all come here. */
export interface Command {
  run: (model: SheetModel, key?: Key) => void
  /** why it can't be done now, in words; undefined: it can */
  unless?: (model: SheetModel) => string | undefined
  /** whether it is there at all */
  offered?: (model: SheetModel) => boolean
  /** what a menu calls it for this selection: an act on many things prints how many */
  label?: (model: SheetModel) => string | undefined
}

type Run = Command['run']

const open =
  (panel: SheetModel['panel']): Run =>
  (model) => {
    model.panel = panel
  }

/** Moves on, having written what is being typed. */
const on =
  (key: 'tab' | 'enter', back: boolean): Run =>
  (model) => {
    commit(model)
    model.select(advance(model.selection, key, back, model.extent))
  }

/** Copying and pasting are the browser's own events; a menu can only ask for them. */
const byBrowser =
  (act: 'copy' | 'cut'): Run =>
  (model) => {
    model.editor.focus()
    document.execCommand(act)
  }

const readOnly = (model: SheetModel): string | undefined => {
  const because = model.barredAt(model.selection.active)
  return because && reasonOf(because, language())
}

const wholeColumn: Run = (model) => {
  const { left, right } = lastOf(model.selection)
  model.select(selectRange(wholeColumns(left, right, model.body), model.selection.active), false)
}

const wholeRow: Run = (model) => {
  const { top, bottom } = lastOf(model.selection)
  model.select(selectRange(wholeRows(top, bottom, model.extent), model.selection.active), false)
}

/** Cells that are selected in rows that are there; undefined for a single one. */
const many = ({ selection, view }: SheetModel): string | undefined => {
  const end = view.rows.length - 1
  const cells = selection.ranges.reduce((sum, range) => sum + Math.max(0, sizeOf({ ...range, bottom: Math.min(range.bottom, end) })), 0) // prettier-ignore
  return cells > 1 ? grouped(cells) : undefined
}

const counted =
  (words: (cells: string) => string) =>
  (model: SheetModel): string | undefined => {
    const cells = many(model)
    return cells === undefined ? undefined : words(cells)
  }

const tooLong = (model: SheetModel): string | undefined =>
  rowsSeen(model) > mostPrinted ? output().tooLong(grouped(rowsSeen(model)), grouped(mostPrinted)) : undefined

const rowsThere = (model: SheetModel): number[] =>
  rowsOf(model.selection).filter((row) => model.slotAt(row) !== undefined)

const readClipboard: Run = (model) => {
  model.editor.focus()
  model.notice = { text: say().said.pasteKey }
}

const isGrouped = ({ view }: SheetModel): boolean => view.groups.length > 0

/** 命令. One line for each; keys are in `keys.ts`, words in `shared/words/sheet.ts`. */
export const commands: Record<CommandName, Command> = {
  move: {
    run(model, key) {
      commit(model)
      move(model, key)
    },
  },
  next: { run: on('tab', false) },
  previous: { run: on('tab', true) },
  below: { run: on('enter', false) },
  above: { run: on('enter', true) },
  edit: { run: (model) => edit(model, 'toggle'), unless: readOnly },
  clear: { run: clear, unless: readOnly, label: counted((cells) => say().clearCells(cells)) },
  'clear-and-edit': { run: (model) => edit(model, 'blank'), unless: readOnly },
  escape: { run: escape },
  'line-break': { run: (model) => model.editor.insert('\n') },
  'commit-everywhere': { run: commitEverywhere, unless: readOnly },
  options: { run: options },
  'fill-down': { run: (model) => fillSelection(model, 'rows'), unless: readOnly },
  'fill-right': { run: (model) => fillSelection(model, 'columns'), unless: readOnly },
  today: { run: (model) => insertTime(model, 'day'), unless: readOnly },
  now: { run: (model) => insertTime(model, 'instant'), unless: readOnly },
  undo: {
    run: (model) => takeBack(model, 'undo'),
    unless: ({ undo }) => (undo.canUndo ? undefined : say().said.noUndo),
  },
  redo: {
    run: (model) => takeBack(model, 'redo'),
    unless: ({ undo }) => (undo.canRedo ? undefined : say().said.noRedo),
  },
  cut: { run: byBrowser('cut'), unless: readOnly },
  copy: { run: byBrowser('copy'), label: counted((cells) => say().copyCells(cells)) },
  paste: { run: readClipboard, unless: readOnly },
  'select-all': { run: selectAll },
  'select-column': { run: wholeColumn },
  'select-row': { run: wholeRow },
  find: { run: open('find') },
  replace: { run: open('replace') },
  'large-editor': { run: open('large'), unless: readOnly },
  help: { run: (model) => (model.options.openHelp ? model.options.openHelp() : open('help')(model)) },
  keys: { run: open('keys') },
  source: { run: openSource, offered: ({ options: { openSource: opens } }) => opens !== undefined },
  history: { run: open('history'), offered: ({ options: { source } }) => source.history !== undefined },
  reapply: { run: (model) => model.reapply() },
  fold: { run: foldAround, offered: isGrouped },
  unfold: { run: unfoldNear, offered: isGrouped },
  'fold-all': { run: (model) => foldAll(model, true), offered: isGrouped },
  'unfold-all': { run: (model) => foldAll(model, false), offered: isGrouped },
  'next-problem': { run: nextProblem },
  'new-row': { run: newRow, offered: ({ mayCreate }) => mayCreate },
  'void-rows': {
    run: (model) => voidRows(model, rowsThere(model)),
    offered: ({ mayVoid }) => mayVoid,
    label: (model) => say().voidRows(grouped(rowsThere(model).length)),
  },
  autofit: { run: (model) => autofit(model, selectedColumns(model)) },
  'hide-columns': { run: (model) => model.columns.hide(selectedColumns(model)) },
  freeze: { run: (model) => model.columns.freeze(lastOf(model.selection).right + 1) },
  menu: { run: openMenu },
  print: { run: open('print'), unless: tooLong },
}

function openSource(model: SheetModel): void {
  const { row, column } = model.selection.active
  const slot = model.slotAt(row)
  const key = model.columnAt(column)?.key
  if (slot !== undefined && key !== undefined) model.options.openSource?.(model.rows.store.idOf(slot), key)
}

function openMenu(model: SheetModel): void {
  const rect = model.activeRect
  model.menu = {
    of: 'cell',
    column: model.selection.active.column,
    x: rect?.x ?? 0,
    y: (rect?.y ?? 0) + (rect?.height ?? 0),
  }
}

/** Runs a command, where it may be run; else says why not. */
export function run(model: SheetModel, name: CommandName, key?: Key): void {
  const command = commands[name]
  if (command.offered && !command.offered(model)) return
  const because = command.unless?.(model)
  if (because === undefined) command.run(model, key)
  else model.notice = { text: because }
}
