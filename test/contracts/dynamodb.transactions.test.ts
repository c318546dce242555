import { TransactionCanceledException, type TransactWriteItem } from '@aws-sdk/client-dynamodb'
import { beforeAll, describe, expect, it } from 'vitest'
import { contract, differs, endOf, failure, invalid, matching, N, S, type Item } from './dynamodb.ts'

const suite = contract()
let state: string
let ledger: string

beforeAll(async () => {
  state = await suite.table({})
  ledger = await suite.table({})
})

const key = (name: string | number) => ({ pk: S('transactions'), sk: S(String(name)) })
const putInto = (TableName: string, name: string | number, more: Item = {}): TransactWriteItem => ({
  Put: { TableName, Item: { ...key(name), ...more } },
})
const absent = { ConditionExpression: 'attribute_not_exists(pk)' }
const write = (...TransactItems: TransactWriteItem[]) => suite.db.transactWriteItems({ TransactItems })
const get = async (TableName: string, name: string | number) =>
  (await suite.db.getItem({ TableName, Key: key(name), ConsistentRead: true })).Item
const many = (count: number, prefix: string, more: Item = {}) =>
  Array.from({ length: count }, (_, n) => putInto(state, `${prefix}${n}`, more))

async function reasons(...items: TransactWriteItem[]) {
  const error = await write(...items).catch((thrown: unknown) => thrown)
  if (!(error instanceof TransactionCanceledException)) throw error
  return error.CancellationReasons ?? []
}

describe('a transaction that writes', () => {
  it('puts, updates, deletes and checks in several tables at once', async () => {
    await write(putInto(state, 'old', { n: N(1) }), putInto(state, 'checked', { n: N(1) }), putInto(state, 'gone'))
    await write(
      putInto(ledger, 'event'),
      {
        Update: {
          TableName: state,
          Key: key('old'),
          UpdateExpression: 'SET n = n + :one',
          ConditionExpression: 'n = :one',
          ExpressionAttributeValues: { ':one': N(1) },
        },
      },
      { Delete: { TableName: state, Key: key('gone'), ConditionExpression: 'attribute_exists(pk)' } },
      { ConditionCheck: { TableName: state, Key: key('checked'), ConditionExpression: 'attribute_exists(n)' } },
    )
    expect(await get(ledger, 'event')).toBeDefined()
    expect(await get(state, 'old')).toMatchObject({ n: N(2) })
    expect(await get(state, 'gone')).toBeUndefined()
  })

  it('takes 100 actions', async () => {
    await write(...many(100, 'hundred'))
    expect(await get(state, 'hundred99')).toBeDefined()
  })

  it('refuses 101 actions, and none', async () => {
    await expect(write(...many(101, 'more'))).rejects.toEqual(invalid())
    await expect(write()).rejects.toEqual(invalid())
  })

  it('takes nearly 4 MB, and refuses more', async () => {
    const text = { a: S('x'.repeat(390 * 1024)) }
    await expect(write(...many(10, 'mb', text))).resolves.toBeDefined()
    await expect(write(...many(11, 'mb', text))).rejects.toMatchObject({
      name: matching(/^(ValidationException|TransactionCanceledException)$/),
    })
  })

  it('refuses two actions on one item', async () => {
    const check = { ConditionCheck: { TableName: state, Key: key('one'), ...absent } }
    await expect(write(putInto(state, 'one'), check)).rejects.toEqual(invalid(/multiple operations/i))
  })

  it('refuses an action that says two things', async () => {
    const both = { ...putInto(state, 'a'), Delete: { TableName: state, Key: key('b') } }
    const said = await endOf(write(both), 'written')
    expect(said).toBe(differs('two-in-one-action', { aws: 'ValidationException', here: 'written' }))
  })

  it('says what it cost: twice the units of single writes', async () => {
    const { ConsumedCapacity } = await suite.db.transactWriteItems({
      TransactItems: [putInto(state, 'cost1'), putInto(state, 'cost2')],
      ReturnConsumedCapacity: 'TOTAL',
    })
    expect(ConsumedCapacity).toMatchObject([{ TableName: state, CapacityUnits: 4 }])
  })
})

describe('a cancelled transaction', () => {
  const clash = (): TransactWriteItem => ({ Put: { TableName: state, Item: key('taken'), ...absent } })

  it('writes nothing at all', async () => {
    await write(putInto(state, 'taken'))
    await expect(write(putInto(state, 'before'), clash(), putInto(ledger, 'after'))).rejects.toThrow()
    expect(await get(state, 'before')).toBeUndefined()
    expect(await get(ledger, 'after')).toBeUndefined()
  })

  it('gives a reason for each action, in their order', async () => {
    await write(putInto(state, 'taken'))
    const all = [...many(49, 'fine'), clash(), ...many(50, 'too')]
    const given = await reasons(...all)
    expect(given).toHaveLength(100)
    expect(given.map((reason) => reason.Code)).toEqual(
      Array.from({ length: 100 }, (_, n) => (n === 49 ? 'ConditionalCheckFailed' : 'None')),
    )
  })

  it('hands back the item that was in the way, where asked', async () => {
    await write(putInto(state, 'row', { version: N(3) }))
    const stale = (more: object): TransactWriteItem => ({
      Update: {
        TableName: state,
        Key: key('row'),
        UpdateExpression: 'SET version = :next',
        ConditionExpression: 'version = :seen',
        ExpressionAttributeValues: { ':seen': N(2), ':next': N(3) },
        ...more,
      },
    })
    const [asked] = await reasons(stale({ ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }))
    const [silent] = await reasons(stale({}))
    expect(asked).toMatchObject({ Code: 'ConditionalCheckFailed', Item: { ...key('row'), version: N(3) } })
    expect(silent?.Item).toBeUndefined()
  })

  it('names every action that fails, not only the first', async () => {
    const exists = (name: string): TransactWriteItem => ({
      ConditionCheck: { TableName: state, Key: key(name), ConditionExpression: 'attribute_exists(pk)' },
    })
    const given = await reasons(exists('nobody'), putInto(state, 'x'), exists('no one'))
    expect(given.map((reason) => reason.Code)).toEqual(['ConditionalCheckFailed', 'None', 'ConditionalCheckFailed'])
  })

  it('names an action that could not be done: text where a number belongs', async () => {
    await write(putInto(state, 'word', { n: S('x') }))
    const add: TransactWriteItem = {
      Update: {
        TableName: state,
        Key: key('word'),
        UpdateExpression: 'ADD n :one',
        ExpressionAttributeValues: { ':one': N(1) },
      },
    }
    const given = await reasons(putInto(state, 'y'), add)
    expect(given.map((reason) => reason.Code)).toEqual(['None', 'ValidationError'])
    expect(await get(state, 'y')).toBeUndefined()
  })

  it('is a TransactionCanceledException whose message lists the codes', async () => {
    await write(putInto(state, 'taken'))
    await expect(write(clash(), putInto(state, 'z'))).rejects.toEqual(
      failure('TransactionCanceledException', /\[ConditionalCheckFailed, None\]/),
    )
  })
})

describe('a token', () => {
  const add = (by: number): TransactWriteItem => ({
    Update: {
      TableName: state,
      Key: key('counter'),
      UpdateExpression: 'ADD n :by',
      ExpressionAttributeValues: { ':by': N(by) },
    },
  })
  const token = `token-${process.pid}-${Date.now()}`

  it('makes the second of two equal requests do nothing', async () => {
    for (let n = 0; n < 3; n++) {
      await suite.db.transactWriteItems({ TransactItems: [add(1)], ClientRequestToken: token })
    }
    expect(await get(state, 'counter')).toMatchObject({ n: N(1) })
  })

  it('refuses another request under the same token', async () => {
    const other = suite.db.transactWriteItems({ TransactItems: [add(2)], ClientRequestToken: token })
    await expect(other).rejects.toEqual(failure('IdempotentParameterMismatchException'))
    expect(await get(state, 'counter')).toMatchObject({ n: N(1) })
  })
})

describe('a transaction that reads', () => {
  const read = (...names: (string | number)[]) =>
    suite.db.transactGetItems({ TransactItems: names.map((name) => ({ Get: { TableName: state, Key: key(name) } })) })

  it('answers in the order asked, with gaps for what is not there', async () => {
    await write(putInto(state, 'first', { n: N(1) }), putInto(state, 'second', { n: N(2) }))
    const { Responses } = await read('second', 'nobody', 'first')
    expect(Responses?.map((response) => response.Item?.n)).toEqual([N(2), undefined, N(1)])
  })

  it('takes 100 items, and refuses 101', async () => {
    const names = Array.from({ length: 101 }, (_, n) => n)
    expect((await read(...names.slice(1))).Responses).toHaveLength(100)
    await expect(read(...names)).rejects.toEqual(invalid())
  })

  it('picks columns by a projection', async () => {
    const Get = { TableName: state, Key: key('first'), ProjectionExpression: 'n' }
    const { Responses } = await suite.db.transactGetItems({ TransactItems: [{ Get }] })
    const columns = Object.keys(Responses?.[0]?.Item ?? {}).toSorted()
    expect(columns).toEqual(differs('transact-get-keys', { aws: ['n'], here: ['n', 'pk', 'sk'] }))
  })
})
