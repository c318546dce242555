import type { Lookup } from '#shared/base/formulas'
import { figureOf, isFacts } from '#shared/disclosure/facts'
import { editionWords as words } from '#shared/words/edition'
import { Sheet } from './sheet.ts'

/**
 * 自己核一核. The one script of a public page: every figure opens what it rests on, worked out anew on the reader's own
 * device from the facts beside the page; and an old edition says that there is a newer one. Without it the page's links
 * lead to the printed formulas.
 */
const told = document.currentScript?.dataset ?? {}

async function read(address: string | undefined): Promise<unknown> {
  const answer = await fetch(address ?? '', { cache: 'no-cache' })
  if (!answer.ok) throw new Error(`${answer.status}`)
  return answer.json()
}

async function lookupOf(address: string | undefined): Promise<Lookup> {
  const facts = await read(address)
  if (!isFacts(facts)) throw new Error('another form of facts')
  const figures = new Map(facts.figures.map((fact) => [fact.id, figureOf(fact)]))
  return (id) => figures.get(id)
}

function checkable(): void {
  const sheet = new Sheet()
  let loading: Promise<Lookup> | undefined
  const show = (figure: HTMLElement): void => {
    loading ??= lookupOf(told.facts)
    loading.then(
      (lookup) => sheet.show(figure.dataset.figure ?? '', lookup, figure),
      () => {
        loading = undefined
        sheet.fail(figure)
      },
    )
  }
  for (const figure of document.querySelectorAll<HTMLElement>('[data-figure]')) {
    figure.setAttribute('role', 'button')
    figure.setAttribute('aria-haspopup', 'dialog')
    figure.tabIndex = 0
    figure.addEventListener('click', (event) => {
      event.preventDefault()
      show(figure)
    })
    figure.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      show(figure)
    })
  }
}

interface Known {
  editions: { edition: number; state: string }[]
}

const isKnown = (data: unknown): data is Known => typeof data === 'object' && data !== null && 'editions' in data

async function sayNewest(notice: HTMLElement): Promise<void> {
  const known = await read(told.editions)
  if (!isKnown(known)) return
  const { editions } = known
  const own = Number(told.edition)
  const newest = Math.max(own, ...editions.filter(({ state }) => state === 'published').map(({ edition }) => edition))
  const gone = editions.some(({ edition, state }) => edition === own && state === 'withdrawn')
  if (newest === own && !gone) return
  notice.textContent = gone ? words.withdrawnNow : words.newer(newest)
  notice.hidden = false
}

/** A printed page tells its whole address. */
for (const address of document.querySelectorAll('[data-address]'))
  address.textContent = location.origin + address.textContent

if ('HTMLDialogElement' in window) checkable()
const notice = document.querySelector<HTMLElement>('[data-newest]')
// A list that can't be read only means that nothing is said of newer editions.
if (notice) sayNewest(notice).catch(() => undefined)
