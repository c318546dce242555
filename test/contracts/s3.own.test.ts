import { GetObjectCommand, S3 } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { describe, expect, it } from 'vitest'
import { put, signer, start } from './s3.own.ts'
import { send } from './s3.signer.ts'
import { refusalOf, refused } from './s3.ts'

describe('a browser of another origin', () => {
  const rule = {
    origins: ['https://desk.example', 'https://*.district.example'],
    methods: ['GET', 'PUT'],
    headers: ['content-*'],
    expose: ['ETag'],
    maxAge: 600,
  }
  const ask = (url: string, headers: Record<string, string>) => fetch(`${url}/in/k`, { method: 'OPTIONS', headers })
  const method = (name: string) => ({ 'access-control-request-method': name })

  it('is told beforehand what it may do', async () => {
    const { url } = await start({ buckets: [{ name: 'in', cors: [rule] }] })
    const wanted = { 'access-control-request-headers': 'content-type, content-md5' }
    const answer = await ask(url, { origin: 'https://jiangan.district.example', ...method('PUT'), ...wanted })
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': 'https://jiangan.district.example',
      'access-control-allow-methods': 'GET, PUT',
      'access-control-allow-headers': 'content-type, content-md5',
      'access-control-expose-headers': 'ETag',
      'access-control-max-age': '600',
    })
  })

  it('is refused what no rule names', async () => {
    const { url } = await start({ buckets: [{ name: 'in', cors: [rule] }, { name: 'kept' }] })
    const origin = 'https://desk.example'
    for (const headers of [
      { origin: 'https://evil.example', ...method('GET') },
      { origin, ...method('DELETE') },
      { origin, ...method('PUT'), 'access-control-request-headers': 'x-amz-meta-role' },
    ])
      expect(await refusalOf(await ask(url, headers))).toBe('403 AccessForbidden')
  })

  it('may read the answer, refusals included, when a rule fits', async () => {
    const { url, s3 } = await start({ buckets: [{ name: 'in', cors: [rule], public: true }] })
    await put(s3, 'k')
    const from = async (origin: string, path: string) =>
      (await fetch(`${url}/in/${path}`, { headers: { origin } })).headers.get('access-control-allow-origin')
    expect(await from('https://desk.example', 'k')).toBe('https://desk.example')
    expect(await from('https://desk.example', 'missing')).toBe('https://desk.example')
    expect(await from('https://evil.example', 'k')).toBeNull()
  })
})

describe("the server's own clock", () => {
  it('dates files, ends signed addresses and unlocks versions', async () => {
    const clock = { now: new Date('2022-10-12T08:00:00Z') }
    const { s3: skewed, url } = await start({ now: () => clock.now, buckets: [{ name: 'in', lock: { days: 3 } }] })
    const s3 = new S3({ ...{ endpoint: url, region: 'us-east-1', forcePathStyle: true, credentials: signer } })
    await expect(put(skewed, 'k')).rejects.toEqual(refused('RequestTimeTooSkewed', 403))
    const { VersionId } = await put(s3, 'k')
    const { LastModified, ObjectLockRetainUntilDate } = await s3.headObject({ Bucket: 'in', Key: 'k' })
    expect([LastModified, ObjectLockRetainUntilDate]).toEqual([clock.now, new Date('2022-10-15T08:00:00Z')])
    const command = new GetObjectCommand({ Bucket: 'in', Key: 'k' })
    const address = await getSignedUrl(s3, command, { expiresIn: 600, signingDate: clock.now })
    expect((await fetch(address)).status).toBe(200)
    clock.now = new Date('2022-10-12T08:10:01Z')
    expect((await fetch(address)).status).toBe(403)
    clock.now = new Date('2022-10-15T07:59:00Z')
    await expect(s3.deleteObject({ Bucket: 'in', Key: 'k', VersionId })).rejects.toEqual(refused('AccessDenied', 403))
    clock.now = new Date('2022-10-15T08:01:00Z')
    await s3.deleteObject({ Bucket: 'in', Key: 'k', VersionId })
    s3.destroy()
  })
})

describe('what the product does not call', () => {
  it.each([
    ['GET', '/', {}],
    ['GET', '/in', {}],
    ['PUT', '/in', {}],
    ['GET', '/in', { acl: '' }],
    ['PUT', '/in', { versioning: '' }],
    ['GET', '/in', { location: '' }],
    ['GET', '/in/k', { tagging: '' }],
    ['GET', '/in/k', { partNumber: '1' }],
    ['PUT', '/in/k', { 'legal-hold': '' }],
    ['POST', '/in/k', { restore: '' }],
    ['PATCH', '/in/k', {}],
  ])('is not implemented: %s %s %o', async (verb, path, query) => {
    const { url } = await start()
    expect(await refusalOf(await send({ url, signer, method: verb, path, query }))).toBe('501 NotImplemented')
  })

  it('is not passed over in silence where a header asks for it', async () => {
    const { url, s3 } = await start()
    for (const header of [
      'x-amz-tagging',
      'x-amz-acl',
      'x-amz-server-side-encryption-customer-key',
      'x-amz-checksum-crc64nvme',
    ]) {
      const answer = await send({ url, signer, method: 'PUT', path: '/in/k', headers: { [header]: 'x' }, body: 'x' })
      expect(await refusalOf(answer)).toBe('501 NotImplemented')
    }
    expect((await s3.listObjectsV2({ Bucket: 'in' })).KeyCount).toBe(0)
  })
})
