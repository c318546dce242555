import { rm } from 'node:fs/promises'
import type { S3 } from '@aws-sdk/client-s3'
import { afterEach } from 'vitest'
import type { FilesSettings } from '../../infra/local/files/server.ts'
import { aClient, aServer } from './s3.ts'

/** Servers of one machine for what only they can show: their hooks, their clock, their folder. */
const running: { s3: S3; close: () => Promise<void> }[] = []
const folders = new Set<string>()

export const signer = { region: 'us-east-1', accessKeyId: 'contract', secretAccessKey: 'contract-secret' }

/** Starts a server with the buckets `in` and, with versions, `kept`; it goes after the test, its folder too. */
export async function start(changes: Partial<FilesSettings> = {}) {
  const { files, folder } = await aServer({ buckets: [{ name: 'in' }, { name: 'kept', versioned: true }], ...changes })
  const one = { s3: aClient(files.url), folder, url: files.url, close: () => files.close() }
  running.push(one)
  folders.add(folder)
  return one
}

export const put = (s3: S3, Key: string, Body = 'x', Bucket = 'in') => s3.putObject({ Bucket, Key, Body })

afterEach(async () => {
  for (const { s3, close } of running.splice(0)) {
    s3.destroy()
    await close()
  }
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
  folders.clear()
})
