import { takenAsGiven } from './rights/condition.ts'
import type { Resolved } from './template/scope.ts'

/** Types that the runtime plays, or that only hold others together. */
const played = new Set([
  'AWS::ApiGateway::Deployment',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Stage',
  'AWS::CDK::Metadata',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Lambda::Alias',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Lambda::Version',
  'AWS::Pipes::Pipe',
  'AWS::S3::Bucket',
  'AWS::SQS::Queue',
  'AWS::SSM::Parameter',
  'AWS::Scheduler::Schedule',
  'AWS::SecretsManager::Secret',
  'Custom::S3BucketNotifications',
])

/** Types of the template that one machine does without, in alphabetical order. Rules that only match events count too. */
export function typesLeftOut(resources: readonly Resolved[]): string[] {
  const types = resources
    .filter(
      ({ type, properties }) => !played.has(type) && !(type === 'AWS::Events::Rule' && properties.ScheduleExpression),
    )
    .map(({ type }) => type)
  return [...new Set(types)].sort()
}

/** What else the cloud does with resources that are played. */
export const behavioursLeftOut: readonly string[] = [
  'throttling by the gateway and by capacity',
  'lifecycle rules, replication and access logs of buckets',
  'policies of buckets, queues and keys',
  'backups, recovery to a second, deletion protection',
  `conditions of policies on ${[...takenAsGiven].join(', ')}`,
]
