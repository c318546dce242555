import { Validations } from 'aws-cdk-lib'
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { IConstruct } from 'constructs'

/** Rules of the checking packs that do not fit a kind of thing, each with the reason why. */
const reasons = {
  dead: [
    ['AwsSolutions::AwsSolutions-SQS3', 'It is itself a queue of dead letters.'],
    ['Serverless::Serverless-SQSRedrivePolicy', 'It is itself a queue of dead letters.'],
  ],
  function: [
    [
      'Serverless::Serverless-LambdaDLQ',
      'Nothing calls it without waiting for its end but the clock’s schedule: the next minute does that work again, and alarms tell of failures. Queue and stream keep their own dead letters.',
    ],
    ['Serverless::Serverless-LambdaTracing', 'Where the setting is off, the region has no tracing of functions.'],
  ],
  queueSource: [
    [
      'Serverless::Serverless-LambdaEventSourceMappingDestination',
      'A queue keeps its dead letters by its own redrive policy; only streams take a destination here.',
    ],
  ],
  gateway: [
    [
      'AwsSolutions::AwsSolutions-APIG2',
      'The functions check every request against the contract, which says more than the gateway’s schemas can, and answer in words that name row and column.',
    ],
    ['Serverless::Serverless-APIGWXrayEnabled', 'Where the setting is off, the region has no tracing of functions.'],
  ],
  bucket: [
    [
      'Annotation::@aws-cdk/aws-s3:accessLogsPolicyNotAdded',
      'The bucket of visits, in the data stack, admits the service of this account by its own policy.',
    ],
  ],
  listed: [
    [
      'Annotation::@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk',
      'The front’s function answers the root itself, so nobody can list; whatever lies there is public besides.',
    ],
  ],
  distribution: [
    ['AwsSolutions::AwsSolutions-CFR1', 'Citizens abroad may read what their district publishes.'],
    [
      'AwsSolutions::AwsSolutions-CFR2',
      'The firewall stands before the gateway, in every region alike; what else lies behind this front is files.',
    ],
  ],
} as const satisfies Record<string, readonly (readonly [id: string, reason: string])[]>

/** Why a right reaches over a whole folder, by the ending of its address. */
const folders = {
  '/contents/*': 'Contents of editions lie there under their hashes.',
  '/uploads/*': 'Uploads lie there under their hashes.',
  '/journal/*': 'Journals of batches lie there under their hashes.',
  '/editions/*': 'Every edition is a folder of its own.',
  '/lists/*': 'Lists are made anew from the editions, by year and unit.',
  '/*': 'All files of the staff app are public to whoever asks for the page, and nothing else lies there.',
  '*': 'The service knows no narrower address for this action; where a condition can bound it, one does.',
} as const

/** Acknowledges, on one thing and what it contains, the rules that do not fit its kind. */
export function acknowledge(scope: IConstruct, kind: keyof typeof reasons): void {
  for (const [id, reason] of reasons[kind]) Validations.of(scope).acknowledge({ id, reason })
}

/** Acknowledges every address of a role's rights that ends in a star, with the reason for that folder. */
export function acknowledgeFolders(role: IConstruct, statements: readonly PolicyStatement[]): void {
  for (const address of statements.flatMap(({ resources }) => resources)) {
    const reason = Object.entries(folders).find(([ending]) => address.endsWith(ending))?.[1]
    if (reason === undefined) continue
    Validations.of(role).acknowledge({ id: `AwsSolutions::AwsSolutions-IAM5[Resource::${address}]`, reason })
    if (address !== '*') continue
    Validations.of(role).acknowledge({ id: 'Serverless::Serverless-LambdaStarPermissions', reason })
  }
}
