import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
}

/** Names of these files are made from their content: once there they never change. */
const isLasting = (name: string): boolean => name.startsWith('_app/immutable/')

/**
 * Puts the built staff app into its bucket: lasting files that are not there yet, then all others, the page itself last,
 * so that whoever loads it finds everything that it names. Earlier files stay for those who have an earlier page open.
 * @returns how many files were put
 */
export async function uploadApp(s3: S3Client, bucket: string, folder: string): Promise<number> {
  const files = filesIn(folder)
  if (!files.includes('index.html')) throw new Error(`There is no built staff app in ${folder}.`)
  const there = await sizesIn(s3, bucket)
  const wanted = files.filter((name) => !isLasting(name) || there.get(name) !== statSync(join(folder, name)).size)
  const order = (name: string): number => (isLasting(name) ? 0 : name === 'index.html' ? 2 : 1)
  for (const name of wanted.sort((a, b) => order(a) - order(b))) await put(s3, bucket, folder, name)
  return wanted.length
}

async function put(s3: S3Client, Bucket: string, folder: string, name: string): Promise<void> {
  const ContentType = types[extname(name)]
  if (ContentType === undefined) throw new Error(`The staff app may hold no ${extname(name)} files: ${name}`)
  await s3.send(
    new PutObjectCommand({
      Bucket,
      Key: name,
      Body: readFileSync(join(folder, name)),
      ContentType,
      CacheControl: isLasting(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
    }),
  )
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))

async function sizesIn(s3: S3Client, Bucket: string): Promise<Map<string, number>> {
  const sizes = new Map<string, number>()
  let ContinuationToken: string | undefined
  do {
    const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: '_app/immutable/', ContinuationToken }))
    for (const { Key, Size } of page.Contents ?? []) if (Key !== undefined) sizes.set(Key, Size ?? -1)
    ContinuationToken = page.NextContinuationToken
  } while (ContinuationToken !== undefined)
  return sizes
}
