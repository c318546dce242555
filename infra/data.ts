import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Key } from 'aws-cdk-lib/aws-kms'
import { BucketEncryption, HttpMethods, ObjectOwnership } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import { acknowledge } from './acknowledged.ts'
import { stateIndexes } from './names.ts'
import { aBucket, aKey, aQueue, DeskStack } from './parts.ts'
import type { Settings } from './settings.ts'
import { functions } from './functions.ts'

/** What is true now: the state table, private files, keys, and the queues between functions. */
export class DataStack extends DeskStack {
  constructor(scope: Construct, settings: Settings) {
    super(scope, 'data', settings, { terminationProtection: true })
    const key = this.dataKey()
    const people = aKey(this, 'people', 'Encrypts the secrets of authenticators and, later, personal data of callers')
    const state = aTable(this, 'state', key)
    this.addIndexes(state)
    this.addBuckets(key)
    this.addQueues(key)
    this.write('data-key-arn', key.keyArn)
    this.write('people-key-arn', people.keyArn)
    if (state.tableStreamArn) this.write('state-stream-arn', state.tableStreamArn)
  }

  private dataKey(): Key {
    const key = aKey(this, 'data', 'Encrypts the state table, private files, queues and alarms')
    // CloudWatch and Budgets publish to the encrypted topic of alarms by themselves.
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com'), new ServicePrincipal('budgets.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    )
    return key
  }

  private addIndexes(state: Table): void {
    for (const [indexName, index] of Object.entries(stateIndexes)) {
      const { pk, sk } = index
      state.addGlobalSecondaryIndex({
        indexName,
        partitionKey: { name: pk, type: AttributeType.STRING },
        sortKey: { name: sk, type: AttributeType.STRING },
        ...('carries' in index
          ? { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...index.carries] }
          : { projectionType: ProjectionType.KEYS_ONLY }),
        maxReadRequestUnits: this.settings.tables.read,
        maxWriteRequestUnits: this.settings.tables.write,
      })
    }
  }

  private addBuckets(key: Key): void {
    const visits = aBucket(this, 'visits', {
      // The content delivery network still writes its records by access lists.
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
      lifecycleRules: [{ expiration: Duration.days(400), noncurrentVersionExpiration: Duration.days(1) }],
    })
    visits.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [`${this.bucketArn('visits')}/*`],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    )
    const files = aBucket(this, 'files', {
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      cors: [
        {
          allowedOrigins: [this.settings.origins.staff],
          allowedMethods: [HttpMethods.GET, HttpMethods.PUT, HttpMethods.POST],
          allowedHeaders: ['content-type', 'x-amz-checksum-sha256', 'if-none-match'],
          exposedHeaders: ['etag'],
          maxAge: 600,
        },
      ],
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(7), noncurrentVersionExpiration: Duration.days(90) },
        // A batch is finished within minutes; its journal is kept for questions, then goes.
        { prefix: 'journal/', expiration: Duration.days(30), noncurrentVersionExpiration: Duration.days(1) },
        // Pieces of an import and the rows that it refused are of use until somebody has looked at them.
        { prefix: 'imports/', expiration: Duration.days(30), noncurrentVersionExpiration: Duration.days(1) },
        // A workbook is read within minutes; for a year and a month one can still look where an amount came from.
        { prefix: 'uploads/', expiration: Duration.days(400), noncurrentVersionExpiration: Duration.days(1) },
      ],
    })
    files.node.addDependency(visits)
  }

  private addQueues(key: Key): void {
    const dead = { retentionPeriod: Duration.days(14) }
    const consumers = { changes: 'applier', editions: 'publisher', imports: 'importer' } as const
    for (const name of ['changes', 'editions', 'imports'] as const) {
      const consumer = functions[consumers[name]]
      const deadLetterQueue = { queue: aQueue(this, `${name}-dead`, key, dead), maxReceiveCount: 5 }
      const queue = aQueue(this, name, key, {
        // Six times the consumer's time, as Lambda asks; the clock resumes an interrupted batch much sooner.
        visibilityTimeout: Duration.seconds(consumer.seconds * 6),
        retentionPeriod: Duration.days(4),
        deadLetterQueue,
      })
      this.write(`${name}-queue-url`, queue.queueUrl)
      acknowledge(deadLetterQueue.queue, 'dead')
    }
    acknowledge(aQueue(this, 'stream-dead', key, dead), 'dead')
    acknowledge(aQueue(this, 'clock-dead', key, dead), 'dead')
  }
}

/** What each table's stream carries: whoever watches the ledger asks what happened to which key, and no more. */
const streams = { state: StreamViewType.NEW_AND_OLD_IMAGES, ledger: StreamViewType.KEYS_ONLY } as const

/**
 * A table with text keys `pk` and `sk`, billed by use up to a ceiling, with a stream, recoverable to any second of the
 * last 35 days, and protected from deletion.
 */
export function aTable(stack: DeskStack, name: 'state' | 'ledger', key: Key): Table {
  return new Table(stack, `${name}-table`, {
    tableName: stack.names[name],
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    maxReadRequestUnits: stack.settings.tables.read,
    maxWriteRequestUnits: stack.settings.tables.write,
    stream: streams[name],
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey: key,
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
    // Tidies what has ended, such as sessions. Events have no end: the ledger only grows.
    ...(name === 'state' ? { timeToLiveAttribute: 'ttl' } : {}),
  })
}
