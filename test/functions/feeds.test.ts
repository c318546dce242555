import type { DynamoDBRecord } from 'aws-lambda'
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FeedEntry } from '#shared/base/contract'
import { project, type Projecting } from '#functions/projector/project'
import { feedHeadKey } from '#functions/store/layout'
import { mint } from '../client.ts'
import { chanceOf } from '../faults/inject.ts'
import { anOffice, creatingAs, done, refusalIn, rowsNow, setting, voiding, type Clerk, type Office } from './office.ts'
import { aLedgerYear, anEntry, entries, someEntries, units, type LedgerYear } from './ledger-year.ts'

let office: Office
let year: LedgerYear
let accountant: Clerk
let cursor: string
beforeAll(async () => {
  office = await anOffice()
  year = await aLedgerYear(office)
  accountant = year.accountant
})
beforeEach(async () => {
  await office.project()
  cursor = (await accountant.rows.open({ place: entries.place, sheets: ['entries'] })).cursor
})
afterAll(() => office.close())

/** Everything after the cursor, as a reader who stays gets it. */
async function followed(from = cursor): Promise<FeedEntry[]> {
  const found: FeedEntry[] = []
  for (let at = from, more = true; more;) {
    const answer = await accountant.rows.follow({ place: entries.place, sheets: ['entries'], cursor: at })
    found.push(...answer.entries)
    ;({ cursor: at, more } = answer)
  }
  return found
}

async function made(count: number): Promise<string[]> {
  const rows = someEntries(year, count)
  await done(office, accountant, creatingAs(entries, rows))
  return Object.keys(rows)
}

/** A projector of its own, that remembers nothing. */
const fresh = (over: Partial<Projecting> = {}): Projecting => ({
  store: office.store,
  rulebook: office.rulebook,
  now: office.now,
  told: new Map(),
  heads: new Map(),
  failed: () => undefined,
  ...over,
})

describe('a reader who follows', () => {
  it('sees rows come, change and go, as they stand', async () => {
    const [one = '', two = ''] = await made(2)
    await office.project()
    await done(office, accountant, setting(entries, 'memo', [[one, '第0笔', '改']]))
    await office.project()
    await done(office, accountant, voiding(entries, [{ id: two, rev: 1 }]))
    await office.project()
    const seen = await followed()
    expect(seen.map(({ row, rev, cells }) => [row, rev, cells?.memo])).toEqual([
      [one, 1, '第0笔'],
      [two, 1, '第1笔'],
      [one, 2, '改'],
      [two, 2, undefined],
    ])
    expect(seen[2]).toMatchObject({ by: accountant.account, cells: { amount: 1 } })
  })

  it('sees nothing of other sheets, and nothing before there is something', async () => {
    await done(
      office,
      accountant,
      setting({ sheet: 'projects', place: entries.place }, 'note', [[year.project, null, '改']]),
    )
    expect(await followed()).toEqual([])
    await office.project()
    expect(await followed()).toEqual([])
    const answer = await accountant.rows.follow({ place: entries.place, sheets: ['entries'], cursor })
    expect(answer.cursor).not.toBe(cursor)
  })

  it('reads a thousand changes page by page, each once', async () => {
    const ids = await made(1_311)
    await office.project()
    const seen = await followed()
    expect(seen.map(({ row }) => row).sort()).toEqual([...ids].sort())
  })

  it('is told to open anew when the feed was rebuilt, or has forgotten what comes next', async () => {
    const rebuilt = refusalIn(accountant.rows.follow({ place: entries.place, sheets: ['entries'], cursor: '0.1' }))
    expect(await rebuilt).toMatchObject({ code: 'feed/new-epoch', facts: { epoch: '1' } })
    const ahead = refusalIn(accountant.rows.follow({ place: entries.place, sheets: ['entries'], cursor: '1.999999' }))
    expect(await ahead).toMatchObject({ code: 'feed/new-epoch' })
    await made(1)
    await office.project()
    await office.store.db.send(
      new UpdateCommand({
        TableName: 'state',
        Key: feedHeadKey('test', 'YEAR#2026#centre'),
        UpdateExpression: 'SET n = n + :more',
        ExpressionAttributeValues: { ':more': 1 },
      }),
    )
    await made(1)
    await office.project()
    expect(await refusalIn(followed())).toMatchObject({ code: 'feed/new-epoch' })
  })
})

describe('what the projector hears twice, late or out of order', () => {
  it('never takes a row back: every reader ends with the rows as they stand', async () => {
    const ids = await made(40)
    const heard = await office.records()
    for (let round = 0; round < 5; round++) {
      const memo = (i: number): string => (round === 0 ? `第${i}笔` : `${round - 1}轮`)
      await done(office, accountant, setting(entries, 'memo', ids.map((id, i) => [id, memo(i), `${round}轮`]))) // prettier-ignore
      heard.push(...(await office.records()))
    }
    const chance = chanceOf(7)
    const shuffled = [...heard, ...heard].sort(() => chance() - 0.5)
    const slices = Array.from({ length: 12 }, (_, i) => shuffled.slice((i * shuffled.length) / 12, ((i + 1) * shuffled.length) / 12)) // prettier-ignore
    const answers = await Promise.all(slices.map((records) => project(records, fresh())))
    expect(answers.flatMap(({ batchItemFailures }) => batchItemFailures)).toEqual([])
    const told = new Map<string, FeedEntry>()
    for (const entry of await followed()) {
      expect(entry.rev).toBeGreaterThanOrEqual(told.get(entry.row)?.rev ?? 0)
      told.set(entry.row, entry)
    }
    const rows = await rowsNow(accountant, entries)
    for (const id of ids) expect(told.get(id)).toMatchObject({ rev: 6, cells: { memo: rows.get(id)?.cells.memo } })
  })

  it('is told once by a projector that remembers', async () => {
    await made(30)
    const heard = await office.records()
    const by = fresh()
    for (let round = 0; round < 3; round++) await project(heard, by)
    expect(await followed()).toHaveLength(30)
  })
})

describe('a record that can’t be projected', () => {
  const poison = { dynamodb: { Keys: {}, NewImage: { rev: { N: '1' } }, SequenceNumber: 'poison' } } as DynamoDBRecord
  const ghost = {
    dynamodb: {
      Keys: { pk: { S: 'test#YEAR#2026#centre' }, sk: { S: 'ENTRY#ghost' } },
      NewImage: { rev: { N: '1' } },
      SequenceNumber: 'ghost',
    },
  } as DynamoDBRecord

  it.each([
    ['without a key', poison],
    ['of a row that is not there', ghost],
  ])('%s is given back alone, and the rest flows', async (_, bad) => {
    await made(20)
    const heard = (await office.records()).filter(({ dynamodb }) => dynamodb?.NewImage?.rev)
    const failures: unknown[] = []
    const by = fresh({ failed: (error) => failures.push(error) })
    const at = 10
    const mixed = [...heard.slice(0, at), bad, ...heard.slice(at)]
    const first = await project(mixed, by)
    expect(first.batchItemFailures).toEqual([{ itemIdentifier: bad.dynamodb?.SequenceNumber }])
    expect(failures).toHaveLength(1)
    // The stream comes again from there, at last with that record alone, and goes on behind it.
    expect((await project([bad], by)).batchItemFailures).toHaveLength(1)
    expect((await project(heard.slice(at), by)).batchItemFailures).toEqual([])
    expect(new Set((await followed()).map(({ row }) => row)).size).toBe(20)
  })
})

it('follows registers and accounts as well', async () => {
  const registrar = year.registrar
  const { cursor: before } = await registrar.rows.open({ place: '', sheets: ['units'] })
  await done(office, registrar, creatingAs(units, { street: { code: 'street', name: '街道', kind: 'street' } }))
  await office.project()
  const { entries: seen } = await registrar.rows.follow({ place: '', sheets: ['units'], cursor: before })
  expect(seen).toMatchObject([{ row: 'street', cells: { name: '街道' } }])
  const admin = await office.clerk(['system-administrator'])
  const people = { sheet: 'accounts' as const, place: '' }
  const { cursor: start } = await admin.rows.open({ place: '', sheets: ['accounts'] })
  const id = mint()
  await done(office, admin, creatingAs(people, { [id]: { name: '新人', login: 'follow', state: 'active' } }))
  await office.project()
  const follow = await admin.rows.follow({ place: '', sheets: ['accounts'], cursor: start })
  expect(follow.entries.at(-1)).toMatchObject({ row: id, cells: { login: 'follow' } })
  expect(JSON.stringify(follow)).not.toContain('gsi1')
})

it('skips nothing of what changes while the sheet is being opened', async () => {
  const ids = await made(10)
  await office.project()
  const opening = accountant.rows.open({ place: entries.place, sheets: ['entries'] })
  const edit = accountant.changes.submit(setting(entries, 'memo', ids.map((id, i) => [id, `第${i}笔`, '同时']))) // prettier-ignore
  const [{ cursor: from, sheets }] = await Promise.all([opening, edit])
  await office.project()
  const later = new Map((await followed(from)).map(({ row, cells }) => [row, cells?.memo]))
  const memos = sheets[0]?.columns.find(({ key }) => key === 'memo')
  const seen = new Map(sheets[0]?.rows.map((row, i) => [row, memos?.words[memos.codes[i] ?? -1]]))
  for (const id of ids) expect(later.get(id) ?? seen.get(id)).toBe('同时')
})

it('can be read by an accountant only where he may read the sheet', async () => {
  await done(office, accountant, creatingAs(entries, { [mint()]: anEntry(year) }))
  const publisher = await office.clerk(['publisher'])
  const refused = refusalIn(publisher.rows.follow({ place: entries.place, sheets: ['entries'], cursor }))
  expect(await refused).toMatchObject({ code: 'access/not-allowed' })
})
