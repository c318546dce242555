import { hash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Month } from '#shared/cases/queue'
import { once } from '../queue.ts'

/** A tile's file: whose it is, of which month, and the SHA-256 of its bytes. */
export interface TileName {
  feed: string
  month: Month
  hash: string
}

/** An address from which a browser takes one tile, and until when. */
interface Address {
  url: string
  until: string
}

/** Tiles in the private bucket, each under the hash of its bytes: what is written once is never another. */
export interface TileFiles {
  put(of: Omit<TileName, 'hash'>, bytes: Uint8Array): Promise<string>
  get(name: TileName): Promise<Uint8Array>
  sign(name: TileName, now: string): Promise<Address>
}

/** Seconds for which an address leads anywhere. */
const LIFETIME = 300

/** `tiles/all/2026-10/<hash>`, `tiles/unit/<unit>/2026-10/<hash>`. */
const keyOf = ({ feed, month, hash: print }: TileName): string => {
  const [, unit] = feed.split('#')
  return `tiles/${unit === undefined ? 'all' : `unit/${unit}`}/${month}/${print}`
}

const [packed, unpacked] = [promisify(gzip), promisify(gunzip)]

export function tilesIn(bucket: string | undefined): TileFiles {
  const open = once(async () => {
    const [s3, { getSignedUrl }, { filesClient }] = await Promise.all([
      import('@aws-sdk/client-s3'),
      import('@aws-sdk/s3-request-presigner'),
      import('../editions-files.ts'),
    ])
    return { ...s3, getSignedUrl, client: filesClient() }
  })
  const objectOf = (name: TileName) => {
    if (bucket === undefined) throw new Error('this function was told of no bucket for tiles')
    return { Bucket: bucket, Key: keyOf(name) }
  }
  return {
    async put(of, bytes) {
      const name = { ...of, hash: hash('sha256', bytes) }
      const { client, PutObjectCommand } = await open()
      const kept = { ContentType: 'application/vnd.apache.arrow.stream', ContentEncoding: 'gzip' }
      await client.send(new PutObjectCommand({ ...objectOf(name), ...kept, Body: await packed(bytes) }))
      return name.hash
    },
    async get(name) {
      const { client, GetObjectCommand } = await open()
      const { Body } = await client.send(new GetObjectCommand(objectOf(name)))
      if (!Body) throw new Error(`${keyOf(name)} has no body`)
      return unpacked(await Body.transformToByteArray())
    },
    async sign(name, now) {
      const { client, GetObjectCommand, getSignedUrl } = await open()
      const how = { expiresIn: LIFETIME, signingDate: new Date(now) }
      const url = await getSignedUrl(client, new GetObjectCommand(objectOf(name)), how)
      return { url, until: new Date(Date.parse(now) + LIFETIME * 1000).toISOString() }
    },
  }
}
