import { describe, expect, it } from 'vitest'
import type { Json, Stack, Template } from '../../infra/local/template/assembly.ts'
import { resolveStacks } from '../../infra/local/template/scope.ts'

const stack = (name: string, template: Partial<Template>): Stack => ({
  name,
  account: '111111111111',
  region: 'cn-north-1',
  template: { Resources: {}, ...template },
})
const addresses = { services: 'http://127.0.0.1:1' }

/** What a value within a template comes to. */
function valueOf(value: Json, more: Partial<Template> = {}): Json {
  const Resources = {
    ...more.Resources,
    probe: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/probe', Value: value } },
  }
  const resolved = resolveStacks([stack('desk', { ...more, Resources })], addresses)
  return resolved.find(({ id }) => id === 'probe')?.properties.Value
}

const queue = { Resources: { work: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'desk-work' } } } }

describe('a value of a template', () => {
  it.each<[string, Json, Json]>([
    ['Ref of a pseudo parameter', { Ref: 'AWS::Partition' }, 'aws-cn'],
    ['Ref of a queue: its address', { Ref: 'work' }, 'http://127.0.0.1:1/111111111111/desk-work'],
    ['GetAtt as a list', { 'Fn::GetAtt': ['work', 'Arn'] }, 'arn:aws-cn:sqs:cn-north-1:111111111111:desk-work'],
    ['GetAtt as text', { 'Fn::GetAtt': 'work.QueueName' }, 'desk-work'],
    ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }, 'b']] }, 'a-cn-north-1-b'],
    ['Sub with references', { 'Fn::Sub': '${AWS::StackName}/${work.QueueName}/${!kept}' }, 'desk/desk-work/${kept}'],
    ['Sub with values', { 'Fn::Sub': ['${a}-${b}', { a: '1', b: { Ref: 'AWS::Region' } }] }, '1-cn-north-1'],
    ['Split and Select', { 'Fn::Select': [5, { 'Fn::Split': [':', { 'Fn::GetAtt': ['work', 'Arn'] }] }] }, 'desk-work'],
    ['Base64', { 'Fn::Base64': 'a' }, 'YQ=='],
  ])('%s', (_, value, expected) => {
    expect(valueOf(value, queue)).toEqual(expected)
  })

  it('follows conditions', () => {
    const Conditions = {
      china: { 'Fn::Equals': [{ Ref: 'AWS::Partition' }, 'aws-cn'] },
      elsewhere: { 'Fn::Not': [{ Condition: 'china' }] },
      both: { 'Fn::And': [{ Condition: 'china' }, { Condition: 'elsewhere' }] },
      either: { 'Fn::Or': [{ Condition: 'china' }, { Condition: 'elsewhere' }] },
    }
    const chosen = (name: string) => valueOf({ 'Fn::If': [name, 'yes', 'no'] }, { Conditions })
    expect(['china', 'elsewhere', 'both', 'either'].map(chosen)).toEqual(['yes', 'no', 'no', 'yes'])
  })

  it('is as if never written when it is NoValue', () => {
    const value = { kept: '1', gone: { Ref: 'AWS::NoValue' }, list: ['a', { Ref: 'AWS::NoValue' }] }
    expect(valueOf(value)).toEqual({ kept: '1', list: ['a'] })
  })

  it('looks things up in mappings', () => {
    const Mappings = { regions: { 'cn-north-1': { name: 'Beijing' } } }
    expect(valueOf({ 'Fn::FindInMap': ['regions', { Ref: 'AWS::Region' }, 'name'] }, { Mappings })).toBe('Beijing')
  })

  it('that uses what the runtime lacks is refused by its name', () => {
    expect(() => valueOf({ 'Fn::ImportValue': 'elsewhere' })).toThrow(/Fn::ImportValue/)
    expect(() => valueOf({ Ref: 'nobody' })).toThrow(/nothing is called nobody/)
  })
})

describe('several stacks', () => {
  const writer = stack('data', {
    Resources: {
      table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'desk-state' } },
      parameter: {
        Type: 'AWS::SSM::Parameter',
        Properties: { Name: '/desk/stream', Value: { 'Fn::GetAtt': ['table', 'StreamArn'] } },
      },
    },
  })
  const reader = (name: string) =>
    stack('api', {
      Parameters: { stream: { Type: 'AWS::SSM::Parameter::Value<String>', Default: name } },
      Resources: { queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'stream' } } } },
    })

  it('read what another wrote down, whatever their order', () => {
    const [queue] = resolveStacks([reader('/desk/stream'), writer], addresses)
    expect(queue?.properties.QueueName).toBe(
      'arn:aws-cn:dynamodb:cn-north-1:111111111111:table/desk-state/stream/2021-01-01T00:00:00.000',
    )
  })

  it('are refused when one reads what none writes', () => {
    expect(() => resolveStacks([reader('/desk/none'), writer], addresses)).toThrow(/\/desk\/none/)
  })

  it('leave out resources whose condition does not hold', () => {
    const resources = resolveStacks(
      [
        stack('a', {
          Conditions: { never: { 'Fn::Equals': ['a', 'b'] } },
          Resources: { queue: { Type: 'AWS::SQS::Queue', Condition: 'never' } },
        }),
      ],
      addresses,
    )
    expect(resources).toEqual([])
  })
})

describe('a policy', () => {
  it.each<[string, string, boolean]>([
    ['Action', 'dynamodb:*', true],
    ['Action', 'dynamodb:Get?tem', true],
    ['Action', 'DYNAMODB:getitem', true],
    ['Action', 's3:*', false],
    ['NotAction', 's3:*', true],
    ['NotAction', 'dynamodb:*', false],
  ])('with %s %s decides by it', async (element, pattern, allowed) => {
    const { decide, statementsOf } = await import('../../infra/local/rights/policy.ts')
    const statements = statementsOf({ Statement: [{ Effect: 'Allow', [element]: pattern, Resource: '*' }] })
    const { decision } = decide(statements, { action: 'dynamodb:GetItem', resource: 'arn:aws:dynamodb:::table/a' })
    expect(decision).toBe(allowed ? 'allowed' : 'refused')
  })

  it.each<[string, Json, boolean]>([
    ['StringEquals', { 'a:b': ['x', 'y'] }, true],
    ['StringEquals', { 'a:c': 'x' }, false],
    ['StringEqualsIfExists', { 'a:c': 'x' }, true],
    ['StringNotEquals', { 'a:b': 'y' }, false],
    ['StringLike', { 'a:b': '?' }, true],
    ['Bool', { 'a:true': 'true' }, true],
    ['Null', { 'a:c': 'true' }, true],
    ['NumericLessThan', { 'a:n': '10' }, true],
    ['ForAllValues:StringLike', { 'a:list': ['x*', 'y*'] }, true],
    ['ForAllValues:StringLike', { 'a:list': 'x*' }, false],
    ['ForAnyValue:StringLike', { 'a:list': 'x*' }, true],
    ['StringOdd', { 'a:b': 'x' }, false],
  ])('with the condition %s on %j holds: %s', async (operator, keys, holds) => {
    const { conditionsOf } = await import('../../infra/local/rights/condition.ts')
    const context = { 'a:b': ['y'], 'a:true': ['true'], 'a:n': ['9'], 'a:list': ['x1', 'y1'] }
    expect(conditionsOf({ [operator]: keys }).every((condition) => condition.holds(context))).toBe(holds)
  })

  it('whose statement names no action covers nothing', async () => {
    const { decide, statementsOf } = await import('../../infra/local/rights/policy.ts')
    for (const Action of [[], undefined]) {
      const statements = statementsOf({ Statement: [{ Effect: 'Allow', Action, Resource: '*' }] })
      expect(decide(statements, { action: 's3:GetObject', resource: 'arn:aws:s3:::a/b' }).decision).toBe('refused')
    }
  })
})
