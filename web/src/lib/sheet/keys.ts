import type { Way } from './moves.ts'

type Target = Way | 'row-start' | 'row-end' | 'first' | 'last' | 'page-up' | 'page-down' | 'page-left' | 'page-right'

/** Everything that can be done in a sheet by key, menu or button; each has its words in `shared/words/sheet.ts`. */
export type CommandName =
  | 'move'
  | 'next'
  | 'previous'
  | 'below'
  | 'above'
  | 'edit'
  | 'clear'
  | 'clear-and-edit'
  | 'escape'
  | 'line-break'
  | 'commit-everywhere'
  | 'options'
  | 'fill-down'
  | 'fill-right'
  | 'today'
  | 'now'
  | 'undo'
  | 'redo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'select-all'
  | 'select-column'
  | 'select-row'
  | 'find'
  | 'replace'
  | 'large-editor'
  | 'help'
  | 'keys'
  | 'source'
  | 'history'
  | 'reapply'
  | 'fold'
  | 'unfold'
  | 'fold-all'
  | 'unfold-all'
  | 'next-problem'
  | 'new-row'
  | 'void-rows'
  | 'autofit'
  | 'hide-columns'
  | 'freeze'
  | 'menu'
  | 'print'

/** `moving`: a cell is selected; `typing`: its text is being replaced, arrows commit; `editing`: arrows move the caret. */
export type Mode = 'moving' | 'typing' | 'editing'

/** One line of the key map. `native`: the browser's own event does it, the line tells people of it. */
export interface Key {
  chord: string
  command: CommandName
  in: readonly Mode[]
  to?: Target
  by?: 'one' | 'edge'
  extend?: boolean
  native?: true
}

const moving = ['moving'] as const
const atRest = ['moving', 'typing'] as const
const within = ['typing', 'editing'] as const
const always = ['moving', 'typing', 'editing'] as const

const arrows = [
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
] as const

const far = [
  ['Home', 'row-start'],
  ['End', 'row-end'],
  ['Ctrl+Home', 'first'],
  ['Ctrl+End', 'last'],
  ['PageUp', 'page-up'],
  ['PageDown', 'page-down'],
  ['Alt+PageUp', 'page-left'],
  ['Alt+PageDown', 'page-right'],
] as const

const shifted = (chord: string): string => chord.replace(/(\w+)$/, 'Shift+$1')

const moves: readonly Key[] = [
  ...arrows.flatMap(([key, to]): Key[] => [
    { chord: key, command: 'move', to, by: 'one', in: atRest },
    { chord: `Ctrl+${key}`, command: 'move', to, by: 'edge', in: moving },
    { chord: `Shift+${key}`, command: 'move', to, by: 'one', extend: true, in: moving },
    { chord: `Ctrl+Shift+${key}`, command: 'move', to, by: 'edge', extend: true, in: moving },
  ]),
  ...far.flatMap(([chord, to]): Key[] => [
    { chord, command: 'move', to, in: moving },
    { chord: shifted(chord), command: 'move', to, extend: true, in: moving },
  ]),
]

/**
 * 键位. The whole key map of the sheet, Excel and WPS first. Enter never opens the editor, for
 * hands come from Excel. Ctrl+R fills only with at least two columns selected, else the browser reloads.
 */
export const keys: readonly Key[] = [
  ...moves,
  { chord: 'Tab', command: 'next', in: always },
  { chord: 'Shift+Tab', command: 'previous', in: always },
  { chord: 'Enter', command: 'below', in: always },
  { chord: 'Shift+Enter', command: 'above', in: always },
  { chord: 'F2', command: 'edit', in: always },
  { chord: 'Escape', command: 'escape', in: always },
  { chord: 'Delete', command: 'clear', in: moving },
  { chord: 'Backspace', command: 'clear-and-edit', in: moving },
  { chord: 'Alt+Enter', command: 'line-break', in: within },
  { chord: 'Ctrl+Enter', command: 'commit-everywhere', in: always },
  { chord: 'Alt+ArrowDown', command: 'options', in: always },
  { chord: 'Ctrl+D', command: 'fill-down', in: moving },
  { chord: 'Ctrl+R', command: 'fill-right', in: moving },
  { chord: 'Ctrl+;', command: 'today', in: always },
  { chord: 'Ctrl+Shift+;', command: 'now', in: always },
  { chord: 'Ctrl+Z', command: 'undo', in: moving },
  { chord: 'Ctrl+Y', command: 'redo', in: moving },
  { chord: 'Ctrl+Shift+Z', command: 'redo', in: moving },
  { chord: 'Ctrl+X', command: 'cut', in: moving, native: true },
  { chord: 'Ctrl+C', command: 'copy', in: moving, native: true },
  { chord: 'Ctrl+V', command: 'paste', in: moving, native: true },
  { chord: 'Ctrl+A', command: 'select-all', in: moving },
  { chord: 'Ctrl+Space', command: 'select-column', in: moving },
  { chord: 'Shift+Space', command: 'select-row', in: moving },
  { chord: 'Ctrl+F', command: 'find', in: moving },
  { chord: 'Ctrl+H', command: 'replace', in: moving },
  { chord: 'Ctrl+P', command: 'print', in: moving },
  { chord: 'Shift+F2', command: 'large-editor', in: always },
  { chord: 'F1', command: 'help', in: always },
  { chord: 'Ctrl+/', command: 'keys', in: always },
  { chord: 'F4', command: 'source', in: moving },
  { chord: 'F8', command: 'next-problem', in: moving },
  { chord: 'Ctrl+Alt+L', command: 'reapply', in: moving },
  { chord: 'Alt+Shift+ArrowLeft', command: 'fold', in: moving },
  { chord: 'Alt+Shift+ArrowRight', command: 'unfold', in: moving },
  { chord: 'Alt+Shift+ArrowUp', command: 'fold-all', in: moving },
  { chord: 'Alt+Shift+ArrowDown', command: 'unfold-all', in: moving },
  { chord: 'Shift+F10', command: 'menu', in: moving },
  { chord: 'ContextMenu', command: 'menu', in: moving },
]

const byCode: Readonly<Record<string, string>> = { Semicolon: ';', Slash: '/', Space: 'Space' }

/** A key event as the map writes it: `Ctrl+Shift+ArrowDown`. The Command key of a Mac counts as Ctrl. */
export function chordOf(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1]
  const named = event.ctrlKey || event.metaKey || event.altKey ? letter : undefined
  const key = named ?? byCode[event.code] ?? (event.key.length === 1 ? event.key.toUpperCase() : event.key)
  return [
    event.ctrlKey || event.metaKey ? 'Ctrl+' : '',
    event.altKey ? 'Alt+' : '',
    event.shiftKey ? 'Shift+' : '',
    key,
  ].join('')
}

const lines = new Map<string, Key>(
  keys.flatMap((key) => key.in.map((mode): [string, Key] => [`${mode} ${key.chord}`, key])),
)

export const keyFor = (chord: string, mode: Mode): Key | undefined => lines.get(`${mode} ${chord}`)

/** The shortcut that a menu shows beside a command. */
export const shortcutOf = (command: CommandName): string | undefined =>
  keys.find((key) => key.command === command)?.chord.replace(/\+(?=.)/g, ' ')
