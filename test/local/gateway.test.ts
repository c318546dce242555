import { once } from 'node:events'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { S3 } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aSample, type Sample } from './sample.ts'

let sample: Sample

beforeAll(async () => {
  sample = await aSample()
})

afterAll(() => sample.remove())

const api = (path: string, init: RequestInit = {}) => fetch(sample.staff + path, init)
const json = { 'content-type': 'application/json' }
const post = (what: string, body: NonNullable<RequestInit['body']>, headers: Record<string, string> = json) =>
  api(`/api/do/${what}`, { method: 'POST', headers, body })

/** What a raw request gets, sent as it is. */
async function raw(head: string, body = ''): Promise<string> {
  const { port } = new URL(sample.staff)
  const socket = connect(Number(port), '127.0.0.1')
  socket.write(`${head}\r\nhost: 127.0.0.1\r\n\r\n${body}`)
  const [first] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  return first.toString()
}

describe('an event of the gateway', () => {
  it('carries path, variables, query and headers with all their values', async () => {
    const answer = await api('/api/do/echo?a=1&a=2&b=%E6%B1%9F', { headers: { 'x-one': '1', cookie: 'a=1; b=2' } })
    expect(await answer.json()).toMatchObject({
      resource: '/api/do/echo',
      path: '/api/do/echo',
      httpMethod: 'GET',
      queryStringParameters: { a: '2', b: '江' },
      multiValueQueryStringParameters: { a: ['1', '2'], b: ['江'] },
      multiValueHeaders: { 'x-one': ['1'], cookie: ['a=1; b=2'], 'x-forwarded-for': ['127.0.0.1'] },
      pathParameters: null,
      body: null,
      isBase64Encoded: false,
      requestContext: {
        stage: 'live',
        path: '/live/api/do/echo',
        resourcePath: '/api/do/echo',
        identity: { sourceIp: '127.0.0.1' },
      },
    })
  })

  it('carries the variables of its path', async () => {
    const answer = await api('/api/unlisted/a%20b/echo', { method: 'PUT' })
    expect(await answer.json()).toMatchObject({
      resource: '/api/{unlisted+}',
      pathParameters: { unlisted: 'unlisted/a b/echo' },
    })
  })

  it('carries text as text, and binary types as base64', async () => {
    const words = await post('echo', '{"a":"汉"}')
    expect(await words.json()).toMatchObject({ body: '{"a":"汉"}', isBase64Encoded: false })
    const picture = await post('echo', Buffer.from([0, 255]), { 'content-type': 'image/png' })
    expect(await picture.json()).toMatchObject({ body: 'AP8=', isBase64Encoded: true })
  })

  it('carries a compressed body as it was before', async () => {
    const answer = await post('echo', gzipSync('{"a":1}'), { ...json, 'content-encoding': 'gzip' })
    expect(await answer.json()).toMatchObject({ body: '{"a":1}' })
  })
})

describe('an answer of the gateway', () => {
  it('carries status, headers and several cookies', async () => {
    const answer = await post('cookies', '')
    expect(answer.status).toBe(201)
    expect(answer.headers.get('x-one')).toBe('1')
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  })

  it('carries bytes where the caller takes them', async () => {
    const answer = await post('picture', '', { accept: 'image/png' })
    expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([137, 80, 0, 255])
  })

  it('is compressed from one kilobyte on, for those who understand it', async () => {
    const answer = await post('large', '{"size":2000}')
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(await answer.json()).toHaveLength(2000)
    const short = await post('large', '{"size":20}')
    expect(short.headers.get('content-encoding')).toBeNull()
    const plain = await post('large', '{"size":2000}', { ...json, 'accept-encoding': 'identity' })
    expect(plain.headers.get('content-encoding')).toBeNull()
  })

  it.each([
    ['an unknown path', 403, 'POST', '/elsewhere'],
    ['an unknown method', 403, 'DELETE', '/api/do/echo'],
    ['a function that throws', 502, 'POST', '/api/do/throw'],
    ['a function that answers nonsense', 502, 'POST', '/api/do/odd'],
    ['a function that takes longer than the route lets it', 504, 'POST', '/api/do/slow'],
    ['a function that takes longer than it may itself', 502, 'POST', '/api/do/sleep'],
  ])('to %s is %i', async (_, status, method, path) => {
    const answer = await api(path, { method, headers: json, body: '{}' })
    expect(answer.status).toBe(status)
    expect(await answer.json()).toHaveProperty('message')
  })

  it('of more than 6 MB is 502', async () => {
    expect((await post('large', '{"size":6500000}')).status).toBe(502)
  })
})

describe('a body that is too large', () => {
  it('is refused by its declared length, before a byte of it is read', async () => {
    const answer = await raw(
      'POST /api/do/echo HTTP/1.1\r\ncontent-type: application/json\r\ncontent-length: 104857600',
    )
    expect(answer).toMatch(/^HTTP\/1.1 413 [^]*\{"code":"too-large"\}$/)
  })

  it('is refused while it comes without a declared length', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 97)
    let sent = 0
    const body = new ReadableStream<Uint8Array>({
      pull: (stream) => {
        if (sent++ < 12) stream.enqueue(chunk)
        else stream.close()
      },
    })
    const init = { method: 'POST', headers: json, body, duplex: 'half' } as RequestInit
    expect((await api('/api/do/echo', init)).status).toBe(413)
  })

  it('is refused when it unpacks to more than the gateway takes', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024, 97))
    expect((await post('echo', bomb, { ...json, 'content-encoding': 'gzip' })).status).toBe(413)
  })

  it('is refused when a function could not be called with it', async () => {
    expect((await post('echo', JSON.stringify('x'.repeat(7_000_000)))).status).toBe(413)
  })
})

describe('files through the gateway', () => {
  beforeAll(async () => {
    const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_ENDPOINT_URL_S3 = '' } = sample.environment
    const credentials = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY }
    const s3 = new S3({ endpoint: AWS_ENDPOINT_URL_S3, region: 'cn-north-1', forcePathStyle: true, credentials })
    const page = { ContentType: 'text/html; charset=utf-8', CacheControl: 'no-cache' }
    await s3.putObject({ Bucket: 'sample-app', Key: 'index.html', Body: '<!doctype html>', ...page })
    await s3.putObject({
      Bucket: 'sample-app',
      Key: 'files/a/b c.js',
      Body: 'x'.repeat(5000),
      ContentType: 'text/javascript',
    })
  })

  it('come with the headers that the route maps and no others', async () => {
    const answer = await api('/')
    expect(await answer.text()).toBe('<!doctype html>')
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('x-frame-options')).toBe('DENY')
    expect(answer.headers.get('cache-control')).toBeNull()
  })

  it('are found by the variable of the path, compressed on the way', async () => {
    const answer = await api('/files/a/b%20c.js')
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(await answer.text()).toHaveLength(5000)
  })

  it('stand for every page that the app knows by itself', async () => {
    expect(await (await api('/disclosures/2021')).text()).toBe('<!doctype html>')
  })

  it('answer 404 where there is none', async () => {
    expect((await api('/files/none.js')).status).toBe(404)
  })
})

it('says so while it is not ready', async () => {
  const { listen } = await import('../../infra/local/listen.ts')
  const front = await listen(0)
  const answer = await fetch(front.url)
  expect(answer.status).toBe(503)
  await front.close()
})
