import type { Answer, Call, Headers } from './call.ts'
import { checkRead, stretchOf } from './conditions.ts'
import { checksumHeaders, identity } from './facts.ts'
import { fault } from './fault.ts'
import { lockHeaders } from './lock.ts'
import type { Version } from './shelf.ts'

/** Parameters of a signed address that change what the answer says of the file. */
const overrides: Record<string, string> = {
  'response-cache-control': 'cache-control',
  'response-content-disposition': 'content-disposition',
  'response-content-encoding': 'content-encoding',
  'response-content-language': 'content-language',
  'response-content-type': 'content-type',
  'response-expires': 'expires',
}

/** GetObject: conditions, one range, and the headers that were stored with the file. */
export async function getObject(call: Call): Promise<Answer> {
  const { version, handle } = await call.shelf.read(asked(call))
  try {
    const { status, headers, stretch } = described(call, version)
    return { status, headers, body: { handle, ...stretch } }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** HeadObject: the same without the bytes. */
export const headObject = (call: Call): Answer => {
  const { status, headers } = described(call, asked(call))
  return { status, headers }
}

/**
 * A version, of this bucket or of a copy's source. Without the right to list, a caller does not learn that a key is
 * absent: 403 in place of 404.
 */
export function found(
  call: Call,
  { bucket, key, id }: { bucket: string; key: string; id: string | undefined },
): Version {
  try {
    return call.shelfOf(bucket).find(key, id)
  } catch (error) {
    throw call.may('s3:ListBucket', '', bucket) ? error : fault('AccessDenied')
  }
}

const asked = (call: Call): Version => found(call, { ...call, id: call.query.get('versionId') })

function described(call: Call, version: Version) {
  const { headers, shelf } = call
  const about = { ...version.headers, ...identity(shelf, version) }
  checkRead(headers, version, about)
  const stretch = stretchOf(headers, version)
  const { start, length } = stretch ?? { start: 0, length: version.size }
  const wantsChecksum = headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED' && !stretch
  const told = {
    ...about,
    ...overridden(call),
    ...(wantsChecksum ? checksumHeaders(version.checksum) : {}),
    ...(call.may('s3:GetObjectRetention', call.key) ? lockHeaders(version) : {}),
    ...(stretch ? { 'content-range': `bytes ${start}-${start + length - 1}/${version.size}` } : {}),
    'content-length': String(length),
  }
  return { status: stretch ? 206 : 200, headers: told, stretch: { start, length } }
}

function overridden({ query, accessKeyId }: Call): Headers & Record<string, string> {
  const told = [...query].filter(([name]) => Object.hasOwn(overrides, name))
  if (told.length > 0 && accessKeyId === undefined)
    throw fault('InvalidRequest', 'Request specific response headers cannot be used for anonymous GET requests.')
  return Object.fromEntries(told.map(([name, value]) => [overrides[name] ?? name, headerSafe(value)]))
}

/** Text as the bytes of a header: UTF-8, no line breaks. */
function headerSafe(value: string): string {
  if (/[\u0000-\u001f\u007f]/.test(value))
    throw fault('InvalidArgument', 'Header values cannot hold control characters')
  return Buffer.from(value).toString('latin1')
}
