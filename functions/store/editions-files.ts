import { createHash } from 'node:crypto'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  NotFound,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  type HeadObjectCommandOutput,
  type S3ClientConfig,
} from '@aws-sdk/client-s3'

/** What is known of a file of the public site without reading it. */
export interface Standing {
  etag: string
  sha256: string | undefined
  /** which state of things it was made from; a file is only replaced by one of the same or a later state */
  order: number
}

export interface PublicFile {
  key: string
  type: string
  body: string | Uint8Array
  order: number
  /** kept for good by its readers: its name holds the hash of its content */
  immutable?: boolean
}

/** `taken`: the condition did not hold; somebody else has written meanwhile. */
export type Put = 'done' | 'taken'

/** The public site's files, as the publisher writes them. */
export interface Site {
  head(key: string): Promise<Standing | undefined>
  read(key: string): Promise<{ text: string; standing: Standing } | undefined>
  /** only where nothing stands yet, or only over what was seen */
  put(file: PublicFile, over: Standing | undefined): Promise<Put>
  /** destroys every earlier version of the files whose keys begin so */
  purge(prefix: string): Promise<void>
}

export const sha256Of = (body: string | Uint8Array): { hex: string; base64: string } => {
  const digest = createHash('sha256').update(body).digest()
  return { hex: digest.toString('hex'), base64: digest.toString('base64') }
}

/** One client for both buckets; on one machine the file server knows only addresses by path. */
export const filesClient = (config: S3ClientConfig = {}): S3Client =>
  new S3Client({ maxAttempts: 4, forcePathStyle: process.env.AWS_ENDPOINT_URL_S3 !== undefined, ...config })

type Found = Pick<HeadObjectCommandOutput, 'ETag' | 'Metadata' | 'ChecksumSHA256'>

export function siteIn(client: S3Client, bucket: string): Site {
  const standingOf = (found: Found): Standing => ({
    etag: found.ETag ?? '',
    sha256: found.ChecksumSHA256,
    order: Number(found.Metadata?.order ?? 0),
  })
  return {
    head: (key) =>
      unlessMissing(async () =>
        standingOf(await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key, ChecksumMode: 'ENABLED' }))),
      ),
    read: (key) =>
      unlessMissing(async () => {
        const found = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }))
        return { text: (await found.Body?.transformToString()) ?? '', standing: standingOf(found) }
      }),
    put: ({ key, type, body, order, immutable = false }, over) =>
      unlessTaken(async () => {
        await client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: key,
            Body: body,
            ContentType: type,
            CacheControl: immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=0, must-revalidate',
            ChecksumSHA256: sha256Of(body).base64,
            Metadata: { order: String(order) },
            ...(over ? { IfMatch: over.etag } : { IfNoneMatch: '*' }),
          }),
        )
      }),
    purge: (prefix) => purge(client, bucket, prefix),
  }
}

async function unlessMissing<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof NotFound || error instanceof NoSuchKey) return undefined
    throw error
  }
}

/** 412: the condition does not hold; 409: somebody writes at this moment; 404: what was seen has gone. */
async function unlessTaken(write: () => Promise<void>): Promise<Put> {
  try {
    await write()
    return 'done'
  } catch (error) {
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined
    if (status === 412 || status === 409 || status === 404) return 'taken'
    throw error
  }
}

async function purge(client: S3Client, bucket: string, prefix: string): Promise<void> {
  let from: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {}
  for (;;) {
    const page = await client.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix, ...from }))
    for (const { Key, VersionId, IsLatest } of [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])])
      if (!IsLatest && Key !== undefined && VersionId !== undefined)
        await client.send(new DeleteObjectCommand({ Bucket: bucket, Key, VersionId }))
    if (!page.IsTruncated) return
    from = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
  }
}
