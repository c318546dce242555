import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { beforeAll, describe, expect, it } from 'vitest'
import { contract, refusalOf, refused, statusOf } from './s3.ts'
import { signedAddress } from './s3.signer.ts'

const suite = contract()
const at = (name: string) => ({ Bucket: suite.plain, Key: suite.key(name) })
const hour = 3_600_000

/** Addresses are signed before their body is known: by a client that adds no checksum of its own. */
const signing = () => suite.client({ requestChecksumCalculation: 'WHEN_REQUIRED' })
const toRead = (name: string, more = {}, options = {}) =>
  getSignedUrl(signing(), new GetObjectCommand({ ...at(name), ...more }), { expiresIn: 300, ...options })
const toPut = (name: string, more = {}, options = {}) =>
  getSignedUrl(signing(), new PutObjectCommand({ ...at(name), ...more }), { expiresIn: 300, ...options })
const address = (name: string, more: { expires: number; method?: string; date?: Date }) =>
  signedAddress({
    url: suite.url,
    signer: suite.signer,
    method: 'GET',
    path: `/${suite.plain}/${suite.key(name)}`,
    ...more,
  })

beforeAll(async () => {
  await suite.s3.putObject({ ...at('决算 2021+.txt'), Body: '一千', ContentType: 'text/plain' })
})

describe('a signed address to read', () => {
  it('gives the file to whoever holds it', async () => {
    const answer = await fetch(await toRead('决算 2021+.txt'))
    expect([answer.status, await answer.text()]).toEqual([200, '一千'])
  })

  it('carries the name under which the browser shall save the file', async () => {
    const ResponseContentDisposition = "attachment; filename*=UTF-8''%E5%86%B3%E7%AE%97.txt"
    const answer = await fetch(await toRead('决算 2021+.txt', { ResponseContentDisposition }))
    expect(answer.headers.get('content-disposition')).toBe(ResponseContentDisposition)
  })

  it('serves ranges and conditions', async () => {
    const url = await toRead('决算 2021+.txt')
    const part = await fetch(url, { headers: { range: 'bytes=0-2' } })
    expect([part.status, await part.text()]).toEqual([206, '一'])
    const tag = part.headers.get('etag') ?? ''
    expect((await fetch(url, { headers: { 'if-none-match': tag } })).status).toBe(304)
  })

  it('ends when it says', async () => {
    const url = await toRead('决算 2021+.txt', {}, { expiresIn: 60, signingDate: new Date(Date.now() - hour) })
    const answer = await fetch(url)
    expect(answer.status).toBe(403)
    expect(await answer.text()).toMatch(/<Code>AccessDenied<\/Code><Message>Request has expired<\/Message>/)
  })

  it('does not live longer for being told so', async () => {
    const url = await toRead('决算 2021+.txt', {}, { expiresIn: 60, signingDate: new Date(Date.now() - hour) })
    const longer = url.replace('X-Amz-Expires=60', 'X-Amz-Expires=86400')
    expect(await refusalOf(await fetch(longer))).toBe('403 SignatureDoesNotMatch')
  })

  it('lives at most seven days', async () => {
    const week = 7 * 24 * 3600
    expect((await fetch(address('决算 2021+.txt', { expires: week }))).status).toBe(200)
    const longer = await fetch(address('决算 2021+.txt', { expires: week + 1 }))
    expect(await refusalOf(longer)).toBe('400 AuthorizationQueryParametersError')
  })

  it('does not hold before it begins', async () => {
    const early = address('决算 2021+.txt', { expires: 300, date: new Date(Date.now() + hour) })
    expect(await refusalOf(await fetch(early))).toBe('403 AccessDenied')
  })

  it('opens one file only, to be read only', async () => {
    await suite.s3.putObject({ ...at('other.txt'), Body: 'secret' })
    const url = await toRead('决算 2021+.txt')
    const other = url.replace(encodeURIComponent('决算 2021+.txt'), 'other.txt')
    expect(other).not.toBe(url)
    expect(await refusalOf(await fetch(other))).toBe('403 SignatureDoesNotMatch')
    expect(await refusalOf(await fetch(url, { method: 'PUT', body: 'x' }))).toBe('403 SignatureDoesNotMatch')
    expect(await refusalOf(await fetch(url, { method: 'DELETE' }))).toBe('403 SignatureDoesNotMatch')
    const renamed = await fetch(`${url}&response-content-type=text%2Fhtml`)
    expect(await refusalOf(renamed)).toBe('403 SignatureDoesNotMatch')
  })
})

describe('a signed address to put', () => {
  it('takes a file in from whoever holds it', async () => {
    const url = await toPut('put.txt', { ContentType: 'text/plain' }, { signableHeaders: new Set(['content-type']) })
    const answer = await fetch(url, { method: 'PUT', body: '新的', headers: { 'content-type': 'text/plain' } })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('etag')).toMatch(/^"[0-9a-f]{32}"$/)
    const { Body, ContentType } = await suite.s3.getObject(at('put.txt'))
    expect([await Body?.transformToString(), ContentType]).toEqual(['新的', 'text/plain'])
  })

  it('wants the type that was signed', async () => {
    const url = await toPut('typed.txt', { ContentType: 'text/plain' }, { signableHeaders: new Set(['content-type']) })
    const answer = await fetch(url, { method: 'PUT', body: '<script>', headers: { 'content-type': 'text/html' } })
    expect(await refusalOf(answer)).toBe('403 SignatureDoesNotMatch')
    expect(await statusOf(suite.s3.headObject(at('typed.txt')))).toBe(404)
  })

  it('takes no instructions that were not signed', async () => {
    const url = await toPut('instructed.txt')
    const answer = await fetch(url, { method: 'PUT', body: 'x', headers: { 'x-amz-meta-role': 'leader' } })
    expect(await refusalOf(answer)).toBe('403 AccessDenied')
    expect(await statusOf(suite.s3.headObject(at('instructed.txt')))).toBe(404)
  })

  it('ends when it says', async () => {
    const url = await toPut('late.txt', {}, { expiresIn: 60, signingDate: new Date(Date.now() - hour) })
    expect(await refusalOf(await fetch(url, { method: 'PUT', body: 'x' }))).toBe('403 AccessDenied')
    expect(await statusOf(suite.s3.headObject(at('late.txt')))).toBe(404)
  })
})

describe('a request', () => {
  const path = () => `/${suite.plain}/${suite.key('决算 2021+.txt')}`

  it('by nobody in particular is refused', async () => {
    const url = `${suite.url}/${suite.plain}/${encodeURI(suite.key('other.txt'))}`
    expect(await refusalOf(await fetch(url))).toBe('403 AccessDenied')
    expect(await refusalOf(await fetch(url, { method: 'PUT', body: 'x' }))).toBe('403 AccessDenied')
    expect(await refusalOf(await fetch(`${suite.url}/${suite.plain}?list-type=2`))).toBe('403 AccessDenied')
  })

  it('by an unknown key is refused, and by a known one with the wrong secret', async () => {
    const { region, accessKeyId } = suite.signer
    const unknown = { region, accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' }
    expect(await refusalOf(await suite.raw({ method: 'GET', path: path(), signer: unknown }))).toBe(
      '403 InvalidAccessKeyId',
    )
    const wrong = { ...suite.signer, accessKeyId, secretAccessKey: 'wrong' }
    expect(await refusalOf(await suite.raw({ method: 'GET', path: path(), signer: wrong }))).toBe(
      '403 SignatureDoesNotMatch',
    )
  })

  it('whose clock is an hour off is refused', async () => {
    for (const off of [-hour, hour]) {
      const answer = await suite.raw({ method: 'GET', path: path(), date: new Date(Date.now() + off) })
      expect(await refusalOf(answer)).toBe('403 RequestTimeTooSkewed')
    }
  })

  it('is understood by its signature through the client, too', async () => {
    const { accessKeyId } = suite.signer
    const s3 = suite.client({ credentials: { accessKeyId, secretAccessKey: 'wrong' } })
    await expect(s3.getObject(at('other.txt'))).rejects.toEqual(refused('SignatureDoesNotMatch', 403))
  })
})
