import { implement } from '@orpc/server'
import type { BatchId } from '#shared/base/changes'
import { rowsContract, type FeedEntry, type HistoryEntry } from '#shared/base/contract'
import type { Actor, Right } from '#shared/base/access'
import { refusal } from '#shared/base/refusal'
import type { Place, Row, RowId, Sheet, SheetName } from '#shared/base/sheet'
import { roles } from '#shared/people/roles'
import type { Call } from '#functions/host/context'
import { casesSeen, entriesSeen, voidedCases } from '#functions/store/cases'
import { columnsOf } from '#functions/store/columns'
import { cursorOf, follow, readFeedHead } from '#functions/store/feed'
import { latestEvents } from '#functions/store/history'
import { feedOf } from '#functions/store/layout'
import { bePresent, presentIn } from '#functions/store/presence'
import { rowsIn } from '#functions/store/query'
import { keyOf, rowOf } from '#functions/store/row'
import type { Rulebook } from '#functions/store/rulebook'
import { rulebook as product } from '#functions/store/rules'
import { everyCase, familyFor } from '#functions/store/tiles/family'
import { tilesFor } from '#functions/store/tiles/open'
import { beginRebuild } from '#functions/store/tiles/rebuild'
import { gesturesOf, namesOf } from '#functions/store/who'
import { checkPlace } from '#functions/store/wire'

const os = implement(rowsContract).$context<Call>()

/** 行. Reading sheets: open once, then follow; and what was done to a row. */
export const rowsRouter = (rulebook: Rulebook = product) =>
  os.router({
    open: os.open.handler(({ input, context }) => open(context, sheetsFor(context, input, rulebook), input)),
    follow: os.follow.handler(({ input, context }) => followed(context, sheetsFor(context, input, rulebook), input)),
    rebuild: os.rebuild.handler(({ input, context }) => rebuilt(context, input.as)),
    history: os.history.handler(({ input, context }) =>
      history(context, sheetFor(context, input, rulebook, 'audit:read'), input),
    ),
    voided: os.voided.handler(({ input, context }) => voided(context, sheetFor(context, input, rulebook), input.place)),
  })

/**
 * The sheet, for those who read it or hold the `other` right that does as well here: 审计 reads every event.
 * @throws sheet/unknown, sheet/no-place, access/not-allowed
 */
export function sheetFor(
  { actor }: Call,
  { sheet: name, place }: { sheet: SheetName; place: Place },
  { sheets }: Rulebook,
  other?: Right,
): Sheet {
  const sheet = sheets[name]
  if (!sheet) throw refusal('sheet/unknown', { sheet: name })
  checkPlace(sheet, place)
  if ([sheet.read, other].some((right) => right !== undefined && actor.rights.has(right))) return sheet
  throw refusal('access/not-allowed', { right: sheet.read, granter: roles['security-administrator'].label })
}

/** Sheets that are read together share a feed. @throws sheet/mixed-places */
function sheetsFor(
  call: Call,
  { sheets: names, place }: { sheets: SheetName[]; place: Place },
  rulebook: Rulebook,
): Sheet[] {
  const sheets = [...new Set(names)].map((sheet) => sheetFor(call, { sheet, place }, rulebook))
  if (new Set(sheets.map((sheet) => feedOf(sheet, place))).size > 1)
    throw refusal('sheet/mixed-places', { sheets: names })
  return sheets
}

/** The feed of sheets that share a place; of cases the one that is for this reader. */
function feedAt([sheet]: readonly Sheet[], { place, actor }: { place: Place; actor: Actor }): string {
  if (!sheet) return ''
  return sheet.scope === 'cases' ? (familyFor(sheet, actor) ?? everyCase).feed : feedOf(sheet, place)
}

interface Opening {
  place: Place
  months?: string[] | undefined
  after?: string | undefined
}

/** The head is read before the rows: what changes between is in the rows, and again in the feed. */
async function open({ store, actor, now }: Call, sheets: Sheet[], input: Opening) {
  const { place } = input
  const cases = sheets.find(({ scope }) => scope === 'cases')
  if (cases) return openCases({ store, actor, now }, cases, input)
  const head = await readFeedHead(store, feedAt(sheets, { place, actor }))
  const rows = await Promise.all(sheets.map(async (sheet) => liveRows(sheet, await rowsIn(store, sheet, place))))
  return { sheets: rows, cursor: cursorOf(head), now }
}

/** Tiles for whoever sees every case, or those of a unit; pages of rows for whoever sees fewer, beside them. */
async function openCases(
  { store, actor, now }: Pick<Call, 'store' | 'actor' | 'now'>,
  sheet: Sheet,
  { months, after }: Opening,
) {
  const family = familyFor(sheet, actor)
  const head = await readFeedHead(store, (family ?? everyCase).feed)
  const page = sheet.sight?.whole(actor) ? { rows: [] } : await casesSeen(store, sheet, { actor, now, after })
  const rest = { sheets: [columnsOf(sheet, page.rows)], ...('after' in page ? { after: page.after } : {}), now }
  if (!family) return { ...rest, cursor: cursorOf(head) }
  return { ...rest, ...(await tilesFor(store, family, { months, now })) }
}

/** Voided rows of a sheet that the caller sees. */
const voidedRows = async ({ store, actor, now }: Call, sheet: Sheet, place: Place): Promise<Row[]> =>
  sheet.scope === 'cases'
    ? voidedCases(store, sheet, { actor, now })
    : (await rowsIn(store, sheet, place)).filter((row) => row.voided)

async function rebuilt({ store, actor, now }: Call, as: BatchId) {
  const { left } = await beginRebuild(store, { id: as, by: actor.account, now })
  return { as, left: left.length }
}

const liveRows = (sheet: Sheet, rows: Awaited<ReturnType<typeof rowsIn>>) =>
  columnsOf(
    sheet,
    rows.filter((row) => !row.voided),
  )

interface Following {
  place: Place
  cursor: string
  at?: { sheet: SheetName; row: RowId; column: string } | undefined
}

async function followed({ store, actor, now }: Call, sheets: Sheet[], { place, cursor, at }: Following) {
  const by = { actor, now, place }
  const on = sheets.find(({ name }) => name === at?.sheet)
  const [{ entries, ...rest }, present] = await Promise.all([
    follow(store, feedAt(sheets, by), cursor),
    presentIn(store, sheets, by),
    ...(on && at ? [bePresent(store, { ...at, sheet: on }, by)] : []),
  ])
  const names = new Set(sheets.map(({ name }) => name))
  const told = entries.filter(({ sheet }) => names.has(sheet))
  return { entries: sheets.reduce((left, sheet) => seenOf(left, sheet, by), told), present, ...rest, now }
}

/** Feeds of units hold nothing but what their readers see: entries that they may not know of are not there. */
const seenOf = (entries: readonly FeedEntry[], sheet: Sheet, by: { actor: Actor; now: string }): FeedEntry[] =>
  familyFor(sheet, by.actor) === undefined ? entriesSeen(entries, sheet, by) : [...entries]

interface Asked {
  place: Place
  row: RowId
  column?: string | undefined
  before?: number | undefined
}

const PAGE = 50

/** 审计 reads the events of every row; to others a row that they do not see has none. */
async function mayReadOf({ store, actor, now }: Call, sheet: Sheet, { place, row }: Asked): Promise<boolean> {
  if (!sheet.sight || sheet.sight.whole(actor) || actor.rights.has('audit:read')) return true
  const [item] = await store.read([keyOf(store.district, sheet, place, row)])
  return item !== undefined && sheet.sight.sees(actor, rowOf(sheet, row, item), now)
}

async function history(call: Call, sheet: Sheet, asked: Asked) {
  const { store } = call
  const { place, row, column, before } = asked
  if (!(await mayReadOf(call, sheet, asked))) return { entries: [], more: false }
  const key = keyOf(store.district, sheet, place, row)
  const found = await latestEvents(store, key, { limit: PAGE + 1, column, before })
  const events = found.slice(0, PAGE)
  const actors = events.map(({ by }) => by)
  const [names, gestures] = await Promise.all([namesOf(store, actors), gesturesOf(store, events)])
  const entries = events.map((event): HistoryEntry => {
    const gesture = gestures.get(event.batch)
    return { ...event, name: names.get(event.by) ?? '', ...(gesture === undefined ? {} : { gesture }) }
  })
  return { entries, more: found.length > PAGE }
}

async function voided(call: Call, sheet: Sheet, place: Place) {
  return { sheet: columnsOf(sheet, await voidedRows(call, sheet, place)) }
}
