import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { fault } from './fault.ts'

export type Algorithm = 'CRC32' | 'CRC32C' | 'SHA1' | 'SHA256'

/** `COMPOSITE` is the checksum of the parts' checksums, `FULL_OBJECT` one of all bytes. */
export interface Checksum {
  algorithm: Algorithm
  value: string
  type: 'FULL_OBJECT' | 'COMPOSITE'
}

export interface Digest {
  update(chunk: Uint8Array): void
  bytes(): Buffer
}

type Headers = Readonly<Record<string, string | undefined>>

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0x82f63b78 : rest >>> 1
  return rest
})

/** CRC-32C (Castagnoli), continued from an earlier value. */
function crc32c(chunk: Uint8Array, before: number): number {
  let rest = ~before
  for (const byte of chunk) rest = (table[(rest ^ byte) & 255] ?? 0) ^ (rest >>> 8)
  return ~rest >>> 0
}

function crc(next: (chunk: Uint8Array, before: number) => number): Digest {
  let value = 0
  return {
    update: (chunk) => void (value = next(chunk, value)),
    bytes: () => Buffer.from([value >>> 24, value >>> 16, value >>> 8, value]),
  }
}

function hash(name: string): Digest {
  const running = createHash(name)
  return { update: (chunk) => void running.update(chunk), bytes: () => running.digest() }
}

const algorithms: Record<Algorithm, { size: number; start: () => Digest }> = {
  CRC32: { size: 4, start: () => crc(crc32) },
  CRC32C: { size: 4, start: () => crc(crc32c) },
  SHA1: { size: 20, start: () => hash('sha1') },
  SHA256: { size: 32, start: () => hash('sha256') },
}

export const digestOf = (algorithm: Algorithm): Digest => algorithms[algorithm].start()
export const md5 = (): Digest => hash('md5')
export const checksumHeader = (algorithm: Algorithm): string => `x-amz-checksum-${algorithm.toLowerCase()}`
export const checksumElement = (algorithm: Algorithm): string => `Checksum${algorithm}`

/** An algorithm by the name a client gave. CRC64NVME and unknown ones are not implemented. */
export function algorithmNamed(name: string): Algorithm {
  const found = Object.keys(algorithms).find((one) => one === name.toUpperCase())
  if (found === undefined) throw fault('NotImplemented', `The checksum algorithm ${name} is not implemented`)
  return found as Algorithm
}

/** What a client promises of its body: a checksum in the headers or, when `value` is absent, in the trailer. */
export interface Promised {
  algorithm: Algorithm
  value: string | undefined
}

/**
 * The checksum that goes with a body. At most one; a named algorithm needs its value.
 * Source: Amazon S3 User Guide, "Checking object integrity".
 */
export function promised(headers: Headers): Promised | undefined {
  const prefix = 'x-amz-checksum-'
  const given = Object.keys(headers).filter((name) => name.startsWith(prefix) && !/-(algorithm|mode|type)$/.test(name))
  const trailing = (headers['x-amz-trailer'] ?? '').split(',').filter((name) => name.trim().startsWith(prefix))
  if (given.length + trailing.length > 1) throw fault('InvalidRequest', 'Expecting a single x-amz-checksum- header')
  const [name] = [...given, ...trailing]
  const asked = headers['x-amz-sdk-checksum-algorithm']
  if (name === undefined && asked !== undefined)
    throw fault('InvalidRequest', 'x-amz-sdk-checksum-algorithm specified, but no corresponding checksum was found')
  if (name === undefined) return undefined
  const algorithm = algorithmNamed(name.trim().slice(prefix.length))
  return { algorithm, value: given.length > 0 ? wellFormed(algorithm, headers[name]) : undefined }
}

/** A checksum in base64 of the right length, or InvalidRequest. */
export function wellFormed(algorithm: Algorithm, value: string | undefined): string {
  const bytes = Buffer.from(value ?? '', 'base64')
  if (bytes.length !== algorithms[algorithm].size || bytes.toString('base64') !== value)
    throw fault('InvalidRequest', `Value for ${checksumHeader(algorithm)} header is invalid.`)
  return value
}

/** A composite checksum: that of the parts' checksums, with their number. */
export function composite(algorithm: Algorithm, parts: readonly string[]): string {
  const digest = digestOf(algorithm)
  for (const part of parts) digest.update(Buffer.from(part, 'base64'))
  return `${digest.bytes().toString('base64')}-${parts.length}`
}
