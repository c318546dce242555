import type { S3ClientConfig } from '@aws-sdk/client-s3'
import { once } from './queue.ts'

/** What a browser needs to put one file into the private bucket itself. */
export interface SignedUpload {
  url: string
  headers: Record<string, string>
  until: string
}

/** Uploads in the private bucket: each under the SHA-256 of its bytes, which is all that is known of it. */
export interface Uploads {
  /** an address that takes these very bytes, and no others, for some minutes */
  sign(upload: string, bytes: number, now: string): Promise<SignedUpload>
  /** undefined where there is none, or more than `most` bytes of it */
  read(upload: string, most: number): Promise<Uint8Array | undefined>
}

const seconds = 900

/** Everything is kept as bytes: nothing that opens the bucket takes an upload for a page. */
const type = 'application/octet-stream'

export function uploadsIn(bucket: string, config: S3ClientConfig = {}): Uploads {
  const open = once(async () => {
    const [s3, { getSignedUrl }, { filesClient }] = await Promise.all([
      import('@aws-sdk/client-s3'),
      import('@aws-sdk/s3-request-presigner'),
      import('./editions-files.ts'),
    ])
    return { ...s3, getSignedUrl, client: filesClient(config) }
  })
  const objectOf = (upload: string) => ({ Bucket: bucket, Key: `uploads/${upload}` })
  return {
    async sign(upload, bytes, now) {
      const { client, PutObjectCommand, getSignedUrl } = await open()
      const ChecksumSHA256 = Buffer.from(upload, 'hex').toString('base64')
      const put = new PutObjectCommand({ ...objectOf(upload), ContentLength: bytes, ContentType: type, ChecksumSHA256 })
      const url = await getSignedUrl(client, put, {
        expiresIn: seconds,
        signingDate: new Date(now),
        // Size, type and hash stay headers of the request, so that the file server holds the browser to them.
        signableHeaders: new Set(['host', 'content-length', 'content-type', 'x-amz-checksum-sha256']),
        unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
      })
      const until = new Date(Date.parse(now) + seconds * 1000).toISOString()
      return { url, headers: { 'content-type': type, 'x-amz-checksum-sha256': ChecksumSHA256 }, until }
    },
    async read(upload, most) {
      const { client, GetObjectCommand, S3ServiceException } = await open()
      try {
        const { Body, ContentLength = 0 } = await client.send(new GetObjectCommand(objectOf(upload)))
        return ContentLength > most ? undefined : await Body?.transformToByteArray()
      } catch (error) {
        // Who may not list a bucket is told "forbidden" of what is not there.
        if (error instanceof S3ServiceException && [403, 404].includes(error.$metadata.httpStatusCode ?? 0))
          return undefined
        throw error
      }
    },
  }
}
