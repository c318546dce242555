import { describe, expect, it } from 'vitest'
import type { FileEvent } from '../../infra/local/files/server.ts'
import { put, signer, start } from './s3.own.ts'
import { signedForm } from './s3.signer.ts'
import { refused } from './s3.ts'

describe('a notification', () => {
  it('tells of every new and every deleted file, before the client is answered', async () => {
    const told: FileEvent[] = []
    const { s3, url } = await start({ onEvent: (event) => void told.push(event) })
    const { ETag = '' } = await put(s3, '诉求/1 2.csv', 'hello')
    const eTag = ETag.replaceAll('"', '')
    expect(told).toEqual([
      { bucket: 'in', key: '诉求/1 2.csv', event: 'ObjectCreated:Put', size: 5, eTag, versionId: undefined },
    ])
    await s3.copyObject({ Bucket: 'in', Key: 'b', CopySource: 'in/' + encodeURIComponent('诉求/1 2.csv') })
    const { UploadId } = await s3.createMultipartUpload({ Bucket: 'in', Key: 'c' })
    const part = await s3.uploadPart({ Bucket: 'in', Key: 'c', UploadId, PartNumber: 1, Body: 'x' })
    const Parts = [{ PartNumber: 1, ETag: part.ETag }]
    await s3.completeMultipartUpload({ Bucket: 'in', Key: 'c', UploadId, MultipartUpload: { Parts } })
    await s3.deleteObject({ Bucket: 'in', Key: 'c' })
    const conditions = [{ bucket: 'in' }, { key: 'd' }]
    const form = signedForm({ signer, conditions, expires: new Date(Date.now() + 60_000), fields: { key: 'd' } })
    form.set('file', new Blob(['x']))
    await fetch(`${url}/in`, { method: 'POST', body: form })
    expect(told.slice(1).map(({ key, event }) => `${key} ${event}`)).toEqual([
      'b ObjectCreated:Copy',
      'c ObjectCreated:CompleteMultipartUpload',
      'c ObjectRemoved:Delete',
      'd ObjectCreated:Post',
    ])
  })

  it('names the version where versions are kept', async () => {
    const told: FileEvent[] = []
    const { s3 } = await start({ onEvent: (event) => void told.push(event) })
    const { VersionId } = await put(s3, 'k', 'x', 'kept')
    const marker = await s3.deleteObject({ Bucket: 'kept', Key: 'k' })
    expect(told.map(({ event, versionId }) => [event, versionId])).toEqual([
      ['ObjectCreated:Put', VersionId],
      ['ObjectRemoved:DeleteMarkerCreated', marker.VersionId],
    ])
  })

  it('is not sent for what was refused, and a listener that fails fails the call', async () => {
    const told: FileEvent[] = []
    const defects: unknown[] = []
    const { s3 } = await start({
      onDefect: (error) => void defects.push(error),
      onEvent: (event) => {
        told.push(event)
        if (event.key === 'fails') throw new Error('the queue is full')
      },
    })
    await expect(s3.putObject({ Bucket: 'in', Key: 'k', Body: 'x', IfMatch: '"0"' })).rejects.toEqual(
      refused('NoSuchKey'),
    )
    expect(told).toEqual([])
    await expect(put(s3, 'fails')).rejects.toEqual(refused('InternalError', 500))
    expect(defects).toEqual([new Error('the queue is full')])
  })
})
