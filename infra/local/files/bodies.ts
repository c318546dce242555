import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import type { Call } from './call.ts'
import { digestOf, promised } from './checksums.ts'
import { compare } from './disk.ts'
import { fault } from './fault.ts'
import { textOfBody } from './payload.ts'
import type { Version } from './shelf.ts'
import { parseXml, type Element } from './xml.ts'

/** The bytes of an open version, and its end. */
export async function* source(handle: FileHandle, { size }: Pick<Version, 'size'>): AsyncGenerator<Buffer> {
  try {
    if (size > 0) yield* handle.createReadStream({ start: 0, end: size - 1, autoClose: false }) as AsyncIterable<Buffer>
  } finally {
    await handle.close()
  }
}

/**
 * A request's XML, with the root expected of it; some calls must carry a digest of theirs.
 *
 * @throws MalformedXML, BadDigest, InvalidRequest
 */
export async function checkedXml(
  call: Call,
  root: string,
  { digest }: { digest: 'needed' | 'none' },
): Promise<Element> {
  const { headers, body } = call
  const expected = digest === 'needed' ? promised(headers) : undefined
  if (digest === 'needed' && !expected && headers['content-md5'] === undefined)
    throw fault('InvalidRequest', 'Missing required header for this request: Content-MD5 OR x-amz-checksum-*')
  const text = await textOfBody(body)
  if (digest === 'needed') {
    const bytes = Buffer.from(text)
    const running = expected && digestOf(expected.algorithm)
    running?.update(bytes)
    const checksum =
      expected && running ? { algorithm: expected.algorithm, value: running.bytes().toString('base64') } : undefined
    compare({ md5: createHash('md5').update(bytes).digest(), checksum }, expected, headers['content-md5'], body.trailer)
  }
  const element = parseXml(text)
  if (element.name !== root) throw fault('MalformedXML')
  return element
}
