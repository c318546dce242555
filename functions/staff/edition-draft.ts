import { refusal } from '#shared/base/refusal'
import { placeOf } from '#shared/base/place'
import { ownContent, type Frame } from '#shared/disclosure/content'
import type { EditionContent } from '#shared/disclosure/edition'
import { canonical, sha256 } from '#shared/disclosure/hash'
import { recordedContent } from '#shared/disclosure/recorded'
import type { Row } from '#shared/base/sheet'
import { units } from '#shared/units/columns'
import type { Contents } from '#functions/store/editions-contents'
import { editorsOf } from '#functions/store/editions'
import { keyOf, rowOf } from '#functions/store/row'
import type { Store } from '#functions/store/store'
import { liveRows, yearInput, type Of } from './edition-input.ts'

export type { Of } from './edition-input.ts'

/** What the steps of publishing are told beside the call. */
export interface DisclosureSettings {
  /** the version of the built page; what is approved names it */
  renderer: string
  demonstration: boolean
  contents: Contents
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
  const [frame, recorded] = await Promise.all([frameOf(store, of, settings), liveRows(store, 'figures', place)])
  const content = await (recorded.length > 0
    ? recordedDraft(store, frame, recorded, source)
    : ownDraft(store, frame, settings))
  const text = canonical(content)
  return { content, text, hash: await sha256(text), editors: await editorsOf(store, of.year, of.unit) }
}

async function ownDraft(store: Store, frame: Frame, { contents }: DisclosureSettings): Promise<EditionContent> {
  const of = { year: frame.year, unit: frame.unit.id, name: frame.unit.name }
  const { rows, registers, prior } = await yearInput(store, of, contents)
  return ownContent({ ...frame, ...rows, registers, prior })
}

/** What a document says that was published elsewhere, and what the checks find in it. */
async function recordedDraft(store: Store, frame: Frame, figures: readonly Row[], source: string | undefined) {
  const place = placeOf(frame.year, frame.unit.id)
  const [texts, scoreSheets, indicators] = await Promise.all([
    liveRows(store, 'texts', place),
    liveRows(store, 'score-sheets', place),
    liveRows(store, 'indicators', place),
  ])
  const told = source === undefined ? {} : { source }
  return recordedContent({ ...frame, rows: figures, texts, scoreSheets, indicators, ...told })
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
