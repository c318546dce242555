import { expect, it } from 'vitest'
import { allOf, type PlaceName, type Resource } from './templates.ts'

/** What both shapes must have alike: whatever runs, holds data or gives rights. */
const alike = [
  'AWS::DynamoDB::Table',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::Lambda::Function',
  'AWS::Lambda::Alias',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Permission',
  'AWS::Scheduler::Schedule',
  'AWS::S3::Bucket',
  'AWS::KMS::Key',
  'AWS::KMS::Alias',
  'AWS::SSM::Parameter',
  'AWS::IAM::Role',
  'AWS::Pipes::Pipe',
]

/** As it stands in a template, without the number of proxies in the front, and the hash that counts it in. */
const plain = (resource: Resource): unknown =>
  JSON.parse(
    JSON.stringify(resource)
      .replaceAll(/"FORWARDED_HOPS":"\d"/g, '"FORWARDED_HOPS":"…"')
      .replaceAll(/(CurrentVersion)[0-9A-Fa-f]{40}/g, '$1'),
  )

const allAlike = (place: PlaceName, type: string): unknown[] =>
  allOf(place, type)
    // The front alone differs: on one machine, as in China, the gateway reads the staff app's files.
    .filter(({ id }) => !id.startsWith('appreader'))
    .map(plain)

it.each(alike)('what runs on one machine is what is deployed: %s', (type) => {
  const local = allAlike('local', type)
  expect(local.length).toBeGreaterThan(0)
  expect(local).toEqual(allAlike('twin', type))
})
