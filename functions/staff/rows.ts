import { implement } from '@orpc/server'
import { rowsContract, type HistoryEntry } from '#shared/base/contract'
import type { Right } from '#shared/base/access'
import { refusal } from '#shared/base/refusal'
import type { Place, RowId, Sheet, SheetName } from '#shared/base/sheet'
import { roles } from '#shared/people/roles'
import type { Call } from '#functions/host/context'
import { casesSeen, entriesSeen } from '#functions/store/cases'
import { columnsOf } from '#functions/store/columns'
import { cursorOf, follow, readFeedHead } from '#functions/store/feed'
import { latestEvents } from '#functions/store/history'
import { feedOf } from '#functions/store/layout'
import { rowsIn } from '#functions/store/query'
import { keyOf, rowOf } from '#functions/store/row'
import type { Rulebook } from '#functions/store/rulebook'
import { rulebook as product } from '#functions/store/rules'
import { gesturesOf, namesOf } from '#functions/store/who'
import { checkPlace } from '#functions/store/wire'

const os = implement(rowsContract).$context<Call>()

/** 行. Reading sheets: open once, then follow; and what was done to a row. */
export const rowsRouter = (rulebook: Rulebook = product) =>
  os.router({
    open: os.open.handler(({ input, context }) => open(context, sheetsFor(context, input, rulebook), input.place)),
    follow: os.follow.handler(({ input, context }) => followed(context, sheetsFor(context, input, rulebook), input)),
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

const feedAt = ([sheet]: readonly Sheet[], place: Place): string => (sheet ? feedOf(sheet, place) : '')

/** The head is read before the rows: what changes between is in the rows, and again in the feed. */
async function open(call: Call, sheets: Sheet[], place: Place) {
  const { store, now } = call
  const head = await readFeedHead(store, feedAt(sheets, place))
  const rows = await Promise.all(sheets.map(async (sheet) => liveRows(sheet, await rowsFor(call, sheet, place))))
  return { sheets: rows, cursor: cursorOf(head), now }
}

/** The rows of a sheet that the caller sees. */
const rowsFor = ({ store, actor, now }: Call, sheet: Sheet, place: Place) =>
  sheet.scope === 'cases' ? casesSeen(store, sheet, { actor, now }) : rowsIn(store, sheet, place)

const liveRows = (sheet: Sheet, rows: Awaited<ReturnType<typeof rowsIn>>) =>
  columnsOf(
    sheet,
    rows.filter((row) => !row.voided),
  )

async function followed(
  { store, actor, now }: Call,
  sheets: Sheet[],
  { place, cursor }: { place: Place; cursor: string },
) {
  const names = new Set(sheets.map(({ name }) => name))
  const { entries, ...rest } = await follow(store, feedAt(sheets, place), cursor)
  const told = entries.filter(({ sheet }) => names.has(sheet))
  return { entries: sheets.reduce((left, sheet) => entriesSeen(left, sheet, { actor, now }), told), ...rest, now }
}

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
  const rows = await rowsFor(call, sheet, place)
  return {
    sheet: columnsOf(
      sheet,
      rows.filter((row) => row.voided),
    ),
  }
}
