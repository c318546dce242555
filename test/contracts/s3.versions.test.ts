import { describe, expect, it } from 'vitest'
import { contract, refused, statusOf } from './s3.ts'

const suite = contract()
const at = (name: string, VersionId?: string) => ({
  Bucket: suite.versioned,
  Key: suite.key(name),
  ...(VersionId === undefined ? {} : { VersionId }),
})
const put = async (name: string, Body: string) => (await suite.s3.putObject({ ...at(name), Body })).VersionId ?? ''
const read = async (name: string, id?: string) => (await suite.s3.getObject(at(name, id))).Body?.transformToString()
const history = async (Prefix: string, more = {}) =>
  suite.s3.listObjectVersions({ Bucket: suite.versioned, Prefix: suite.key(Prefix), ...more })

describe('a bucket that keeps versions', () => {
  it('keeps every version, and gives the newest unless told otherwise', async () => {
    const ids = [await put('page', 'one'), await put('page', 'two'), await put('page', 'three')]
    expect(new Set(ids).size).toBe(3)
    expect(await read('page')).toBe('three')
    expect(await Promise.all(ids.map((id) => read('page', id)))).toEqual(['one', 'two', 'three'])
    expect((await suite.s3.headObject(at('page'))).VersionId).toBe(ids[2])
  })

  it('hides a deleted file behind a marker, and shows it again without', async () => {
    const id = await put('hidden', 'still there')
    const { DeleteMarker, VersionId: marker = '' } = await suite.s3.deleteObject(at('hidden'))
    expect(DeleteMarker).toBe(true)
    await expect(read('hidden')).rejects.toEqual(refused('NoSuchKey', 404))
    expect(await read('hidden', id)).toBe('still there')
    expect((await suite.s3.listObjectsV2({ Bucket: suite.versioned, Prefix: suite.key('hidden') })).KeyCount).toBe(0)
    expect(await statusOf(suite.s3.headObject(at('hidden', marker)))).toBe(405)
    const undone = await suite.s3.deleteObject(at('hidden', marker))
    expect([undone.DeleteMarker, undone.VersionId]).toEqual([true, marker])
    expect(await read('hidden')).toBe('still there')
  })

  it('removes one version for good', async () => {
    const ids = [await put('purged', 'secret'), await put('purged', 'notice')]
    await suite.s3.deleteObject(at('purged', ids[0]))
    expect(await read('purged')).toBe('notice')
    await expect(read('purged', ids[0])).rejects.toEqual(refused('NoSuchVersion', 404))
    await suite.s3.deleteObject(at('purged', ids[1]))
    await expect(read('purged')).rejects.toEqual(refused('NoSuchKey', 404))
    expect((await history('purged')).Versions).toBeUndefined()
  })

  it('lists versions and markers, newest first, by pages', async () => {
    const [one, two] = [await put('listed/a', '1'), await put('listed/a', '22')]
    const { VersionId: marker = '' } = await suite.s3.deleteObject(at('listed/a'))
    const other = await put('listed/b', '333')
    const { Versions = [], DeleteMarkers = [] } = await history('listed/')
    expect(Versions.map(({ VersionId, IsLatest, Size }) => [VersionId, IsLatest, Size])).toEqual([
      [two, false, 2],
      [one, false, 1],
      [other, true, 3],
    ])
    expect(DeleteMarkers.map(({ VersionId, IsLatest }) => [VersionId, IsLatest])).toEqual([[marker, true]])
    const told: (string | undefined)[] = []
    let from = {}
    for (let more = true; more;) {
      const page = await history('listed/', { MaxKeys: 1, ...from })
      told.push(...[...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])].map(({ VersionId }) => VersionId))
      from = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
      more = page.IsTruncated === true
    }
    expect(told).toEqual([marker, two, one, other])
  })

  it('copies an old version to the top', async () => {
    const old = await put('restored', 'old')
    await put('restored', 'new')
    const CopySource = `${suite.versioned}/${encodeURIComponent(suite.key('restored'))}?versionId=${old}`
    const answer = await suite.s3.copyObject({ ...at('restored'), CopySource })
    expect([answer.CopySourceVersionId, await read('restored')]).toEqual([old, 'old'])
  })

  it('deletes versions by batch', async () => {
    const ids = [await put('batch', '1'), await put('batch', '2')]
    const Objects = ids.map((VersionId) => ({ Key: suite.key('batch'), VersionId }))
    const { Deleted = [] } = await suite.s3.deleteObjects({ Bucket: suite.versioned, Delete: { Objects } })
    expect(Deleted.map(({ VersionId }) => VersionId).sort()).toEqual([...ids].sort())
    const marked = await suite.s3.deleteObjects({
      Bucket: suite.versioned,
      Delete: { Objects: [{ Key: suite.key('batch') }] },
    })
    expect(marked.Deleted?.[0]).toMatchObject({
      DeleteMarker: true,
      DeleteMarkerVersionId: expect.any(String) as unknown,
    })
  })

  it('creates over a marker where something new is wanted', async () => {
    await put('recreated', 'old')
    await suite.s3.deleteObject(at('recreated'))
    await suite.s3.putObject({ ...at('recreated'), Body: 'new', IfNoneMatch: '*' })
    expect(await read('recreated')).toBe('new')
  })
})
