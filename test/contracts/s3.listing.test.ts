import type { ListObjectsV2CommandInput } from '@aws-sdk/client-s3'
import { beforeAll, describe, expect, it } from 'vitest'
import { contract, numbers, refused } from './s3.ts'

const suite = contract()
const keys = [
  'editions/2020/a/index.html',
  'editions/2021/a/1/facts.json',
  'editions/2021/a/1/index.html',
  'editions/2021/a/index.html',
  'editions/2021/b/index.html',
  'editions/2021/江岸区/index.html',
  'editions/index.html',
]

const list = async (Prefix: string, more: Partial<ListObjectsV2CommandInput> = {}) => {
  const answer = await suite.s3.listObjectsV2({ Bucket: suite.plain, Prefix: suite.key(Prefix), ...more })
  const short = (name = '') => name.slice(suite.key('').length)
  const { Contents = [], CommonPrefixes = [] } = answer
  return {
    ...answer,
    names: Contents.map(({ Key }) => short(Key)),
    groups: CommonPrefixes.map((group) => short(group.Prefix)),
  }
}

beforeAll(async () => {
  for (const name of [...keys].reverse())
    await suite.s3.putObject({ Bucket: suite.plain, Key: suite.key(name), Body: name })
})

describe('a listing', () => {
  it('names what begins alike, in order, with size, tag and date', async () => {
    const { names, Contents = [], KeyCount, IsTruncated } = await list('editions/')
    expect([names, KeyCount, IsTruncated]).toEqual([keys, keys.length, false])
    const size = Buffer.byteLength(keys[0] ?? '')
    expect(Contents[0]).toMatchObject({
      Size: size,
      ETag: expect.stringMatching(/^"\w{32}"$/) as unknown,
      StorageClass: 'STANDARD',
    })
    expect(Contents[0]?.LastModified).toBeInstanceOf(Date)
  })

  it('rolls up what is alike up to a delimiter', async () => {
    const { names, groups, KeyCount } = await list('editions/', { Delimiter: '/' })
    expect([names, groups, KeyCount]).toEqual([['editions/index.html'], ['editions/2020/', 'editions/2021/'], 3])
    const below = await list('editions/2021/', { Delimiter: '/' })
    expect(below.groups).toEqual(['editions/2021/a/', 'editions/2021/b/', 'editions/2021/江岸区/'])
  })

  it('takes any words for a delimiter, and a prefix in the middle of a name', async () => {
    const { names, groups } = await list('editions/202', { Delimiter: 'index' })
    expect(groups).toEqual(keys.filter((key) => /202.*index/.test(key)).map((key) => key.replace('.html', '')))
    expect(names).toEqual(['editions/2021/a/1/facts.json'])
  })

  it.each([1, 2, 3, 6])('goes on by pages of %i, and skips or repeats nothing', async (MaxKeys) => {
    const names: string[] = []
    let ContinuationToken: string | undefined
    do {
      const page = await list('editions/', { MaxKeys, ...(ContinuationToken ? { ContinuationToken } : {}) })
      expect(page.names.length).toBeLessThanOrEqual(MaxKeys)
      names.push(...page.names)
      ContinuationToken = page.NextContinuationToken
    } while (ContinuationToken)
    expect(names).toEqual(keys)
  })

  it('goes on by pages over groups, each told once', async () => {
    const told: string[] = []
    let ContinuationToken: string | undefined
    do {
      const page = await list('editions/', {
        MaxKeys: 1,
        Delimiter: '/',
        ...(ContinuationToken ? { ContinuationToken } : {}),
      })
      expect(page.names.length + page.groups.length).toBe(1)
      told.push(...page.names, ...page.groups)
      ContinuationToken = page.NextContinuationToken
    } while (ContinuationToken)
    expect(told).toEqual(['editions/2020/', 'editions/2021/', 'editions/index.html'])
  })

  it('begins behind a name, whether or not it is there', async () => {
    const there = await list('editions/', { StartAfter: suite.key('editions/2021/a/index.html') })
    expect(there.names).toEqual(keys.slice(4))
    const absent = await list('editions/', { StartAfter: suite.key('editions/2021/b') })
    expect(absent.names).toEqual(keys.slice(4))
  })

  it('writes names so that any of them fits into XML', async () => {
    const name = 'odd/a b+c&<\u0001>\n江'
    await suite.s3.putObject({ Bucket: suite.plain, Key: suite.key(name), Body: '' })
    const { Contents = [], EncodingType } = await list('odd/', { EncodingType: 'url' })
    expect(EncodingType).toBe('url')
    const [{ Key = '' } = {}] = Contents
    expect(Key).toMatch(/^[\w%/.+-]+$/)
    expect(decodeURIComponent(Key.replaceAll('+', ' '))).toBe(suite.key(name))
  })

  it('orders names by the bytes of UTF-8', async () => {
    const names = ['B', 'a', 'é', '江', '\ufb01', '😀']
    for (const name of [...names].reverse())
      await suite.s3.putObject({ Bucket: suite.plain, Key: suite.key(`order/${name}`), Body: '' })
    expect((await list('order/')).names).toEqual(names.map((name) => `order/${name}`))
  })

  it('follows puts and deletions at once', async () => {
    for (const n of numbers(5)) {
      await suite.s3.putObject({ Bucket: suite.plain, Key: suite.key(`now/${n}`), Body: '' })
      expect((await list('now/')).KeyCount).toBe(n + 1)
    }
    await suite.s3.deleteObject({ Bucket: suite.plain, Key: suite.key('now/2') })
    expect((await list('now/')).names).toEqual([0, 1, 3, 4].map((n) => `now/${n}`))
  })

  it('may be empty, and refuses a token that it never gave', async () => {
    expect(await list('nothing/')).toMatchObject({ KeyCount: 0, IsTruncated: false, names: [], groups: [] })
    await expect(list('editions/', { ContinuationToken: 'made up' })).rejects.toEqual(refused('InvalidArgument', 400))
  })
})
