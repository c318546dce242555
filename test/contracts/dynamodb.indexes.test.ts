import type { QueryCommandInput } from '@aws-sdk/client-dynamodb'
import { beforeAll, describe, expect, it } from 'vitest'
import { contract, failure, invalid, N, S, until, type Item } from './dynamodb.ts'

const suite = contract()
let TableName: string

beforeAll(async () => {
  TableName = await suite.table({
    types: { due: 'N' },
    indexes: [
      { name: 'by-month', keys: ['month', 'sk'], carries: 'KEYS_ONLY' },
      { name: 'by-unit', keys: ['unit', 'due'], carries: ['title'] },
      { name: 'by-kind', keys: ['kind'] },
    ],
  })
})

const put = (pk: string, more: Item) => suite.db.putItem({ TableName, Item: { pk: S(pk), sk: S('ROW'), ...more } })
const find = (IndexName: string, attribute: string, value: string, more: Partial<QueryCommandInput> = {}) =>
  suite.db.query({
    TableName,
    IndexName,
    KeyConditionExpression: '#key = :value',
    ExpressionAttributeNames: { '#key': attribute },
    ExpressionAttributeValues: { ':value': S(value) },
    ...more,
  })

/** Indexes follow in their own time on AWS: asks until as many rows are there. */
async function found(count: number, ...asked: Parameters<typeof find>): Promise<Item[]> {
  await until(async () => (await find(...asked)).Count === count)
  return (await find(...asked)).Items ?? []
}

describe('an index', () => {
  it('carries keys only: those of the index and of the table', async () => {
    await put('a', { month: S('2022-03'), title: S('路灯'), due: N(1) })
    expect(await found(1, 'by-month', 'month', '2022-03')).toEqual([{ pk: S('a'), sk: S('ROW'), month: S('2022-03') }])
  })

  it('carries the columns named for it', async () => {
    await put('b', { unit: S('u1'), due: N(5), title: S('井盖'), more: S('x') })
    const row = { pk: S('b'), sk: S('ROW'), unit: S('u1'), due: N(5), title: S('井盖') }
    expect(await found(1, 'by-unit', 'unit', 'u1')).toEqual([row])
  })

  it('carries everything', async () => {
    const row = { kind: S('k1'), list: { L: [N(1)] } }
    await put('c', row)
    expect(await found(1, 'by-kind', 'kind', 'k1')).toEqual([{ pk: S('c'), sk: S('ROW'), ...row }])
  })

  it('is sparse: rows without its keys are not in it, and leave with them', async () => {
    await put('d', { unit: S('u2'), due: N(1) })
    await put('e', { unit: S('u2') })
    expect(await found(1, 'by-unit', 'unit', 'u2')).toMatchObject([{ pk: S('d') }])
    const Key = { pk: S('d'), sk: S('ROW') }
    await suite.db.updateItem({ TableName, Key, UpdateExpression: 'REMOVE due' })
    expect(await found(0, 'by-unit', 'unit', 'u2')).toEqual([])
  })

  it('follows a row whose key changes', async () => {
    await put('f', { unit: S('u3'), due: N(1) })
    await put('f', { unit: S('u4'), due: N(1) })
    expect(await found(1, 'by-unit', 'unit', 'u4')).toHaveLength(1)
    expect(await found(0, 'by-unit', 'unit', 'u3')).toEqual([])
  })

  it('may hold many rows under equal keys, and pages over them without gap or repeat', async () => {
    const names = Array.from({ length: 25 }, (_, n) => `equal${String(n).padStart(2, '0')}`)
    for (const name of names) await put(name, { unit: S('u5'), due: N(7) })
    await found(25, 'by-unit', 'unit', 'u5')
    const seen: string[] = []
    let from: Item | undefined
    do {
      const page = await find('by-unit', 'unit', 'u5', { Limit: 4, ...(from ? { ExclusiveStartKey: from } : {}) })
      seen.push(...(page.Items ?? []).map((item) => item.pk?.S ?? ''))
      from = page.LastEvaluatedKey
      if (from) expect(Object.keys(from).toSorted()).toEqual(['due', 'pk', 'sk', 'unit'])
    } while (from)
    expect(seen.toSorted()).toEqual(names)
  })

  it('orders by its own sort key, backwards too', async () => {
    for (const due of [10, 9, 100]) await put(`due${due}`, { unit: S('u6'), due: N(due) })
    await found(3, 'by-unit', 'unit', 'u6')
    const { Items } = await find('by-unit', 'unit', 'u6', { ScanIndexForward: false })
    expect(Items?.map((item) => item.due?.N)).toEqual(['100', '10', '9'])
  })

  it('can be scanned', async () => {
    await put('g', { month: S('2022-04') })
    await found(1, 'by-month', 'month', '2022-04')
    const { Items } = await suite.db.scan({ TableName, IndexName: 'by-month' })
    expect(Items?.every((item) => item.month)).toBe(true)
  })

  it('is filtered by the columns it carries', async () => {
    await put('h', { unit: S('u7'), due: N(1), title: S('a') })
    await put('i', { unit: S('u7'), due: N(2), title: S('b') })
    await found(2, 'by-unit', 'unit', 'u7')
    const answer = await find('by-unit', 'unit', 'u7', {
      FilterExpression: 'title = :b',
      ExpressionAttributeValues: { ':value': S('u7'), ':b': S('b') },
    })
    expect(answer).toMatchObject({ Count: 1, ScannedCount: 2 })
  })

  it('answers without the columns it does not carry', async () => {
    await put('j', { unit: S('u8'), due: N(1), more: S('x'), title: S('t') })
    await found(1, 'by-unit', 'unit', 'u8')
    const { Items } = await find('by-unit', 'unit', 'u8', { ProjectionExpression: 'title, more' })
    expect(Items).toEqual([{ title: S('t') }])
  })

  it('refuses to answer all columns when it does not carry them', async () => {
    await expect(find('by-unit', 'unit', 'u1', { Select: 'ALL_ATTRIBUTES' })).rejects.toEqual(invalid())
  })

  it('refuses a consistent read', async () => {
    await expect(find('by-unit', 'unit', 'u1', { ConsistentRead: true })).rejects.toEqual(invalid(/consistent/i))
  })

  it('refuses a name that the table does not know', async () => {
    await expect(find('by-moon', 'unit', 'u1')).rejects.toEqual(failure('ValidationException', /index/i))
  })

  it('refuses rows whose index keys are of another type or empty', async () => {
    await expect(put('k', { unit: S('u9'), due: S('soon') })).rejects.toEqual(invalid(/type/i))
    await expect(put('k', { unit: S(''), due: N(1) })).rejects.toEqual(invalid(/empty/i))
  })
})
