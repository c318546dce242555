import type { IncomingMessage } from 'node:http'
import { address } from './addressing.ts'
import type { Call } from './call.ts'
import { fault } from './fault.ts'
import { payload } from './payload.ts'
import { rights } from './rights.ts'
import type { FilesSettings } from './settings.ts'
import type { Shelf } from './shelf.ts'
import { signerOf } from './signature.ts'

/** The server's buckets by name. */
export type Shelves = ReadonlyMap<string, Shelf>

/** Headers as one string each. */
export const headersOf = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(request.headers).map(([name, value = '']) => [name, String(value)]))

/** Headers that a signed address carries in its query count as sent; what signs it does not. */
const hoisted = (query: ReadonlyMap<string, string>): Record<string, string> =>
  query.has('X-Amz-Signature') ? Object.fromEntries([...query].filter(([name]) => /^x-amz-[a-z0-9-]+$/.test(name))) : {}

/** Understands a request and checks its signature; its body has yet to be read. */
export function callOf(request: IncomingMessage, settings: FilesSettings, shelves: Shelves): Call {
  const { bucket, key, path, query: pairs } = address(request.url ?? '')
  const [method, query, sent] = [request.method ?? '', new Map(pairs), headersOf(request)]
  const now = settings.now()
  const keys = { secretOf: (id: string) => settings.secretOf(id), now }
  const { accessKeyId, payload: hash } = signerOf({ method, path, query: pairs, headers: sent }, keys)
  const headers = { ...hoisted(query), ...sent }
  const mayAs = (caller: string | undefined) => rights(settings, caller, { bucket, key })
  const body = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>
  const shelf = shelfIn(shelves, bucket)
  return {
    ...{ method, bucket, key, query, headers, accessKeyId, now, keys, shelf, mayAs },
    body: payload(headers, hash, body),
    origin: `http://${sent.host ?? settings.host}`,
    shelfOf: (name) => shelfIn(shelves, name),
    may: mayAs(accessKeyId),
    async announce(event, { key: of, id, size, eTag }) {
      await settings.onEvent?.({ bucket, key: of, event, size, eTag, versionId: shelf.versioned ? id : undefined })
    },
  }
}

function shelfIn(shelves: Shelves, name: string): Shelf {
  const shelf = shelves.get(name)
  if (name === '') throw fault('NotImplemented', 'Only operations on buckets and files are implemented here')
  if (!shelf) throw fault('NoSuchBucket', { facts: { BucketName: name } })
  return shelf
}
