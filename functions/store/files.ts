import { once } from './queue.ts'
import type { Journal } from './store.ts'

/** The journal's part of the private bucket: an object for each body, named by its hash, so writing twice is harmless. */
export function journalIn(bucket: string | undefined): Journal {
  const open = once(async () => {
    const { S3Client, GetObjectCommand, PutObjectCommand } = await import('@aws-sdk/client-s3')
    return { client: new S3Client({}), GetObjectCommand, PutObjectCommand }
  })
  const objectOf = (hash: string) => {
    if (bucket === undefined) throw new Error('this function was told of no bucket for the journal')
    return { Bucket: bucket, Key: `journal/${hash}` }
  }
  return {
    write: async (hash, text) => {
      const { client, PutObjectCommand } = await open()
      await client.send(new PutObjectCommand({ ...objectOf(hash), Body: text, ContentType: 'application/json' }))
    },
    read: async (hash) => {
      const { client, GetObjectCommand } = await open()
      const { Body } = await client.send(new GetObjectCommand(objectOf(hash)))
      if (!Body) throw new Error(`journal/${hash} has no body`)
      return Body.transformToString()
    },
  }
}
