import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { contract, refusalOf, refused, statusOf } from './s3.ts'
import { sha256 } from './s3.signer.ts'

const suite = contract()
const at = (name: string) => ({ Bucket: suite.plain, Key: suite.key(name) })
const text = '123456789'

/** The check values of the nine digits, as the catalogues of checksums give them; the hashes by another library. */
const values = {
  CRC32: Buffer.from('cbf43926', 'hex').toString('base64'),
  CRC32C: Buffer.from('e3069283', 'hex').toString('base64'),
  SHA1: createHash('sha1').update(text).digest('base64'),
  SHA256: createHash('sha256').update(text).digest('base64'),
}
const algorithms = Object.keys(values) as (keyof typeof values)[]

const putting = (name: string, headers: Record<string, string>, more = {}) =>
  suite.raw({ method: 'PUT', path: `/${suite.plain}/${suite.key(name)}`, headers, body: text, ...more })

describe('a checksum', () => {
  it.each(algorithms)('by %s is made by the client, checked, kept and given back', async (ChecksumAlgorithm) => {
    const field = `Checksum${ChecksumAlgorithm}` as const
    const answer = await suite.s3.putObject({ ...at(field), Body: text, ChecksumAlgorithm })
    expect(answer[field]).toBe(values[ChecksumAlgorithm])
    const described = await suite.s3.headObject({ ...at(field), ChecksumMode: 'ENABLED' })
    expect(described).toMatchObject({ [field]: values[ChecksumAlgorithm], ChecksumType: 'FULL_OBJECT' })
    expect((await suite.s3.headObject(at(field)))[field]).toBeUndefined()
  })

  it.each(algorithms)('by %s that does not match is refused, and nothing is stored', async (algorithm) => {
    const wrong = Buffer.from(values[algorithm], 'base64').reverse().toString('base64')
    const answer = await putting(`wrong-${algorithm}`, { [`x-amz-checksum-${algorithm.toLowerCase()}`]: wrong })
    expect(await refusalOf(answer)).toBe('400 BadDigest')
    expect(await statusOf(suite.s3.headObject(at(`wrong-${algorithm}`)))).toBe(404)
  })

  const trailing = (name: string, value: string) =>
    putting(
      name,
      {
        'content-encoding': 'aws-chunked',
        'x-amz-decoded-content-length': '9',
        'x-amz-trailer': 'x-amz-checksum-crc32',
      },
      {
        payload: 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
        body: `5\r\n12345\r\n4\r\n6789\r\n0\r\nx-amz-checksum-crc32:${value}\r\n\r\n`,
      },
    )

  it('may follow the bytes', async () => {
    expect((await trailing('trailing', values.CRC32)).status).toBe(200)
    const { ChecksumCRC32, Body } = await suite.s3.getObject({ ...at('trailing'), ChecksumMode: 'ENABLED' })
    expect([ChecksumCRC32, await Body?.transformToString()]).toEqual([values.CRC32, text])
  })

  it('that follows the bytes and does not match is refused, and the file before it stays', async () => {
    await suite.s3.putObject({ ...at('guarded'), Body: 'before' })
    const wrong = Buffer.from('00000000', 'hex').toString('base64')
    expect(await refusalOf(await trailing('guarded', wrong))).toBe('400 BadDigest')
    expect(await (await suite.s3.getObject(at('guarded'))).Body?.transformToString()).toBe('before')
  })

  it('that is no checksum, and two at once, are refused', async () => {
    const nonsense = await putting('nonsense', { 'x-amz-checksum-crc32': 'nonsense' })
    expect(await refusalOf(nonsense)).toBe('400 InvalidRequest')
    const two = { 'x-amz-checksum-crc32': values.CRC32, 'x-amz-checksum-sha1': values.SHA1 }
    expect(await refusalOf(await putting('two', two))).toBe('400 InvalidRequest')
  })

  it('is compared by the client when it reads', async () => {
    const bytes = Buffer.alloc(300_000, '江')
    const value = Buffer.alloc(4)
    value.writeUInt32BE(crc32(bytes))
    const ChecksumCRC32 = value.toString('base64')
    await suite.s3.putObject({ ...at('compared'), Body: bytes, ChecksumCRC32 })
    const { Body } = await suite.s3.getObject({ ...at('compared'), ChecksumMode: 'ENABLED' })
    expect((await Body?.transformToByteArray())?.length).toBe(300_000)
  })
})

describe('the digest of a body', () => {
  it('by MD5 is compared with the bytes', async () => {
    const right = createHash('md5').update(text).digest('base64')
    expect((await putting('md5', { 'content-md5': right })).status).toBe(200)
    const wrong = createHash('md5').update('other').digest('base64')
    expect(await refusalOf(await putting('md5', { 'content-md5': wrong }))).toBe('400 BadDigest')
    expect(await refusalOf(await putting('md5', { 'content-md5': 'short' }))).toBe('400 InvalidDigest')
  })

  it('in the signature is compared with the bytes', async () => {
    expect((await putting('hashed', {}, { payload: sha256(text) })).status).toBe(200)
    const answer = await putting('other', {}, { payload: sha256('other') })
    expect(await refusalOf(answer)).toBe('400 XAmzContentSHA256Mismatch')
    expect(await statusOf(suite.s3.headObject(at('other')))).toBe(404)
    await expect(suite.s3.getObject(at('other'))).rejects.toEqual(refused('NoSuchKey'))
  })
})
