import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { contract, differs, endOf, failure, invalid, N, S, type Item } from './dynamodb.ts'

const suite = contract()
let TableName: string

beforeAll(async () => {
  TableName = await suite.table({})
})

const Key = { pk: S('conditions'), sk: S('row') }
const row: Item = {
  ...Key,
  n: N(5),
  word: S('江岸区'),
  latin: S('grids'),
  bytes: { B: Uint8Array.from([1, 2, 3]) },
  tags: { SS: ['a', 'b'] },
  steps: { L: [S('x'), N(1)] },
  m: { M: { a: N(1), b: N(2) } },
  yes: { BOOL: true },
  nothing: { NULL: true },
}

beforeEach(async () => {
  await suite.db.putItem({ TableName, Item: row })
})

interface Terms {
  values?: Item
  names?: Record<string, string>
}

const deleteIf = (condition: string, { values, names }: Terms = {}) =>
  suite.db.deleteItem({
    TableName,
    Key,
    ConditionExpression: condition,
    ...(values ? { ExpressionAttributeValues: values } : {}),
    ...(names ? { ExpressionAttributeNames: names } : {}),
  })

async function holds(condition: string, values?: Item, names?: Record<string, string>): Promise<boolean> {
  try {
    await deleteIf(condition, { ...(values ? { values } : {}), ...(names ? { names } : {}) })
    return true
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false
    throw error
  }
}

describe('a conditional write', () => {
  it('puts only where nothing is', async () => {
    const Item = { pk: S('conditions'), sk: S('fresh') }
    const put = () => suite.db.putItem({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' })
    await expect(put()).resolves.toBeDefined()
    await expect(put()).rejects.toEqual(failure('ConditionalCheckFailedException', /conditional request failed/))
  })

  it('hands back the item that was in the way', async () => {
    const put = suite.db.putItem({
      TableName,
      Item: { ...Key, n: N(6) },
      ConditionExpression: 'n = :four',
      ExpressionAttributeValues: { ':four': N(4) },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    })
    await expect(put).rejects.toMatchObject({ name: 'ConditionalCheckFailedException', Item: row })
  })

  it('hands back no item unless asked, and none where none was', async () => {
    await expect(deleteIf('n = :n', { values: { ':n': N(4) } })).rejects.toMatchObject({ Item: undefined })
    const absent = suite.db.updateItem({
      TableName,
      Key: { pk: S('conditions'), sk: S('absent') },
      UpdateExpression: 'SET a = :n',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':n': N(4) },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    })
    await expect(absent).rejects.toMatchObject({ name: 'ConditionalCheckFailedException', Item: undefined })
  })

  it('changes and makes nothing when its condition fails', async () => {
    const at = { pk: S('conditions'), sk: S('never') }
    const update = suite.db.updateItem({
      TableName,
      Key: at,
      UpdateExpression: 'SET a = :a',
      ConditionExpression: 'version = :a',
      ExpressionAttributeValues: { ':a': N(1) },
    })
    await expect(update).rejects.toEqual(failure('ConditionalCheckFailedException'))
    expect((await suite.db.getItem({ TableName, Key: at, ConsistentRead: true })).Item).toBeUndefined()
  })
})

describe('a condition', () => {
  const fives: Item = { ':n': N(5) }
  it.each<[string, boolean, Item?]>([
    ['attribute_exists(n) AND attribute_not_exists(absent)', true],
    ['attribute_exists(m.a) AND attribute_not_exists(m.z) AND attribute_not_exists(steps[2])', true],
    ['n = :n AND NOT n <> :n AND n <= :n AND n >= :n', true, fives],
    ['n < :n OR n > :n', false, fives],
    ['n = :word', false, { ':word': S('5') }],
    ['absent = :n', false, fives],
    ['absent < :n', false, fives],
    ['n BETWEEN :low AND :high', true, { ':low': N(5), ':high': N(9) }],
    ['word BETWEEN :low AND :high', true, { ':low': S('汉'), ':high': S('江岸区') }],
    ['n IN (:n, :high)', true, { ':n': N(5), ':high': N(9) }],
    ['n IN (:low, :high)', false, { ':low': N(4), ':high': N(9) }],
    ['begins_with(word, :start)', true, { ':start': S('江岸') }],
    ['begins_with(bytes, :start)', true, { ':start': { B: Uint8Array.from([1, 2]) } }],
    ['contains(word, :part)', true, { ':part': S('岸') }],
    ['contains(tags, :tag) AND NOT contains(tags, :other)', true, { ':tag': S('b'), ':other': S('c') }],
    ['contains(steps, :one)', true, { ':one': N(1) }],
    ['size(latin) = :five', true, { ':five': N(5) }],
    ['size(tags) = :two AND size(steps) = :two AND size(m) = :two', true, { ':two': N(2) }],
    ['size(bytes) = :three', true, { ':three': N(3) }],
    ['attribute_type(n, :type)', true, { ':type': S('N') }],
    ['attribute_type(nothing, :null) AND attribute_type(yes, :bool)', true, { ':null': S('NULL'), ':bool': S('BOOL') }],
    ['attribute_type(tags, :type)', false, { ':type': S('L') }],
    ['m.a = :one AND steps[1] = :one', true, { ':one': N(1) }],
    ['m = :map', true, { ':map': { M: { b: N(2), a: N(1) } } }],
    ['tags = :set', true, { ':set': { SS: ['b', 'a'] } }],
    ['n = :n OR absent = :n AND absent = :n', true, fives],
    ['(n = :n OR absent = :n) AND absent = :n', false, fives],
    ['NOT n = :n OR n = :n', true, fives],
  ])('%s is %s', async (condition, expected, values) => {
    expect(await holds(condition, values)).toBe(expected)
  })

  it('compares numbers by value, whatever they are written like', async () => {
    expect(await holds('n = :n', { ':n': N('5.00E0') })).toBe(true)
  })
})

describe('an expression that is wrong', () => {
  it.each<[string, string, Terms, RegExp]>([
    ['ends too early', 'n =', {}, /syntax|invalid/i],
    ['is empty', '', {}, /empty/i],
    ['uses a reserved word', 'status = :n', { values: { ':n': N(5) } }, /reserved/i],
    ['uses a value that is not given', 'n = :n', {}, /:n|value/i],
    ['uses a name that is not given', '#n = :n', { values: { ':n': N(5) } }, /#n|name/i],
    ['is given a value it does not use', 'n = :n', { values: { ':n': N(5), ':m': N(5) } }, /unused/i],
    ['is given a name it does not use', 'attribute_exists(n)', { names: { '#m': 'm' } }, /unused/i],
    ['calls a function that is not there', 'larger(n)', {}, /function/i],
    ['calls a function with too few words', 'begins_with(n)', {}, /./],
  ])('is refused when it %s', async (_, condition, terms, message) => {
    await expect(deleteIf(condition, terms)).rejects.toEqual(invalid(message))
  })

  it('names an unknown type', async () => {
    const asked = await endOf(deleteIf('attribute_type(n, :t)', { values: { ':t': S('X') } }), 'deleted')
    expect(asked).toBe(differs('unknown-type', { aws: 'ValidationException', here: 'ConditionalCheckFailedException' }))
  })

  it('compares a column with itself', async () => {
    const asked = await endOf(deleteIf('n = n'), 'deleted')
    expect(asked).toBe(differs('same-operands', { aws: 'ValidationException', here: 'deleted' }))
  })

  it('may name a reserved word by a placeholder', async () => {
    expect(await holds('attribute_not_exists(#status)', undefined, { '#status': 'status' })).toBe(true)
  })

  it('takes a name with dots as one name only by a placeholder', async () => {
    await suite.db.putItem({ TableName, Item: { ...row, 'm.a': N(7) } })
    expect(await holds('#dotted = :n', { ':n': N(7) }, { '#dotted': 'm.a' })).toBe(true)
  })
})
