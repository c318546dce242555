import type { UpdateItemCommandInput } from '@aws-sdk/client-dynamodb'
import { beforeAll, describe, expect, it } from 'vitest'
import { contract, differs, invalid, N, S, type Item } from './dynamodb.ts'

const suite = contract()
let TableName: string

beforeAll(async () => {
  TableName = await suite.table({})
})

const key = (name: string) => ({ pk: S('updates'), sk: S(name) })
const put = (name: string, more: Item) => suite.db.putItem({ TableName, Item: { ...key(name), ...more } })

/** Updates a row and answers its columns without the keys. */
async function update(name: string, expression: string, values?: Item, more: Partial<UpdateItemCommandInput> = {}) {
  const { Attributes } = await suite.db.updateItem({
    TableName,
    Key: key(name),
    UpdateExpression: expression,
    ...(values ? { ExpressionAttributeValues: values } : {}),
    ReturnValues: 'ALL_NEW',
    ...more,
  })
  return Object.fromEntries(Object.entries(Attributes ?? {}).filter(([name]) => name !== 'pk' && name !== 'sk'))
}

describe('SET', () => {
  it('makes the item when there is none', async () => {
    expect(await update('fresh', 'SET a = :a', { ':a': S('1') })).toEqual({ a: S('1') })
  })

  it('adds and subtracts', async () => {
    await put('sum', { a: N(5), b: N('0.25') })
    expect(await update('sum', 'SET a = a + :n, b = :n - b', { ':n': N(2) })).toEqual({ a: N(7), b: N('1.75') })
  })

  it('reads every right side as the item was before', async () => {
    await put('swap', { a: S('1'), b: S('2') })
    expect(await update('swap', 'SET a = b, b = a')).toEqual({ a: S('2'), b: S('1') })
  })

  it('refuses arithmetic with what is not there, and with text', async () => {
    await put('text', { a: S('1') })
    await expect(update('text', 'SET b = absent + :n', { ':n': N(1) })).rejects.toEqual(invalid())
    await expect(update('text', 'SET b = a + :n', { ':n': N(1) })).rejects.toEqual(invalid())
  })

  it('takes a value only where none is: if_not_exists', async () => {
    await put('once', { a: N(1) })
    const set = 'SET a = if_not_exists(a, :n), b = if_not_exists(b, :n) + :n'
    expect(await update('once', set, { ':n': N(5) })).toEqual({ a: N(1), b: N(10) })
  })

  it('appends in the order of its arguments: list_append', async () => {
    await put('append', { steps: { L: [S('b')] } })
    await update('append', 'SET steps = list_append(steps, :c)', { ':c': { L: [S('c')] } })
    const set = 'SET steps = list_append(:a, steps)'
    expect(await update('append', set, { ':a': { L: [S('a')] } })).toEqual({ steps: { L: [S('a'), S('b'), S('c')] } })
  })

  it('starts a list and appends to it in one go', async () => {
    const set = 'SET steps = list_append(if_not_exists(steps, :none), :a)'
    const values = { ':none': { L: [] }, ':a': { L: [S('a')] } }
    await update('grow', set, values)
    expect(await update('grow', set, values)).toEqual({ steps: { L: [S('a'), S('a')] } })
  })

  it('puts an element past the end of a list at its end', async () => {
    await put('past', { steps: { L: [S('a')] } })
    const { steps } = await update('past', 'SET steps[3] = :z', { ':z': S('z') })
    const gap = { NULL: true } as const
    const here = [S('a'), gap, gap, S('z')]
    expect(steps?.L).toEqual(differs('list-past-end', { aws: [S('a'), S('z')], here }))
  })

  it('sets a member of a map, but makes no map for it', async () => {
    await put('map', { m: { M: { a: S('1') } } })
    expect(await update('map', 'SET m.b = :b', { ':b': S('2') })).toEqual({ m: { M: { a: S('1'), b: S('2') } } })
    await expect(update('map', 'SET other1.b = :b', { ':b': S('2') })).rejects.toEqual(invalid(/path/i))
  })

  it('refuses to change a key', async () => {
    await expect(update('key', 'SET sk = :s', { ':s': S('other') })).rejects.toEqual(invalid(/key/i))
  })

  it('refuses two changes of one path', async () => {
    await expect(update('two', 'SET a = :a, a = :a', { ':a': N(1) })).rejects.toEqual(invalid(/overlap/i))
    await expect(update('two', 'SET m = :a REMOVE m.b', { ':a': N(1) })).rejects.toEqual(invalid(/overlap/i))
  })

  it('refuses the same clause twice', async () => {
    await expect(update('two', 'SET a = :a SET b = :a', { ':a': N(1) })).rejects.toEqual(invalid())
  })

  it('refuses to grow an item beyond 400 KB', async () => {
    await put('big', { a: S('x'.repeat(399 * 1024)) })
    await expect(update('big', 'SET b = :b', { ':b': S('x'.repeat(2000)) })).rejects.toEqual(invalid(/size/i))
  })
})

describe('REMOVE, ADD and DELETE', () => {
  it('removes columns, and what is not there without complaint', async () => {
    await put('remove', { a: N(1), b: N(2) })
    expect(await update('remove', 'REMOVE a, absent')).toEqual({ b: N(2) })
  })

  it('closes the gap when an element of a list is removed', async () => {
    await put('gap', { steps: { L: [S('a'), S('b'), S('c')] } })
    expect(await update('gap', 'REMOVE steps[1]')).toEqual({ steps: { L: [S('a'), S('c')] } })
  })

  it('counts the elements to remove before it removes any', async () => {
    await put('gaps', { steps: { L: [S('a'), S('b'), S('c'), S('d')] } })
    const { steps } = await update('gaps', 'REMOVE steps[1], steps[2]')
    const left = differs('list-remove-two', { aws: [S('a'), S('d')], here: [S('a'), S('c')] })
    expect(steps?.L).toEqual(left)
  })

  it('adds to a number, and starts from zero', async () => {
    await put('count', { a: N(5) })
    expect(await update('count', 'ADD a :n, b :n', { ':n': N('-1.5') })).toEqual({ a: N('3.5'), b: N('-1.5') })
  })

  it('adds to a set, and starts one', async () => {
    await put('tags', { a: { SS: ['x'] } })
    const tags = await update('tags', 'ADD a :s, b :s', { ':s': { SS: ['x', 'y'] } })
    expect(tags.a?.SS?.toSorted()).toEqual(['x', 'y'])
    expect(tags.b?.SS?.toSorted()).toEqual(['x', 'y'])
  })

  it('refuses to add to text', async () => {
    await put('add text', { a: S('x') })
    await expect(update('add text', 'ADD a :n', { ':n': N(1) })).rejects.toEqual(invalid())
  })

  it('deletes from a set; a set without elements is gone', async () => {
    await put('less', { a: { SS: ['x', 'y'] }, b: { SS: ['x'] } })
    expect(await update('less', 'DELETE a :s, b :s', { ':s': { SS: ['x'] } })).toEqual({ a: { SS: ['y'] } })
  })

  it('does all four kinds in one expression', async () => {
    await put('all', { a: N(1), b: N(1), c: N(1), d: { SS: ['x', 'y'] } })
    const values = { ':n': N(2), ':s': { SS: ['x'] } }
    const changed = await update('all', 'SET a = :n REMOVE b ADD c :n DELETE d :s', values)
    expect(changed).toEqual({ a: N(2), c: N(3), d: { SS: ['y'] } })
  })
})

describe('what an update returns', () => {
  const cases: [NonNullable<UpdateItemCommandInput['ReturnValues']>, Item | undefined][] = [
    ['NONE', undefined],
    ['ALL_OLD', { ...key('returns'), a: N(1), b: N(1) }],
    ['ALL_NEW', { ...key('returns'), a: N(2), b: N(1), c: N(2) }],
    ['UPDATED_OLD', { a: N(1) }],
    ['UPDATED_NEW', { a: N(2), c: N(2) }],
  ]
  it.each(cases)('is %s', async (ReturnValues, returned) => {
    await put('returns', { a: N(1), b: N(1) })
    const { Attributes } = await suite.db.updateItem({
      TableName,
      Key: key('returns'),
      UpdateExpression: 'SET a = :n, c = :n',
      ExpressionAttributeValues: { ':n': N(2) },
      ReturnValues,
    })
    expect(Attributes).toEqual(returned)
  })

  it('is nothing old where nothing was', async () => {
    await suite.db.deleteItem({ TableName, Key: key('none') })
    expect(await update('none', 'SET a = :a', { ':a': N(1) }, { ReturnValues: 'ALL_OLD' })).toEqual({})
  })
})
