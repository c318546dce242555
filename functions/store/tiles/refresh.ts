import type { FeedEntry } from '#shared/base/contract'
import type { Sheet } from '#shared/base/sheet'
import type { TileRow } from '#shared/base/tile'
import { monthOf, type Month } from '#shared/cases/queue'
import { cursorOf, follow, readFeedHead, type FeedHead } from '../feed.ts'
import type { Store } from '../store.ts'
import type { Family } from './family.ts'
import { readTile, writeTile } from './make.ts'
import { readManifest, replaceManifest, type Manifest, type Months } from './manifest.ts'

export interface Making {
  store: Store
  sheet: Sheet
  now: string
}

/** Tiles are made anew when so many entries came since, or the first of fewer is so old; a reader follows the rest. */
export const pace = { entries: 40, seconds: 300 } as const

/** Rows taken into tiles at a time. */
const MOST = 5_000

/** Whether it is time to make the tiles of a feed anew. */
function isDue(head: FeedHead, made: Manifest | undefined, now: string): boolean {
  const behind = head.n - (made?.n ?? 0)
  const age = made ? (Date.parse(now) - Date.parse(made.at)) / 1000 : Infinity
  return behind >= pace.entries || (behind > 0 && age >= pace.seconds)
}

/** Makes the tiles of some readers anew where that is due. Several may try: the first one counts. */
export async function refreshWhenDue(family: Family, by: Making): Promise<void> {
  const [head, made] = await Promise.all([readFeedHead(by.store, family.feed), readManifest(by.store, family)])
  if (made && made.epoch !== head.epoch) return
  if (isDue(head, made, by.now)) await refresh(family, { head, made }, by)
}

/**
 * 更新瓦片. Takes what the feed says since the tiles were made into those of the months that it touches. Other months keep
 * their files: their bytes would be the same.
 */
export async function refresh(
  family: Family,
  { head, made }: { head: FeedHead; made: Manifest | undefined },
  by: Making,
): Promise<void> {
  let was = made
  while ((was?.n ?? 0) < head.n) {
    const { entries, n } = await entriesAfter(by.store, family, { epoch: head.epoch, n: was?.n ?? 0 })
    const months = await monthsWith(was?.months ?? {}, entries, { ...by, family })
    const is: Manifest = { epoch: head.epoch, n, at: by.now, months }
    if (!(await replaceManifest(by.store, family, { was, is }))) return
    was = is
  }
}

async function entriesAfter(
  store: Store,
  { feed }: Family,
  from: FeedHead,
): Promise<{ entries: FeedEntry[]; n: number }> {
  const entries: FeedEntry[] = []
  let cursor = cursorOf(from)
  for (let more = true; more && entries.length < MOST;) {
    const page = await follow(store, feed, cursor)
    entries.push(...page.entries)
    ;({ cursor, more } = page)
  }
  return { entries, n: Number(cursor.split('.')[1]) }
}

async function monthsWith(
  months: Months,
  entries: readonly FeedEntry[],
  by: Making & { family: Family },
): Promise<Months> {
  const next: Record<Month, Months[Month]> = { ...months }
  for (const [month, changes] of byMonth(entries)) {
    const of = { ...by, month }
    const line = await writeTile(by.store, of, taken(await readTile(by.store, of, months[month]), changes))
    if (line) next[month] = line
    else Reflect.deleteProperty(next, month)
  }
  return Object.fromEntries(Object.entries(next).sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** A row in a month, or its leaving. */
type Change = Pick<FeedEntry, 'row' | 'rev' | 'cells'>

function byMonth(entries: readonly FeedEntry[]): Map<Month, Change[]> {
  const found = new Map<Month, Change[]>()
  const add = (month: Month, change: Change): void => {
    const changes = found.get(month) ?? []
    changes.push(change)
    found.set(month, changes)
  }
  for (const { row, rev, cells, leave = [] } of entries) {
    for (const month of leave) add(month, { row, rev, cells: null })
    const month = cells ? monthOf(cells) : undefined
    if (month !== undefined) add(month, { row, rev, cells })
  }
  return found
}

/** Rows after some changes. An older state never takes the place of a newer one. */
export function taken(rows: readonly TileRow[], changes: readonly Change[]): TileRow[] {
  const now = new Map(rows.map((row) => [row.id, row]))
  for (const { row, rev, cells } of changes) {
    if ((now.get(row)?.rev ?? 0) > rev) continue
    if (cells) now.set(row, { id: row, rev, cells })
    else now.delete(row)
  }
  return [...now.values()]
}
