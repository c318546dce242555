import type { Answer, Call } from './call.ts'
import { fault } from './fault.ts'
import { postObject } from './form.ts'
import { completeUpload } from './joining.ts'
import { listObjects, listVersions } from './listing.ts'
import { getRetention, putRetention } from './lock.ts'
import { abortUpload, createUpload, listParts, uploadPart } from './multipart.ts'
import { getObject, headObject } from './reading.ts'
import { deleteObject, deleteObjects } from './removing.ts'
import { copyObject, putObject } from './writing.ts'

export interface Operation {
  /** The action of IAM; absent where the operation asks for rights itself, key by key. */
  action?: string
  /** The action when a version is named. */
  versionAction?: string
  run: (call: Call) => Answer | Promise<Answer>
}

/**
 * The operations that the product calls, by method, level and subresource. Everything else is not implemented.
 * Actions: Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3".
 */
const operations: Record<string, Operation> = {
  'HEAD bucket': { action: 's3:ListBucket', run: () => ({ status: 200 }) },
  'GET bucket list-type': { action: 's3:ListBucket', run: listObjects },
  'GET bucket versions': { action: 's3:ListBucketVersions', run: listVersions },
  'POST bucket': { run: postObject },
  'POST bucket delete': { run: deleteObjects },
  'GET object': { action: 's3:GetObject', versionAction: 's3:GetObjectVersion', run: getObject },
  'HEAD object': { action: 's3:GetObject', versionAction: 's3:GetObjectVersion', run: headObject },
  'PUT object': { action: 's3:PutObject', run: putObject },
  'PUT object copy': { action: 's3:PutObject', run: copyObject },
  'DELETE object': { action: 's3:DeleteObject', versionAction: 's3:DeleteObjectVersion', run: deleteObject },
  'GET object retention': { action: 's3:GetObjectRetention', run: getRetention },
  'PUT object retention': { action: 's3:PutObjectRetention', run: putRetention },
  'POST object uploads': { action: 's3:PutObject', run: createUpload },
  'PUT object uploadId': { action: 's3:PutObject', run: uploadPart },
  'POST object uploadId': { action: 's3:PutObject', run: completeUpload },
  'DELETE object uploadId': { action: 's3:AbortMultipartUpload', run: abortUpload },
  'GET object uploadId': { action: 's3:ListMultipartUploadParts', run: listParts },
}

/** Parameters that name a thing of its own below a bucket or key; the first one found decides. */
const subresources = (
  'accelerate acl analytics annotation attributes cors delete encryption intelligent-tiering inventory legal-hold ' +
  'lifecycle list-type location logging metadataConfiguration metadataTable metrics notification object-lock ' +
  'ownershipControls policy policyStatus publicAccessBlock renameObject replication requestPayment restore retention ' +
  'select session tagging torrent uploadId uploads versioning versions website partNumber'
).split(' ')

/** Which operation a request means. @throws NotImplemented */
export function operationOf({
  method,
  key,
  query,
  headers,
}: Pick<Call, 'method' | 'key' | 'query' | 'headers'>): Operation {
  const named = subresources.find((name) => query.has(name))
  const copy = method === 'PUT' && headers['x-amz-copy-source'] !== undefined
  const sub = copy ? [named, 'copy'] : [named]
  const name = [method, key === '' ? 'bucket' : 'object', ...sub].filter((part) => part !== undefined).join(' ')
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined
  if (!operation) throw fault('NotImplemented', `${name} is not implemented here`)
  return operation
}
