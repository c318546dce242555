import * as z from 'zod'
import { lists, toRoot, unitEditions } from '#shared/disclosure/addresses'
import { emptyList, merged, type EditionList, type ListEntry } from '#shared/disclosure/lists'
import { dayOfInstant } from '#shared/disclosure/shown'
import { editionWords as words } from '#shared/words/edition'
import type { PublicFile, Standing } from '#functions/store/editions-files'
import type { EditionRow } from '#functions/store/editions'
import { folderOf } from './folder.ts'
import { Busy, replace, TRIES, type Publishing } from './publishing.ts'

const Entry = z.object({
  year: z.int(),
  unit: z.string(),
  unitName: z.string(),
  edition: z.int(),
  kind: z.enum(['own', 'recorded']),
  state: z.enum(['published', 'withdrawn']),
  title: z.string(),
  date: z.string(),
  hash: z.string(),
  rev: z.int(),
  correction: z.string().optional(),
  reason: z.string().optional(),
}) satisfies z.ZodType<ListEntry>

const List = z.object({
  form: z.literal('editions/1'),
  n: z.int(),
  demonstration: z.boolean(),
  editions: z.array(Entry),
}) satisfies z.ZodType<EditionList>

const html = 'text/html; charset=utf-8'
const json = 'application/json; charset=utf-8'

/** The editions that the public has read, as lists show them. */
export const entriesOf = (editions: readonly EditionRow[]): ListEntry[] =>
  editions.flatMap((row) => {
    if (row.publishedAt === undefined) return []
    const { year, unit, unitName, edition, kind, title, hash, rev, correction, publishAt, publishedAt } = row
    const gone = row.state === 'withdrawn'
    const entry = {
      year,
      unit,
      unitName,
      edition,
      kind,
      title,
      hash,
      rev,
      date: dayOfInstant(publishAt ?? publishedAt),
    }
    return [
      {
        ...entry,
        state: gone ? ('withdrawn' as const) : ('published' as const),
        ...(correction === undefined ? {} : { correction }),
        ...(gone && row.reason !== undefined ? { reason: row.reason } : {}),
      },
    ]
  })

async function standing(
  { site }: Publishing,
  demonstration: boolean,
): Promise<{ list: EditionList; over: Standing | undefined }> {
  const found = await site.read(lists.all)
  if (!found) return { list: emptyList(demonstration), over: undefined }
  return { list: List.parse(JSON.parse(found.text)), over: found.standing }
}

/** The list with these entries, written where they change anything; a writer that was slower takes the other's in. */
async function withEntries(
  at: Publishing,
  entries: readonly ListEntry[],
  demonstration: boolean,
): Promise<EditionList> {
  for (let tries = 0; tries < TRIES; tries++) {
    if (tries > 0) await at.store.pause(tries)
    const { list, over } = await standing(at, demonstration)
    const next = merged(list, entries)
    if (JSON.stringify(next.editions) === JSON.stringify(list.editions)) return list
    const body = `${JSON.stringify(next)}\n`
    if ((await at.site.put({ key: lists.all, type: json, body, order: next.n }, over)) === 'done') return next
  }
  throw new Busy(lists.all)
}

/** Pages of lists about one year and unit, and the file that its old editions read. */
function pagesOf({ renderer, district }: Publishing, list: EditionList, row: EditionRow): PublicFile[] {
  const page = (key: string, title: string, own: (entry: ListEntry) => boolean): PublicFile => {
    const root = toRoot(key)
    const part = { ...list, editions: list.editions.filter(own) }
    const style = `${root}${folderOf(row)}${renderer.assets.style.name}`
    const body = renderer.renderList({ list: part, title, name: district, root }, style)
    return { key, type: html, body, order: list.n }
  }
  const { year, unit, unitName } = row
  const ofYear = (entry: ListEntry): boolean => entry.year === year
  const ofUnit = (entry: ListEntry): boolean => entry.unit === unit
  const editions = list.editions.filter((entry) => ofYear(entry) && ofUnit(entry))
  return [
    page(lists.home, words.lists.title, () => true),
    page(lists.year(year), words.lists.byYear(year), ofYear),
    page(lists.unit(unit), words.lists.byUnit(unitName), ofUnit),
    { key: unitEditions(year, unit), type: json, body: `${JSON.stringify({ ...list, editions })}\n`, order: list.n },
  ]
}

/**
 * 目录. Makes the lists from the editions. They may lag behind, but lose nothing that a racing publisher wrote, and name
 * only what already stands. `late` pages were written from a longer list than this one.
 */
export async function writeLists(at: Publishing, row: EditionRow, editions: readonly EditionRow[]): Promise<void> {
  const list = await withEntries(at, entriesOf(editions), row.demonstration)
  for (const file of pagesOf(at, list, row)) await replace(at, file)
}

/** Before an edition is shown: the lists that its page links to stand, be they empty, so no link leads nowhere. */
export async function ensureLists(at: Publishing, row: EditionRow): Promise<void> {
  const { list } = await standing(at, row.demonstration)
  for (const file of pagesOf(at, list, row)) if (!(await at.site.head(file.key))) await at.site.put(file, undefined)
}
