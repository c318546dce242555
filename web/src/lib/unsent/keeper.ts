import type { BatchAnswer, BatchId } from '#shared/base/changes'
import type { Place, Sheet } from '#shared/base/sheet'
import { session } from '../session.svelte.ts'
import type { Draft, Intent, Keeping, Tray } from '../sheet/sheet.ts'
import { disinherit, inherit } from './estate.ts'
import { form } from './kept.ts'
import { ownTab } from './tabs.ts'
import { unsent } from './unsent.svelte.ts'

let keepers = 0

const batchOf = (intent: Intent): BatchId => ('change' in intent ? intent.change.batch : intent.as)

/** Personal data is not kept on a machine that others use as well: of accounts nothing is. */
export const isKept = ({ scope }: Pick<Sheet, 'scope'>): boolean => scope !== 'people'

/** 保管. Keeps what is typed into one sheet of one person, from the moment it is made until the server has it. */
export class Keeper implements Keeping {
  readonly #of: { account: string; sheet: Sheet['name']; place: Place }
  readonly #key = `${ownTab} ${keepers++}`

  constructor({ name }: Sheet, place: Place) {
    this.#of = { account: session.me?.account ?? '', sheet: name, place }
  }

  get able(): boolean {
    return !unsent.unable
  }

  keep(intent: Intent, cells: number): Promise<void> {
    const gesture = 'change' in intent ? intent.change.gesture : 'undo'
    return unsent.keep({ ...this.#now, batch: batchOf(intent), gesture, cells, intent })
  }

  arrived(batch: BatchId, answer?: BatchAnswer): void {
    unsent.arrived(batch, answer)
  }

  tray(tray: Tray): void {
    const isBlank = tray.cells.length + tray.rows.length === 0
    const key = this.#key
    void unsent.shelve((shelf) =>
      isBlank ? shelf.drop('trays', key) : shelf.put('trays', { ...this.#now, form, tab: ownTab, key, ...tray }),
    )
  }

  draft(draft: Draft | undefined): void {
    const key = this.#key
    void unsent.shelve((shelf) =>
      draft ? shelf.put('drafts', { ...this.#now, form, tab: ownTab, key, ...draft }) : shelf.drop('drafts', key),
    )
  }

  left(take: Parameters<Keeping['left']>[0]): void {
    inherit(this.#of, this.#key, take)
  }

  close(): void {
    disinherit(this.#key)
  }

  get #now() {
    return { ...this.#of, at: session.now() }
  }
}
