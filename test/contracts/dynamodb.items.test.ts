import { beforeAll, describe, expect, it } from 'vitest'
import { contract, invalid, N, S, type Item } from './dynamodb.ts'

const suite = contract()
let TableName: string

beforeAll(async () => {
  TableName = await suite.table({})
})

const key = (name: string) => ({ pk: S('items'), sk: S(name) })
const put = (name: string, more: Item = {}) => suite.db.putItem({ TableName, Item: { ...key(name), ...more } })
const get = async (name: string) => (await suite.db.getItem({ TableName, Key: key(name), ConsistentRead: true })).Item

describe('an item', () => {
  it('keeps every type of value as it was given', async () => {
    const item: Item = {
      text: S('居民诉求'),
      number: N('-12.5'),
      bytes: { B: Uint8Array.from([0, 255, 10]) },
      yes: { BOOL: true },
      nothing: { NULL: true },
      list: { L: [S('a'), N(1), { L: [] }] },
      map: { M: { inner: { M: { deep: { BOOL: false } } } } },
      texts: { SS: ['a', 'b'] },
    }
    await put('types', item)
    expect(await get('types')).toEqual({ ...key('types'), ...item })
  })

  it('keeps sets of numbers and of bytes, in any order', async () => {
    const bytes = [Uint8Array.from([1]), Uint8Array.from([2, 3])]
    await put('sets', { numbers: { NS: ['3', '1', '2'] }, bytes: { BS: bytes } })
    const found = await get('sets')
    expect(found?.numbers?.NS?.toSorted()).toEqual(['1', '2', '3'])
    expect(found?.bytes?.BS).toHaveLength(2)
  })

  it('keeps numbers to 38 digits', async () => {
    const digits = '12345678901234567890123456789012345678'
    await put('precise', { whole: N(digits), part: N('0.00000000000000000000000000000000000001') })
    const found = await get('precise')
    expect(found?.whole).toEqual(N(digits))
    expect(Number(found?.part?.N)).toBe(1e-38)
  })

  it('refuses a number of 39 digits', async () => {
    await expect(put('39', { n: N('123456789012345678901234567890123456789') })).rejects.toEqual(invalid())
  })

  it('refuses a number beyond 9.9E+125', async () => {
    await expect(put('large', { n: N('1E126') })).rejects.toEqual(invalid())
  })

  it('refuses text where a number belongs', async () => {
    await expect(put('text', { n: N('twelve') })).rejects.toEqual(invalid())
  })

  it('drops zeros that a number does not need', async () => {
    await put('zeros', { n: N('007.500') })
    expect((await get('zeros'))?.n).toEqual(N('7.5'))
  })

  it('keeps empty text and empty bytes outside its keys', async () => {
    await put('empty', { text: S(''), bytes: { B: new Uint8Array() } })
    expect(await get('empty')).toMatchObject({ text: S(''), bytes: { B: new Uint8Array() } })
  })

  it('refuses empty text as a key', async () => {
    await expect(put('')).rejects.toEqual(invalid())
  })

  it('refuses an empty set', async () => {
    await expect(put('set', { texts: { SS: [] } })).rejects.toEqual(invalid())
  })

  it('refuses a set that holds a value twice', async () => {
    await expect(put('twice', { texts: { SS: ['a', 'a'] } })).rejects.toEqual(invalid(/duplicate/i))
  })

  it('refuses a value without a type', async () => {
    await expect(put('untyped', { n: {} as never })).rejects.toThrow()
  })

  it('needs both keys', async () => {
    await expect(suite.db.putItem({ TableName, Item: { pk: S('a') } })).rejects.toEqual(invalid(/sk/))
    await expect(suite.db.getItem({ TableName, Key: { pk: S('a') } })).rejects.toEqual(invalid())
  })

  it('needs keys of the declared type', async () => {
    await expect(suite.db.putItem({ TableName, Item: { pk: S('a'), sk: N(1) } })).rejects.toEqual(invalid())
  })

  it('refuses more than the keys where only keys are asked', async () => {
    const Key = { ...key('a'), more: S('b') }
    await expect(suite.db.getItem({ TableName, Key })).rejects.toEqual(invalid())
  })

  it('takes a partition key of 2,048 bytes and a sort key of 1,024, and no more', async () => {
    const of = (pk: number, sk: number) =>
      suite.db.putItem({ TableName, Item: { pk: S('p'.repeat(pk)), sk: S('s'.repeat(sk)) } })
    await expect(of(2048, 1024)).resolves.toBeDefined()
    await expect(of(2049, 1)).rejects.toEqual(invalid())
    await expect(of(1, 1025)).rejects.toEqual(invalid())
  })

  it('takes 400 KB, counting names and values in UTF-8, and not a byte more', async () => {
    const used = Buffer.byteLength('pkitemssk') + Buffer.byteLength('full') + Buffer.byteLength('text')
    const text = 'x'.repeat(400 * 1024 - used)
    await expect(put('full', { text: S(text) })).resolves.toBeDefined()
    await expect(put('full', { text: S(`${text}x`) })).rejects.toEqual(invalid(/size/i))
    await expect(put('full', { text: S('汉'.repeat(136_534)) })).rejects.toEqual(invalid(/size/i))
  })

  it('takes 32 levels of nesting, and not one more', async () => {
    const nested = (levels: number): Item[string] => (levels === 0 ? S('x') : { L: [nested(levels - 1)] })
    await expect(put('deep', { list: nested(31) })).resolves.toBeDefined()
    await expect(put('deeper', { list: nested(33) })).rejects.toEqual(invalid(/nest/i))
  })
})

describe('reading and deleting an item', () => {
  it('sees the last write at once when it asks for a consistent read', async () => {
    for (let n = 1; n <= 20; n++) {
      await put('current', { n: N(n) })
      expect((await get('current'))?.n).toEqual(N(n))
    }
  })

  it('answers without an item where there is none', async () => {
    expect(await get('nobody')).toBeUndefined()
  })

  it('picks paths by a projection: names, elements, members', async () => {
    await put('projected', {
      parts: { L: [S('a'), S('b'), S('c')] },
      map: { M: { x: S('1'), y: S('2') } },
      other: S('z'),
    })
    const { Item } = await suite.db.getItem({
      TableName,
      Key: key('projected'),
      ProjectionExpression: 'parts[1], #map.y, absent',
      ExpressionAttributeNames: { '#map': 'map' },
    })
    expect(Item).toEqual({ parts: { L: [S('b')] }, map: { M: { y: S('2') } } })
  })

  it('refuses a projection whose paths overlap', async () => {
    await expect(
      suite.db.getItem({ TableName, Key: key('a'), ProjectionExpression: 'parts[1], parts' }),
    ).rejects.toEqual(invalid(/overlap/i))
  })

  it('deletes what is not there without complaint', async () => {
    await expect(suite.db.deleteItem({ TableName, Key: key('nobody') })).resolves.toBeDefined()
  })

  it('returns the old item of a delete when asked', async () => {
    await put('leaving', { n: N(1) })
    const { Attributes } = await suite.db.deleteItem({ TableName, Key: key('leaving'), ReturnValues: 'ALL_OLD' })
    expect(Attributes).toEqual({ ...key('leaving'), n: N(1) })
  })

  it('returns the old item of a put, and nothing where none was', async () => {
    const first = await suite.db.putItem({ TableName, Item: { ...key('put'), n: N(1) }, ReturnValues: 'ALL_OLD' })
    const second = await suite.db.putItem({ TableName, Item: { ...key('put'), m: N(2) }, ReturnValues: 'ALL_OLD' })
    expect(first.Attributes).toBeUndefined()
    expect(second.Attributes).toEqual({ ...key('put'), n: N(1) })
    expect(await get('put')).toEqual({ ...key('put'), m: N(2) })
  })

  it('returns no new item from a put', async () => {
    const asked = suite.db.putItem({ TableName, Item: key('put'), ReturnValues: 'ALL_NEW' })
    await expect(asked).rejects.toEqual(invalid())
  })

  it('says what it cost: 1 KB a write unit, 4 KB a read unit, half for an inconsistent read', async () => {
    const Item = { ...key('cost'), text: S('x'.repeat(1500)) }
    const written = await suite.db.putItem({ TableName, Item, ReturnConsumedCapacity: 'TOTAL' })
    const asked = { TableName, Key: key('cost'), ReturnConsumedCapacity: 'TOTAL' } as const
    const strong = await suite.db.getItem({ ...asked, ConsistentRead: true })
    const weak = await suite.db.getItem(asked)
    expect(written.ConsumedCapacity?.CapacityUnits).toBe(2)
    expect(strong.ConsumedCapacity?.CapacityUnits).toBe(1)
    expect(weak.ConsumedCapacity?.CapacityUnits).toBe(0.5)
  })
})
