import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { contract, numbers, refusalOf, refused } from './s3.ts'

const suite = contract()
const at = (name: string) => ({ Bucket: suite.plain, Key: suite.key(name) })
const put = (name: string, Body: string, more = {}) => suite.s3.putObject({ ...at(name), Body, ...more })
const source = (name: string) => encodeURI(`${suite.plain}/${suite.key(name)}`).replaceAll('+', '%2B')
const copy = (from: string, to: string, more = {}) =>
  suite.s3.copyObject({ ...at(to), CopySource: source(from), ...more })
const list = async (Prefix: string) =>
  ((await suite.s3.listObjectsV2({ Bucket: suite.plain, Prefix })).Contents ?? []).map(({ Key }) => Key)

describe('a copy', () => {
  it('has the bytes and headers of its source', async () => {
    const { ETag } = await put('one', '第一版', { ContentType: 'text/plain', Metadata: { edition: '001' } })
    const answer = await copy('one', 'two')
    expect(answer.CopyObjectResult).toMatchObject({ ETag, LastModified: expect.any(Date) as unknown })
    const { Body, ContentType, Metadata } = await suite.s3.getObject(at('two'))
    expect([await Body?.transformToString(), ContentType, Metadata]).toEqual([
      '第一版',
      'text/plain',
      { edition: '001' },
    ])
  })

  it('takes headers of its own when they are to be replaced', async () => {
    await put('old-headers', 'x', { ContentType: 'text/plain', Metadata: { a: '1' } })
    await copy('old-headers', 'new-headers', {
      MetadataDirective: 'REPLACE',
      ContentType: 'text/html',
      Metadata: { b: '2' },
    })
    const { ContentType, Metadata } = await suite.s3.headObject(at('new-headers'))
    expect([ContentType, Metadata]).toEqual(['text/html', { b: '2' }])
  })

  it('onto itself is refused unless something changes', async () => {
    await put('itself', 'x')
    await expect(copy('itself', 'itself')).rejects.toEqual(refused('InvalidRequest', 400))
    await copy('itself', 'itself', { MetadataDirective: 'REPLACE', Metadata: { changed: 'yes' } })
    expect((await suite.s3.headObject(at('itself'))).Metadata).toEqual({ changed: 'yes' })
  })

  it('finds a source with an odd name', async () => {
    await put('决算 2021+/100 %.txt', 'odd')
    const CopySource = `${suite.plain}/${encodeURIComponent(suite.key('决算 2021+/100 %.txt'))}`
    await suite.s3.copyObject({ ...at('plain-name'), CopySource })
    expect(await (await suite.s3.getObject(at('plain-name'))).Body?.transformToString()).toBe('odd')
  })

  it('is refused when its source is missing or not the one expected', async () => {
    await put('expected', 'x')
    await expect(copy('missing', 'never')).rejects.toEqual(refused('NoSuchKey', 404))
    const other = '"00000000000000000000000000000000"'
    await expect(copy('expected', 'never', { CopySourceIfMatch: other })).rejects.toEqual(
      refused('PreconditionFailed', 412),
    )
    expect(await list(suite.key('never'))).toEqual([])
  })
})

describe('a batch of deletions', () => {
  const remove = (names: string[], more = {}) =>
    suite.s3.deleteObjects({
      Bucket: suite.plain,
      Delete: { Objects: names.map((name) => ({ Key: suite.key(name) })), ...more },
    })

  it('deletes what is there and what is not, and names both', async () => {
    const names = ['batch/诉求 1&2', 'batch/<b>', 'batch/absent']
    for (const name of names.slice(0, 2)) await put(name, 'x')
    const { Deleted = [], Errors } = await remove(names)
    expect(Deleted.map(({ Key }) => Key).sort()).toEqual(names.map((name) => suite.key(name)).sort())
    expect(Errors).toBeUndefined()
    expect(await list(suite.key('batch/'))).toEqual([])
  })

  it('says nothing of its successes when it is to be quiet', async () => {
    await put('quiet', 'x')
    expect((await remove(['quiet'], { Quiet: true })).Deleted).toBeUndefined()
    expect(await list(suite.key('quiet'))).toEqual([])
  })

  it('takes 1,000 keys and no more', async () => {
    const names = numbers(1001).map((n) => `many/${n}`)
    expect((await remove(names.slice(1))).Deleted).toHaveLength(1000)
    await expect(remove(names)).rejects.toEqual(refused('MalformedXML', 400))
  })

  it('is refused without a digest of its body, and deletes nothing', async () => {
    await put('guarded', 'x')
    const body = `<Delete><Object><Key>${suite.key('guarded')}</Key></Object></Delete>`
    const answer = await suite.raw({ method: 'POST', path: `/${suite.plain}`, query: { delete: '' }, body })
    expect(await refusalOf(answer)).toBe('400 InvalidRequest')
    expect(await list(suite.key('guarded'))).toEqual([suite.key('guarded')])
  })

  it('is refused when its XML is broken', async () => {
    const body = '<Delete><Object><Key>x</Object></Delete>'
    const digest = { 'content-md5': createHash('md5').update(body).digest('base64') }
    const answer = await suite.raw({
      method: 'POST',
      path: `/${suite.plain}`,
      query: { delete: '' },
      headers: digest,
      body,
    })
    expect(await refusalOf(answer)).toBe('400 MalformedXML')
  })
})
