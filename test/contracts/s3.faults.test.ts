import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, readlinkSync } from 'node:fs'
import { appendFile, readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { GetObjectCommand } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { describe, expect, it } from 'vitest'
import { put, signer, start } from './s3.own.ts'
import { send, signedAddress, signedForm } from './s3.signer.ts'
import { aServer, refusalOf, refused, statusOf } from './s3.ts'

describe('a request that makes no sense', () => {
  it('is answered, and the next one too', async () => {
    const { url, s3 } = await start()
    expect(await refusalOf(await fetch(`${url}/in/%E4%B8`))).toBe('400 InvalidURI')
    expect(await refusalOf(await fetch(`${url}/in/k?X-Amz-Signature=x`))).toBe('400 AuthorizationQueryParametersError')
    const headers = { authorization: 'AWS4-HMAC-SHA256 nonsense' }
    expect(await refusalOf(await fetch(`${url}/in/k`, { headers }))).toBe('400 AuthorizationHeaderMalformed')
    const noForm = await fetch(`${url}/in`, { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } })
    expect(await refusalOf(noForm)).toBe('400 MalformedPOSTRequest')
    const bomb = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Delete><Object><Key>&b;</Key></Object></Delete>'
    const digest = { 'content-md5': createHash('md5').update(bomb).digest('base64') }
    const answer = await send({
      url,
      signer,
      method: 'POST',
      path: '/in',
      query: { delete: '' },
      headers: digest,
      body: bomb,
    })
    expect(await refusalOf(answer)).toBe('400 MalformedXML')
    await expect(put(s3, 'k')).resolves.toBeDefined()
  })

  it('may send its whole body, however large, before it reads that it was refused', async () => {
    const { url, folder } = await start()
    const conditions = [{ bucket: 'in' }, { key: 'd' }, ['content-length-range', 0, 1000]]
    const form = signedForm({ signer, conditions, expires: new Date(Date.now() + 60_000), fields: { key: 'd' } })
    const encoded = new Response(form)
    const type = encoded.headers.get('content-type') ?? ''
    const head = (await encoded.text()).replace(
      /--\r\n$/,
      '\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n',
    )
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    const length = Buffer.byteLength(head) + 256 * 2 ** 16
    socket.write(`POST /in HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n${head}`)
    for (let n = 0; n < 256; n++) if (!socket.write(Buffer.alloc(2 ** 16, n))) await once(socket, 'drain')
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 400 [^]*<Code>EntityTooLarge</)
    socket.destroy()
    expect(await readdir(join(folder, 'in', 'drafts'))).toEqual([])
  })

  it('leaves nothing behind when it breaks off', async () => {
    const { url, folder, s3 } = await start()
    const address = signedAddress({ url, signer, method: 'PUT', path: '/in/broken', expires: 60 })
    const broken = request(address, { method: 'PUT', headers: { 'content-length': '1000000' } })
    broken.on('error', () => undefined)
    broken.write(Buffer.alloc(500_000))
    const drafts = () => readdir(join(folder, 'in', 'drafts'))
    for (let tries = 0; (await drafts()).length === 0 && tries < 500; tries++) await pause(2)
    broken.destroy()
    for (let tries = 0; (await drafts()).length > 0 && tries < 500; tries++) await pause(2)
    expect(await drafts()).toEqual([])
    expect(await statusOf(s3.headObject({ Bucket: 'in', Key: 'broken' }))).toBe(404)
  })
})

describe('the server', () => {
  it('closes every file that it opens', async () => {
    const { s3, folder } = await start()
    await put(s3, 'k', 'x'.repeat(2_000_000))
    const copy = { Bucket: 'in', Key: 'c', CopySource: 'in/k' }
    const other = '"0"'
    const get = { Bucket: 'in', Key: 'k' }
    const calls = [
      () => s3.copyObject({ ...copy, CopySourceIfMatch: other }),
      () => s3.copyObject({ ...copy, Tagging: 'a=b', MetadataDirective: 'REPLACE', TaggingDirective: 'REPLACE' }),
      () => s3.getObject({ ...get, IfMatch: other }),
      () => s3.getObject({ ...get, Range: 'bytes=9000000-' }),
      () => s3.putObject({ ...get, Body: 'y', IfMatch: other }),
      () => s3.putObject({ ...get, Body: 'y', ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: new Date() }),
    ]
    for (const call of calls) expect(await statusOf(call())).toBeGreaterThanOrEqual(400)
    await s3.copyObject(copy)
    const broken = new AbortController()
    const command = new GetObjectCommand(get)
    const { body } = await fetch(await getSignedUrl(s3, command), { signal: broken.signal })
    await body?.getReader().read()
    broken.abort()
    const open = () => readdirSync('/proc/self/fd').filter((fd) => linkOf(`/proc/self/fd/${fd}`).startsWith(folder))
    for (let tries = 0; open().length > 0 && tries < 500; tries++) await pause(2)
    expect(open()).toEqual([])
  })

  const linkOf = (path: string) => {
    try {
      return readlinkSync(path)
    } catch {
      return ''
    }
  }
})

describe('a second start', () => {
  it('finds every file, version, lock and upload as it was', async () => {
    const buckets = [{ name: 'in' }, { name: 'kept', lock: { days: 1 } }]
    const first = await start({ buckets })
    await first.s3.putObject({
      Bucket: 'in',
      Key: '决算/😀',
      Body: '一',
      Metadata: { a: '1' },
      ContentType: 'text/plain',
    })
    const versions = [await put(first.s3, 'v', '1', 'kept'), await put(first.s3, 'v', '22', 'kept')]
    const { UploadId } = await first.s3.createMultipartUpload({ Bucket: 'in', Key: 'm' })
    const part = await first.s3.uploadPart({ Bucket: 'in', Key: 'm', UploadId, PartNumber: 1, Body: 'part' })
    await first.close()
    const { s3 } = await start({ buckets, folder: first.folder })
    const { Body, Metadata, ContentType } = await s3.getObject({ Bucket: 'in', Key: '决算/😀' })
    expect([await Body?.transformToString(), Metadata, ContentType]).toEqual(['一', { a: '1' }, 'text/plain'])
    const listed = await s3.listObjectVersions({ Bucket: 'kept' })
    expect(listed.Versions?.map(({ VersionId }) => VersionId)).toEqual(
      versions.map(({ VersionId }) => VersionId).reverse(),
    )
    const [{ VersionId } = {}] = versions
    await expect(s3.deleteObject({ Bucket: 'kept', Key: 'v', VersionId })).rejects.toEqual(refused('AccessDenied', 403))
    const Parts = [{ PartNumber: 1, ETag: part.ETag }]
    await s3.completeMultipartUpload({ Bucket: 'in', Key: 'm', UploadId, MultipartUpload: { Parts } })
    expect(await (await s3.getObject({ Bucket: 'in', Key: 'm' })).Body?.transformToString()).toBe('part')
  })

  it('names a damaged file, and destroys nothing', async () => {
    const first = await start()
    await put(first.s3, 'k', 'hello')
    await first.close()
    const folder = join(first.folder, 'in', 'objects')
    const [name = ''] = await readdir(folder)
    await truncate(join(folder, name), 20)
    await expect(aServer({ folder: first.folder, buckets: [{ name: 'in' }] })).rejects.toThrow(
      /stored file .* is damaged/,
    )
    await appendFile(join(folder, name), 'FILE0001')
    await expect(aServer({ folder: first.folder, buckets: [{ name: 'in' }] })).rejects.toThrow(/is damaged/)
    expect(await readdir(folder)).toEqual([name])
  })

  it('says when the port is taken, and leaves the files of whoever has it alone', async () => {
    const { url, folder } = await start()
    const draft = join(folder, 'in', 'drafts', 'arriving')
    await writeFile(draft, 'half')
    const second = aServer({ folder, port: Number(new URL(url).port) })
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' })
    expect(await readFile(draft, 'utf8')).toBe('half')
  })
})
