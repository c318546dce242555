/** What a key asks for in a table of figures. */
export type KeyAct = 'give-up' | 'edit' | 'undo' | 'redo' | 'all' | 'erase' | 'caret' | 'move'

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>

const caretKeys = ['ArrowLeft', 'ArrowRight', 'Home', 'End']

/** While somebody edits, keys that would move to another cell sideways move the caret instead. */
export function actOf(event: Key, editing: boolean): KeyAct {
  const { key } = event
  if (editing && key === 'Escape') return 'give-up'
  if (editing && caretKeys.includes(key)) return 'caret'
  if (!editing && key === 'F2') return 'edit'
  if (!editing && (key === 'Delete' || key === 'Backspace')) return 'erase'
  return commandOf(event, editing) ?? 'move'
}

function commandOf({ key, ctrlKey, metaKey, shiftKey }: Key, editing: boolean): KeyAct | undefined {
  if (!ctrlKey && !metaKey) return undefined
  const letter = key.toLowerCase()
  if (letter === 'z') return editing ? 'give-up' : shiftKey ? 'redo' : 'undo'
  if (letter === 'y') return 'redo'
  return letter === 'a' && !editing ? 'all' : undefined
}
