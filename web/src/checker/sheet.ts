import type { Figure } from '#shared/base/figure'
import type { Lookup } from '#shared/base/formulas'
import { walkOf } from '#shared/disclosure/walk'
import { editionWords } from '#shared/words/edition'
import { button, element } from './elements.ts'
import { viewOf } from './views.ts'

const words = editionWords.check

/**
 * The popover in which a figure is taken apart: beside the figure on wide screens, from below on narrow ones. A dialog
 * of the browser's own keeps the keyboard within, closes by Esc and gives the focus back to the figure.
 */
export class Sheet {
  readonly #dialog = element('dialog', { class: 'check', 'aria-labelledby': 'check-title' })
  #trail: string[] = []

  constructor() {
    this.#dialog.addEventListener('click', (event) => {
      if (event.target === this.#dialog) this.#dialog.close()
    })
    document.body.append(this.#dialog)
  }

  show(id: string, lookup: Lookup, beside: Element): void {
    this.#trail = [id]
    this.#draw(lookup)
    this.#dialog.showModal()
    this.#place(beside)
  }

  fail(beside: Element): void {
    this.#dialog.replaceChildren(this.#head(''), element('p', { role: 'status' }, words.failed))
    this.#dialog.showModal()
    this.#place(beside)
  }

  #open(id: string, lookup: Lookup): void {
    this.#trail.push(id)
    this.#draw(lookup)
    this.#dialog.querySelector<HTMLElement>('h2')?.focus()
  }

  #draw(lookup: Lookup): void {
    const id = this.#trail[this.#trail.length - 1] ?? ''
    const figure = lookup(id)
    const walk = figure && walkOf(figure, lookup)
    const back = (): void => {
      this.#trail.pop()
      this.#draw(lookup)
      this.#dialog.querySelector<HTMLElement>('h2')?.focus()
    }
    const steps = this.#trail.length > 1 ? [button({ class: 'back' }, back, words.back)] : []
    const body = figure && walk ? viewOf(figure, walk, (next) => this.#open(next, lookup)) : [words.failed]
    this.#dialog.replaceChildren(this.#head(figure ? titleOf(figure) : ''), ...body, ...steps)
  }

  #head(title: string): HTMLElement {
    const close = button({ class: 'close', 'aria-label': words.close }, () => this.#dialog.close(), '✕')
    const heading = element('h2', { id: 'check-title', tabindex: '-1' }, words.title, element('span', {}, title))
    return element('div', { class: 'head' }, heading, close)
  }

  /** Under the figure where there is room, else above it; narrow screens place it by the stylesheet. */
  #place(beside: Element): void {
    const { style } = this.#dialog
    style.left = style.top = ''
    if (window.matchMedia('(max-width: 720px)').matches) return
    const at = beside.getBoundingClientRect()
    const { width, height } = this.#dialog.getBoundingClientRect()
    const room = window.innerHeight - at.bottom - 12
    const top = room >= height ? at.bottom + 8 : Math.max(8, at.top - height - 8)
    const left = Math.min(Math.max(8, at.left + at.width / 2 - width / 2), Math.max(8, window.innerWidth - width - 8))
    style.left = `${left}px`
    style.top = `${top}px`
  }
}

const titleOf = ({ label, place }: Figure): string => (place ? `${label}（${place}）` : label)
