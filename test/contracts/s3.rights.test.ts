import { describe, expect, it } from 'vitest'
import type { RightsQuestion } from '../../infra/local/files/server.ts'
import { put, signer, start } from './s3.own.ts'
import { signedForm } from './s3.signer.ts'
import { refusalOf, refused, statusOf } from './s3.ts'

describe('the rights check', () => {
  it('is asked for every action, by its name in IAM, and of what', async () => {
    const asked: string[] = []
    const authorize = ({ action, bucket, key }: RightsQuestion) =>
      asked.push([action, bucket, key].join(' ').trim()) > 0
    const { s3 } = await start({ authorize, buckets: [{ name: 'in' }, { name: 'kept', lock: { days: 1 } }] })
    const expectAsked = (...questions: string[]) => expect(asked.splice(0)).toEqual(questions)
    const at = { Bucket: 'in', Key: 'k' }
    await put(s3, 'k')
    expectAsked('s3:PutObject in k')
    await s3.headObject(at)
    expectAsked('s3:GetObject in k', 's3:GetObjectRetention in k')
    await s3.listObjectsV2({ Bucket: 'in' })
    await s3.headBucket({ Bucket: 'in' })
    await s3.listObjectVersions({ Bucket: 'in' })
    expectAsked('s3:ListBucket in', 's3:ListBucket in', 's3:ListBucketVersions in')
    const { VersionId } = await put(s3, 'v', 'x', 'kept')
    await s3.headObject({ Bucket: 'kept', Key: 'v', VersionId })
    expectAsked('s3:PutObject kept v', 's3:GetObjectVersion kept v', 's3:GetObjectRetention kept v')
    await s3.getObjectRetention({ Bucket: 'kept', Key: 'v' })
    const RetainUntilDate = new Date(Date.now() + 172_800_000)
    await s3.putObjectRetention({ Bucket: 'kept', Key: 'v', Retention: { Mode: 'COMPLIANCE', RetainUntilDate } })
    expectAsked('s3:GetObjectRetention kept v', 's3:PutObjectRetention kept v')
    await s3.putObject({
      Bucket: 'kept',
      Key: 'w',
      Body: 'x',
      ObjectLockMode: 'COMPLIANCE',
      ObjectLockRetainUntilDate: RetainUntilDate,
    })
    expectAsked('s3:PutObject kept w', 's3:PutObjectRetention kept w')
    await s3.copyObject({ Bucket: 'in', Key: 'c', CopySource: `kept/v?versionId=${VersionId}` })
    await s3.copyObject({ Bucket: 'in', Key: 'c', CopySource: 'kept/v' })
    expectAsked('s3:PutObject in c', 's3:GetObjectVersion kept v', 's3:PutObject in c', 's3:GetObject kept v')
    const { UploadId } = await s3.createMultipartUpload(at)
    await s3.uploadPart({ ...at, UploadId, PartNumber: 1, Body: 'x' })
    await s3.listParts({ ...at, UploadId })
    await s3.abortMultipartUpload({ ...at, UploadId })
    expectAsked(
      's3:PutObject in k',
      's3:PutObject in k',
      's3:ListMultipartUploadParts in k',
      's3:AbortMultipartUpload in k',
    )
    await s3.deleteObject(at)
    await s3.deleteObjects({ Bucket: 'kept', Delete: { Objects: [{ Key: 'x' }, { Key: 'v', VersionId }] } })
    expectAsked('s3:DeleteObject in k', 's3:DeleteObject kept x', 's3:DeleteObjectVersion kept v')
  })

  it('refuses, and nothing happens; in a batch, key by key', async () => {
    const authorize = ({ action, key }: RightsQuestion) => action !== 's3:DeleteObject' || key === 'mine'
    const { s3 } = await start({ authorize })
    await put(s3, 'mine')
    await put(s3, 'yours')
    await expect(s3.deleteObject({ Bucket: 'in', Key: 'yours' })).rejects.toEqual(refused('AccessDenied', 403))
    const { Deleted, Errors } = await s3.deleteObjects({
      Bucket: 'in',
      Delete: { Objects: [{ Key: 'mine' }, { Key: 'yours' }] },
    })
    expect([Deleted?.map(({ Key }) => Key), Errors?.map(({ Key, Code }) => `${Key} ${Code}`)]).toEqual([
      ['mine'],
      ['yours AccessDenied'],
    ])
    expect(await statusOf(s3.headObject({ Bucket: 'in', Key: 'yours' }))).toBe(200)
  })

  it('lets forms, too, do only what their signer may', async () => {
    const { url, s3 } = await start({ authorize: ({ action }) => action !== 's3:PutObject' })
    const conditions = [{ bucket: 'in' }, { key: 'd' }]
    const form = signedForm({ signer, conditions, expires: new Date(Date.now() + 60_000), fields: { key: 'd' } })
    form.set('file', new Blob(['x']))
    expect(await refusalOf(await fetch(`${url}/in`, { method: 'POST', body: form }))).toBe('403 AccessDenied')
    expect((await s3.listObjectsV2({ Bucket: 'in' })).KeyCount).toBe(0)
  })

  it('hides from who may not list whether a file is there', async () => {
    const { s3 } = await start({ authorize: ({ action }) => action !== 's3:ListBucket' })
    await expect(s3.getObject({ Bucket: 'in', Key: 'k' })).rejects.toEqual(refused('AccessDenied', 403))
    expect(await statusOf(s3.headObject({ Bucket: 'in', Key: 'k' }))).toBe(403)
  })
})

describe('a public bucket', () => {
  it('lets anyone read its files, and nothing else', async () => {
    const { s3, url } = await start({ buckets: [{ name: 'site', public: true, versioned: true }] })
    const { VersionId } = await s3.putObject({
      Bucket: 'site',
      Key: '年度/index.html',
      Body: '<p>',
      ContentType: 'text/html',
    })
    const page = `${url}/site/${encodeURI('年度/index.html')}`
    const answer = await fetch(page)
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([200, 'text/html', '<p>'])
    expect(await refusalOf(await fetch(`${url}/site/nowhere`))).toBe('403 AccessDenied')
    expect(await refusalOf(await fetch(`${url}/site?list-type=2`))).toBe('403 AccessDenied')
    expect(await refusalOf(await fetch(`${page}?versionId=${VersionId}`))).toBe('403 AccessDenied')
    expect(await refusalOf(await fetch(`${page}?response-content-type=text/plain`))).toBe('400 InvalidRequest')
    expect(await refusalOf(await fetch(page, { method: 'DELETE' }))).toBe('403 AccessDenied')
    expect(await refusalOf(await fetch(page, { method: 'PUT', body: 'x' }))).toBe('403 AccessDenied')
  })
})
