import type { Cell } from '#shared/base/cell'
import type { BatchAnswer, ChangeSet } from '#shared/base/changes'
import { numberIn } from '#shared/cases/numbers'
import { call } from '../call.ts'
import { session } from '../session.svelte.ts'
import { mint } from '../ulid.ts'

/** Columns that the form fills, and what the caller says of himself. */
const columns = ['channel', 'outside', 'type', 'urgency', 'title', 'subjectOne', 'subjectTwo', 'subjectThree', 'street', 'community', 'grid', 'tags'] as const // prettier-ignore
const persons = ['name', 'phone', 'address', 'text'] as const

export type Asked = (typeof columns)[number] | (typeof persons)[number]

const blank = (): Record<Asked, string> => ({
  channel: 'hotline',
  outside: '',
  type: 'complaint',
  urgency: 'normal',
  title: '',
  subjectOne: '',
  subjectTwo: '',
  subjectThree: '',
  street: '',
  community: '',
  grid: '',
  tags: '',
  name: '',
  phone: '',
  address: '',
  text: '',
})

/**
 * 登记草稿. One request that is being taken in. It has its own ids from the first key on, so that however often it is sent
 * it is taken in once; what was typed goes only when the server has answered for it.
 */
export class Draft {
  readonly typed = $state(blank())
  confidential = $state(false)
  readonly #row = mint(session.now())
  #sent: { content: string; batch: string } | undefined

  /** a number in the title, where everybody would read it */
  get numberInTitle(): string | undefined {
    return numberIn(this.typed.title)
  }

  /** Takes the number out of the title, and into the telephone where that is blank. */
  moveNumber(): void {
    const number = this.numberInTitle
    if (number === undefined) return
    this.typed.title = this.typed.title.replace(number, '').trim()
    if (this.typed.phone === '') this.typed.phone = number
  }

  get row(): string {
    return this.#row
  }

  async send(): Promise<BatchAnswer> {
    return session.run(() => call.changes.submit(this.#change()))
  }

  #change(): ChangeSet {
    const content = JSON.stringify([this.typed, this.confidential])
    if (this.#sent?.content !== content) this.#sent = { content, batch: mint(session.now()) }
    const given = (key: Asked): [Asked, string][] => {
      const text = this.typed[key].trim()
      return text === '' ? [] : [[key, text]]
    }
    const cells: [string, Cell][] = [...columns.flatMap(given), ['confidential', this.confidential]]
    const person = Object.fromEntries(persons.flatMap(given))
    return {
      batch: this.#sent.batch,
      sheet: 'cases',
      place: '',
      gesture: 'form',
      creates: { rows: [this.#row], columns: cells.map(([key, cell]) => ({ key, words: [cell], after: [0] })) },
      ...(Object.keys(person).length > 0 ? { persons: [{ row: this.#row, ...person }] } : {}),
    }
  }
}
