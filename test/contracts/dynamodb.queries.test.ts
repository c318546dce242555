import type { QueryCommandInput } from '@aws-sdk/client-dynamodb'
import { beforeAll, describe, expect, it } from 'vitest'
import { contract, failure, invalid, N, S, type Item } from './dynamodb.ts'

const suite = contract()
let TableName: string
let numbers: string

const put = (pk: string, sk: string, more: Item = {}) =>
  suite.db.putItem({ TableName, Item: { pk: S(pk), sk: S(sk), ...more } })

beforeAll(async () => {
  TableName = await suite.table({})
  numbers = await suite.table({ keys: ['pk', 'n'], types: { n: 'N' } })
  for (const sk of ['b', 'a', 'B', '10', '9', '汉', 'a#1', 'a#2']) await put('order', sk, { kind: S(sk.slice(0, 1)) })
  for (let n = 0; n < 10; n++) await put('page', String(n), { n: N(n), even: { BOOL: n % 2 === 0 } })
})

const query = (pk: string, more: Partial<QueryCommandInput> = {}) =>
  suite.db.query({
    TableName,
    KeyConditionExpression: 'pk = :pk',
    ...more,
    ExpressionAttributeValues: { ':pk': S(pk), ...more.ExpressionAttributeValues },
  })
const keys = ({ Items = [] }: { Items?: Item[] | undefined }) => Items.map((item) => item.sk?.S)

describe('a query', () => {
  it('answers in the order of the bytes of the sort key', async () => {
    expect(keys(await query('order'))).toEqual(['10', '9', 'B', 'a', 'a#1', 'a#2', 'b', '汉'])
  })

  it('answers backwards when asked', async () => {
    expect(keys(await query('order', { ScanIndexForward: false, Limit: 2 }))).toEqual(['汉', 'b'])
  })

  it('orders numbers by value, below zero too', async () => {
    for (const n of ['10', '9', '-1', '-20', '0.5', '1E3']) {
      await suite.db.putItem({ TableName: numbers, Item: { pk: S('p'), n: N(n) } })
    }
    const { Items } = await suite.db.query({
      TableName: numbers,
      KeyConditionExpression: 'pk = :p AND n BETWEEN :low AND :high',
      ExpressionAttributeValues: { ':p': S('p'), ':low': N(-20), ':high': N(1000) },
    })
    expect(Items?.map((item) => Number(item.n?.N))).toEqual([-20, -1, 0.5, 9, 10, 1000])
  })

  it.each<[string, Item, string[]]>([
    ['begins_with(sk, :a)', { ':a': S('a') }, ['a', 'a#1', 'a#2']],
    ['sk BETWEEN :a AND :b', { ':a': S('a#1'), ':b': S('b') }, ['a#1', 'a#2', 'b']],
    ['sk > :a', { ':a': S('a#2') }, ['b', '汉']],
    ['sk <= :a', { ':a': S('9') }, ['10', '9']],
    ['sk = :a', { ':a': S('B') }, ['B']],
  ])('narrows its sort key by %s', async (condition, values, found) => {
    const asked = { KeyConditionExpression: `pk = :pk AND ${condition}`, ExpressionAttributeValues: values }
    expect(keys(await query('order', asked))).toEqual(found)
  })

  it.each<[string, Item]>([
    ['pk <> :pk', {}],
    ['pk = :pk OR sk = :pk', {}],
    ['sk = :pk', {}],
    ['pk = :pk AND kind = :a', { ':a': S('a') }],
    ['pk = :pk AND contains(sk, :a)', { ':a': S('a') }],
    ['pk = :a', { ':a': N(1) }],
  ])('refuses the key condition %s', async (condition, values) => {
    const asked = query('order', { KeyConditionExpression: condition, ExpressionAttributeValues: values })
    await expect(asked).rejects.toEqual(invalid())
  })

  it('counts without items', async () => {
    const answer = await query('page', { Select: 'COUNT' })
    expect(answer).toMatchObject({ Count: 10, ScannedCount: 10 })
    expect(answer.Items).toBeUndefined()
  })

  it('filters after reading: Count beside ScannedCount', async () => {
    const filter = { FilterExpression: 'even = :yes', ExpressionAttributeValues: { ':yes': { BOOL: true } } }
    const answer = await query('page', filter)
    expect(answer).toMatchObject({ Count: 5, ScannedCount: 10 })
    const first = await query('page', { ...filter, Limit: 3 })
    expect(first).toMatchObject({ Count: 2, ScannedCount: 3, LastEvaluatedKey: { pk: S('page'), sk: S('2') } })
  })

  it('refuses a filter on its own keys', async () => {
    const asked = query('page', { FilterExpression: 'sk = :pk' })
    await expect(asked).rejects.toEqual(invalid(/key/i))
  })

  it('picks columns by a projection', async () => {
    const { Items } = await query('page', { ProjectionExpression: 'n', Limit: 1 })
    expect(Items).toEqual([{ n: N(0) }])
  })

  it('answers empty where nothing is', async () => {
    const answer = await query('nobody')
    expect(answer).toMatchObject({ Count: 0, Items: [] })
    expect(answer.LastEvaluatedKey).toBeUndefined()
  })

  it('needs a key condition, and a table that is there', async () => {
    await expect(suite.db.query({ TableName })).rejects.toEqual(invalid())
    await expect(query('a', { TableName: 'contract-nowhere' })).rejects.toEqual(failure('ResourceNotFoundException'))
  })
})

describe('paging', () => {
  it('goes on after the last key, to the end, without gap or repeat', async () => {
    const seen: (string | undefined)[] = []
    let from: Item | undefined
    do {
      const answer = await query('page', { Limit: 3, ...(from ? { ExclusiveStartKey: from } : {}) })
      seen.push(...keys(answer))
      from = answer.LastEvaluatedKey
    } while (from)
    expect(seen).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
  })

  it('names a last key also when the limit meets the very end', async () => {
    const answer = await query('page', { Limit: 10 })
    expect(answer.LastEvaluatedKey).toEqual({ pk: S('page'), sk: S('9') })
    expect(keys(await query('page', { Limit: 10, ExclusiveStartKey: answer.LastEvaluatedKey }))).toEqual([])
  })

  it('goes on from a key that has been deleted meanwhile', async () => {
    for (const sk of ['a', 'b', 'c']) await put('moving', sk)
    const { LastEvaluatedKey } = await query('moving', { Limit: 2 })
    await suite.db.deleteItem({ TableName, Key: { pk: S('moving'), sk: S('b') } })
    expect(keys(await query('moving', { ExclusiveStartKey: LastEvaluatedKey }))).toEqual(['c'])
  })

  it('ends a page at 1 MB', async () => {
    for (let n = 0; n < 4; n++) await put('large', String(n), { a: S('x'.repeat(380 * 1024)) })
    const first = await query('large')
    expect(first.Count).toBeLessThan(4)
    const rest = await query('large', { ExclusiveStartKey: first.LastEvaluatedKey })
    expect([...keys(first), ...keys(rest)]).toEqual(['0', '1', '2', '3'])
  })

  it('refuses a limit of zero, and a start key of another shape', async () => {
    await expect(query('page', { Limit: 0 })).rejects.toThrow()
    await expect(query('page', { ExclusiveStartKey: { pk: S('page') } })).rejects.toEqual(invalid())
  })
})

describe('a scan', () => {
  const all = Array.from({ length: 40 }, (_, n) => String(n))
  let wide: string
  beforeAll(async () => {
    wide = await suite.table({})
    for (const n of all) await suite.db.putItem({ TableName: wide, Item: { pk: S(n), sk: S(n), n: N(n) } })
  })

  it('filters, and counts what it read', async () => {
    const answer = await suite.db.scan({
      TableName: wide,
      FilterExpression: 'n >= :n',
      ExpressionAttributeValues: { ':n': N(37) },
    })
    expect(keys(answer).toSorted()).toEqual(['37', '38', '39'])
    expect(answer).toMatchObject({ Count: 3, ScannedCount: 40 })
  })

  it('reads every row once, divided into segments', async () => {
    const segments = await Promise.all(
      [0, 1, 2, 3].map((Segment) => suite.db.scan({ TableName: wide, Segment, TotalSegments: 4 })),
    )
    expect(segments.flatMap(keys).toSorted()).toEqual(all.toSorted())
  })

  it('pages like a query', async () => {
    const first = await suite.db.scan({ TableName: wide, Limit: 5 })
    expect(first.Count).toBe(5)
    const second = await suite.db.scan({ TableName: wide, Limit: 5, ExclusiveStartKey: first.LastEvaluatedKey })
    expect(new Set([...keys(first), ...keys(second)]).size).toBe(10)
  })
})
