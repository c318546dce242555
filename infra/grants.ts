import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { FunctionName } from './functions.ts'
import type { stateIndexes } from './names.ts'
import type { DeskStack } from './parts.ts'

/** What rights are about: addresses of tables, buckets, queues and keys. */
export interface Places {
  state: string
  gsi1: string
  gsi2: string
  unfinished: string
  stateStream: string
  ledger: string
  files: string
  editions: string
  changesQueue: string
  editionsQueue: string
  importsQueue: string
  streamDead: string
  dataKey: string
  ledgerKey: string
  peopleKey: string
  /** the caller by which a service uses a customer key for a function */
  via: (service: 'dynamodb' | 's3' | 'sqs') => string[]
}

/** Addresses by fixed names; only keys and the stream, whose addresses may change, are read at deployment. */
export function placesOf(stack: DeskStack): Places {
  const state = stack.tableArn('state')
  const index = (name: keyof typeof stateIndexes): string => `${state}/index/${name}`
  const suffixes = stack.partition === 'aws-cn' ? ['amazonaws.com', 'amazonaws.com.cn'] : ['amazonaws.com']
  return {
    state,
    gsi1: index('gsi1'),
    gsi2: index('gsi2'),
    unfinished: index('unfinished'),
    stateStream: stack.read('state-stream-arn'),
    ledger: stack.tableArn('ledger'),
    files: stack.bucketArn('files'),
    editions: stack.bucketArn('editions'),
    changesQueue: stack.queueArn('changes'),
    editionsQueue: stack.queueArn('editions'),
    importsQueue: stack.queueArn('imports'),
    streamDead: stack.queueArn('stream-dead'),
    dataKey: stack.read('data-key-arn'),
    ledgerKey: stack.read('ledger-key-arn'),
    peopleKey: stack.read('people-key-arn'),
    via: (service) => suffixes.map((suffix) => `${service}.${stack.region}.${suffix}`),
  }
}

type Conditions = Record<string, Record<string, string | string[]>>

/** Actions of one service on some places. */
function allow(actions: readonly string[], places: string | string[], conditions: Conditions = {}): PolicyStatement {
  return new PolicyStatement({
    effect: Effect.ALLOW,
    actions: [...actions],
    resources: Array.isArray(places) ? places : [places],
    conditions,
  })
}

/** A customer key, but only as the named services use it for the function. */
const through = (services: ('dynamodb' | 's3' | 'sqs')[], key: string, at: Places): PolicyStatement =>
  allow(['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'], key, {
    StringEquals: { 'kms:ViaService': services.flatMap((service) => at.via(service)) },
  })

const table = (verbs: readonly string[], places: string | string[]): PolicyStatement =>
  allow(
    verbs.map((verb) => `dynamodb:${verb}`),
    places,
  )

const reading = ['GetItem', 'BatchGetItem', 'Query', 'ConditionCheckItem'] as const
const writing = [...reading, 'PutItem', 'UpdateItem'] as const
const consuming = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility']

/**
 * Every right of every function, written out: helpers that grant "read and write" give scans and deletions along. Nobody
 * deletes an item or reads a whole table; on the ledger nobody but adds and reads. Rights to its own log, and to the
 * tracing service, come with the function (`lambda.ts`).
 */
export const grants: Record<FunctionName, (at: Places) => PolicyStatement[]> = {
  staff: (at) => [
    table(writing, at.state),
    table(['Query'], [at.gsi1, at.gsi2, at.unfinished]),
    table(['PutItem', 'GetItem', 'BatchGetItem', 'Query'], at.ledger),
    allow(['sqs:SendMessage'], [at.changesQueue, at.editionsQueue, at.importsQueue]),
    allow(['s3:GetObject', 's3:PutObject'], [`${at.files}/contents/*`, `${at.files}/journal/*`]),
    // Addresses for uploads are signed with it; what is put there only the importer reads.
    allow(['s3:PutObject'], `${at.files}/uploads/*`),
    // Addresses of tiles are signed with it.
    allow(['s3:GetObject'], `${at.files}/tiles/*`),
    // Refused rows of an import, as they are shown page by page.
    allow(['s3:GetObject'], `${at.files}/imports/*`),
    allow(['kms:Encrypt', 'kms:Decrypt'], at.peopleKey),
    through(['dynamodb', 's3', 'sqs'], at.dataKey, at),
    through(['dynamodb'], at.ledgerKey, at),
  ],
  projector: (at) => [
    table(['DescribeStream', 'GetRecords', 'GetShardIterator'], at.stateStream),
    // The service knows no narrower form of this right.
    table(['ListStreams'], '*'),
    table(writing, at.state),
    // New tiles are made from the old ones and what the feed says since.
    allow(['s3:GetObject', 's3:PutObject'], `${at.files}/tiles/*`),
    allow(['sqs:SendMessage'], at.streamDead),
    through(['dynamodb', 's3', 'sqs'], at.dataKey, at),
  ],
  applier: (at) => [
    allow(consuming, at.changesQueue),
    table(writing, at.state),
    // Rules of the accounts' sheet look at all accounts, voiding a unit at its queue, a rebuild at the cases of a month.
    table(['Query'], [at.gsi1, at.gsi2]),
    table(['PutItem', 'GetItem', 'BatchGetItem', 'Query'], at.ledger),
    // A change that was to be applied as a whole, or not at all, is taken back by a change-set of its own.
    // A rebuild reads the ledger and writes every tile anew.
    allow(['s3:PutObject'], `${at.files}/tiles/*`),
    allow(['s3:GetObject', 's3:PutObject'], [`${at.files}/journal/*`, `${at.files}/imports/*`]),
    allow(['sqs:SendMessage'], at.changesQueue),
    through(['dynamodb', 's3', 'sqs'], at.dataKey, at),
    through(['dynamodb'], at.ledgerKey, at),
  ],
  clock: (at) => [
    table(['GetItem', 'BatchGetItem', 'Query', 'UpdateItem'], at.state),
    table(['Query'], at.unfinished),
    allow(['sqs:SendMessage'], [at.changesQueue, at.editionsQueue, at.importsQueue]),
    through(['dynamodb', 'sqs'], at.dataKey, at),
  ],
  publisher: (at) => [
    allow(consuming, at.editionsQueue),
    table([...reading, 'UpdateItem'], at.state),
    // Lists are made from all editions.
    table(['Query'], at.gsi1),
    table(['PutItem', 'Query'], at.ledger),
    allow(['s3:GetObject'], `${at.files}/contents/*`),
    allow(['s3:GetObject', 's3:PutObject'], [`${at.editions}/editions/*`, `${at.editions}/lists/*`]),
    // Without it a file that is not there yet answers "forbidden" instead of "not found".
    allow(['s3:ListBucket'], at.editions),
    // Withdrawal only: earlier bytes of a withdrawn edition are purged, its hash and reason stay in the ledger.
    allow(['s3:ListBucketVersions'], at.editions, { StringLike: { 's3:prefix': 'editions/*' } }),
    allow(['s3:DeleteObjectVersion'], `${at.editions}/editions/*`),
    through(['dynamodb', 's3', 'sqs'], at.dataKey, at),
    through(['dynamodb'], at.ledgerKey, at),
  ],
  importer: (at) => [
    allow(consuming, at.importsQueue),
    // Session, account, registers and imports are read; a session's last use and how far an import is are written.
    // The key that wraps callers' keys is laid down, sealed, when the first of a month is needed.
    table(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'], at.state),
    // Who reads hostile files seals callers, and never opens the secret of an authenticator.
    allow(['kms:Encrypt', 'kms:Decrypt'], at.peopleKey, {
      StringEquals: { 'kms:EncryptionContext:purpose': 'person' },
    }),
    allow(['s3:GetObject'], `${at.files}/uploads/*`),
    allow(['s3:GetObject', 's3:PutObject'], `${at.files}/imports/*`),
    through(['dynamodb', 's3', 'sqs'], at.dataKey, at),
  ],
}
