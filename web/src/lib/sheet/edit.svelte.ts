import type { Kind } from '#shared/base/cell'
import { searchOptions } from '#shared/base/kinds/options'
import type { ReferenceOption } from '#shared/base/kinds'
import type { Mode } from './keys.ts'

/** What the editor needs to know of the cell under it. */
export interface EditedCell {
  kind: Kind
  /** the cell's text as it is edited: exact, where the cell prints it rounded */
  text: string
  options: readonly ReferenceOption[] | undefined
}

const listed = 200

/**
 * 单元格编辑. The text field lies over the active cell and always has the focus, so the first letter of a Chinese word
 * already composes in it. It is empty and unseen until something is typed; while the input method composes, every key is
 * the input method's.
 */
export class Editor {
  mode = $state<Mode>('moving')
  text = $state('')
  composing = $state(false)
  listOpen = $state(false)
  /** the option that Enter takes; -1: none, the text is taken as it is */
  chosen = $state(-1)
  #cell = $state.raw<EditedCell | undefined>()
  #searching = $state(false)
  field: HTMLTextAreaElement | undefined

  readonly #cellNow: () => EditedCell | undefined

  /** What the list offers for what has been typed so far; Pinyin initials find too. */
  readonly offered: readonly ReferenceOption[] = $derived.by(() => {
    const options = this.#cell?.options
    if (!options || !this.listOpen) return []
    const typed = this.#searching ? this.#lastPart.replaceAll("'", '') : ''
    return searchOptions(options, typed).slice(0, listed)
  })

  constructor(cellNow: () => EditedCell | undefined) {
    this.#cellNow = cellNow
  }

  get active(): boolean {
    return this.mode !== 'moving'
  }

  get many(): boolean {
    const kind = this.#cell?.kind
    return kind?.name === 'choice' && kind.many === true
  }

  /** F2, a double click or Backspace. `list` opens the options at once. */
  open(text = this.#cellNow()?.text ?? '', list = false): void {
    const cell = this.#cellNow()
    if (!cell || !this.field) return
    this.#cell = cell
    this.mode = 'editing'
    this.#put(text)
    this.#searching = false
    this.listOpen = list && cell.options !== undefined
    this.chosen = this.listOpen
      ? this.offered.findIndex((option) => printed(option) === text || option.label === text)
      : -1
  }

  toggle(): void {
    if (this.mode === 'moving') this.open()
    else this.mode = this.mode === 'typing' ? 'editing' : 'typing'
  }

  /** The field has changed. The first change begins to replace the cell. */
  typed(): void {
    if (!this.field) return
    if (this.mode === 'moving') {
      this.#cell = this.#cellNow()
      this.mode = 'typing'
    }
    this.text = this.field.value
    this.#searching = true
    this.listOpen = this.#cell?.options !== undefined
    this.chosen = this.listOpen && this.#lastPart !== '' && this.offered.length > 0 ? 0 : -1
  }

  choose(by: 1 | -1): void {
    const count = this.offered.length
    if (count > 0) this.chosen = (this.chosen + by + count) % count
  }

  /** Takes an option over; in a column of many it joins the others, or leaves them. */
  take(option: ReferenceOption, toggling = true): void {
    this.#put(this.many ? this.#joined(printed(option), toggling) : printed(option))
    this.#searching = false
    if (!this.many) this.listOpen = false
    this.chosen = -1
  }

  /** The text as it is to be written, with the chosen option in it; the editor is closed. */
  finish(): string {
    const option = this.listOpen ? this.offered[this.chosen] : undefined
    if (option) this.take(option, false)
    const { text } = this
    this.close()
    return text
  }

  close(): void {
    this.mode = 'moving'
    this.listOpen = false
    this.chosen = -1
    this.composing = false
    this.#cell = undefined
    this.#put('')
  }

  insert(text: string): void {
    this.field?.setRangeText(text, this.field.selectionStart, this.field.selectionEnd, 'end')
    this.typed()
  }

  focus(): void {
    this.field?.focus({ preventScroll: true })
  }

  #put(text: string): void {
    this.text = text
    if (!this.field) return
    this.field.value = text
    this.field.setSelectionRange(text.length, text.length)
  }

  get #parts(): string[] {
    return this.text.split(/[、,，;；/\n]+/).map((part) => part.trim())
  }

  get #lastPart(): string {
    return this.many ? (this.#parts[this.#parts.length - 1] ?? '') : this.text
  }

  #joined(label: string, toggling: boolean): string {
    const held = (this.#searching ? this.#parts.slice(0, -1) : this.#parts).filter((part) => part !== '')
    const others = held.filter((part) => part !== label)
    return (toggling && others.length < held.length ? others : [...others, label]).join('、')
  }
}

const printed = ({ code, label }: ReferenceOption): string => (code === undefined ? label : `${code} ${label}`)
