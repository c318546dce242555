import { createHash } from 'node:crypto'
import { fault } from './fault.ts'
import { ByteReader } from './reader.ts'

/** A body on its way in: its bytes, checked as they pass, and the trailer, complete once they have passed. */
export interface Payload {
  bytes: AsyncIterable<Buffer>
  trailer: ReadonlyMap<string, string>
  /** Bytes announced; absent where the client did not say. */
  length: number | undefined
}

type Headers = Readonly<Record<string, string | undefined>>

const streaming = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'

/**
 * Unwraps a request's body by what its signature says of it: unsigned, a SHA-256, or `aws-chunked` with a trailer, as
 * the SDK sends streams. Signed chunks are not implemented.
 * Source: Amazon S3 API Reference, "Signature calculations for trailing headers".
 */
export function payload(headers: Headers, hash: string, body: AsyncIterable<Buffer>): Payload {
  if (hash.startsWith('STREAMING-') && hash !== streaming) throw fault('NotImplemented', `${hash} is not implemented`)
  const trailer = new Map<string, string>()
  const length = count(headers[hash === streaming ? 'x-amz-decoded-content-length' : 'content-length'])
  const plain = hash === streaming ? unchunked(body, trailer) : body
  const counted = length === undefined ? plain : exactly(plain, length)
  return { bytes: /^[0-9a-f]{64}$/.test(hash) ? hashed(counted, hash) : counted, trailer, length }
}

const count = (value: string | undefined) =>
  value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined

async function* unchunked(body: AsyncIterable<Buffer>, trailer: Map<string, string>): AsyncGenerator<Buffer> {
  const reader = new ByteReader(body)
  for (;;) {
    const head = await reader.line()
    if (head === undefined || !/^[0-9a-f]{1,8}(;.*)?$/i.test(head)) throw fault('IncompleteBody')
    const size = Number.parseInt(head, 16)
    if (size === 0) break
    yield* exactly(reader.take(size), size)
    if ((await reader.line()) !== '') throw fault('IncompleteBody')
  }
  for (let line = await reader.line(); line; line = await reader.line()) {
    const colon = line.indexOf(':')
    trailer.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
}

async function* exactly(bytes: AsyncIterable<Buffer>, length: number): AsyncGenerator<Buffer> {
  let seen = 0
  for await (const chunk of bytes) {
    seen += chunk.length
    if (seen > length) throw fault('IncompleteBody')
    yield chunk
  }
  if (seen !== length) throw fault('IncompleteBody')
}

async function* hashed(bytes: AsyncIterable<Buffer>, hash: string): AsyncGenerator<Buffer> {
  const running = createHash('sha256')
  for await (const chunk of bytes) {
    running.update(chunk)
    yield chunk
  }
  if (running.digest('hex') !== hash) throw fault('XAmzContentSHA256Mismatch')
}

/** A short body as text; longer than the limit is refused before it is held. */
export async function textOfBody({ bytes }: Payload, limit = 8 << 20): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > limit) throw fault('MaxMessageLengthExceeded')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
