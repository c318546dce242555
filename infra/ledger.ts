import { Duration } from 'aws-cdk-lib'
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Key } from 'aws-cdk-lib/aws-kms'
import { CfnPipe } from 'aws-cdk-lib/aws-pipes'
import { BucketEncryption, ObjectLockRetention } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import { acknowledge } from './acknowledged.ts'
import { aTable } from './data.ts'
import { aBucket, aKey, aQueue, DeskStack } from './parts.ts'
import type { Settings } from './settings.ts'

/** What happened: events that are only ever added to, and the locked copies that prove it. */
export class LedgerStack extends DeskStack {
  constructor(scope: Construct, settings: Settings) {
    super(scope, 'ledger', settings, { terminationProtection: true })
    const key = aKey(this, 'ledger', 'Encrypts the ledger and the locked segments of the audit chain')
    const ledger = aTable(this, 'ledger', key)
    // Nobody, the account's owner included, deletes or overwrites a segment within three years.
    aBucket(this, 'audit', {
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention.compliance(Duration.days(3 * 366)),
    })
    if (ledger.tableStreamArn) this.watchForTampering(ledger.tableStreamArn, key)
    this.write('ledger-key-arn', key.keyArn)
  }

  /** Whatever the ledger's stream tells but insertions goes into a queue that must stay empty. */
  private watchForTampering(source: string, key: Key): void {
    const queue = aQueue(this, 'tampered', key, { retentionPeriod: Duration.days(14) })
    acknowledge(queue, 'dead')
    const role = new Role(this, 'tampered-role', {
      assumedBy: new ServicePrincipal('pipes.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
      inlinePolicies: {
        rights: new PolicyDocument({
          statements: [
            allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], source),
            allow(['sqs:SendMessage'], queue.queueArn),
            allow(['kms:Decrypt', 'kms:GenerateDataKey'], key.keyArn),
          ],
        }),
      },
    })
    new CfnPipe(this, 'tampered-pipe', {
      name: this.names.queue('tampered'),
      roleArn: role.roleArn,
      source,
      sourceParameters: {
        dynamoDbStreamParameters: { startingPosition: 'TRIM_HORIZON', batchSize: 10, maximumRetryAttempts: 8 },
        filterCriteria: { filters: [{ pattern: JSON.stringify({ eventName: ['MODIFY', 'REMOVE'] }) }] },
      },
      target: queue.queueArn,
      // The keys of the row say which one; its images stay in the table's backup.
      targetParameters: { inputTemplate: '{"event": <$.eventName>, "keys": <$.dynamodb.Keys>}' },
    })
  }
}

const allow = (actions: string[], resource: string): PolicyStatement =>
  new PolicyStatement({ effect: Effect.ALLOW, actions, resources: [resource] })
