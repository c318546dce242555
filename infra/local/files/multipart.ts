import { xmlAnswer, type Answer, type Call } from './call.ts'
import { algorithmNamed, checksumElement, checksumHeader, promised } from './checksums.ts'
import { keptHeaders } from './facts.ts'
import { fault } from './fault.ts'
import { limitOf } from './listing.ts'
import { retention } from './lock.ts'
import { addPart, begin, end, partsOf, uploadOf, type Part, type Upload } from './uploads.ts'
import { checkLength, takeIn } from './writing.ts'
import { xml } from './xml.ts'

/** Parts are numbered from 1. Source: Amazon S3 User Guide, "Multipart upload limits". */
export const mostParts = 10_000

/** CreateMultipartUpload. */
export async function createUpload(call: Call): Promise<Answer> {
  const { headers, shelf, bucket, key, now } = call
  const asked = headers['x-amz-checksum-algorithm']
  const algorithm = asked === undefined ? undefined : algorithmNamed(asked)
  const type = headers['x-amz-checksum-type'] === 'FULL_OBJECT' ? 'FULL_OBJECT' : 'COMPOSITE'
  if (type === 'FULL_OBJECT' && !algorithm?.startsWith('CRC'))
    throw fault(
      'InvalidRequest',
      `The FULL_OBJECT checksum type cannot be used with the ${algorithm ?? 'absent'} checksum algorithm.`,
    )
  const lock = Object.entries(headers).filter(([name]) => name.startsWith('x-amz-object-lock-'))
  if (lock.length > 0 && !call.may('s3:PutObjectRetention', key)) throw fault('AccessDenied')
  retention(shelf, headers, now)
  const upload = {
    key,
    headers: keptHeaders(headers),
    lock: Object.fromEntries(lock) as Record<string, string>,
    algorithm,
    type,
  } as const
  const UploadId = await begin(shelf, upload)
  const told: Record<string, string> = algorithm
    ? { 'x-amz-checksum-algorithm': algorithm, 'x-amz-checksum-type': type }
    : {}
  return xmlAnswer(xml('InitiateMultipartUploadResult', { Bucket: bucket, Key: key, UploadId }), told)
}

/** UploadPart. */
export async function uploadPart(call: Call): Promise<Answer> {
  const { headers, shelf, key, query, now } = call
  const number = Number(query.get('partNumber'))
  if (!Number.isInteger(number) || number < 1 || number > mostParts)
    throw fault('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive')
  const { upload, folder } = await uploadOf(shelf, key, query.get('uploadId'))
  checkLength(call.body)
  checkAlgorithm(upload, promised(headers)?.algorithm)
  const made = await takeIn(call, headers)
  const eTag = made.md5.toString('hex')
  await addPart(folder, made, { number, size: made.size, eTag, modified: now.toISOString(), checksum: made.checksum })
  const checksum: Record<string, string> = made.checksum
    ? { [checksumHeader(made.checksum.algorithm)]: made.checksum.value }
    : {}
  return { status: 200, headers: { etag: `"${eTag}"`, ...checksum } }
}

function checkAlgorithm({ algorithm }: Upload, given: string | undefined): void {
  if (algorithm === undefined || algorithm === given) return
  throw fault(
    'InvalidRequest',
    `Checksum Type mismatch occurred, expected checksum Type: ${algorithm}, actual checksum Type: ${given ?? 'null'}`,
  )
}

/** AbortMultipartUpload. */
export async function abortUpload({ shelf, key, query }: Call): Promise<Answer> {
  const id = query.get('uploadId') ?? ''
  return shelf.alone(`upload ${id}`, async () => {
    await uploadOf(shelf, key, id)
    await end(shelf, id)
    return { status: 204 }
  })
}

/** ListParts. */
export async function listParts(call: Call): Promise<Answer> {
  const { shelf, bucket, key, query } = call
  const { upload, folder } = await uploadOf(shelf, key, query.get('uploadId'))
  const [limit, marker] = [limitOf(call, 'max-parts'), Number(query.get('part-number-marker') ?? 0)]
  const parts = (await partsOf(folder)).filter((part) => part.number > marker)
  const listed = parts.slice(0, limit)
  return xmlAnswer(
    xml('ListPartsResult', {
      Bucket: bucket,
      Key: key,
      UploadId: query.get('uploadId'),
      PartNumberMarker: marker,
      NextPartNumberMarker: listed.at(-1)?.number ?? 0,
      MaxParts: limit,
      IsTruncated: parts.length > listed.length,
      ChecksumAlgorithm: upload.algorithm,
      ChecksumType: upload.algorithm && upload.type,
      StorageClass: 'STANDARD',
      Part: listed.map((part) => partNode(part)),
    }),
  )
}

const partNode = ({ number, modified, eTag, size, checksum }: Part) => ({
  PartNumber: number,
  LastModified: modified,
  ETag: `"${eTag}"`,
  Size: size,
  ...(checksum ? { [checksumElement(checksum.algorithm)]: checksum.value } : {}),
})
