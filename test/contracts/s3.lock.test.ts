import { describe, expect, it } from 'vitest'
import { contract, refusalOf, refused } from './s3.ts'

const suite = contract()
const at = (name: string, VersionId?: string) => ({
  Bucket: suite.locked,
  Key: suite.key(name),
  ...(VersionId === undefined ? {} : { VersionId }),
})
const put = async (name: string, more = {}) =>
  (await suite.s3.putObject({ ...at(name), Body: 'segment', ...more })).VersionId ?? ''
const inDays = (days: number) => new Date(Math.floor(Date.now() / 1000) * 1000 + days * 86_400_000)
const keep = (name: string, until: Date, id?: string) =>
  suite.s3.putObjectRetention({ ...at(name, id), Retention: { Mode: 'COMPLIANCE', RetainUntilDate: until } })
const kept = async (name: string) => (await suite.s3.getObjectRetention(at(name))).Retention

describe('a bucket with a lock', () => {
  it('keeps every new version for its days', async () => {
    const [before, id] = [inDays(1), await put('anchor')]
    const retention = await kept('anchor')
    expect(retention?.Mode).toBe('COMPLIANCE')
    expect(retention?.RetainUntilDate?.getTime()).toBeGreaterThanOrEqual(before.getTime())
    const { ObjectLockMode, ObjectLockRetainUntilDate } = await suite.s3.headObject(at('anchor', id))
    expect([ObjectLockMode, ObjectLockRetainUntilDate]).toEqual(['COMPLIANCE', retention?.RetainUntilDate])
  })

  it('refuses to delete a version before its day, one by one and by batch', async () => {
    const id = await put('held')
    await expect(suite.s3.deleteObject(at('held', id))).rejects.toEqual(refused('AccessDenied', 403))
    const Objects = [{ Key: suite.key('held'), VersionId: id }]
    const { Deleted, Errors } = await suite.s3.deleteObjects({ Bucket: suite.locked, Delete: { Objects } })
    expect([Deleted, Errors?.[0]?.Code]).toEqual([undefined, 'AccessDenied'])
    expect(await (await suite.s3.getObject(at('held'))).Body?.transformToString()).toBe('segment')
  })

  it('puts markers and newer versions on top, and the locked one stays below', async () => {
    const id = await put('covered')
    await suite.s3.deleteObject(at('covered'))
    await expect(suite.s3.getObject(at('covered'))).rejects.toEqual(refused('NoSuchKey'))
    await put('covered', { Body: 'newer' })
    expect(await (await suite.s3.getObject(at('covered', id))).Body?.transformToString()).toBe('segment')
  })

  it('locks for longer, never for less', async () => {
    await put('longer', { ContentType: 'application/json', Metadata: { day: '1' } })
    const until = inDays(2)
    await keep('longer', until)
    expect((await kept('longer'))?.RetainUntilDate).toEqual(until)
    await expect(keep('longer', inDays(1))).rejects.toEqual(refused('AccessDenied', 403))
    const { Body, ContentType, Metadata } = await suite.s3.getObject(at('longer'))
    expect([await Body?.transformToString(), ContentType, Metadata]).toEqual([
      'segment',
      'application/json',
      { day: '1' },
    ])
  })

  it('takes a day of its own for a version, in the future only', async () => {
    await put('own-day', { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: inDays(1.5) })
    expect((await kept('own-day'))?.RetainUntilDate).toEqual(inDays(1.5))
    const past = put('past', { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: inDays(-1) })
    await expect(past).rejects.toEqual(refused('InvalidArgument', 400))
  })

  it('wants a digest with every put', async () => {
    const answer = await suite.raw({ method: 'PUT', path: `/${suite.locked}/${suite.key('undigested')}`, body: 'x' })
    expect(await refusalOf(answer)).toBe('400 InvalidRequest')
  })
})

describe('a bucket without a lock', () => {
  it('refuses to lock', async () => {
    const place = { Bucket: suite.versioned, Key: suite.key('free') }
    await suite.s3.putObject({ ...place, Body: 'x' })
    const Retention = { Mode: 'COMPLIANCE', RetainUntilDate: inDays(1) } as const
    await expect(suite.s3.putObjectRetention({ ...place, Retention })).rejects.toEqual(refused('InvalidRequest', 400))
    const locked = { ...place, Body: 'x', ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: inDays(1) } as const
    await expect(suite.s3.putObject(locked)).rejects.toEqual(refused('InvalidRequest', 400))
  })
})
