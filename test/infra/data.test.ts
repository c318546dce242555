import { describe, expect, it } from 'vitest'
import { queueColumns } from '#shared/cases/queue'
import { places } from './synthesize.ts'
import { allOf, placeNames, regions, statementsOf, type Data, type PlaceName } from './templates.ts'

const everywhere = placeNames.map((place) => [place] as const)

const statementsAbout = (place: PlaceName, bucket: string) =>
  allOf(place, 'AWS::S3::BucketPolicy')
    .filter(({ properties }) => JSON.stringify(properties.Bucket).includes(bucket))
    .flatMap(({ properties }) => statementsOf(properties.PolicyDocument))

describe.each(everywhere)('in %s', (place) => {
  const tables = allOfLazily(place, 'AWS::DynamoDB::Table')
  const buckets = allOfLazily(place, 'AWS::S3::Bucket')
  const queues = allOfLazily(place, 'AWS::SQS::Queue')

  it('both tables are encrypted with a key of our own, outlive their stack and can go back to any second', () => {
    expect(tables().map(({ properties }) => String(properties.TableName).split('-').at(-1))).toEqual([
      'state',
      'ledger',
    ])
    for (const { properties, deletionPolicy } of tables()) {
      expect(properties.BillingMode).toBe('PAY_PER_REQUEST')
      expect(properties.OnDemandThroughput).toMatchObject({
        MaxReadRequestUnits: expect.any(Number) as number,
        MaxWriteRequestUnits: expect.any(Number) as number,
      })
      expect(properties.PointInTimeRecoverySpecification).toMatchObject({ PointInTimeRecoveryEnabled: true })
      expect(properties.DeletionProtectionEnabled).toBe(true)
      expect(properties.SSESpecification).toMatchObject({ SSEEnabled: true, SSEType: 'KMS' })
      expect(properties.KeySchema).toEqual([
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ])
      expect(deletionPolicy).toBe('Retain')
    }
  })

  it('the stream tells what a row was and is, and of the ledger which event was written', () => {
    expect(tables().map(({ properties }) => properties.StreamSpecification)).toEqual([
      { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      { StreamViewType: 'KEYS_ONLY' },
    ])
  })

  it('the state table has indexes of keys alone and one of queue lines, and ends what has a lifetime', () => {
    const [state] = tables()
    const indexes = state?.properties.GlobalSecondaryIndexes as Data[]
    expect(indexes.map(({ IndexName, KeySchema, Projection }) => [IndexName, KeySchema, Projection])).toEqual([
      ['gsi1', keys('gsi1pk', 'gsi1sk'), { ProjectionType: 'KEYS_ONLY' }],
      ['gsi2', keys('gsi2pk', 'gsi2sk'), { ProjectionType: 'INCLUDE', NonKeyAttributes: [...queueColumns] }],
      ['unfinished', keys('unfinished', 'since'), { ProjectionType: 'KEYS_ONLY' }],
    ])
    // The revision in an index would make every edit write there too.
    for (const { Projection } of indexes) expect(JSON.stringify(Projection)).not.toContain('"rev"')
    for (const { OnDemandThroughput } of indexes) expect(OnDemandThroughput).toBeDefined()
    expect(state?.properties.TimeToLiveSpecification).toEqual({ AttributeName: 'ttl', Enabled: true })
  })

  it('the ledger has no index, and no event of it has an end', () => {
    const [, ledger] = tables()
    expect(ledger?.properties.GlobalSecondaryIndexes).toBeUndefined()
    expect(ledger?.properties.TimeToLiveSpecification).toBeUndefined()
  })

  it('every bucket is private, versioned, encrypted, answers TLS only and outlives its stack', () => {
    expect(buckets()).toHaveLength(5)
    for (const { id, properties, deletionPolicy } of buckets()) {
      expect(properties.PublicAccessBlockConfiguration, id).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      })
      expect(properties.VersioningConfiguration, id).toEqual({ Status: 'Enabled' })
      expect(properties.BucketEncryption, id).toBeDefined()
      expect(deletionPolicy, id).toBe('Retain')
      const refusals = statementsAbout(place, id).filter(({ effect }) => effect === 'Deny')
      expect(JSON.stringify(refusals), id).toContain('"aws:SecureTransport":"false"')
    }
  })

  it('private files and audit segments are encrypted with keys of our own', () => {
    for (const name of ['files', 'audit']) {
      const bucket = buckets().find(({ properties }) => String(properties.BucketName).includes(`-${name}-`))
      expect(JSON.stringify(bucket?.properties.BucketEncryption), name).toContain('"SSEAlgorithm":"aws:kms"')
    }
  })

  it('nobody takes an audit segment away for three years', () => {
    const audit = buckets().find(({ properties }) => String(properties.BucketName).includes('-audit-'))
    expect(audit?.properties.ObjectLockEnabled).toBe(true)
    const { Rule } = audit?.properties.ObjectLockConfiguration as { Rule: { DefaultRetention: Data } }
    expect(Rule.DefaultRetention.Mode).toBe('COMPLIANCE')
    expect(Number(Rule.DefaultRetention.Days)).toBeGreaterThanOrEqual(3 * 365)
  })

  it('every queue is encrypted and answers TLS only', () => {
    for (const { id, properties } of queues()) {
      expect(properties.KmsMasterKeyId, id).toBeDefined()
      const policies = allOf(place, 'AWS::SQS::QueuePolicy').filter((policy) =>
        JSON.stringify(policy.properties.Queues).includes(id),
      )
      expect(JSON.stringify(policies), id).toContain('aws:SecureTransport')
    }
  })

  it('what cannot be worked off waits 14 days in a queue of its own', () => {
    const dead = queues().filter(({ properties }) => /-(dead|tampered)$/.test(String(properties.QueueName)))
    expect(dead).toHaveLength(6)
    for (const { properties } of dead) expect(properties.MessageRetentionPeriod).toBe(14 * 86_400)
    for (const { properties } of queues().filter((queue) => !dead.includes(queue)))
      expect(properties.RedrivePolicy).toMatchObject({ maxReceiveCount: 5 })
  })

  it('whatever the ledger’s stream tells but insertions is kept for the operator', () => {
    const [pipe] = allOf(place, 'AWS::Pipes::Pipe')
    expect(JSON.stringify(pipe?.properties.SourceParameters)).toContain('MODIFY')
    expect(JSON.stringify(pipe?.properties.SourceParameters)).toContain('REMOVE')
    expect(JSON.stringify(pipe?.properties.Target)).toContain('tampered')
  })

  it('keys renew themselves and outlive their stack', () => {
    const found = allOf(place, 'AWS::KMS::Key')
    expect(found).toHaveLength(3)
    for (const { properties, deletionPolicy } of found) {
      expect(properties.EnableKeyRotation).toBe(true)
      expect(deletionPolicy).toBe('Retain')
    }
  })
})

it.each(regions)('in %s only the staff app’s own origin reaches private files by signed addresses', (place) => {
  const shared = allOf(place, 'AWS::S3::Bucket').filter(({ properties }) => properties.CorsConfiguration)
  expect(shared).toHaveLength(1)
  const { CorsRules } = shared[0]?.properties.CorsConfiguration as { CorsRules: Data[] }
  expect(CorsRules.map(({ AllowedOrigins }) => AllowedOrigins)).toEqual([[places[place].origins.staff]])
})

function keys(pk: string, sk: string): Data[] {
  return [
    { AttributeName: pk, KeyType: 'HASH' },
    { AttributeName: sk, KeyType: 'RANGE' },
  ]
}

function allOfLazily(place: PlaceName, type: string) {
  return () => allOf(place, type)
}
