import { beforeAll, describe, expect, it } from 'vitest'
import { keySchema } from '../engine.ts'
import { contract, differs, endOf, failure, invalid, S, until } from './dynamodb.ts'

const suite = contract()
let TableName: string

beforeAll(async () => {
  TableName = await suite.table({
    indexes: [{ name: 'by-unit', keys: ['unit'], carries: ['title'] }],
    stream: 'NEW_AND_OLD_IMAGES',
    lifetime: 'ttl',
  })
})

const create = (more: object) =>
  suite.db.createTable({
    TableName: suite.name(),
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    ...more,
  })

describe('a table', () => {
  it('describes its keys, indexes, stream and billing', async () => {
    const { Table } = await suite.db.describeTable({ TableName })
    expect(Table).toMatchObject({
      TableName,
      TableStatus: 'ACTIVE',
      KeySchema: keySchema(['pk', 'sk']),
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-unit',
          IndexStatus: 'ACTIVE',
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['title'] },
        },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    })
    expect(Table?.LatestStreamArn).toContain(`:table/${TableName}/stream/`)
  })

  it('knows the attribute that ends its items', async () => {
    const { TimeToLiveDescription } = await suite.db.describeTimeToLive({ TableName })
    expect(TimeToLiveDescription).toMatchObject({ AttributeName: 'ttl' })
    expect(TimeToLiveDescription?.TimeToLiveStatus).toMatch(/ENABL/)
  })

  it('is made once under its name', async () => {
    await expect(create({ TableName })).rejects.toEqual(failure('ResourceInUseException'))
  })

  it('is in the list of tables, page by page', async () => {
    const names: string[] = []
    let from: string | undefined
    do {
      const page = await suite.db.listTables({ Limit: 1, ...(from ? { ExclusiveStartTableName: from } : {}) })
      names.push(...(page.TableNames ?? []))
      from = page.LastEvaluatedTableName
    } while (from)
    expect(names).toContain(TableName)
  })

  it('declares the type of its keys and of nothing else', async () => {
    const AttributeDefinitions = [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'other', AttributeType: 'S' },
    ]
    await expect(create({ AttributeDefinitions })).rejects.toEqual(invalid())
    await expect(create({ KeySchema: keySchema(['pk', 'sk']) })).rejects.toEqual(invalid())
  })

  it('has names of 3 to 255 letters, digits, dots, dashes and underscores', async () => {
    await expect(create({ TableName: 'ab' })).rejects.toEqual(invalid())
    await expect(create({ TableName: 'a table' })).rejects.toEqual(invalid())
  })

  it('has indexes with names of at least 3 characters', async () => {
    const IndexName = 'ab'
    const index = { IndexName, KeySchema: keySchema(['pk']), Projection: { ProjectionType: 'ALL' } }
    await expect(create({ GlobalSecondaryIndexes: [index] })).rejects.toEqual(invalid())
  })

  it('stays while it is protected against deletion', async () => {
    const made = await suite.table({})
    await suite.db.updateTable({ TableName: made, DeletionProtectionEnabled: true })
    await until(async () => (await suite.db.describeTable({ TableName: made })).Table?.TableStatus === 'ACTIVE')
    await expect(suite.db.deleteTable({ TableName: made })).rejects.toEqual(invalid())
    await suite.db.updateTable({ TableName: made, DeletionProtectionEnabled: false })
  })

  it('is gone when it was deleted', async () => {
    const made = await suite.table({})
    await suite.db.deleteTable({ TableName: made })
    await until(async () => (await endOf(suite.db.describeTable({ TableName: made }), 'there')) !== 'there')
    const asked = suite.db.getItem({ TableName: made, Key: { pk: S('a'), sk: S('b') } })
    await expect(asked).rejects.toEqual(failure('ResourceNotFoundException'))
  })

  it('can be given a new index while it holds rows', async () => {
    const made = await suite.table({})
    await suite.db.putItem({ TableName: made, Item: { pk: S('a'), sk: S('b'), kind: S('k') } })
    await suite.db.updateTable({
      TableName: made,
      AttributeDefinitions: [{ AttributeName: 'kind', AttributeType: 'S' }],
      GlobalSecondaryIndexUpdates: [
        { Create: { IndexName: 'by-kind', KeySchema: keySchema(['kind']), Projection: { ProjectionType: 'ALL' } } },
      ] as never,
    })
    await until(async () => {
      const { Table } = await suite.db.describeTable({ TableName: made })
      return Table?.GlobalSecondaryIndexes?.[0]?.IndexStatus === 'ACTIVE'
    })
    const { Count } = await suite.db.scan({ TableName: made, IndexName: 'by-kind' })
    expect(Count).toBe(1)
  })

  it('can be put back to any second once its backups are switched on', async () => {
    const asked = suite.db.updateContinuousBackups({
      TableName,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    })
    const said = await endOf(asked, 'switched on')
    expect(said).toBe(differs('no-backups', { aws: 'switched on', here: 'UnknownOperationException' }))
  })
})
