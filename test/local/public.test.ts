import { S3 } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aSample, asOperator, type Sample } from './sample.ts'

let sample: Sample

beforeAll(async () => {
  sample = await aSample()
  const s3 = new S3({ ...asOperator(sample, 'AWS_ENDPOINT_URL_S3'), forcePathStyle: true })
  const put = (Key: string, Body: string, ContentType?: string) =>
    s3.putObject({ Bucket: 'sample-editions', Key, Body, ...(ContentType ? { ContentType } : {}) })
  await put('lists/index.html', '<h1>lists</h1>', 'text/html; charset=utf-8')
  await put('editions/2021/unit/index.html', '<h1>current</h1>', 'text/html; charset=utf-8')
  await put('editions/2021/unit/2/index.html', '<h1>second</h1>', 'text/html; charset=utf-8')
  await put('editions/2021/unit/2/facts.json', '{"a":1}')
  await put('editions/2021/unit/2/表 一.csv', 'a,b')
  s3.destroy()
})

afterAll(() => sample.remove())

const get = (path: string, init: RequestInit = {}) => fetch(sample.site + path, { redirect: 'manual', ...init })

describe('the public site', () => {
  it('shows the page of a folder', async () => {
    const answer = await get('/editions/2021/unit/')
    expect(await answer.text()).toBe('<h1>current</h1>')
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  })

  it('leads from a folder without its slash to the folder, and from its root to the list of all', async () => {
    const folder = await get('/editions/2021/unit')
    expect([folder.status, folder.headers.get('location')]).toEqual([301, '/editions/2021/unit/'])
    const root = await get('/')
    expect([root.status, root.headers.get('location')]).toEqual([302, '/editions/'])
  })

  it('lets an edition’s own folder be kept for ever, and nothing else', async () => {
    const rule = async (path: string) => (await get(path)).headers.get('cache-control')
    expect(await rule('/editions/2021/unit/2/')).toBe('public, max-age=31536000, immutable')
    expect(await rule('/editions/2021/unit/2/facts.json')).toBe('public, max-age=31536000, immutable')
    expect(await rule('/editions/2021/unit/')).toBe('no-cache')
    expect(await rule('/lists/')).toBe('no-cache')
  })

  it('knows types by their endings where none was stored', async () => {
    const type = async (path: string) => (await get(path)).headers.get('content-type')
    expect(await type('/editions/2021/unit/2/facts.json')).toBe('application/json; charset=utf-8')
    expect(await type('/editions/2021/unit/2/%E8%A1%A8%20%E4%B8%80.csv')).toBe('text/csv; charset=utf-8')
  })

  it('answers 304 to those who have the page already', async () => {
    const etag = (await get('/lists/')).headers.get('etag') ?? ''
    const again = await get('/lists/', { headers: { 'if-none-match': etag } })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect(again.headers.get('cache-control')).toBe('no-cache')
  })

  it('answers a part, and the head alone', async () => {
    const part = await get('/lists/', { headers: { range: 'bytes=4-8' } })
    expect([part.status, await part.text()]).toEqual([206, 'lists'])
    const head = await get('/lists/', { method: 'HEAD' })
    expect([head.headers.get('content-length'), await head.text()]).toEqual(['14', ''])
  })

  it('says 404 for what is not there, 405 for what is no reading, 400 for what is no address', async () => {
    expect((await get('/editions/2022/unit/')).status).toBe(404)
    expect((await get('/lists/', { method: 'POST' })).status).toBe(405)
    expect((await get('/%E0%A4%A')).status).toBe(400)
  })

  it('never lets a page be framed, guessed at, or tell where its reader comes from', async () => {
    for (const path of ['/lists/', '/none', '/editions/2021/unit/2/facts.json']) {
      const { headers } = await get(path)
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('content-security-policy')).not.toContain('unsafe-inline')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
    }
  })
})
