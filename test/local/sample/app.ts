// A small system of two stacks that uses everything the runtime plays: `node app.ts OUTDIR BUNDLES`.
import type { CfnResource } from 'aws-cdk-lib'
import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { ApiDefinition, EndpointType, SpecRestApi } from 'aws-cdk-lib/aws-apigateway'
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch'
import { AttributeType, ProjectionType, StreamViewType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { Rule, Schedule as RuleSchedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import { Alias, CfnEventSourceMapping, Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda'
import { CfnPipe } from 'aws-cdk-lib/aws-pipes'
import { Bucket, BucketEncryption, EventType, HttpMethods } from 'aws-cdk-lib/aws-s3'
import { SqsDestination } from 'aws-cdk-lib/aws-s3-notifications'
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler'
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import { StringParameter } from 'aws-cdk-lib/aws-ssm'
import { TimeZone } from 'aws-cdk-lib'

const [outdir = '', bundles = ''] = process.argv.slice(2)
const app = new App({ outdir, analyticsReporting: false, treeMetadata: false })
const env = { account: '000000000000', region: 'cn-north-1' }

const data = new Stack(app, 'sample-data', { env })
const key = new Key(data, 'key', { removalPolicy: RemovalPolicy.RETAIN })
const rows = new TableV2(data, 'rows', {
  tableName: 'sample-rows',
  partitionKey: { name: 'pk', type: AttributeType.STRING },
  sortKey: { name: 'sk', type: AttributeType.STRING },
  dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
  timeToLiveAttribute: 'ttl',
  encryption: TableEncryptionV2.customerManagedKey(key),
  globalSecondaryIndexes: [
    {
      indexName: 'by-kind',
      partitionKey: { name: 'kind', type: AttributeType.STRING },
      projectionType: ProjectionType.KEYS_ONLY,
    },
  ],
})
const seen = new TableV2(data, 'seen', {
  tableName: 'sample-seen',
  partitionKey: { name: 'pk', type: AttributeType.STRING },
  sortKey: { name: 'sk', type: AttributeType.STRING },
})
new StringParameter(data, 'stream', { parameterName: '/sample/stream', stringValue: rows.tableStreamArn ?? '' })
new StringParameter(data, 'key-arn', { parameterName: '/sample/key', stringValue: key.keyArn })

const api = new Stack(app, 'sample-api', { env })
const tableArn = (name: string): string => `arn:aws-cn:dynamodb:${env.region}:${env.account}:table/${name}`
const keyArn = StringParameter.valueForStringParameter(api, '/sample/key')
const dead = new Queue(api, 'dead', { queueName: 'sample-dead', retentionPeriod: Duration.days(14) })
const queue = new Queue(api, 'work', {
  queueName: 'sample-work',
  visibilityTimeout: Duration.seconds(4),
  deadLetterQueue: { queue: dead, maxReceiveCount: 2 },
})
const files = new Bucket(api, 'files', {
  bucketName: 'sample-files',
  encryption: BucketEncryption.S3_MANAGED,
  versioned: true,
  cors: [{ allowedMethods: [HttpMethods.PUT], allowedOrigins: ['http://127.0.0.1:8080'], allowedHeaders: ['*'] }],
})
files.addEventNotification(EventType.OBJECT_CREATED, new SqsDestination(queue), { prefix: 'uploads/' })
const assets = new Bucket(api, 'app', { bucketName: 'sample-app' })
new Bucket(api, 'editions', { bucketName: 'sample-editions', versioned: true })
const secret = new Secret(api, 'pepper', {
  secretName: 'sample-pepper',
  generateSecretString: { passwordLength: 40, excludePunctuation: true },
})

const allow = (actions: string[], resources: string[], conditions = {}): PolicyStatement =>
  new PolicyStatement({ actions, resources, conditions })
const viaKey = (...services: string[]): PolicyStatement =>
  allow(['kms:Decrypt', 'kms:GenerateDataKey'], [keyArn], {
    StringEquals: { 'kms:ViaService': services.map((service) => `${service}.${env.region}.amazonaws.com.cn`) },
  })

function aFunction(name: string, statements: PolicyStatement[], seconds = 10): Alias {
  const role = new Role(api, `${name}-role`, {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: { rights: new PolicyDocument({ statements }) },
  })
  const made = new Function(api, name, {
    functionName: `sample-${name}`,
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromAsset(`${bundles}/${name}`),
    memorySize: 256,
    timeout: Duration.seconds(seconds),
    role: role.withoutPolicyUpdates(),
    environment: {
      ROWS: 'sample-rows',
      SEEN: 'sample-seen',
      QUEUE: queue.queueUrl,
      BUCKET: files.bucketName,
      KEY: keyArn,
      SECRET: secret.secretArn,
      STAFF_ORIGIN: 'http://127.0.0.1:8080',
    },
  })
  return new Alias(api, `${name}-live`, { aliasName: 'live', version: made.currentVersion as never })
}

const tool = aFunction(
  'tool',
  [
    allow(
      ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:ConditionCheckItem'],
      [tableArn('sample-rows')],
    ),
    allow(['dynamodb:Query'], [`${tableArn('sample-rows')}/index/*`]),
    allow(['dynamodb:Query'], [tableArn('sample-rows')], {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['open#*'] },
    }),
    new PolicyStatement({
      effect: 'Deny' as never,
      actions: ['dynamodb:UpdateItem'],
      resources: [tableArn('sample-rows')],
      conditions: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': ['locked#*'] } },
    }),
    allow(['sqs:SendMessage'], [queue.queueArn]),
    allow(['s3:PutObject', 's3:GetObject'], [files.arnForObjects('uploads/*')]),
    allow(['kms:Encrypt', 'kms:Decrypt'], [keyArn]),
    allow(['secretsmanager:GetSecretValue'], [secret.secretArn]),
    allow(['ssm:GetParameter'], [`arn:aws-cn:ssm:${env.region}:${env.account}:parameter/sample/stream`]),
  ],
  2,
)
const consuming = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']
const worker = aFunction('worker', [
  allow(consuming, [queue.queueArn]),
  allow(['dynamodb:PutItem'], [seen.tableArn.replace(/.*/, tableArn('sample-seen'))]),
])
const streamArn = StringParameter.valueForStringParameter(api, '/sample/stream')
const reader = aFunction('reader', [
  allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], [streamArn]),
  allow(['sqs:SendMessage'], [dead.queueArn]),
  allow(['dynamodb:UpdateItem', 'dynamodb:PutItem'], [tableArn('sample-seen')]),
  viaKey('dynamodb'),
])
const clock = aFunction('clock', [allow(['dynamodb:PutItem'], [tableArn('sample-seen')])])

new CfnEventSourceMapping(api, 'queue-source', {
  functionName: worker.functionArn,
  eventSourceArn: queue.queueArn,
  batchSize: 5,
  functionResponseTypes: ['ReportBatchItemFailures'],
})
new CfnEventSourceMapping(api, 'stream-source', {
  functionName: reader.functionArn,
  eventSourceArn: streamArn,
  startingPosition: 'TRIM_HORIZON',
  batchSize: 10,
  bisectBatchOnFunctionError: true,
  maximumRetryAttempts: 1,
  maximumRecordAgeInSeconds: 3600,
  functionResponseTypes: ['ReportBatchItemFailures'],
  filterCriteria: { filters: [{ pattern: JSON.stringify({ eventName: ['INSERT', 'MODIFY'] }) }] },
  destinationConfig: { onFailure: { destination: dead.queueArn } },
})
const removed = new Queue(api, 'removed', { queueName: 'sample-removed' })
new CfnPipe(api, 'removals', {
  source: streamArn,
  target: removed.queueArn,
  roleArn: new Role(api, 'pipe-role', {
    assumedBy: new ServicePrincipal('pipes.amazonaws.com'),
    inlinePolicies: {
      rights: new PolicyDocument({
        statements: [
          allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], [streamArn]),
          allow(['sqs:SendMessage'], [removed.queueArn]),
        ],
      }),
    },
  }).roleArn,
  sourceParameters: {
    dynamoDbStreamParameters: { startingPosition: 'TRIM_HORIZON' },
    filterCriteria: { filters: [{ pattern: JSON.stringify({ eventName: [{ 'anything-but': 'INSERT' }] }) }] },
  },
  targetParameters: { inputTemplate: '{"event": <$.eventName>, "keys": <$.dynamodb.Keys>}' },
})
new Schedule(api, 'hourly', {
  schedule: ScheduleExpression.rate(Duration.hours(1)),
  target: new LambdaInvoke(clock as never),
})
new Rule(api, 'nightly', {
  schedule: RuleSchedule.cron({ minute: '30', hour: '17' }),
  targets: [new LambdaFunction(clock as never)],
})
new Schedule(api, 'morning', {
  schedule: ScheduleExpression.cron({ minute: '0', hour: '9', timeZone: TimeZone.ASIA_SHANGHAI }),
  target: new LambdaInvoke(clock as never),
})

const uri = (service: string, path: string): string => `arn:aws-cn:apigateway:${env.region}:${service}:path/${path}`
const called = (more: object = {}) => ({
  responses: { 200: { description: 'answered' } },
  'x-amazon-apigateway-integration': {
    type: 'aws_proxy',
    httpMethod: 'POST',
    uri: uri('lambda', `2015-03-31/functions/${tool.functionArn}/invocations`),
    ...more,
  },
})
const gatewayReader = new Role(api, 'app-reader', {
  assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
  inlinePolicies: {
    rights: new PolicyDocument({ statements: [allow(['s3:GetObject'], [assets.arnForObjects('*')])] }),
  },
})
const file = (key: string, variables: object = {}) => ({
  responses: { 200: { description: 'answered' } },
  'x-amazon-apigateway-integration': {
    type: 'aws',
    httpMethod: 'GET',
    uri: uri('s3', `sample-app/${key}`),
    credentials: gatewayReader.roleArn,
    requestParameters: variables,
    responses: {
      default: { statusCode: '404' },
      '200': {
        statusCode: '200',
        responseParameters: {
          'method.response.header.Content-Type': 'integration.response.header.Content-Type',
          'method.response.header.X-Frame-Options': "'DENY'",
        },
      },
    },
  },
})
const gateway = new SpecRestApi(api, 'gateway', {
  apiDefinition: ApiDefinition.fromInline({
    openapi: '3.0.1',
    info: { title: 'Sample', version: '1' },
    paths: {
      '/': { get: file('index.html') },
      '/api/do/{what}': { post: called() },
      '/api/do/slow': { post: called({ timeoutInMillis: 500 }) },
      '/api/do/echo': { get: called(), post: called() },
      '/api/{unlisted+}': { 'x-amazon-apigateway-any-method': called() },
      '/files/{file+}': {
        get: file('files/{file}', { 'integration.request.path.file': 'method.request.path.file' }),
      },
      '/{page+}': { get: file('index.html') },
    },
    'x-amazon-apigateway-binary-media-types': ['image/png'],
    'x-amazon-apigateway-gateway-responses': {
      REQUEST_TOO_LARGE: { statusCode: 413, responseTemplates: { 'application/json': '{"code":"too-large"}' } },
    },
  }),
  endpointTypes: [EndpointType.REGIONAL],
  cloudWatchRole: false,
  deployOptions: { stageName: 'live' },
  minCompressionSize: undefined as never,
})
;(gateway.node.defaultChild as CfnResource).addPropertyOverride('MinimumCompressionSize', 1024)
tool.addPermission('gateway', {
  principal: new ServicePrincipal('apigateway.amazonaws.com'),
  sourceArn: gateway.arnForExecuteApi('*', '/*', 'live'),
})
new Alarm(api, 'alarm', { metric: tool.metricErrors(), threshold: 1, evaluationPeriods: 1 })
app.synth()
