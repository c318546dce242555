import { beforeAll, describe, expect, it } from 'vitest'
import { contract, numbers, refusalOf, refused, statusOf } from './s3.ts'

const suite = contract()
const at = (name: string) => ({ Bucket: suite.plain, Key: suite.key(name) })
const put = (name: string, Body: string, more = {}) => suite.s3.putObject({ ...at(name), Body, ...more })
const read = async (name: string) => (await suite.s3.getObject(at(name))).Body?.transformToString()
const other = '"00000000000000000000000000000000"'

describe('a conditional write', () => {
  it('puts only where nothing is', async () => {
    await put('fresh', 'first', { IfNoneMatch: '*' })
    await expect(put('fresh', 'second', { IfNoneMatch: '*' })).rejects.toEqual(refused('PreconditionFailed', 412))
    expect(await read('fresh')).toBe('first')
    await suite.s3.deleteObject(at('fresh'))
    await put('fresh', 'third', { IfNoneMatch: '*' })
  })

  it('puts only over the file it has seen', async () => {
    const { ETag } = await put('seen', 'one')
    await put('seen', 'two', { IfMatch: ETag })
    await expect(put('seen', 'three', { IfMatch: ETag })).rejects.toEqual(refused('PreconditionFailed', 412))
    expect(await read('seen')).toBe('two')
  })

  it('finds nothing to match where nothing is', async () => {
    await expect(put('never', 'x', { IfMatch: other })).rejects.toEqual(refused('NoSuchKey', 404))
  })

  it('lets one of many who create the same file at once win', async () => {
    const outcomes = await Promise.allSettled(numbers(12).map((n) => put('raced', `by ${n}`, { IfNoneMatch: '*' })))
    const winners = outcomes.flatMap(({ status }, n) => (status === 'fulfilled' ? [n] : []))
    expect(winners).toHaveLength(1)
    expect(await read('raced')).toBe(`by ${winners[0]}`)
  })

  it('lets one of many who replace the same file at once win', async () => {
    const { ETag } = await put('replaced', 'start')
    const outcomes = await Promise.allSettled(numbers(12).map((n) => put('replaced', `by ${n}`, { IfMatch: ETag })))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

describe('a conditional read', () => {
  let ETag = ''
  const get = (more: object) => suite.s3.getObject({ ...at('read'), ...more })
  const [earlier, later] = [new Date(Date.now() - 86_400_000), new Date(Date.now() + 86_400_000)]

  beforeAll(async () => {
    ETag = (await put('read', 'figures')).ETag ?? ''
  })

  it('by If-Match wants that very file', async () => {
    expect(await (await get({ IfMatch: ETag })).Body?.transformToString()).toBe('figures')
    await expect(get({ IfMatch: other })).rejects.toEqual(refused('PreconditionFailed', 412))
    expect(await statusOf(suite.s3.headObject({ ...at('read'), IfMatch: other }))).toBe(412)
  })

  it('by If-None-Match answers 304 to who has it, with the tag and without a body', async () => {
    await expect(get({ IfNoneMatch: other })).resolves.toBeDefined()
    const path = `/${suite.plain}/${suite.key('read')}`
    const answer = await suite.raw({ method: 'GET', path, headers: { 'if-none-match': ETag } })
    expect([answer.status, answer.headers.get('etag'), await answer.text()]).toEqual([304, ETag, ''])
  })

  it('by date answers 304 when nothing changed since, 412 when something did', async () => {
    await expect(get({ IfModifiedSince: earlier })).resolves.toBeDefined()
    const { LastModified } = await suite.s3.headObject(at('read'))
    expect(await statusOf(get({ IfModifiedSince: LastModified }))).toBe(304)
    await expect(get({ IfUnmodifiedSince: later })).resolves.toBeDefined()
    expect(await statusOf(get({ IfUnmodifiedSince: earlier }))).toBe(412)
  })

  it('heeds the tag rather than the date', async () => {
    await expect(get({ IfMatch: ETag, IfUnmodifiedSince: earlier })).resolves.toBeDefined()
    expect(await statusOf(get({ IfNoneMatch: ETag, IfModifiedSince: earlier }))).toBe(304)
  })
})

describe('a range', () => {
  const part = async (Range: string) => {
    const { Body, ContentRange, ContentLength } = await suite.s3.getObject({ ...at('digits'), Range })
    return [await Body?.transformToString(), ContentRange, ContentLength]
  }

  beforeAll(async () => {
    await put('digits', '0123456789')
    await put('nothing', '')
  })

  it('gives the bytes from one place to another, both counted', async () => {
    expect(await part('bytes=2-4')).toEqual(['234', 'bytes 2-4/10', 3])
    expect(await part('bytes=0-0')).toEqual(['0', 'bytes 0-0/10', 1])
  })

  it('may leave its end open, reach beyond it, or count from it', async () => {
    expect(await part('bytes=7-')).toEqual(['789', 'bytes 7-9/10', 3])
    expect(await part('bytes=8-1000')).toEqual(['89', 'bytes 8-9/10', 2])
    expect(await part('bytes=-3')).toEqual(['789', 'bytes 7-9/10', 3])
    expect(await part('bytes=-1000')).toEqual(['0123456789', 'bytes 0-9/10', 10])
  })

  it('is answered with 206, and the whole file with 200', async () => {
    const path = `/${suite.plain}/${suite.key('digits')}`
    expect((await suite.raw({ method: 'GET', path, headers: { range: 'bytes=0-1' } })).status).toBe(206)
    expect((await suite.raw({ method: 'GET', path })).status).toBe(200)
  })

  it('that begins behind the end is refused, also of an empty file', async () => {
    for (const name of ['digits', 'nothing']) {
      const path = `/${suite.plain}/${suite.key(name)}`
      const answer = await suite.raw({ method: 'GET', path, headers: { range: 'bytes=10-' } })
      expect(await refusalOf(answer)).toBe('416 InvalidRange')
    }
  })
})
