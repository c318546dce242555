import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { gunzip, inflate } from 'node:zlib'
import type { Body } from './event.ts'

/** Bytes that the gateway takes, and that a function can be called with. */
export const limits = { gateway: 10 * 1024 * 1024, function: 6 * 1024 * 1024 }

/** A body beyond the gateway's limit. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge'
}

const unpack = { gzip: promisify(gunzip), deflate: promisify(inflate) }

/**
 * Reads a request's body. A declared length beyond the limit is refused before the first byte is read.
 * @throws TooLarge
 */
export async function readBody(request: IncomingMessage, unpacks: boolean): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limits.gateway) throw new TooLarge()
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += part.length
    if (size > limits.gateway) throw new TooLarge()
    parts.push(part)
  }
  const [first = Buffer.alloc(0)] = parts
  const all = parts.length > 1 ? Buffer.concat(parts) : first
  return unpacks ? unpacked(request, all) : all
}

/** Where the API compresses, it also takes compressed bodies and hands them on as they were before. */
async function unpacked(request: IncomingMessage, bytes: Buffer): Promise<Buffer> {
  const encoding = request.headers['content-encoding']
  if (encoding !== 'gzip' && encoding !== 'deflate') return bytes
  try {
    const plain = await unpack[encoding](bytes, { maxOutputLength: limits.gateway })
    delete request.headersDistinct['content-encoding']
    return plain
  } catch (error) {
    if (error instanceof RangeError) throw new TooLarge()
    return bytes
  }
}

/**
 * A body as functions get it: text, or base64 where the API takes the type as binary.
 * @throws TooLarge when a function cannot be called with it
 */
export function bodyFor(bytes: Buffer, binary: boolean): Body {
  if (bytes.length === 0) return { text: null, base64: false }
  const text = bytes.toString(binary ? 'base64' : 'utf8')
  // Within an event the body is a JSON string: quotes and controls take more room there.
  if (text.length > limits.function / 2 && Buffer.byteLength(JSON.stringify(text)) > limits.function)
    throw new TooLarge()
  return { text, base64: binary }
}

/** Whether a media type is among those that the API treats as binary, such as image/png or everything. */
export function isBinary(type: string | undefined, binaries: readonly string[]): boolean {
  const [media = ''] = (type ?? '').toLowerCase().split(';')
  return binaries.some(
    (one) => one === '*/*' || one === media.trim() || (one.endsWith('/*') && media.startsWith(one.slice(0, -1))),
  )
}
