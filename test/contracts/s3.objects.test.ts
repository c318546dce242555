import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { contract, numbers, refusalOf, refused, statusOf } from './s3.ts'

const suite = contract()
const at = (name: string) => ({ Bucket: suite.plain, Key: suite.key(name) })
const put = (name: string, Body: string | Uint8Array, more = {}) => suite.s3.putObject({ ...at(name), Body, ...more })
const read = async (name: string) => (await suite.s3.getObject(at(name))).Body?.transformToString()

describe('a file', () => {
  it('comes back byte for byte, with the headers it was stored with', async () => {
    const told = {
      ContentType: 'text/csv; charset=utf-8',
      CacheControl: 'public, max-age=31536000, immutable',
      ContentDisposition: "attachment; filename*=UTF-8''%E5%86%B3%E7%AE%97.csv",
      ContentEncoding: 'gzip',
      ContentLanguage: 'zh-CN',
      Metadata: { hash: 'ab12', 'edition-number': '003' },
    }
    const bytes = Uint8Array.from(numbers(70_000), (n) => n % 251)
    await put('whole', bytes, told)
    const { Body, ...answer } = await suite.s3.getObject(at('whole'))
    expect(answer).toMatchObject({ ...told, ContentLength: 70_000, AcceptRanges: 'bytes' })
    expect(await Body?.transformToByteArray()).toEqual(bytes)
  })

  it('is tagged with the MD5 of its bytes, in quotation marks', async () => {
    const { ETag } = await put('tagged', '江岸区')
    expect(ETag).toBe(`"${createHash('md5').update('江岸区').digest('hex')}"`)
  })

  it('may be empty', async () => {
    await put('empty', '')
    const { Body, ContentLength } = await suite.s3.getObject(at('empty'))
    expect([ContentLength, await Body?.transformToString()]).toEqual([0, ''])
  })

  it('is described without its bytes', async () => {
    const { ETag } = await put('described', 'facts', { ContentType: 'application/json' })
    const answer = await suite.s3.headObject(at('described'))
    expect(answer).toMatchObject({ ETag, ContentLength: 5, ContentType: 'application/json' })
    expect(answer.LastModified).toBeInstanceOf(Date)
  })

  it('is replaced whole: nothing of the earlier one stays', async () => {
    await put('replaced', 'a longer text', { CacheControl: 'no-store', Metadata: { old: 'yes' } })
    await put('replaced', 'short')
    const { Body, CacheControl, Metadata } = await suite.s3.getObject(at('replaced'))
    expect([await Body?.transformToString(), CacheControl, Metadata]).toEqual(['short', undefined, {}])
  })

  it('is binary when nobody says what it is', async () => {
    await suite.raw({ method: 'PUT', path: `/${suite.plain}/${suite.key('untyped')}`, body: new Uint8Array([1, 2]) })
    expect((await suite.s3.headObject(at('untyped'))).ContentType).toBe('binary/octet-stream')
  })

  it('can be read under other headers by who may sign', async () => {
    await put('renamed', 'figures', { ContentType: 'text/plain' })
    const answer = await suite.s3.getObject({
      ...at('renamed'),
      ResponseContentType: 'text/csv',
      ResponseContentDisposition: 'attachment; filename="2021.csv"',
      ResponseCacheControl: 'no-store',
    })
    expect(answer).toMatchObject({
      ContentType: 'text/csv',
      ContentDisposition: 'attachment; filename="2021.csv"',
      CacheControl: 'no-store',
    })
  })

  it('keeps at most 2 KB of metadata', async () => {
    await expect(put('fits', '', { Metadata: { note: 'x'.repeat(2000) } })).resolves.toBeDefined()
    await expect(put('too-much', '', { Metadata: { note: 'x'.repeat(2100) } })).rejects.toEqual(
      refused('MetadataTooLarge', 400),
    )
  })
})

describe('a file that is not there', () => {
  it('is NoSuchKey, with the key in the XML', async () => {
    const answer = await suite.raw({ method: 'GET', path: `/${suite.plain}/${suite.key('nowhere')}` })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/xml'])
    expect(await answer.text()).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\s*<Error><Code>NoSuchKey<\/Code>[^]*nowhere/,
    )
  })

  it('is 404 without a body when only described', async () => {
    expect(await statusOf(suite.s3.headObject(at('nowhere')))).toBe(404)
  })

  it('can be deleted, and again', async () => {
    await put('goes', 'x')
    await suite.s3.deleteObject(at('goes'))
    await suite.s3.deleteObject(at('goes'))
    await expect(read('goes')).rejects.toEqual(refused('NoSuchKey', 404))
  })

  it('is NoSuchBucket when its bucket is not there either', async () => {
    const asked = suite.s3.getObject({ Bucket: `${suite.plain}-not-there-7f3a`, Key: 'x' })
    await expect(asked).rejects.toEqual(refused('NoSuchBucket', 404))
  })
})

describe('a key', () => {
  const odd = [
    '诉求/江岸区 2021年度/决算（公开）.pdf',
    'space and+plus and%20percent and 100%',
    '&amp;<tag>"quoted"\'single\'',
    'slash-at-end/',
    '/slash-at-begin',
    'two//slashes',
    'a/../b/./c',
    '~!*()[]{}|^`=@,:;$?#',
    '𠮷野家 😀',
    '.dot',
    'CaSe',
    'case',
  ]

  it.each(odd)('may be %s', async (name) => {
    await put(name, `content of ${name}`)
    expect(await read(name)).toBe(`content of ${name}`)
    const { Contents = [] } = await suite.s3.listObjectsV2({ Bucket: suite.plain, Prefix: suite.key(name) })
    expect(Contents.map(({ Key }) => Key)).toContain(suite.key(name))
    await suite.s3.deleteObject(at(name))
    expect(await statusOf(suite.s3.headObject(at(name)))).toBe(404)
  })

  it('tells names apart that differ by little', async () => {
    const names = ['n', 'n/', 'n//', 'N', 'n ', 'n%20', 'n+']
    for (const name of names) await put(`apart/${name}`, name)
    for (const name of names) expect(await read(`apart/${name}`)).toBe(name)
  })

  it('has at most 1,024 bytes', async () => {
    const room = 1024 - Buffer.byteLength(suite.key(''))
    const longest = '江'.repeat(Math.floor(room / 3)).padEnd(Math.floor(room / 3) + (room % 3), 'x')
    await put(longest, 'fits')
    expect(await read(longest)).toBe('fits')
    await expect(put(`${longest}x`, 'too long')).rejects.toEqual(refused('KeyTooLongError', 400))
  })
})

describe('a stream', () => {
  it('of known length arrives whole, in chunks with a checksum behind them', async () => {
    const pieces = numbers(40).map((n) => Buffer.alloc(n % 2 ? 65_536 : 13, n))
    const ContentLength = pieces.reduce((sum, piece) => sum + piece.length, 0)
    const answer = await suite.s3.putObject({ ...at('stream'), Body: Readable.from(pieces), ContentLength })
    expect(answer.ChecksumCRC32).toBeDefined()
    const { Body, ContentEncoding } = await suite.s3.getObject(at('stream'))
    expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(Buffer.concat(pieces))).toBe(true)
    expect(ContentEncoding).toBeUndefined()
  })

  it('of unknown length is refused in one put, and leaves nothing', async () => {
    const body = Readable.toWeb(
      Readable.from(numbers(3).map(() => Buffer.alloc(70_000, 7))),
    ) as ReadableStream<Uint8Array>
    const answer = await suite.raw({ method: 'PUT', path: `/${suite.plain}/${suite.key('endless')}`, body })
    expect([411, 501]).toContain(answer.status)
    expect(await statusOf(suite.s3.headObject(at('endless')))).toBe(404)
  })

  it('that is shorter than announced is refused, and leaves nothing', async () => {
    const answer = await suite.raw({
      method: 'PUT',
      path: `/${suite.plain}/${suite.key('short')}`,
      payload: 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      headers: { 'content-encoding': 'aws-chunked', 'x-amz-decoded-content-length': '20' },
      body: '5\r\nhello\r\n0\r\n\r\n',
    })
    expect(await refusalOf(answer)).toBe('400 IncompleteBody')
    expect(await statusOf(suite.s3.headObject(at('short')))).toBe(404)
  })
})
