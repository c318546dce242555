import { columnKeys, type FormLine } from './lines.ts'

export interface Spot {
  row: number
  column: number
}

/** Where a key leads, as rows and columns; undefined where it does not move. */
const ways: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Enter: [1, 0],
  Tab: [0, 1],
  Home: [0, -99],
  End: [0, 99],
  PageUp: [-99, 0],
  PageDown: [99, 0],
}

type Key = Pick<KeyboardEvent, 'key' | 'shiftKey'>

function wayOf({ key, shiftKey }: Key): readonly [number, number] | undefined {
  const [down, right] = ways[key] ?? []
  if (down === undefined || right === undefined) return undefined
  const turns = shiftKey && (key === 'Enter' || key === 'Tab') ? -1 : 1
  return [down * turns, right * turns]
}

/** A line of one cell, such as a text, has it under every column. */
export const columnIn = (line: FormLine | undefined, column: number): number =>
  Math.min(column, (line?.cells.length ?? 1) - 1)

/**
 * Where a key leads from a cell. Tab goes on in the next line; at the form's ends it moves nowhere unless somebody
 * edits, so that nobody is caught in it.
 */
export function movedIn(lines: readonly FormLine[], spot: Spot, event: Key, editing: boolean): Spot | undefined {
  const [way, line] = [wayOf(event), lines[spot.row]]
  if (!way || !line) return undefined
  const [down, right] = way
  const at = columnIn(line, spot.column)
  const beyond = event.key === 'Tab' && (at + right < 0 || at + right >= line.cells.length)
  const last = right > 0 ? spot.row === lines.length - 1 : spot.row === 0
  if (beyond && last && !editing) return undefined
  if (beyond) return { row: spot.row + right, column: right > 0 ? 0 : columnKeys.length - 1 }
  return { row: spot.row + down, column: down === 0 ? at + right : spot.column }
}

/** What a key asks for, before it may move. */
export type FormAct = 'give-up' | 'edit' | 'undo' | 'redo' | 'erase' | 'break' | 'caret' | 'move'

const caretKeys = ['ArrowLeft', 'ArrowRight', 'Home', 'End']

type FormKey = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** `text`: the cell holds lines of text, so that Alt+Enter breaks one. */
export function actIn(event: FormKey, { editing, text }: { editing: boolean; text: boolean }): FormAct {
  const { key, altKey } = event
  if (editing && key === 'Escape') return 'give-up'
  if (key === 'F2') return 'edit'
  if (!editing && (key === 'Delete' || key === 'Backspace')) return 'erase'
  if (editing && text && altKey && key === 'Enter') return 'break'
  if (editing && caretKeys.includes(key)) return 'caret'
  return commandIn(event, editing) ?? 'move'
}

function commandIn({ key, ctrlKey, metaKey, shiftKey }: FormKey, editing: boolean): FormAct | undefined {
  const letter = ctrlKey || metaKey ? key.toLowerCase() : ''
  if (letter !== 'z' && letter !== 'y') return undefined
  if (editing) return 'give-up'
  return letter === 'y' || shiftKey ? 'redo' : 'undo'
}
