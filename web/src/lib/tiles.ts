import type { TileAddress } from '#shared/base/contract'
import { decodeTile } from '#shared/base/tile'
import type { SheetModel } from './sheet/model.svelte.ts'

/** Tries before a month that can't be had is a problem to be told. */
const TRIES = 4

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))

/** The bytes of a tile; the browser unpacks them. */
async function bytesOf({ url, month }: TileAddress): Promise<Uint8Array> {
  for (let tries = 1; ; tries++) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return new Uint8Array(await answer.arrayBuffer())
    if (tries === TRIES) throw new Error(`the tile of ${month} answers ${answer?.status ?? 'nothing'}`)
    await pause(500 * tries)
  }
}

async function take(address: TileAddress, model: SheetModel): Promise<void> {
  const tile = decodeTile(model.sheet, await bytesOf(address))
  await new Promise<void>((done) => model.takeTile(tile, done))
}

/**
 * 读瓦片. Fills a sheet from its tiles, the newest month first, one after another. `first` is done when there is something
 * to look at, `all` when the year is there.
 */
export function fillFromTiles(
  tiles: readonly TileAddress[],
  model: SheetModel,
): { first: Promise<void>; all: Promise<void> } {
  const [newest, ...rest] = [...tiles].sort((one, other) => (one.month < other.month ? 1 : -1))
  const first = newest ? take(newest, model) : Promise.resolve()
  const all = rest.reduce((before, address) => before.then(() => take(address, model)), first)
  return { first, all }
}
