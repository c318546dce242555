import type { WriteRequest } from '@aws-sdk/client-dynamodb'
import { beforeAll, describe, expect, it } from 'vitest'
import { contract, failure, invalid, N, S, type Item } from './dynamodb.ts'

const suite = contract()
let TableName: string

beforeAll(async () => {
  TableName = await suite.table({})
})

const key = (name: string | number) => ({ pk: S('batches'), sk: S(String(name)) })
const putting = (name: string | number, more: Item = {}): WriteRequest => ({
  PutRequest: { Item: { ...key(name), ...more } },
})
const write = (...requests: WriteRequest[]) => suite.db.batchWriteItem({ RequestItems: { [TableName]: requests } })
const read = (...names: (string | number)[]) =>
  suite.db.batchGetItem({ RequestItems: { [TableName]: { Keys: names.map(key), ConsistentRead: true } } })
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n)

describe('a batch that writes', () => {
  it('puts and deletes 25 items, and leaves none unprocessed', async () => {
    await write(putting('gone'))
    const answer = await write(...numbers(24).map((n) => putting(n)), { DeleteRequest: { Key: key('gone') } })
    expect(answer.UnprocessedItems).toEqual({})
    expect((await read(0, 23, 'gone')).Responses?.[TableName]).toHaveLength(2)
  })

  it('refuses 26 items, and none', async () => {
    await expect(write(...numbers(26).map((n) => putting(n)))).rejects.toEqual(invalid())
    await expect(suite.db.batchWriteItem({ RequestItems: {} })).rejects.toEqual(invalid())
  })

  it('refuses an item twice, also once to put and once to delete', async () => {
    await expect(write(putting('a'), putting('a'))).rejects.toEqual(invalid(/duplicate/i))
    await expect(write(putting('a'), { DeleteRequest: { Key: key('a') } })).rejects.toEqual(invalid(/duplicate/i))
  })

  it('replaces whole items', async () => {
    await write(putting('whole', { a: N(1) }))
    await write(putting('whole', { b: N(1) }))
    expect((await read('whole')).Responses?.[TableName]).toEqual([{ ...key('whole'), b: N(1) }])
  })

  it('refuses the whole batch for one item that is wrong', async () => {
    await expect(write(putting('right'), putting(''))).rejects.toEqual(invalid())
    expect((await read('right')).Responses?.[TableName]).toEqual([])
  })

  it('refuses a table that is not there', async () => {
    const asked = suite.db.batchWriteItem({ RequestItems: { 'contract-nowhere': [putting(1)] } })
    await expect(asked).rejects.toEqual(failure('ResourceNotFoundException'))
  })
})

describe('a batch that reads', () => {
  it('answers 100 keys, and leaves out what is not there', async () => {
    await write(...numbers(25).map((n) => putting(n)))
    const answer = await read(...numbers(100))
    expect(answer.Responses?.[TableName]).toHaveLength(25)
    expect(answer.UnprocessedKeys).toEqual({})
  })

  it('refuses 101 keys, and none', async () => {
    await expect(read(...numbers(101))).rejects.toEqual(invalid())
    await expect(read()).rejects.toEqual(invalid())
  })

  it('refuses a key twice', async () => {
    await expect(read('a', 'a')).rejects.toEqual(invalid(/duplicate/i))
  })

  it('picks columns by a projection', async () => {
    await write(putting('picked', { a: N(1), b: N(2) }))
    const { Responses } = await suite.db.batchGetItem({
      RequestItems: { [TableName]: { Keys: [key('picked')], ProjectionExpression: 'b' } },
    })
    expect(Responses?.[TableName]).toEqual([{ b: N(2) }])
  })

  it('answers at most 16 MB, and hands the other keys back as unprocessed', async () => {
    const names = numbers(50).map((n) => `large${n}`)
    for (const name of names) await write(putting(name, { a: S('x'.repeat(390 * 1024)) }))
    let pending: Record<string, { Keys: Item[] | undefined }> = { [TableName]: { Keys: names.map(key) } }
    let seen = 0
    for (let round = 0; Object.keys(pending).length > 0; round++) {
      const answer = await suite.db.batchGetItem({ RequestItems: pending })
      seen += answer.Responses?.[TableName]?.length ?? 0
      if (round === 0) expect(answer.UnprocessedKeys?.[TableName]?.Keys?.[0]).toHaveProperty('pk')
      pending = answer.UnprocessedKeys ?? {}
    }
    expect(seen).toBe(50)
  })
})
