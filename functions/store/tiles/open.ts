import type { TileAddress } from '#shared/base/contract'
import type { Month } from '#shared/cases/queue'
import { cursorOf, readFeedHead } from '../feed.ts'
import type { Store } from '../store.ts'
import type { Family } from './family.ts'
import { readManifest } from './manifest.ts'

/** Addresses of some readers' tiles, and the cursor from which to follow behind them. */
export async function tilesFor(
  store: Store,
  family: Family,
  { months: wanted, now }: { months?: readonly Month[] | undefined; now: string },
): Promise<{ tiles: TileAddress[]; cursor: string }> {
  const [made, head] = await Promise.all([readManifest(store, family), readFeedHead(store, family.feed)])
  const from = made?.epoch === head.epoch ? made : { ...head, n: 0, months: {} }
  const lines = Object.entries(from.months).filter(([month]) => wanted?.includes(month) ?? true)
  const tiles = lines.map(async ([month, line]): Promise<TileAddress> => {
    const { url, until } = await store.tiles.sign({ feed: family.feed, month, hash: line.hash }, now)
    return { month, ...line, url, until, upTo: from.n }
  })
  return { tiles: await Promise.all(tiles), cursor: cursorOf(from) }
}
