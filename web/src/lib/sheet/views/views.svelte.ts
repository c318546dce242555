import type { SavedView, ViewState } from '#shared/base/views'
import { reasonOf } from '#shared/words/refusals'
import { becauseOf } from '../acts.ts'
import type { SheetModel } from '../model.svelte.ts'
import { language } from '../say.ts'
import type { ViewShelf } from '../sheet.ts'
import { linkOf, sameState, showState, stateIn, stateOf, viewWords } from './state.ts'

/** Addresses longer than this are cut off by servers and chat windows. */
const longest = 6_000

/** 视图. The saved views of one sheet, which of them is shown, and whether the screen still shows it as it was saved. */
export class Views {
  saved = $state.raw<readonly SavedView[]>([])
  chosen = $state.raw<SavedView | undefined>()
  readonly #model: SheetModel
  readonly #shelf: ViewShelf
  readonly #plain: ViewState

  constructor(model: SheetModel, shelf: ViewShelf) {
    this.#model = model
    this.#shelf = shelf
    this.#plain = stateOf(model)
  }

  /** What the chosen view, or the sheet without one, looks like untouched. */
  get untouched(): ViewState {
    return this.chosen?.state ?? this.#plain
  }

  get changed(): boolean {
    return !sameState(stateOf(this.#model), this.untouched)
  }

  /** Shows what the address holds; the list of saved views comes when it comes. */
  async open(): Promise<void> {
    const text = this.#shelf.address.read()
    const state = text === undefined ? undefined : stateIn(text, this.#model.sheet.name)
    if (state === 'unreadable') this.#model.notice = { text: viewWords().badLink }
    else if (state) showState(this.#model, state)
    await this.#try(async () => {
      this.saved = await this.#shelf.list()
    })
    if (state && state !== 'unreadable') this.chosen = this.saved.find((view) => sameState(view.state, state))
  }

  /** The address holds what is seen, as long as that is not the sheet as it is opened. */
  keepAddress(): void {
    const state = stateOf(this.#model)
    const link = sameState(state, this.#plain) ? '' : linkOf(this.#model.sheet.name, state)
    this.#shelf.address.write(link === '' || link.length > longest ? undefined : link)
  }

  choose(view: SavedView | undefined): void {
    this.chosen = view
    showState(this.#model, this.untouched)
  }

  revert(): void {
    showState(this.#model, this.untouched)
  }

  /** A new view of what is seen now. */
  saveAs(name: string, shared: boolean): Promise<void> {
    return this.#put({ id: this.#model.options.mint(), rev: 0, name, shared })
  }

  /** 保存, 保存到共享视图: the only ways in which a view changes. */
  async save(): Promise<void> {
    if (this.chosen) await this.#put(this.chosen)
  }

  async remove(): Promise<void> {
    const { chosen } = this
    if (!chosen) return
    await this.#try(async () => {
      await this.#shelf.remove(chosen)
      this.saved = this.saved.filter(({ id }) => id !== chosen.id)
      this.choose(undefined)
      this.#model.notice = { text: viewWords().removed(chosen.name) }
    })
  }

  #put({ id, rev, name, shared }: Pick<SavedView, 'id' | 'rev' | 'name' | 'shared'>): Promise<void> {
    return this.#try(async () => {
      const saved = await this.#shelf.save({ id, rev, name, shared, state: stateOf(this.#model) })
      this.saved = [...this.saved.filter((view) => view.id !== id), saved]
      this.chosen = saved
      this.#model.notice = { text: viewWords().saved(name) }
    })
  }

  /** What the server refuses is told, and nothing on the screen changes. */
  async #try(act: () => Promise<void>): Promise<void> {
    try {
      await act()
    } catch (error) {
      const trouble = this.#model.options.source.trouble(error)
      const final = trouble.why === 'refused' || trouble.why === 'defect'
      this.#model.notice = { text: final ? reasonOf(becauseOf(trouble), language()) : viewWords().offline }
    }
  }
}
