import type { S3ClientConfig } from '@aws-sdk/client-s3'
import { once } from '#functions/store/queue'

/** What an import keeps in the private bucket, under `imports/` and its id: pieces to be written, rows that were refused. */
export interface ImportFiles {
  write(id: string, name: string, body: string | Uint8Array): Promise<void>
  /** undefined where there is none */
  read(id: string, name: string): Promise<string | undefined>
  /** a signed address of a workbook, for some minutes */
  address(id: string, name: string, now: string): Promise<string>
}

const seconds = 900

/** The files of imports in a bucket. The client is loaded at the first of them only. */
export function importFilesIn(bucket: string | undefined, config: S3ClientConfig = {}): ImportFiles {
  const open = once(async () => {
    const [s3, { getSignedUrl }, { filesClient }] = await Promise.all([
      import('@aws-sdk/client-s3'),
      import('@aws-sdk/s3-request-presigner'),
      import('#functions/store/editions-files'),
    ])
    return { ...s3, getSignedUrl, client: filesClient(config) }
  })
  const objectOf = (id: string, name: string) => {
    if (bucket === undefined) throw new Error('this function was told of no bucket for imports')
    return { Bucket: bucket, Key: `imports/${id}/${name}` }
  }
  return {
    async write(id, name, Body) {
      const { client, PutObjectCommand } = await open()
      await client.send(new PutObjectCommand({ ...objectOf(id, name), Body }))
    },
    async read(id, name) {
      const { client, GetObjectCommand, S3ServiceException } = await open()
      try {
        const { Body } = await client.send(new GetObjectCommand(objectOf(id, name)))
        return await Body?.transformToString()
      } catch (error) {
        // Who may not list a bucket is told "forbidden" of what is not there.
        if (error instanceof S3ServiceException && [403, 404].includes(error.$metadata.httpStatusCode ?? 0))
          return undefined
        throw error
      }
    },
    async address(id, name, now) {
      const { client, GetObjectCommand, getSignedUrl } = await open()
      const ResponseContentDisposition = `attachment; filename="${name}"`
      const get = new GetObjectCommand({ ...objectOf(id, name), ResponseContentDisposition })
      return getSignedUrl(client, get, { expiresIn: seconds, signingDate: new Date(now) })
    },
  }
}
