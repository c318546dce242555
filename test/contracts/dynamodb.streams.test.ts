import type { ShardIteratorType } from '@aws-sdk/client-dynamodb-streams'
import { beforeAll, describe, expect, it } from 'vitest'
import { contract, differs, failure, N, readStream, S, type Item } from './dynamodb.ts'

const suite = contract()
let both: string
let keysOnly: string

beforeAll(async () => {
  both = await suite.table({ stream: 'NEW_AND_OLD_IMAGES' })
  keysOnly = await suite.table({ stream: 'KEYS_ONLY' })
  await put('row', { n: N(1) })
  await put('row', { n: N(2) })
  const Key = key('row')
  await suite.db.updateItem({
    TableName: both,
    Key,
    UpdateExpression: 'SET n = :n',
    ExpressionAttributeValues: { ':n': N(3) },
  })
  await suite.db.deleteItem({ TableName: both, Key })
})

const key = (name: string) => ({ pk: S('streams'), sk: S(name) })
const put = (name: string, more: Item = {}) => suite.db.putItem({ TableName: both, Item: { ...key(name), ...more } })

async function shard(TableName: string) {
  const { Table } = await suite.db.describeTable({ TableName })
  const StreamArn = Table?.LatestStreamArn
  const { StreamDescription } = await suite.streams.describeStream({ StreamArn })
  return { StreamArn, ShardId: StreamDescription?.Shards?.at(-1)?.ShardId }
}

async function recordsFrom(ShardIteratorType: ShardIteratorType, SequenceNumber?: string) {
  const at = { ...(await shard(both)), ShardIteratorType, ...(SequenceNumber ? { SequenceNumber } : {}) }
  const { ShardIterator } = await suite.streams.getShardIterator(at)
  const { Records = [] } = await suite.streams.getRecords({ ShardIterator })
  return Records
}

describe('a stream', () => {
  it('tells every change of a row in order, with the image before and after', async () => {
    const records = await readStream(suite, both, 4)
    const images = records
      .slice(0, 4)
      .map(({ eventName, dynamodb }) => [eventName, dynamodb?.OldImage?.n, dynamodb?.NewImage?.n])
    expect(images).toEqual([
      ['INSERT', undefined, N(1)],
      ['MODIFY', N(1), N(2)],
      ['MODIFY', N(2), N(3)],
      ['REMOVE', N(3), undefined],
    ])
  })

  it('gives each record its keys, its kind of view, its size and its time', async () => {
    const [first] = await readStream(suite, both, 1)
    expect(first).toMatchObject({
      eventSource: 'aws:dynamodb',
      dynamodb: { Keys: key('row'), StreamViewType: 'NEW_AND_OLD_IMAGES' },
    })
    expect(first?.eventID).toMatch(/./)
    expect(first?.dynamodb?.SizeBytes).toBeGreaterThan(0)
    expect(first?.dynamodb?.ApproximateCreationDateTime).toBeInstanceOf(Date)
  })

  it('numbers its records upwards', async () => {
    const records = await readStream(suite, both, 4)
    const numbers = records.map((record) => BigInt(record.dynamodb?.SequenceNumber ?? 0))
    expect(numbers).toEqual(numbers.toSorted((a, b) => (a < b ? -1 : 1)))
    expect(new Set(numbers).size).toBe(numbers.length)
  })

  it('carries no images where only keys are asked for', async () => {
    await suite.db.putItem({ TableName: keysOnly, Item: { ...key('k'), n: N(1) } })
    const [record] = await readStream(suite, keysOnly, 1)
    expect(record?.dynamodb?.Keys).toEqual(key('k'))
    expect(record?.dynamodb?.NewImage).toBeUndefined()
  })

  it('tells each write of a transaction', async () => {
    const before = (await readStream(suite, both, 4)).length
    await suite.db.transactWriteItems({
      TransactItems: ['t1', 't2', 't3'].map((name) => ({ Put: { TableName: both, Item: key(name) } })),
    })
    const records = await readStream(suite, both, before + 3)
    expect(
      records
        .slice(before)
        .map((record) => record.dynamodb?.Keys?.sk?.S)
        .toSorted(),
    ).toEqual(['t1', 't2', 't3'])
  })

  it('tells nothing of a write that failed', async () => {
    const before = (await readStream(suite, both, 4)).length
    const refused = suite.db.putItem({
      TableName: both,
      Item: key('t1'),
      ConditionExpression: 'attribute_not_exists(pk)',
    })
    await expect(refused).rejects.toEqual(failure('ConditionalCheckFailedException'))
    await put('after')
    const records = await readStream(suite, both, before + 1)
    expect(records.slice(before).map((record) => record.dynamodb?.Keys?.sk?.S)).toEqual(['after'])
  })

  it('tells nothing of a write that changed nothing', async () => {
    await put('same', { n: N(1) })
    const before = (await readStream(suite, both, 4)).length
    await put('same', { n: N(1) })
    await put('next')
    const records = await readStream(suite, both, before + 1)
    const told = records.slice(before).map((record) => record.dynamodb?.Keys?.sk?.S)
    expect(told).toEqual(differs('stream-no-op', { aws: ['next'], here: ['same', 'next'] }))
  })
})

describe('a reader of a stream', () => {
  it('starts at the beginning, at a record, or after it', async () => {
    const [first, second] = await recordsFrom('TRIM_HORIZON')
    const number = first?.dynamodb?.SequenceNumber ?? ''
    expect((await recordsFrom('AT_SEQUENCE_NUMBER', number))[0]).toEqual(first)
    expect((await recordsFrom('AFTER_SEQUENCE_NUMBER', number))[0]).toEqual(second)
  })

  it('starts at the end, and sees only what comes later', async () => {
    const { ShardIterator } = await suite.streams.getShardIterator({
      ...(await shard(both)),
      ShardIteratorType: 'LATEST',
    })
    await put('latest')
    let at = ShardIterator
    let seen: (string | undefined)[] = []
    for (let tries = 0; seen.length === 0 && tries < 50; tries++) {
      const { Records = [], NextShardIterator } = await suite.streams.getRecords({ ShardIterator: at })
      seen = Records.map((record) => record.dynamodb?.Keys?.sk?.S)
      at = NextShardIterator
    }
    expect(seen).toEqual(['latest'])
  })

  it('goes on page by page', async () => {
    const { ShardIterator } = await suite.streams.getShardIterator({
      ...(await shard(both)),
      ShardIteratorType: 'TRIM_HORIZON',
    })
    const first = await suite.streams.getRecords({ ShardIterator, Limit: 2 })
    const second = await suite.streams.getRecords({ ShardIterator: first.NextShardIterator, Limit: 2 })
    const numbers = [...(first.Records ?? []), ...(second.Records ?? [])].map(
      (record) => record.dynamodb?.SequenceNumber,
    )
    expect(new Set(numbers).size).toBe(4)
  })

  it('finds the stream of a table in the list', async () => {
    const { StreamArn } = await shard(both)
    const { Streams } = await suite.streams.listStreams({ TableName: both })
    expect(Streams).toMatchObject([{ StreamArn, TableName: both }])
  })

  it('is told of a stream that is not there', async () => {
    const StreamArn = 'arn:aws:dynamodb:us-east-1:123456789012:table/nowhere/stream/2022-01-01T00:00:00.000'
    await expect(suite.streams.describeStream({ StreamArn })).rejects.toEqual(failure('ResourceNotFoundException'))
  })
})
