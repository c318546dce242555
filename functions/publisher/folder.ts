import { editionFolder, unitPage } from '#shared/disclosure/addresses'
import { editionsIn, type EditionRow } from '#functions/store/editions'
import { copyName, type EditionFile } from './files.ts'
import { Busy, isSame, replace, TRIES, type Publishing, type Replaced } from './publishing.ts'

export const folderOf = ({ year, unit, edition }: EditionRow): string => editionFolder(year, unit, edition)

/** The edition's row has moved on: what this process was writing is no longer wanted. */
export class Overtaken extends Error {
  constructor(row: EditionRow) {
    super(`edition ${row.year}/${row.unit}/${row.edition} has moved on`)
  }
}

/**
 * Writes a file of an edition's folder once. Bytes that stand there already, from a try before this one, are left; other
 * bytes can only come from an approval that lapsed before anybody could read them, and are replaced while the row still
 * waits for its publication. @throws Overtaken
 */
export async function writeOnce(
  at: Publishing,
  row: EditionRow,
  { name, immutable, ...file }: EditionFile,
): Promise<void> {
  const kept = immutable ? { immutable } : {}
  const whole = { ...file, ...kept, key: folderOf(row) + name, order: 0 }
  for (let tries = 0; tries < TRIES; tries++) {
    if (tries > 0) await at.store.pause(tries)
    if (tries === 0 && (await at.site.put(whole, undefined)) === 'done') return
    const standing = await at.site.head(whole.key)
    if (isSame(standing, whole.body)) return
    if (standing) await stillWaiting(at, row)
    if ((await at.site.put(whole, standing)) === 'done') return
  }
  throw new Busy(whole.key)
}

async function stillWaiting({ store }: Publishing, row: EditionRow): Promise<void> {
  const now = (await editionsIn(store, row.pk)).find(({ sk }) => sk === row.sk)
  if (now?.rev !== row.rev || now.publishedAt !== undefined) throw new Overtaken(row)
}

/** How far the year's editions have come, all together: grows with every step of any of them. */
export const orderOf = (editions: readonly EditionRow[]): number => editions.reduce((sum, { rev }) => sum + rev, 0)

/** Whether an edition may stand at the unit's address. */
export const stands = ({ publishedAt, state }: EditionRow): boolean =>
  publishedAt !== undefined && state !== 'withdrawn'

/**
 * 切换. The one put by which the unit's address shows another edition: the very bytes of the copy in that edition's
 * folder. `late`: the year's editions have moved on meanwhile, and the question must be asked anew.
 */
export async function show(at: Publishing, row: EditionRow, editions: readonly EditionRow[]): Promise<Replaced> {
  const copy = await at.site.read(folderOf(row) + copyName)
  if (!copy) throw new Error(`${folderOf(row)}${copyName} is missing`)
  const key = unitPage(row.year, row.unit)
  return replace(at, { key, type: 'text/html; charset=utf-8', body: copy.text, order: orderOf(editions) })
}
