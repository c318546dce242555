import { afterAll, expect, it } from 'vitest'
import type { BatchAnswer } from '#shared/base/changes'
import { mint, signIn, type Person } from '../client.ts'
import { newEntries, openDesk, readYear, rowsOf, type Desk } from '../desk.ts'
import { aFolder, freePorts, startSystem, type System } from '../system.ts'

const kills = process.env.FULL === '1' ? 100 : 20
const folder = aFolder()
afterAll(() => folder.remove())

/** What the client itself knows: which change-sets were acknowledged, and what each row held by the last of them. */
interface Book {
  batches: Map<string, BatchAnswer>
  created: Map<string, string>
  memos: Map<string, string>
  unsure: Set<string>
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Saves in bulk until the system is gone; whatever got an answer is written into the book. */
async function saveUntilGone(desk: Desk, book: Book, gone: () => boolean): Promise<void> {
  while (!gone()) {
    const change = newEntries(desk, 150)
    try {
      book.batches.set(change.batch, await desk.accountant.call.changes.submit(change))
      for (const row of change.creates?.rows ?? []) book.created.set(row, change.batch)
    } catch {
      return
    }
  }
}

/** Edits single cells until the system is gone; an edit without an answer may or may not have been stored. */
async function typeUntilGone(desk: Desk, book: Book, gone: () => boolean): Promise<void> {
  const rows = desk.entries.slice(0, 5)
  for (let i = 0; !gone(); i++) {
    const row = rows[i % rows.length]
    if (!row) return
    const memo = `第${mint()}笔`
    try {
      const now = await memoOf(desk, row.id)
      const answer = await desk.accountant.call.changes.submit({
        batch: mint(),
        sheet: 'entries',
        place: desk.place,
        gesture: 'type',
        sets: { rows: [row.id], columns: [{ key: 'memo', words: [now, memo], before: [0], after: [1] }] },
      })
      if (answer.counts.applied === 1) book.memos.set(row.id, memo)
      book.unsure.delete(row.id)
    } catch {
      book.unsure.add(row.id)
      return
    }
  }
}

async function memoOf(desk: Desk, id: string): Promise<string | null> {
  const { entries } = await desk.accountant.call.rows.history({
    sheet: 'entries',
    place: desk.place,
    row: id,
    column: 'memo',
  })
  const after = entries[0]?.cells.memo?.[1] ?? null
  return typeof after === 'string' ? after : null
}

/** Changes one figure of the year, so that there is something to correct. */
async function correct({ accountant, place }: Desk): Promise<void> {
  const { sheets } = await accountant.call.rows.open({ place, sheets: ['particulars'] })
  const row = sheets.flatMap(rowsOf).find(({ id }) => id === 'staff.retired')
  const now = Number(row?.cells.count ?? 0)
  await accountant.call.changes.submit({
    batch: mint(),
    sheet: 'particulars',
    place,
    gesture: 'type',
    sets: { rows: ['staff.retired'], columns: [{ key: 'count', words: [now, now + 1], before: [0], after: [1] }] },
  })
}

interface Publishers {
  reviewer: Person
  leader: Person
  /** hears of each edition that was signed off: from here on the publisher is at work */
  signed?: () => void
}

/** Publishes edition after edition as three people, until the system is gone. */
async function publishUntilGone(desk: Desk, publishers: Publishers, gone: () => boolean): Promise<void> {
  const { year, unit, accountant } = desk
  const { reviewer, leader, signed } = publishers
  while (!gone()) {
    try {
      const { editions } = await accountant.call.disclosure.list({ year, unit })
      const last = editions.sort((a, b) => b.edition - a.edition)[0]
      if (last?.state === 'signed') {
        await pause(50)
        continue
      }
      const bound = { year, unit, edition: last?.edition ?? 0, rev: last?.rev ?? 0, hash: last?.hash ?? '' }
      if (last?.state === 'submitted') await reviewer.call.disclosure.review({ ...bound, secrecy: true })
      else if (last?.state === 'reviewed') {
        await leader.call.disclosure.signOff(bound)
        signed?.()
      } else {
        if (last) await correct(desk)
        const { hash } = await accountant.call.disclosure.draft({ year, unit })
        await accountant.call.disclosure.submit({ year, unit, hash, ...(last ? { correction: '台账补录' } : {}) })
      }
    } catch {
      if (gone()) return
      await pause(20)
    }
  }
}

/** Before the first kill there is a page to be kept whole. */
async function firstEdition(desk: Desk, publishers: Publishers): Promise<void> {
  const { accountant, year, unit } = desk
  let over = false
  const work = publishUntilGone(desk, publishers, () => over)
  for (let waited = 0; !over && waited < 1_200; waited++) {
    const { editions } = await accountant.call.disclosure.list({ year, unit })
    over = editions.some(({ publishedAt }) => publishedAt !== undefined)
    await pause(100)
  }
  over = true
  await work
}

/** A site that can't be read at this moment says so (502), which is no page: it is asked again. */
async function readable(url: string): Promise<Response> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(url)
    if (answer.status < 500) return answer
    await pause(100)
  }
  throw new Error(`${url} can't be read`)
}

/** The unit's page and the facts of the edition that it shows: both of one edition, or not there yet. */
async function mixed(system: System, { year, unit }: Desk): Promise<string[]> {
  const base = `${system.site}/editions/${year}/${unit}`
  const page = await readable(`${base}/`)
  if (page.status === 404) return []
  const html = await page.text()
  const edition = /data-edition="(\d+)"/.exec(html)?.[1]
  const hash = /\b([0-9a-f]{64})\b/.exec(html)?.[1]
  if (!edition || !hash || !html.trimEnd().endsWith('</html>'))
    return [`the page is not whole: ${html.length} characters`]
  const own = await readable(`${base}/${edition}/`)
  const facts = await readable(`${base}/${edition}/facts.json`)
  if (!own.ok || !facts.ok) return [`edition ${edition} is linked but lacks files (${own.status}, ${facts.status})`]
  const told = (await facts.json()) as { content?: { sha256?: string } }
  const other = told.content?.sha256
  return other === hash ? [] : [`page ${hash}, facts ${other ?? 'without hash'}`]
}

async function finish(desk: Desk, book: Book): Promise<string[]> {
  const lost: string[] = []
  for (const batch of book.batches.keys()) {
    let answer = await desk.accountant.call.changes.batch({ batch })
    for (let waited = 0; answer.state !== 'applied' && waited < 2_400; waited++) {
      await pause(100)
      answer = await desk.accountant.call.changes.batch({ batch })
    }
    const { applied, merged, unchanged, conflict, refused } = answer.counts
    if (answer.state !== 'applied' || applied + merged + unchanged + conflict + refused !== answer.rows)
      lost.push(`${batch} is ${answer.state} with ${JSON.stringify(answer.counts)} of ${answer.rows}`)
  }
  const { sheets } = await desk.accountant.call.rows.open({ place: desk.place, sheets: ['entries'] })
  const stored = new Map(sheets.flatMap(rowsOf).map((row) => [row.id, row]))
  for (const [row, batch] of book.created) if (!stored.has(row)) lost.push(`row ${row} of ${batch}`)
  for (const [row, memo] of book.memos)
    if (!book.unsure.has(row) && stored.get(row)?.cells.memo !== memo) lost.push(`memo of ${row}`)
  return lost
}

/** Waits for what must happen before a kill has a meaning; a system that never gets there is killed all the same. */
async function until(happened: () => boolean): Promise<void> {
  for (let waited = 0; !happened() && waited < 400; waited++) await pause(50)
}

interface Round {
  desk: Desk
  street: Desk
  book: Book
  publishers: Publishers
}

/**
 * Works until a moment at which a kill hurts: in one round of two among bulk saves, after the first answer; in the other
 * while an edition that was signed off is being written.
 */
async function workUntil(round: number, { desk, street, book, publishers }: Round, kill: () => Promise<void>) {
  const publishing = round % 2 === 1
  const answered = book.batches.size
  let [over, signed] = [false, false]
  const gone = (): boolean => over
  const work = Promise.all([
    ...(publishing ? [] : [saveUntilGone(street, book, gone)]),
    typeUntilGone(street, book, gone),
    publishUntilGone(desk, { ...publishers, signed: () => (signed = true) }, gone),
  ])
  await until(() => (publishing ? signed : book.batches.size > answered))
  await pause(Math.random() * (publishing ? 600 : 2_500))
  over = true
  await kill()
  await work
}

it(
  `keeps every acknowledged save and never shows a half edition through ${kills} kills`,
  { timeout: kills * 45_000 },
  async () => {
    const port = await freePorts()
    const book: Book = { batches: new Map(), created: new Map(), memos: new Map(), unsure: new Set() }
    const torn: string[] = []
    let system = await startSystem({ folder: folder.path, port })
    const desk = await openDesk(system)
    // Bulk saves go to another unit's ledger: a year under way is not published while it changes.
    const street = { ...desk, ...(await readYear(desk.accountant, `${desk.year}/wutong-street`)) }
    const publishers = { reviewer: await signIn(system, 'reviewer'), leader: await signIn(system, 'leader') }
    await firstEdition(desk, publishers)
    let halfway = 0
    for (let round = 0; round < kills; round++) {
      await workUntil(round, { desk, street, book, publishers }, async () => {
        torn.push(...(await mixed(system, desk).catch(() => [])))
        await system.kill()
      })
      system = await startSystem({ folder: folder.path, port })
      torn.push(...(await mixed(system, desk)))
      const { editions } = await desk.accountant.call.disclosure.list({ year: desk.year, unit: desk.unit })
      if (editions.some(({ state }) => state === 'signed')) halfway++
    }
    const lost = await finish(street, book)
    const { editions } = await desk.accountant.call.disclosure.list({ year: desk.year, unit: desk.unit })
    const published = editions.filter(({ publishedAt }) => publishedAt !== undefined).length
    await system.stop()
    console.log(
      `kills=${kills} batches=${book.batches.size} rows=${book.created.size} editions=${published} halfway=${halfway} lost=${lost.length} mixed=${torn.length}`,
    )
    expect({ lost, torn }).toEqual({ lost: [], torn: [] })
    expect(book.batches.size).toBeGreaterThanOrEqual(kills / 4)
    expect(published).toBeGreaterThan(kills / 10)
  },
)
