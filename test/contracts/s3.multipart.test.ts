import { createHash } from 'node:crypto'
import type { CompletedPart } from '@aws-sdk/client-s3'
import { describe, expect, it } from 'vitest'
import { contract, refused, statusOf } from './s3.ts'

const suite = contract()
const at = (name: string) => ({ Bucket: suite.plain, Key: suite.key(name) })
const smallest = 5 * 2 ** 20
const big = (fill: string) => Buffer.alloc(smallest, fill)

async function begin(name: string, more = {}) {
  const { UploadId } = await suite.s3.createMultipartUpload({ ...at(name), ...more })
  const place = { ...at(name), UploadId }
  return {
    place,
    add: async (PartNumber: number, Body: Uint8Array | string, options = {}): Promise<CompletedPart> => {
      const { ETag, ChecksumCRC32, ChecksumSHA256 } = await suite.s3.uploadPart({
        ...place,
        PartNumber,
        Body,
        ...options,
      })
      return { PartNumber, ETag, ChecksumCRC32, ChecksumSHA256 }
    },
    complete: (Parts: CompletedPart[], options = {}) =>
      suite.s3.completeMultipartUpload({ ...place, MultipartUpload: { Parts }, ...options }),
  }
}

const bare = ({ PartNumber, ETag }: CompletedPart) => ({ PartNumber, ETag })

describe('a file in parts', () => {
  it('is not there until it is complete, then it is whole', async () => {
    const upload = await begin('parts', { ContentType: 'application/pdf', Metadata: { year: '2021' } })
    const second = await upload.add(2, 'the end')
    const first = await upload.add(1, big('a'))
    expect(await statusOf(suite.s3.headObject(at('parts')))).toBe(404)
    await upload.complete([first, second])
    const { Body, ContentType, Metadata, ContentLength } = await suite.s3.getObject(at('parts'))
    expect([ContentType, Metadata, ContentLength]).toEqual(['application/pdf', { year: '2021' }, smallest + 7])
    const bytes = Buffer.from((await Body?.transformToByteArray()) ?? [])
    expect(bytes.equals(Buffer.concat([big('a'), Buffer.from('the end')]))).toBe(true)
  })

  it('is tagged with the MD5 of its parts and their number', async () => {
    const upload = await begin('tagged')
    const parts = [await upload.add(1, big('t')), await upload.add(7, 'z')]
    const { ETag } = await upload.complete(parts)
    const md5s = [big('t'), 'z'].map((part) => createHash('md5').update(part).digest())
    expect(ETag).toBe(`"${createHash('md5').update(Buffer.concat(md5s)).digest('hex')}-2"`)
  })

  it('takes the parts of a stream whose length nobody knows', async () => {
    const upload = await begin('endless')
    const parts: CompletedPart[] = []
    const total = createHash('sha256')
    for (const [n, fill] of ['a', 'b', 'c'].entries()) {
      const piece = Buffer.alloc(n === 2 ? 12_345 : smallest + n, fill)
      total.update(piece)
      parts.push(await upload.add(n + 1, piece))
    }
    await upload.complete(parts)
    const bytes = await (await suite.s3.getObject(at('endless'))).Body?.transformToByteArray()
    expect(
      createHash('sha256')
        .update(bytes ?? '')
        .digest('hex'),
    ).toBe(total.digest('hex'))
  })

  it('takes a part again, and only the last one counts', async () => {
    const upload = await begin('again')
    const before = await upload.add(1, 'before')
    const after = await upload.add(1, 'after')
    await expect(upload.complete([before])).rejects.toEqual(refused('InvalidPart', 400))
    await upload.complete([after])
    expect(await (await suite.s3.getObject(at('again'))).Body?.transformToString()).toBe('after')
  })

  it('lists the parts that have arrived, by pages', async () => {
    const upload = await begin('listed')
    const parts = []
    for (const n of [3, 1, 2]) parts.push(await upload.add(n, `part ${n}`))
    const { Parts = [] } = await suite.s3.listParts(upload.place)
    expect(Parts.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([1, 2, 3].map((n) => [n, 6]))
    const page = await suite.s3.listParts({ ...upload.place, MaxParts: 2 })
    expect([page.IsTruncated, page.NextPartNumberMarker, page.Parts?.length]).toEqual([true, '2', 2])
    const rest = await suite.s3.listParts({ ...upload.place, PartNumberMarker: '2' })
    expect(rest.Parts?.map(({ PartNumber }) => PartNumber)).toEqual([3])
  })

  it('is refused with a part that is missing, small or out of order', async () => {
    const upload = await begin('refused')
    const [one, two] = [await upload.add(1, 'small'), await upload.add(2, 'last')]
    await expect(upload.complete([one, two])).rejects.toEqual(refused('EntityTooSmall', 400))
    await expect(upload.complete([two, one])).rejects.toEqual(refused('InvalidPartOrder', 400))
    await expect(upload.complete([one, { ...two, PartNumber: 3 }])).rejects.toEqual(refused('InvalidPart', 400))
    await expect(upload.complete([])).rejects.toEqual(refused('MalformedXML', 400))
    await expect(upload.add(10_001, 'x')).rejects.toEqual(refused('InvalidArgument', 400))
    await expect(upload.complete([one])).resolves.toBeDefined()
  })

  it('goes when it is given up', async () => {
    const upload = await begin('given-up')
    const part = await upload.add(1, 'x')
    await suite.s3.abortMultipartUpload(upload.place)
    await expect(upload.add(2, 'y')).rejects.toEqual(refused('NoSuchUpload', 404))
    await expect(upload.complete([part])).rejects.toEqual(refused('NoSuchUpload', 404))
    expect(await statusOf(suite.s3.headObject(at('given-up')))).toBe(404)
  })

  it('gives the same answer when its completion is asked for again', async () => {
    const upload = await begin('twice')
    const parts = [await upload.add(1, 'x')]
    const { ETag } = await upload.complete(parts)
    expect((await upload.complete(parts)).ETag).toBe(ETag)
  })

  it('obeys the conditions of a write', async () => {
    await suite.s3.putObject({ ...at('taken'), Body: 'first' })
    const upload = await begin('taken')
    const parts = [await upload.add(1, 'second')]
    await expect(upload.complete(parts, { IfNoneMatch: '*' })).rejects.toEqual(refused('PreconditionFailed', 412))
    expect(await (await suite.s3.getObject(at('taken'))).Body?.transformToString()).toBe('first')
    await suite.s3.abortMultipartUpload(upload.place)
  })
})

describe('the checksum of a file in parts', () => {
  it('is made of those of its parts, each of which is checked', async () => {
    const upload = await begin('composite', { ChecksumAlgorithm: 'SHA256' })
    const options = { ChecksumAlgorithm: 'SHA256' }
    const parts = [await upload.add(1, big('c'), options), await upload.add(2, 'end', options)]
    const digests = [big('c'), 'end'].map((part) => createHash('sha256').update(part).digest())
    const whole = `${createHash('sha256').update(Buffer.concat(digests)).digest('base64')}-2`
    await expect(upload.complete(parts.map(bare))).rejects.toEqual(refused('InvalidRequest', 400))
    expect((await upload.complete(parts)).ChecksumSHA256).toBe(whole)
    const told = await suite.s3.headObject({ ...at('composite'), ChecksumMode: 'ENABLED' })
    expect([told.ChecksumSHA256, told.ChecksumType]).toEqual([whole, 'COMPOSITE'])
  })

  it('may be that of all its bytes', async () => {
    const upload = await begin('full', { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' })
    const parts = [await upload.add(1, '12345'.padEnd(9, '6789'))]
    const answer = await upload.complete(parts.map(bare), { ChecksumType: 'FULL_OBJECT' })
    const expected = Buffer.from('cbf43926', 'hex').toString('base64')
    expect([answer.ChecksumCRC32, answer.ChecksumType]).toEqual([expected, 'FULL_OBJECT'])
  })

  it('wants parts of its own kind', async () => {
    const upload = await begin('kinds', { ChecksumAlgorithm: 'SHA256' })
    await expect(upload.add(1, 'x', { ChecksumAlgorithm: 'CRC32' })).rejects.toEqual(refused('InvalidRequest', 400))
    await suite.s3.abortMultipartUpload(upload.place)
  })
})
