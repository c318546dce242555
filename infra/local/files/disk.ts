import { randomUUID } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { open, rename, rm, type FileHandle, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { checksumHeader, digestOf, md5, wellFormed, type Algorithm, type Promised } from './checksums.ts'
import { fault } from './fault.ts'

/**
 * A stored file is one file of the disk: its bytes, then what is known of it as JSON, then that JSON's length and a
 * mark. Bytes and facts so become visible by one rename, or not at all.
 */
const mark = Buffer.from('FILE0001')
const footer = 4 + mark.length

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** Bytes that have been written aside, not yet to be seen. */
export interface Draft {
  size: number
  md5: Buffer
  checksum: { algorithm: Algorithm; value: string } | undefined
  /** Adds the facts and puts the file in its place: on disk, whole, when the promise is fulfilled. */
  commit(path: string, facts: object): Promise<void>
  discard(): Promise<void>
}

/** Writes bytes aside, digesting them as they pass; nothing is left behind when they fail. */
export async function draft(folder: string, bytes: Chunks, algorithm?: Algorithm): Promise<Draft> {
  const path = join(folder, randomUUID())
  const handle = await open(path, 'wx', 0o600)
  const discard = () => handle.close().then(() => rm(path, { force: true }))
  try {
    const hash = md5()
    const digest = algorithm && digestOf(algorithm)
    const seen = { size: 0 }
    await writeFile(handle, measured(bytes, seen, [hash, ...(digest ? [digest] : [])]))
    const checksum = algorithm && digest ? { algorithm, value: digest.bytes().toString('base64') } : undefined
    const commit = (to: string, facts: object) => settle(handle, path, to, facts)
    return { size: seen.size, md5: hash.bytes(), checksum, commit, discard }
  } catch (error) {
    await discard()
    throw error
  }
}

async function* measured(bytes: Chunks, seen: { size: number }, digests: ReturnType<typeof md5>[]) {
  for await (const chunk of bytes) {
    seen.size += chunk.length
    for (const digest of digests) digest.update(chunk)
    yield chunk
  }
}

async function settle(handle: FileHandle, from: string, to: string, facts: object): Promise<void> {
  try {
    const json = Buffer.from(JSON.stringify(facts))
    const length = Buffer.alloc(4)
    length.writeUInt32BE(json.length)
    await handle.appendFile(Buffer.concat([json, length, mark]))
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(from, to)
  await syncFolder(dirname(to))
}

/** Makes renames and removals in a folder last. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

/** Whether the disk said that there is no such file or folder. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** The facts of an open file; a file without its mark is damaged. */
export async function factsOf<T>(handle: FileHandle, path: string): Promise<T> {
  const { size } = await handle.stat()
  return facts(size, path, async (at, length) => (await handle.read(Buffer.alloc(length), 0, length, at)).buffer)
}

/** The same at start, for many files at once. */
export async function factsAt<T>(path: string): Promise<T> {
  const file = openSync(path, 'r')
  try {
    return await facts(fstatSync(file).size, path, (at, length) => {
      const bytes = Buffer.alloc(length)
      readSync(file, bytes, 0, length, at)
      return bytes
    })
  } finally {
    closeSync(file)
  }
}

async function facts<T>(
  size: number,
  path: string,
  read: (at: number, length: number) => Buffer | Promise<Buffer>,
): Promise<T> {
  const tail = Math.min(size, 2048)
  const end = await read(size - tail, tail)
  if (tail < footer || !end.subarray(tail - mark.length).equals(mark)) throw damaged(path)
  const length = end.readUInt32BE(tail - footer)
  if (length + footer > size) throw damaged(path)
  const json =
    length + footer <= tail
      ? end.subarray(tail - footer - length, tail - footer)
      : await read(size - footer - length, length)
  try {
    return JSON.parse(json.toString('utf8')) as T
  } catch {
    throw damaged(path)
  }
}

const damaged = (path: string) => new Error(`the stored file ${path} is damaged: it does not end as it should`)

/**
 * Compares a draft with what the client promised of it.
 *
 * @throws BadDigest, InvalidDigest, InvalidRequest
 */
export function compare(
  made: Pick<Draft, 'md5' | 'checksum'>,
  expected: Promised | undefined,
  contentMd5: string | undefined,
  trailer: ReadonlyMap<string, string>,
): void {
  if (contentMd5 !== undefined) {
    const theirs = Buffer.from(contentMd5, 'base64')
    if (theirs.length !== 16) throw fault('InvalidDigest')
    if (!theirs.equals(made.md5))
      throw fault('BadDigest', 'The Content-MD5 you specified did not match what we received.')
  }
  if (expected === undefined) return
  const { algorithm } = expected
  const theirs = expected.value ?? wellFormed(algorithm, trailer.get(checksumHeader(algorithm)))
  if (theirs !== made.checksum?.value)
    throw fault('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`)
}
