import { EditionContent } from '#shared/disclosure/edition'
import { finishEdition } from '#functions/store/editions-done'
import { editionsIn, stepEdition, type EditionRow } from '#functions/store/editions'
import type { Key } from '#functions/store/layout'
import { assetFiles, filesOf, printOf, type Edition } from './files.ts'
import { folderOf, show, stands, writeOnce } from './folder.ts'
import { ensureLists, writeLists } from './lists.ts'
import { Busy, publisher, TRIES, type Publishing } from './publishing.ts'
import { withdraw } from './withdraw.ts'

/**
 * 公开. Brings one edition to where its row says it belongs, from wherever an earlier try left it: folder, switch, row,
 * lists, in this order. Every put is whole or has not happened, so a reader finds the old page or the new one, and a
 * list never names what does not stand. Hearing of the same edition twice does nothing twice.
 */
export async function publish(at: Publishing, key: Key): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    if (tries > 0) await at.store.pause(tries)
    const editions = await editionsIn(at.store, key.pk)
    const row = editions.find(({ sk }) => sk === key.sk)
    if (row?.unfinished === undefined) return
    if ((await proceed(at, row, editions)) === 'done') return
  }
  throw new Busy(key.sk)
}

type Went = 'done' | 'again'

function proceed(at: Publishing, row: EditionRow, editions: readonly EditionRow[]): Promise<Went> {
  if (row.state === 'withdrawn') return withdrawn(at, row, editions)
  if (row.publishedAt !== undefined) return listed(at, row, editions)
  if (row.state === 'signed' || row.state === 'recorded') return written(at, row, editions)
  return Promise.resolve('done')
}

/** A signed or recorded edition becomes public. Its row is read again afterwards, and the lists are made from that. */
async function written(at: Publishing, row: EditionRow, editions: readonly EditionRow[]): Promise<Went> {
  if (row.publishAt === undefined || row.publishAt > at.now()) return 'done'
  const edition = await editionOf(at, row, editions)
  // Someone else's page would be published under this approval: it lapses, and the content is submitted anew.
  if (row.state === 'signed' && row.renderer !== at.renderer.version) return lapse(at, row)
  const files = await filesOf(edition, at.renderer)
  for (const file of files) await writeOnce(at, row, file)
  await ensureLists(at, row)
  if ((await show(at, row, editions)) === 'late') return 'again'
  const step = { step: 'publish', by: publisher, at: at.now() }
  const state = row.state === 'signed' ? 'published' : row.state
  const facts = { state, publishedAt: step.at, address: folderOf(row), files: files.map(printOf) } as const
  await stepEdition(at.store, row, { ...step, written: facts })
  return 'again'
}

async function editionOf(at: Publishing, row: EditionRow, editions: readonly EditionRow[]): Promise<Edition> {
  const text = await at.contents.read(row.hash)
  const previous = editions.findLast((other) => other.edition < row.edition && stands(other))
  return {
    row,
    editions,
    text,
    content: parsed(text),
    previous: previous && row.correction !== undefined ? parsed(await at.contents.read(previous.hash)) : undefined,
  }
}

const parsed = (text: string): EditionContent => EditionContent.parse(JSON.parse(text))

async function lapse(at: Publishing, row: EditionRow): Promise<Went> {
  const gone = { publishAt: undefined, signedBy: undefined, signedAt: undefined, reviewedBy: undefined, reviewedAt: undefined } // prettier-ignore
  const written = { state: 'returned' as const, returnedBy: publisher, reason: '公开页已换版，请重新送审', ...gone }
  const went = await stepEdition(at.store, row, { step: 'lapse', by: publisher, at: at.now(), written })
  if (went === 'again') return 'again'
  await finishEdition(at.store, { ...row, rev: row.rev + 1 })
  return 'done'
}

/**
 * What is public already only needs its lists. A withdrawal that runs at the same time may have decided on the unit's
 * address before this edition was public; then the address is decided on once more.
 */
async function listed(at: Publishing, row: EditionRow, editions: readonly EditionRow[]): Promise<Went> {
  const withdrawing = editions.some(({ state, unfinished }) => state === 'withdrawn' && unfinished !== undefined)
  if (withdrawing && (await show(at, editions.findLast(stands) ?? row, editions)) === 'late') return 'again'
  for (const file of assetFiles(at.renderer)) await writeOnce(at, row, file)
  await writeLists(at, row, editions)
  await finishEdition(at.store, row)
  return 'done'
}

async function withdrawn(at: Publishing, row: EditionRow, editions: readonly EditionRow[]): Promise<Went> {
  if ((await withdraw(at, row, editions)) === 'late') return 'again'
  await writeLists(at, row, editions)
  await finishEdition(at.store, row)
  return 'done'
}
