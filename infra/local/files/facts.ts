import type { Headers } from './call.ts'
import { checksumElement, checksumHeader, type Checksum } from './checksums.ts'
import { fault } from './fault.ts'
import type { Shelf, Version } from './shelf.ts'

/** Headers that a file keeps and gives back; besides them everything that begins with `x-amz-meta-`. */
const kept = ['cache-control', 'content-disposition', 'content-encoding', 'content-language', 'content-type', 'expires']
const largestMetadata = 2048

/** Headers of writing calls that would change what is stored, and that this server does not act upon. */
const refused =
  /^x-amz-(tagging|acl|grant-.*|website-redirect-location|server-side-encryption-.*|object-lock-legal-hold|mfa|bypass-.*|write-offset-.*)$/

/** What of a request's headers stays with the file. User metadata may be 2 KB. */
export function keptHeaders(headers: Headers): Record<string, string> {
  const stored: Record<string, string> = {}
  let metadata = 0
  for (const [name, value = ''] of Object.entries(headers)) {
    if (refused.test(name)) throw fault('NotImplemented', `The header ${name} is not implemented`)
    if (name === 'x-amz-storage-class' && value !== 'STANDARD') stored[name] = value
    if (name.startsWith('x-amz-meta-')) metadata += name.length - 'x-amz-meta-'.length + value.length
    if (name.startsWith('x-amz-meta-') || kept.includes(name)) stored[name] = value
  }
  if (metadata > largestMetadata) throw fault('MetadataTooLarge')
  const encoding = (stored['content-encoding'] ?? '')
    .split(',')
    .filter((one) => !['', 'aws-chunked'].includes(one.trim()))
  delete stored['content-encoding']
  if (encoding.length > 0) stored['content-encoding'] = encoding.join(',').trim()
  return { 'content-type': 'binary/octet-stream', ...stored }
}

export const checksumHeaders = (checksum: Checksum | undefined): Record<string, string> =>
  checksum ? { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type } : {}

export const checksumElements = (checksum: Checksum | undefined): Record<string, string> =>
  checksum ? { [checksumElement(checksum.algorithm)]: checksum.value, ChecksumType: checksum.type } : {}

export const versionHeaders = (shelf: Shelf, version: Version): Record<string, string> =>
  shelf.versioned ? { 'x-amz-version-id': version.id } : {}

/** What every answer about a file tells of it. */
export const identity = (shelf: Shelf, version: Version): Record<string, string> => ({
  etag: `"${version.eTag}"`,
  'last-modified': new Date(version.modified).toUTCString(),
  'accept-ranges': 'bytes',
  ...versionHeaders(shelf, version),
})
