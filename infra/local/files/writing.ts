import { source } from './bodies.ts'
import { xmlAnswer, type Answer, type Call, type Headers } from './call.ts'
import { algorithmNamed, promised, type Checksum } from './checksums.ts'
import { checkRead, checkWrite } from './conditions.ts'
import { compare, draft, type Draft } from './disk.ts'
import { checkedKey, decode } from './addressing.ts'
import { checksumElements, checksumHeaders, identity, keptHeaders, versionHeaders } from './facts.ts'
import { fault } from './fault.ts'
import { checkDigested, retention } from './lock.ts'
import type { Payload } from './payload.ts'
import type { FileEventName } from './settings.ts'
import { found } from './reading.ts'
import type { Facts, Opened, Version } from './shelf.ts'
import { xml } from './xml.ts'

/** The largest body of one put, 5 GiB. Source: Amazon S3 User Guide, "Uploading objects". */
export const largest = 5 * 2 ** 30

/** A body must say its length beforehand, and keep to the limit. */
export function checkLength({ length }: Payload): void {
  if (length === undefined) throw fault('MissingContentLength')
  if (length > largest)
    throw fault('EntityTooLarge', { facts: { ProposedSize: String(length), MaxSizeAllowed: String(largest) } })
}

/** Takes in a body, and checks every digest the client gave with it. */
export async function takeIn({ body, shelf }: Pick<Call, 'body' | 'shelf'>, headers: Headers): Promise<Draft> {
  const expected = promised(headers)
  checkDigested(shelf, headers, expected !== undefined || headers['content-md5'] !== undefined)
  const made = await draft(shelf.drafts, body.bytes, expected?.algorithm)
  try {
    compare(made, expected, headers['content-md5'], body.trailer)
    return made
  } catch (error) {
    await made.discard()
    throw error
  }
}

export interface Storing {
  headers: Headers
  event: FileEventName
  facts: Pick<Facts, 'headers'> & Partial<Facts>
}

/** Makes a draft the current version of the call's key, when the conditions hold at that moment, and announces it. */
export async function store(call: Call, made: Draft, { headers, event, facts }: Storing): Promise<Version> {
  const { shelf, key, now } = call
  const whole: Checksum | undefined = made.checksum && { ...made.checksum, type: 'FULL_OBJECT' }
  const { size, md5 } = made
  const version = await shelf.alone(`key ${key}`, async () => {
    try {
      checkWrite(headers, key, shelf.current(key))
      const all = {
        size,
        eTag: md5.toString('hex'),
        modified: now.toISOString(),
        checksum: whole,
        ...retention(shelf, headers, now),
      }
      return await shelf.add(key, made, { ...all, ...facts })
    } catch (error) {
      await made.discard().catch(() => undefined)
      throw error
    }
  })
  await call.announce(event, version)
  return version
}

/** PutObject. */
export async function putObject(call: Call): Promise<Answer> {
  const { headers, shelf } = call
  checkLength(call.body)
  const facts = { headers: keptHeaders(headers) }
  if (headers['x-amz-object-lock-mode'] !== undefined && !call.may('s3:PutObjectRetention', call.key))
    throw fault('AccessDenied')
  const version = await store(call, await takeIn(call, headers), { headers, facts, event: 'ObjectCreated:Put' })
  const { etag = '' } = identity(shelf, version)
  return { status: 200, headers: { etag, ...versionHeaders(shelf, version), ...checksumHeaders(version.checksum) } }
}

/** CopyObject: the bytes of a version become a new file, with its headers or with those of the request. */
export async function copyObject(call: Call): Promise<Answer> {
  const { headers, shelf, key } = call
  if (headers['if-match'] ?? headers['if-none-match'])
    throw fault('NotImplemented', 'Conditions of a copy are not implemented')
  const from = copySource(headers['x-amz-copy-source'] ?? '')
  const replace = (headers['x-amz-metadata-directive'] ?? 'COPY') === 'REPLACE'
  if (!replace && from.id === undefined && from.bucket === call.bucket && from.key === key)
    throw fault(
      'InvalidRequest',
      'This copy request is illegal because it is trying to copy an object to itself without changing it.',
    )
  if (!call.may(from.id === undefined ? 's3:GetObject' : 's3:GetObjectVersion', from.key, from.bucket))
    throw fault('AccessDenied')
  const own = keptHeaders(replace ? headers : pick(headers))
  const shelfFrom = call.shelfOf(from.bucket)
  const opened = await shelfFrom.read(found(call, from))
  const { version: old } = opened
  const made = await copied(call, opened)
  const facts = { headers: replace ? own : { ...own, ...old.headers } }
  const version = await store(call, made, { headers, facts, event: 'ObjectCreated:Copy' })
  const result = { LastModified: version.modified, ETag: `"${version.eTag}"`, ...checksumElements(version.checksum) }
  const origin = shelfFrom.versioned ? { 'x-amz-copy-source-version-id': old.id } : {}
  return xmlAnswer(xml('CopyObjectResult', result), { ...versionHeaders(shelf, version), ...origin })
}

async function copied({ headers, shelf }: Call, { version, handle }: Opened): Promise<Draft> {
  const asked = headers['x-amz-checksum-algorithm']
  try {
    checkRead(headers, version, {}, 'x-amz-copy-source-')
    const algorithm = asked === undefined ? version.checksum?.algorithm : algorithmNamed(asked)
    return await draft(shelf.drafts, source(handle, version), algorithm)
  } finally {
    await handle.close()
  }
}

/** What a copy that keeps its source's headers still takes from the request. */
const pick = (headers: Headers): Headers => ({ 'x-amz-storage-class': headers['x-amz-storage-class'] ?? 'STANDARD' })

function copySource(text: string): { bucket: string; key: string; id: string | undefined } {
  const [path = '', id] = text.replace(/^\//, '').split('?versionId=')
  const [bucket = '', ...key] = decode(path).split('/')
  if (bucket === '' || key.join('/') === '')
    throw fault('InvalidArgument', 'Copy Source must mention the source bucket and key')
  return { bucket, key: checkedKey(key.join('/')), id }
}
