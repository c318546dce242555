import { createHash } from 'node:crypto'
import { encodePath } from './addressing.ts'
import { checkedXml } from './bodies.ts'
import { unquoted, xmlAnswer, type Answer, type Call } from './call.ts'
import { checksumElement, checksumHeader, composite, type Checksum } from './checksums.ts'
import { checkWrite } from './conditions.ts'
import { draft, type Draft } from './disk.ts'
import { checksumElements, versionHeaders } from './facts.ts'
import { fault } from './fault.ts'
import { mostParts } from './multipart.ts'
import type { Version } from './shelf.ts'
import { end, joined, partsOf, uploadOf, type Part, type Upload } from './uploads.ts'
import { store } from './writing.ts'
import { childrenOf, textOf, xml, type Element } from './xml.ts'

const event = 'ObjectCreated:CompleteMultipartUpload'

/** Every part but the last has at least 5 MiB. Source: Amazon S3 User Guide, "Multipart upload limits". */
const smallest = 5 * 2 ** 20

/** CompleteMultipartUpload: the named parts, checked one by one, become one file in one step. */
export async function completeUpload(call: Call): Promise<Answer> {
  const body = await checkedXml(call, 'CompleteMultipartUpload', { digest: 'none' })
  return call.shelf.alone(`upload ${call.query.get('uploadId')}`, () => complete(call, childrenOf(body, 'Part')))
}

/** A second time it gives the first answer again, should that have been lost on its way. */
async function complete(call: Call, named: readonly Element[]): Promise<Answer> {
  const { shelf, key, query } = call
  const id = query.get('uploadId') ?? ''
  const before = shelf.versionsOf(key).find((version) => version.upload === id)
  if (before) await call.announce(event, before)
  const version = before ?? (await join(call, id, named))
  await end(shelf, id)
  const about = {
    Location: `${call.origin}/${call.bucket}/${encodePath(key)}`,
    Bucket: call.bucket,
    Key: key,
    ETag: `"${version.eTag}"`,
    ...checksumElements(version.checksum),
  }
  return xmlAnswer(xml('CompleteMultipartUploadResult', about), versionHeaders(shelf, version))
}

async function join(call: Call, id: string, named: readonly Element[]): Promise<Version> {
  const { headers, shelf, key } = call
  const { upload, folder } = await uploadOf(shelf, key, id)
  const parts = chosen(named, await partsOf(folder), upload)
  checkSizes(parts, headers['x-amz-mp-object-size'])
  checkWrite(headers, key, shelf.current(key))
  const whole = upload.type === 'FULL_OBJECT' ? upload.algorithm : undefined
  const made = await draft(shelf.drafts, joined(folder, parts), whole)
  const checksum = await checked(made, parts, upload, headers)
  const facts = { headers: upload.headers, eTag: combined(parts), checksum, upload: id }
  return store(call, made, { headers: { ...headers, ...upload.lock }, facts, event })
}

function chosen(named: readonly Element[], there: readonly Part[], upload: Upload): Part[] {
  if (named.length === 0 || named.length > mostParts) throw fault('MalformedXML')
  const byNumber = new Map(there.map((part) => [part.number, part]))
  let before = 0
  return named.map((element) => {
    const number = Number(textOf(element, 'PartNumber'))
    if (!Number.isInteger(number) || number < 1) throw fault('MalformedXML')
    if (number <= before) throw fault('InvalidPartOrder')
    before = number
    const part = byNumber.get(number)
    if (part?.eTag !== unquoted(textOf(element, 'ETag') ?? ''))
      throw fault('InvalidPart', { facts: { PartNumber: String(number) } })
    checkPart(element, part, upload)
    return part
  })
}

function checkPart(element: Element, { number, checksum }: Part, { algorithm, type }: Upload): void {
  if (algorithm === undefined) return
  const given = textOf(element, checksumElement(algorithm))
  if (given === undefined && type === 'COMPOSITE')
    throw fault(
      'InvalidRequest',
      `The upload was created using a ${algorithm} checksum. The complete request must include the checksum for each part. It was missing for part ${number} in the request.`,
    )
  if (given !== undefined && given !== checksum?.value)
    throw fault('InvalidPart', { facts: { PartNumber: String(number) } })
}

function checkSizes(parts: readonly Part[], announced: string | undefined): void {
  const small = parts.slice(0, -1).find((part) => part.size < smallest)
  if (small)
    throw fault('EntityTooSmall', {
      facts: { PartNumber: String(small.number), ProposedSize: String(small.size), MinSizeAllowed: String(smallest) },
    })
  const total = parts.reduce((sum, part) => sum + part.size, 0)
  if (announced !== undefined && Number(announced) !== total)
    throw fault('InvalidRequest', 'The provided x-amz-mp-object-size does not match the size of the parts.')
}

/** The entity tag of a joined file: the MD5 of the parts' MD5s, with their number. */
const combined = (parts: readonly Part[]) =>
  `${createHash('md5')
    .update(Buffer.concat(parts.map((part) => Buffer.from(part.eTag, 'hex'))))
    .digest('hex')}-${parts.length}`

async function checked(
  made: Draft,
  parts: readonly Part[],
  { algorithm, type }: Upload,
  headers: Call['headers'],
): Promise<Checksum | undefined> {
  if (algorithm === undefined) return undefined
  const value =
    type === 'FULL_OBJECT'
      ? (made.checksum?.value ?? '')
      : composite(
          algorithm,
          parts.map((part) => part.checksum?.value ?? ''),
        )
  const announced = headers[checksumHeader(algorithm)]
  if (announced !== undefined && announced.replace(/-\d+$/, '') !== value.replace(/-\d+$/, '')) {
    await made.discard()
    throw fault('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`)
  }
  return { algorithm, value, type }
}
