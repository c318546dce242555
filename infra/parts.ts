import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib'
import { Alias, Key } from 'aws-cdk-lib/aws-kms'
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps } from 'aws-cdk-lib/aws-s3'
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs'
import { ParameterTier, StringParameter } from 'aws-cdk-lib/aws-ssm'
import type { Construct } from 'constructs'
import { acknowledge } from './acknowledged.ts'
import { namesOf, type BucketName, type Names, type ParameterName, type QueueName } from './names.ts'
import type { Settings } from './settings.ts'

/** A stack of the district desk. It knows the settings and every physical name, never another stack's objects. */
export class DeskStack extends Stack {
  readonly settings: Settings
  readonly names: Names

  constructor(scope: Construct, id: string, settings: Settings, props: StackProps = {}) {
    const { prefix, account, region, district } = settings
    super(scope, `${prefix}-${id}`, {
      env: { account, region },
      analyticsReporting: false,
      tags: { product: 'district-desk', district: district.code },
      ...props,
    })
    this.settings = settings
    this.names = namesOf(settings)
  }

  /** Reads, at deployment, what another stack wrote down. */
  read(name: ParameterName): string {
    return StringParameter.valueForStringParameter(this, this.names.parameter(name))
  }

  /** Writes down a value for other stacks. */
  write(name: ParameterName, stringValue: string): void {
    new StringParameter(this, `parameter-${name}`, {
      parameterName: this.names.parameter(name),
      stringValue,
      tier: ParameterTier.STANDARD,
    })
  }

  arn(service: string, resource: string): string {
    return this.formatArn({ service, resource })
  }

  bucketArn(name: BucketName): string {
    return `arn:${this.partition}:s3:::${this.names.bucket(name)}`
  }

  queueArn(name: QueueName): string {
    return this.arn('sqs', this.names.queue(name))
  }

  tableArn(name: 'state' | 'ledger'): string {
    return this.arn('dynamodb', `table/${this.names[name]}`)
  }
}

/** A customer key that renews itself every year and outlives its stack: without it the data cannot be read. */
export function aKey(stack: DeskStack, id: string, description: string): Key {
  const key = new Key(stack, `${id}-key`, { description, enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN })
  new Alias(stack, `${id}-alias`, { aliasName: `alias/${stack.names.prefix}-${id}`, targetKey: key })
  return key
}

/** A private, versioned bucket that answers TLS only and outlives its stack. */
export function aBucket(stack: DeskStack, name: BucketName, more: BucketProps = {}): Bucket {
  const bucket = new Bucket(stack, `${name}-bucket`, {
    bucketName: stack.names.bucket(name),
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned: true,
    removalPolicy: RemovalPolicy.RETAIN,
    // Who asked for what is noted in another bucket, known by its name only, so that no stack holds another fast.
    serverAccessLogsBucket:
      name === 'visits' ? undefined : Bucket.fromBucketName(stack, `${name}-visits`, stack.names.bucket('visits')),
    serverAccessLogsPrefix: name === 'visits' ? undefined : `${name}/`,
    ...more,
  })
  acknowledge(bucket, 'bucket')
  return bucket
}

/** An encrypted queue that answers TLS only. */
export function aQueue(stack: DeskStack, name: QueueName, key: Key, more: QueueProps = {}): Queue {
  return new Queue(stack, `${name}-queue`, {
    queueName: stack.names.queue(name),
    encryption: QueueEncryption.KMS,
    encryptionMasterKey: key,
    enforceSSL: true,
    ...more,
  })
}
