import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { applyBatch } from '#functions/store/apply'
import { batchKey } from '#functions/store/layout'
import type { Item, Store } from '#functions/store/store'
import { replay } from '../faults/replay.ts'
import { anOffice, creatingAs, done, rowsNow, setting, type Clerk, type Office } from './office.ts'
import { aLedgerYear, entries, someEntries, type LedgerYear } from './ledger-year.ts'

let office: Office
let year: LedgerYear
let accountant: Clerk
beforeAll(async () => {
  office = await anOffice()
  year = await aLedgerYear(office)
  accountant = year.accountant
})
afterAll(async () => {
  const { faults } = await replay(office.store, office.rulebook, ['accounts'])
  await office.close()
  expect(faults).toEqual([])
})

async function journalOf(batch: string): Promise<Item[]> {
  const { pk } = batchKey('test', batch)
  const input = { TableName: 'state', KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } }
  const { Items = [] } = await office.store.db.send(new QueryCommand(input))
  return Items as Item[]
}

it('keeps a change’s chunks for a week, and what became of their rows for good', async () => {
  const change = creatingAs(entries, someEntries(year, 120))
  await accountant.changes.submit(change)
  const named = async (name: string) => (await journalOf(change.batch)).filter(({ sk }) => sk.startsWith(name))
  const chunks = await named('CHUNK#')
  expect(chunks.map(({ rows }) => rows)).toEqual([49, 49, 22])
  const week = Date.parse(office.now()) / 1000 + 7 * 24 * 3600
  for (const { ttl } of chunks) expect(Math.abs(Number(ttl) - week)).toBeLessThan(60)
  expect(await named('DONE#')).toEqual([])
  await office.work()
  const done = await named('DONE#')
  expect(done.map(({ summary }) => (JSON.parse(String(summary)) as { applied: number }).applied)).toEqual([49, 49, 22])
  expect(done.every(({ ttl }) => ttl === undefined)).toBe(true)
})

it('tells how far a change is while it is being applied', async () => {
  const change = creatingAs(entries, someEntries(year, 150))
  await accountant.changes.submit(change)
  let left = 2
  await applyBatch(change.batch, { ...office, mayGoOn: () => left-- > 0 })
  const answer = await accountant.changes.batch({ batch: change.batch })
  expect(answer).toMatchObject({ state: 'accepted', rows: 150, done: 98, counts: { applied: 98 }, others: [] })
  await applyBatch(change.batch, { ...office, mayGoOn: () => true })
  expect(await accountant.changes.batch({ batch: change.batch })).toMatchObject({ state: 'applied', done: 150 })
})

it('applies what was accepted, when another content had been journalled under the same batch and never accepted', async () => {
  const made = someEntries(year, 120)
  await done(office, accountant, creatingAs(entries, made))
  const change = (to: string) => setting(entries, 'memo', Object.keys(made).map((id, i) => [id, `第${i}笔`, to])) // prettier-ignore
  const first = change('先')
  const second = { ...change('后'), batch: first.batch }
  const dying = await office.clerk(['accountant'], { store: diesBeforeAcceptance(office.store) })
  await expect(dying.changes.submit(first)).rejects.toThrow('the process was killed')
  expect((await journalOf(first.batch)).map(({ sk }) => sk.split('#')[0])).toEqual(['CHUNK', 'CHUNK', 'CHUNK'])
  const answer = await done(office, accountant, second)
  expect(answer.counts.applied).toBe(120)
  const rows = await rowsNow(accountant, entries)
  expect(new Set(Object.keys(made).map((id) => rows.get(id)?.cells.memo))).toEqual(new Set(['后']))
})

it('goes on with the same journal, when a client repeats what died before its acceptance', async () => {
  const change = creatingAs(entries, someEntries(year, 110))
  const dying = await office.clerk(['accountant'], { store: diesBeforeAcceptance(office.store) })
  await expect(dying.changes.submit(change)).rejects.toThrow('the process was killed')
  const answer = await done(office, accountant, change)
  expect(answer.counts.applied).toBe(110)
  expect(await journalOf(change.batch)).toHaveLength(1 + 3 + 3)
})

/** A store whose process is killed when it has journalled and is about to accept. */
function diesBeforeAcceptance(store: Store): Store {
  const send: Store['db']['send'] = (command: { input: { TransactItems?: { Put?: { Item?: Item } }[] } }) => {
    const heads = command.input.TransactItems?.some(({ Put }) => Put?.Item?.sk === 'HEAD')
    if (heads) return Promise.reject(new Error('the process was killed')) as never
    return store.db.send(command as never)
  }
  return { ...store, db: Object.create(store.db, { send: { value: send } }) as Store['db'] }
}
