import { copy, paste, planPaste, type Answer, type Pasting } from './copying.ts'
import { readClipboard } from './clipboard.ts'
import { commands, run } from './commands.ts'
import { chordOf, keyFor } from './keys.ts'
import type { SheetModel } from './model.svelte.ts'
import { say } from './say.ts'
import { lastOf } from './selection.ts'
import { commit, refuses } from './writing.ts'

/** A key while the input method composes is the input method's; 229 is how browsers mark the first one. */
const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229

/** A key pressed in the sheet's text field: looked up in the key map, else left to the field. */
export function keyDown(model: SheetModel, event: KeyboardEvent): void {
  const { editor } = model
  if (isComposing(event)) return
  if (editor.listOpen && (event.key === 'ArrowDown' || event.key === 'ArrowUp') && !event.altKey) {
    event.preventDefault()
    editor.choose(event.key === 'ArrowDown' ? 1 : -1)
    return
  }
  const chord = chordOf(event)
  const key = keyFor(chord, editor.mode)
  if (!key || key.native) return
  if (chord === 'Ctrl+R' && lastOf(model.selection).left === lastOf(model.selection).right) return
  event.preventDefault()
  if (editor.active) commands[key.command].run(model, key)
  else run(model, key.command, key)
}

/** Something is about to be typed into the field: a cell that may not be written says why, and takes nothing. */
export function beforeInput(model: SheetModel, event: InputEvent): void {
  if (model.editor.active || !refuses(model)) return
  if (event.cancelable) event.preventDefault()
}

/** What an input method has composed over a cell that may not be written is thrown away again. */
export function input(model: SheetModel): void {
  const { editor } = model
  // Browsers undo across all fields of a page: what changes here while another has the focus was typed by nobody.
  if (!editor.active && !model.focused) {
    editor.close()
    return
  }
  if (!editor.active && model.barredAt(model.selection.active)) {
    if (!editor.composing) editor.close()
    return
  }
  if (!editor.active) model.viewport.reveal(model.selection.active)
  editor.typed()
}

export function copied(model: SheetModel, event: ClipboardEvent, cut: boolean): void {
  if (model.editor.active) return
  event.preventDefault()
  const given = copy(model, cut)
  if (!given) return
  event.clipboardData?.setData('text/html', given.html)
  event.clipboardData?.setData('text/plain', given.text)
}

/** A paste into the selection. `ask` puts the questions that the block raises, one after the other. */
export async function pasted(model: SheetModel, event: ClipboardEvent, ask: Ask): Promise<void> {
  if (model.editor.active) return
  event.preventDefault()
  const data = event.clipboardData
  const block = readClipboard({ html: data?.getData('text/html') ?? '', text: data?.getData('text/plain') ?? '' })
  if (!block) {
    model.notice = { text: say().said.nothing }
    return
  }
  const pasting = planPaste(model, block)
  const answers = pasting && (await answersTo(pasting, ask))
  if (answers) paste(model, pasting, answers)
}

export type Ask = (question: Pasting['questions'][number]) => Promise<Answer | undefined>

async function answersTo({ questions }: Pasting, ask: Ask): Promise<Map<number, Answer> | undefined> {
  const answers = new Map<number, Answer>()
  for (const question of questions) {
    const answer = await ask(question)
    if (answer === undefined) return undefined
    answers.set(question.column, answer)
  }
  return answers
}

/** The field has lost the focus within the page: what was typed is written. A window that is left keeps its editor. */
export function left(model: SheetModel, field: HTMLTextAreaElement): void {
  if (document.activeElement === field) return
  model.focused = false
  commit(model)
}
