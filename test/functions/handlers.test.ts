import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Context, DynamoDBStreamHandler, ScheduledHandler, SQSBatchResponse, SQSHandler } from 'aws-lambda'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { editionKey, unfinishedEditions } from '#functions/store/layout'
import { storeHere } from '#functions/host/store'
import { mint } from '../client.ts'
import { replay } from '../faults/replay.ts'
import { anOffice, creatingAs, rowsNow, type Clerk, type Office } from './office.ts'
import { aLedgerYear, entries, someEntries, type LedgerYear } from './ledger-year.ts'
import { aPost, eventOf, type Post } from './post.ts'

let office: Office
let year: LedgerYear
let post: Post
let accountant: Clerk
let applier: SQSHandler
let clock: ScheduledHandler
let projector: DynamoDBStreamHandler
beforeAll(async () => {
  office = await anOffice()
  year = await aLedgerYear(office)
  post = await aPost()
  Object.assign(process.env, {
    DISTRICT: 'test',
    STAGE: 'test',
    STATE_TABLE: 'state',
    LEDGER_TABLE: 'ledger',
    FILES_BUCKET: 'files',
    CHANGES_QUEUE: `${post.url}/000000000000/changes`,
    EDITIONS_QUEUE: `${post.url}/000000000000/editions`,
    AWS_ENDPOINT_URL_DYNAMODB: office.engine.url,
    AWS_ENDPOINT_URL_SQS: post.url,
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  })
  ;({ handler: applier } = await import('#functions/applier/index'))
  ;({ handler: clock } = await import('#functions/clock/index'))
  ;({ handler: projector } = await import('#functions/projector/index'))
  accountant = await office.clerk(['accountant'], { store: storeHere() })
})
afterAll(async () => {
  const { faults } = await replay(office.store, office.rulebook, ['accounts'])
  post.close()
  await office.close()
  expect(faults).toEqual([])
})

const minutes = (left: number) => ({ getRemainingTimeInMillis: () => left * 60_000 }) as Context
const apply = async (event = post.take('changes'), left = 5) =>
  event && ((await applier(event, minutes(left), () => undefined)) as SQSBatchResponse)
const tick = () => clock({} as Parameters<ScheduledHandler>[0], minutes(1), () => undefined)

const accepted = async (count: number) => {
  const change = creatingAs(entries, someEntries(year, count))
  expect(await accountant.changes.submit(change)).toMatchObject({ state: 'accepted', done: 0 })
  return change
}

it('tells the applier of a large change, and the applier applies it', async () => {
  const change = await accepted(150)
  expect(await apply()).toEqual({ batchItemFailures: [] })
  const answer = await accountant.changes.batch({ batch: change.batch })
  expect(answer).toMatchObject({ state: 'applied', counts: { applied: 150 } })
})

it('finds a change whose message was lost, a minute later, and lets it be applied once, however often it is told', async () => {
  const change = await accepted(120)
  post.take('changes')
  await since(change.batch, new Date().toISOString())
  await tick()
  expect(post.take('changes')).toBeUndefined()
  await since(change.batch, '2026-01-01T00:00:00.000Z')
  await tick()
  await tick()
  const event = post.take('changes')
  expect(event?.Records.map(({ body }) => JSON.parse(body) as unknown)).toEqual([{ batch: change.batch }, { batch: change.batch }]) // prettier-ignore
  await Promise.all([apply(event), apply(event), apply(event)])
  expect(await accountant.changes.batch({ batch: change.batch })).toMatchObject({ counts: { applied: 120 } })
  const revs = (await rowsNow(accountant, entries)).get(change.creates?.rows[0] ?? '')?.rev
  expect(revs).toBe(1)
  await tick()
  expect(post.take('changes')).toBeUndefined()
})

it('begins no chunk that it has no time for, and says that the message must come again', async () => {
  const change = await accepted(150)
  const event = post.take('changes')
  expect(await apply(event, 0)).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-0' }] })
  expect(await accountant.changes.batch({ batch: change.batch })).toMatchObject({ state: 'accepted', done: 0 })
  expect(await apply(event)).toEqual({ batchItemFailures: [] })
  expect(await accountant.changes.batch({ batch: change.batch })).toMatchObject({ state: 'applied', done: 150 })
})

it('gives a message back that it can’t understand, and works on', async () => {
  const change = await accepted(60)
  const [body = ''] = post.take('changes')?.Records.map((record) => record.body) ?? []
  const answer = await apply(eventOf(['nonsense', body, JSON.stringify({ batch: mint() })]))
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-0' }] })
  expect(await accountant.changes.batch({ batch: change.batch })).toMatchObject({ state: 'applied' })
})

it('tells the publisher of editions that are due, and of no others', async () => {
  const key = editionKey('test', 2026, 'centre', 1)
  const sign = (publishAt: string) =>
    office.store.db.send(
      new UpdateCommand({
        TableName: 'state',
        Key: key,
        UpdateExpression: 'SET unfinished = :what, since = :at',
        ExpressionAttributeValues: { ':what': unfinishedEditions('test'), ':at': publishAt },
      }),
    )
  await sign('2099-01-01T00:00:00.000Z')
  await tick()
  expect(post.take('editions')).toBeUndefined()
  await sign('2026-01-01T00:00:00.000Z')
  await tick()
  expect(post.take('editions')?.Records.map(({ body }) => JSON.parse(body) as unknown)).toEqual([key])
})

it('projects the stream as it comes', async () => {
  await accepted(55)
  await apply()
  const Records = await office.records()
  expect(await projector({ Records }, minutes(1), () => undefined)).toEqual({ batchItemFailures: [] })
  const { entries: seen } = await accountant.rows.follow({ place: entries.place, sheets: ['entries'], cursor: '1.0' })
  expect(seen.length).toBeGreaterThan(55)
})

const since = (batch: string, at: string) =>
  office.store.db.send(
    new UpdateCommand({
      TableName: 'state',
      Key: { pk: `test#BATCH#${batch}`, sk: 'HEAD' },
      UpdateExpression: 'SET since = :at',
      ExpressionAttributeValues: { ':at': at },
    }),
  )
