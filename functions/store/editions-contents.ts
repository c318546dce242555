import { createHash } from 'node:crypto'
import type { S3ClientConfig } from '@aws-sdk/client-s3'
import { once } from './queue.ts'

/** 审定内容. Approved contents as canonical JSON, in the private bucket under their hash: writing twice is harmless. */
export interface Contents {
  write(hash: string, text: string): Promise<void>
  /** throws where what stands there is not what the hash says */
  read(hash: string): Promise<string>
}

/** The client is loaded at the first use only: most calls of the API never touch a file. */
export function contentsIn(bucket: string, config: S3ClientConfig = {}): Contents {
  const open = once(async () => {
    const [{ GetObjectCommand, PutObjectCommand }, { filesClient }] = await Promise.all([
      import('@aws-sdk/client-s3'),
      import('./editions-files.ts'),
    ])
    return { client: filesClient(config), GetObjectCommand, PutObjectCommand }
  })
  const objectOf = (hash: string) => ({ Bucket: bucket, Key: `contents/${hash}.json` })
  return {
    async write(hash, text) {
      const { client, PutObjectCommand } = await open()
      await client.send(new PutObjectCommand({ ...objectOf(hash), Body: text, ContentType: 'application/json' }))
    },
    async read(hash) {
      const { client, GetObjectCommand } = await open()
      const { Body } = await client.send(new GetObjectCommand(objectOf(hash)))
      const text = (await Body?.transformToString()) ?? ''
      if (createHash('sha256').update(text, 'utf8').digest('hex') === hash) return text
      throw new Error(`contents/${hash}.json is not what its name says`)
    },
  }
}
