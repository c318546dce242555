import type { Difference } from './differences.ts'
import type { EditionContent, EditionLine } from './edition.ts'
import type { EditionList } from './lists.ts'

/** Where the page's links lead, relative to where this copy of the page stands. */
export interface Links {
  /** the edition's own folder, with everything that the page needs: `''` there, `2/` from the unit's address */
  folder: string
  /** the unit's address, which always shows the newest edition */
  unit: string
  /** the site's root */
  root: string
}

/** One of the unit's editions of this year, as the page's own list of editions shows it. */
export type EditionEntry = Pick<EditionLine, 'edition' | 'state' | 'kind' | 'hash' | 'correction' | 'publishAt'>

/** What the page is made from: what was approved, its row, where links lead, its forerunners and what it corrects. */
export interface EditionPage {
  content: EditionContent
  line: EditionLine
  links: Links
  editions?: readonly EditionEntry[]
  changes?: readonly Difference[]
}

export interface WithdrawnPage {
  line: EditionLine
  links: Links
  demonstration: boolean
}

/** `name`: whose site it is; `root`: the way up to the site's root. */
export interface ListPage {
  list: EditionList
  title: string
  name: string
  root: string
}

/** Names of the stylesheet and of the checker, each under the hash of its content. */
export interface AssetNames {
  style: string
  checker: string
}

/** The built page, as the publisher carries it along: equal input gives equal bytes. */
export interface Renderer {
  /** the hash of everything that a page is drawn by; another version voids an approval */
  version: string
  assets: Record<keyof AssetNames, { name: string; text: string }>
  renderEdition(page: EditionPage, assets: AssetNames): string
  renderWithdrawn(page: WithdrawnPage, assets: AssetNames): string
  /** `style` belongs to an edition: lists have no files of their own; without it the list stands bare */
  renderList(page: ListPage, style: string | undefined): string
}
