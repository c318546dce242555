import type { Properties } from '../template/assembly.ts'
import { listOf, objectAt, objectOf, objectsAt, textAt } from '../template/properties.ts'
import type { Resolved } from '../template/scope.ts'

/** What a service does with a customer key in a caller's name, by action. Every other action leaves the key alone. */
const uses: Readonly<Record<string, readonly string[]>> = {
  's3:GetObject': ['kms:Decrypt'],
  's3:GetObjectVersion': ['kms:Decrypt'],
  's3:PutObject': ['kms:GenerateDataKey'],
  'sqs:ReceiveMessage': ['kms:Decrypt'],
  'sqs:SendMessage': ['kms:GenerateDataKey', 'kms:Decrypt'],
  'secretsmanager:GetSecretValue': ['kms:Decrypt'],
}

const administration = /^dynamodb:(Describe|List|Create|Delete(?!Item)|Update(?!Item))/

/** Actions on the key that an action on the resource takes along. */
export function keyActions(action: string): readonly string[] {
  if (action.startsWith('dynamodb:')) return administration.test(action) ? [] : ['kms:Decrypt']
  return uses[action] ?? []
}

/** How a resource says which key encrypts it. */
const keyIn: Record<string, (properties: Properties) => string | undefined> = {
  'AWS::DynamoDB::Table': (properties) => textAt(objectAt(properties, 'SSESpecification'), 'KMSMasterKeyId'),
  'AWS::DynamoDB::GlobalTable': (properties) =>
    textAt(objectAt(objectsAt(properties, 'Replicas')[0], 'SSESpecification'), 'KMSMasterKeyId'),
  'AWS::S3::Bucket': (properties) => {
    const rules = objectsAt(objectAt(properties, 'BucketEncryption'), 'ServerSideEncryptionConfiguration')
    return textAt(objectOf(listOf(rules[0]?.ServerSideEncryptionByDefault)[0]), 'KMSMasterKeyID')
  },
  'AWS::SQS::Queue': (properties) => textAt(properties, 'KmsMasterKeyId'),
  'AWS::SecretsManager::Secret': (properties) => textAt(properties, 'KmsKeyId'),
}

/** The ARN of the customer key of each encrypted resource, by the resource's ARN. */
export function encryptionOf(resources: readonly Resolved[]): ReadonlyMap<string, string> {
  const keys = keyArns(resources)
  return new Map(
    resources.flatMap(({ type, arn, properties }): [string, string][] => {
      const named = keyIn[type]?.(properties)
      const key = named === undefined ? undefined : keys.get(named)
      return key === undefined ? [] : [[arn, key]]
    }),
  )
}

/** Keys by every name they have: ARN, ID, alias. */
export function keyArns(resources: readonly Resolved[]): Map<string, string> {
  const names = new Map<string, string>()
  for (const { type, ref, arn } of resources) if (type === 'AWS::KMS::Key') names.set(ref, arn).set(arn, arn)
  for (const { type, ref, arn, properties } of resources) {
    const target = names.get(textAt(properties, 'TargetKeyId') ?? '')
    if (type === 'AWS::KMS::Alias' && target) names.set(ref, target).set(arn, target)
  }
  return names
}
