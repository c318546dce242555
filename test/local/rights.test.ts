import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caller } from '../../infra/local/engine/call.ts'
import type { Json, Properties, Template } from '../../infra/local/template/assembly.ts'
import { listOf, objectAt, objectsAt, wordOf } from '../../infra/local/template/properties.ts'
import { aSample, type Sample } from './sample.ts'

let sample: Sample

beforeAll(async () => {
  sample = await aSample()
})

afterAll(() => sample.remove())

const row = (pk: string, sk = 'ROW') => ({ pk: { S: pk }, sk: { S: sk } })
const table = (operation: string, input: object, of = sample) => of.ask('dynamodb', { operation, ...input })
const denied = (action: string, why = 'because no identity-based policy allows') => ({
  status: 409,
  value: {
    name: 'AccessDeniedException',
    message: expect.stringMatching(
      new RegExp(
        `^User: arn:aws-cn:sts::000000000000:assumed-role/.+/sample-tool is not authorized to perform: ${action} on resource: arn:aws-cn:.+ ${why}`,
      ),
    ) as unknown,
  },
})
const done = { status: 200 }

/** Takes actions out of the policies of the tool's role. */
const without =
  (...actions: string[]) =>
  (template: Template): void => {
    const tool = Object.entries(template.Resources).find(([id]) => id.startsWith('toolrole'))?.[1]
    for (const policy of objectsAt(tool?.Properties, 'Policies')) {
      const statements = objectsAt(objectAt(policy, 'PolicyDocument'), 'Statement')
      for (const statement of statements) statement.Action = kept(statement, actions)
    }
  }
const kept = ({ Action }: Properties, actions: readonly string[]): Json =>
  listOf(Action).filter((action) => !actions.includes(wordOf(action)))

describe('a function’s rights on tables', () => {
  it('are what its own role’s policies allow', async () => {
    expect(await table('putItem', { Item: row('rights') })).toMatchObject(done)
    expect(await table('getItem', { Key: row('rights') })).toMatchObject({ value: { Item: row('rights') } })
  })

  it('end where the policies do, in the words of AWS', async () => {
    expect(await table('deleteItem', { Key: row('rights') })).toMatchObject(denied('dynamodb:DeleteItem'))
    expect(await table('scan', {})).toMatchObject(denied('dynamodb:Scan'))
    expect(
      await table('batchWriteItem', { RequestItems: { 'sample-rows': [{ PutRequest: { Item: row('x') } }] } }),
    ).toMatchObject(denied('dynamodb:BatchWriteItem'))
  })

  it('do not reach other tables', async () => {
    expect(await table('putItem', { TableName: 'sample-seen', Item: row('x') })).toMatchObject(
      denied('dynamodb:PutItem'),
    )
    expect(await table('getItem', { TableName: 'nowhere', Key: row('x') })).toMatchObject(denied('dynamodb:GetItem'))
  })

  it('are asked for each action of a transaction', async () => {
    const put = { Put: { TableName: 'sample-rows', Item: row('one') } }
    const check = {
      ConditionCheck: { TableName: 'sample-rows', Key: row('two'), ConditionExpression: 'attribute_not_exists(pk)' },
    }
    const remove = { Delete: { TableName: 'sample-rows', Key: row('three') } }
    expect(await table('transactWriteItems', { TransactItems: [put, check] })).toMatchObject(done)
    expect(await table('transactWriteItems', { TransactItems: [put, remove] })).toMatchObject(
      denied('dynamodb:DeleteItem'),
    )
    const other = { Put: { TableName: 'sample-seen', Item: row('one') } }
    expect(await table('transactWriteItems', { TransactItems: [put, other] })).toMatchObject(denied('dynamodb:PutItem'))
  })

  it('are asked for an index apart from its table', async () => {
    const query = { KeyConditionExpression: 'kind = :k', ExpressionAttributeValues: { ':k': { S: 'x' } } }
    expect(await table('query', { ...query, IndexName: 'by-kind' })).toMatchObject(done)
    expect(await table('scan', { IndexName: 'by-kind' })).toMatchObject(denied('dynamodb:Scan'))
  })

  it('may end at leading keys', async () => {
    const query = (pk: string) =>
      table('query', {
        KeyConditionExpression: '#p = :p',
        ExpressionAttributeNames: { '#p': 'pk' },
        ExpressionAttributeValues: { ':p': { S: pk } },
      })
    expect(await query('open#1')).toMatchObject(done)
    expect(await query('closed#1')).toMatchObject(denied('dynamodb:Query'))
  })

  it('yield to a deny, whatever else allows', async () => {
    const update = (pk: string) => table('updateItem', { Key: row(pk), UpdateExpression: 'REMOVE a' })
    expect(await update('free#1')).toMatchObject(done)
    expect(await update('locked#1')).toMatchObject(denied('dynamodb:UpdateItem', 'with an explicit deny'))
  })

  it('are those of nobody for an access key that was never given out', async () => {
    const { call, close } = caller(sample.environment.AWS_ENDPOINT_URL_DYNAMODB ?? '')
    await expect(call('ListTables', {})).rejects.toMatchObject({ code: 'UnrecognizedClientException' })
    close()
  })
})

describe('a function’s rights elsewhere', () => {
  it('end at the folder of a bucket', async () => {
    expect(await sample.ask('upload', { key: 'uploads/a', body: 'a' })).toMatchObject(done)
    expect(await sample.ask('upload', { key: 'elsewhere/a', body: 'a' })).toMatchObject({
      value: { name: 'AccessDenied' },
    })
  })

  it('end at the parameter named', async () => {
    expect(await sample.ask('parameter', { name: '/sample/stream' })).toMatchObject(done)
    expect(await sample.ask('parameter', { name: '/sample/key' })).toMatchObject(denied('ssm:GetParameter'))
  })

  it('end at the key’s actions', async () => {
    expect(await sample.ask('encrypt', { text: 'a' })).toMatchObject(done)
    expect(await sample.ask('data-key')).toMatchObject(denied('kms:GenerateDataKey'))
  })
})

describe('taking one needed action out of a policy', () => {
  const needed: [string, (of: Sample) => Promise<unknown>][] = [
    ['dynamodb:PutItem', (of) => table('putItem', { Item: row('x') }, of)],
    ['dynamodb:GetItem', (of) => table('getItem', { Key: row('x') }, of)],
    ['sqs:SendMessage', (of) => of.ask('send', { MessageBody: '{}' })],
    ['secretsmanager:GetSecretValue', (of) => of.ask('secret')],
    ['kms:Encrypt', (of) => of.ask('encrypt', { text: 'a' })],
    // The table is encrypted with a customer key: who may not use the key cannot read the table.
    ['kms:Decrypt', (of) => table('getItem', { Key: row('x') }, of)],
  ]
  it.each(needed)('%s makes the call fail here as it would in the cloud', async (action, call) => {
    const poor = await aSample({ edit: without(action) })
    expect(await call(poor)).toMatchObject(denied(action))
    await poor.remove()
  })

  it('of an event source makes the start fail, as the deployment would', async () => {
    const edit = (template: Template) => {
      for (const [id, { Properties }] of Object.entries(template.Resources)) {
        if (!id.startsWith('readerrole')) continue
        const [policy] = objectsAt(Properties, 'Policies')
        const statements = objectsAt(objectAt(policy, 'PolicyDocument'), 'Statement')
        for (const statement of statements) statement.Action = kept(statement, ['dynamodb:GetRecords'])
      }
    }
    await expect(aSample({ edit })).rejects.toThrow(/dynamodb:GetRecords .* deployment would fail/)
  })

  it('of the gateway makes the API fail', async () => {
    const edit = (template: Template) => {
      const kept = Object.entries(template.Resources).filter(([, { Type }]) => Type !== 'AWS::Lambda::Permission')
      template.Resources = Object.fromEntries(kept)
    }
    const poor = await aSample({ edit })
    expect(await poor.ask('now')).toMatchObject({ status: 500 })
    await poor.remove()
  })
})
