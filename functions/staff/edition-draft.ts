import { figures } from '#shared/accounts/figures'
import { refusal } from '#shared/base/refusal'
import { placeOf } from '#shared/base/place'
import type { Row, Sheet } from '#shared/base/sheet'
import { entries } from '#shared/budget/entries'
import { projects } from '#shared/budget/projects'
import { ownContent, type Frame } from '#shared/disclosure/content'
import type { EditionContent } from '#shared/disclosure/edition'
import { canonical, sha256 } from '#shared/disclosure/hash'
import { recordedContent } from '#shared/disclosure/recorded'
import { units } from '#shared/units/columns'
import type { Contents } from '#functions/store/editions-contents'
import { editorsOf } from '#functions/store/editions'
import { rowsIn } from '#functions/store/query'
import { keyOf, rowOf } from '#functions/store/row'
import type { Store } from '#functions/store/store'

/** What the steps of publishing are told beside the call. */
export interface DisclosureSettings {
  /** the version of the built page; what is approved names it */
  renderer: string
  demonstration: boolean
  contents: Contents
}

/** A fiscal year of a unit. */
export interface Of {
  year: number
  unit: string
}

/** 草稿. What would be submitted now: content, its canonical text and hash, and everyone who had a hand in the rows. */
export interface Draft {
  content: EditionContent
  text: string
  hash: string
  editors: string[]
}

/**
 * The content as the rows stand. Rows are read before their events, so nobody whose change is in the content is left
 * out of the editors. A year with figures of a foreign document is a recorded one.
 * @throws row/unknown where there is no such unit
 */
export async function draftOf(store: Store, of: Of, settings: DisclosureSettings, source?: string): Promise<Draft> {
  const place = placeOf(of.year, of.unit)
  const live = async (sheet: Sheet): Promise<Row[]> =>
    (await rowsIn(store, sheet, place)).filter(({ voided }) => !voided)
  const [frame, recorded, own, ledger] = await Promise.all([
    frameOf(store, of, settings),
    live(figures),
    live(projects),
    live(entries),
  ])
  const told = source === undefined ? {} : { source }
  const content: EditionContent =
    recorded.length > 0
      ? recordedContent({ ...frame, rows: recorded, ...told })
      : ownContent({ ...frame, projects: own, entries: ledger })
  const text = canonical(content)
  return { content, text, hash: await sha256(text), editors: await editorsOf(store, of.year, of.unit) }
}

async function frameOf(
  store: Store,
  { year, unit }: Of,
  { demonstration, renderer }: DisclosureSettings,
): Promise<Frame> {
  const [item] = await store.read([keyOf(store.district, units, '', unit)])
  const row = item && rowOf(units, unit, item)
  if (!row || row.voided) throw refusal('row/unknown', { row: unit })
  return { year, unit: { id: unit, name: String(row.cells.name ?? unit) }, demonstration, renderer }
}
