import { createHash } from 'node:crypto'
import type { Properties } from './assembly.ts'
import { textAt } from './properties.ts'

/** Where a stack would be deployed. */
export interface Place {
  name: string
  account: string
  region: string
  partition: string
  suffix: string
  /** where queues answer */
  services: string
}

/** A resource as references see it; properties are resolved only when asked for. */
export interface Named {
  id: string
  type: string
  properties(): Properties
  place: Place
}

interface Naming {
  /** property that holds a name of the template's own choice */
  name?: string
  /** the service and the path before the name in its ARN */
  arn: (place: Place, name: string) => string
  /** what `Ref` gives, when not the name */
  ref?: (named: Named, name: string) => string
  attributes?: Record<string, (named: Named, name: string) => string>
}

const regional =
  (service: string, path = '') =>
  ({ partition, region, account }: Place, name: string): string =>
    `arn:${partition}:${service}:${region}:${account}:${path}${name}`

const global =
  (path: string) =>
  ({ partition, account }: Place, name: string): string =>
    `arn:${partition}:iam::${account}:${path}${name}`

const text = (named: Named, property: string): string => textAt(named.properties(), property) ?? ''

/** An ID in the form AWS gives: the same at every start. */
const uuidOf = ({ place, id }: Named): string =>
  createHash('sha256')
    .update(`${place.name}/${id}`)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')

const table: Naming = {
  name: 'TableName',
  arn: regional('dynamodb', 'table/'),
  attributes: {
    StreamArn: (named, name) => `${regional('dynamodb', 'table/')(named.place, name)}/stream/2021-01-01T00:00:00.000`,
    TableId: uuidOf,
  },
}

const namings: Record<string, Naming> = {
  'AWS::ApiGateway::RestApi': {
    arn: ({ partition, region }, name) => `arn:${partition}:apigateway:${region}::/restapis/${name}`,
    ref: (named) => uuidOf(named).slice(0, 10).replace('-', ''),
  },
  'AWS::ApiGateway::Stage': { name: 'StageName', arn: regional('apigateway', 'stages/') },
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::DynamoDB::Table': table,
  'AWS::Events::Rule': { name: 'Name', arn: regional('events', 'rule/') },
  'AWS::IAM::Role': { name: 'RoleName', arn: global('role/') },
  'AWS::KMS::Alias': { name: 'AliasName', arn: regional('kms') },
  'AWS::KMS::Key': { arn: (place, name) => regional('kms', 'key/')(place, name), attributes: { KeyId: uuidOf } },
  'AWS::Lambda::Alias': {
    name: 'Name',
    arn: regional('lambda', 'function:'),
    ref: (named, name) => `${functionArn(named)}:${name}`,
  },
  'AWS::Lambda::Function': { name: 'FunctionName', arn: regional('lambda', 'function:') },
  'AWS::Lambda::Version': {
    arn: regional('lambda', 'function:'),
    ref: (named) => `${functionArn(named)}:1`,
    attributes: { Version: () => '1' },
  },
  'AWS::Logs::LogGroup': {
    name: 'LogGroupName',
    arn: (place, name) => `${regional('logs', 'log-group:')(place, name)}:*`,
  },
  'AWS::Pipes::Pipe': { name: 'Name', arn: regional('pipes', 'pipe/') },
  'AWS::S3::Bucket': {
    name: 'BucketName',
    arn: ({ partition }, name) => `arn:${partition}:s3:::${name}`,
    attributes: {
      DomainName: ({ place }, name) => `${name}.s3.${place.suffix}`,
      RegionalDomainName: ({ place }, name) => `${name}.s3.${place.region}.${place.suffix}`,
    },
  },
  'AWS::SNS::Topic': {
    name: 'TopicName',
    arn: regional('sns'),
    ref: (named, name) => regional('sns')(named.place, name),
  },
  'AWS::SQS::Queue': {
    name: 'QueueName',
    arn: regional('sqs'),
    ref: ({ place }, name) => `${place.services}/${place.account}/${name}`,
    attributes: {
      QueueName: (_, name) => name,
      QueueUrl: ({ place }, name) => `${place.services}/${place.account}/${name}`,
    },
  },
  'AWS::SSM::Parameter': {
    name: 'Name',
    arn: regional('ssm', 'parameter'),
    attributes: { Value: (named) => text(named, 'Value') },
  },
  'AWS::Scheduler::Schedule': { name: 'Name', arn: regional('scheduler', 'schedule/default/') },
  'AWS::SecretsManager::Secret': {
    name: 'Name',
    arn: regional('secretsmanager', 'secret:'),
    ref: (named, name) => regional('secretsmanager', 'secret:')(named.place, name),
  },
}

/** Versions and aliases name their function by its name or its ARN. */
function functionArn(named: Named): string {
  const name = text(named, 'FunctionName')
  return name.startsWith('arn:') ? name : regional('lambda', 'function:')(named.place, name)
}

/** The physical name: the template's own, else one that stays the same from start to start. */
function nameOf(named: Named): string {
  const naming = namings[named.type]
  if (named.type === 'AWS::KMS::Key') return uuidOf(named)
  const own = naming?.name === undefined ? '' : text(named, naming.name)
  if (own) return own
  const name = `${named.place.name}-${named.id}`
  return named.type === 'AWS::S3::Bucket' ? name.toLowerCase() : name
}

export function referenceOf(named: Named): string {
  const name = nameOf(named)
  return namings[named.type]?.ref?.(named, name) ?? name
}

export function attributeOf(named: Named, attribute: string): string {
  const naming = namings[named.type]
  const name = nameOf(named)
  const known = naming?.attributes?.[attribute]
  if (known) return known(named, name)
  if (attribute === 'Arn' || attribute.endsWith('Arn')) {
    if (named.type === 'AWS::Lambda::Alias' || named.type === 'AWS::Lambda::Version') return referenceOf(named)
    return (naming?.arn ?? regional(serviceOf(named.type)))(named.place, name)
  }
  return `${name}.${attribute}`
}

const serviceOf = (type: string): string => (type.split('::')[1] ?? 'other').toLowerCase()
