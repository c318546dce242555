import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { source } from './bodies.ts'
import type { Algorithm } from './checksums.ts'
import { draft, factsOf, isMissing, syncFolder, type Draft } from './disk.ts'
import { fault } from './fault.ts'
import type { Shelf } from './shelf.ts'

/** A file that arrives in parts: what was said of it when it began. */
export interface Upload {
  key: string
  headers: Record<string, string>
  lock: Record<string, string>
  algorithm: Algorithm | undefined
  type: 'FULL_OBJECT' | 'COMPOSITE'
}

export interface Part {
  number: number
  size: number
  eTag: string
  modified: string
  checksum: { algorithm: Algorithm; value: string } | undefined
}

const idForm = /^[0-9a-f]{32}$/
const about = 'upload'

/** Begins an upload: a folder of its own, in which parts gather. */
export async function begin(shelf: Shelf, upload: Upload): Promise<string> {
  const id = randomBytes(16).toString('hex')
  await mkdir(join(shelf.uploads, id), { mode: 0o700 })
  await (await draft(shelf.drafts, [])).commit(join(shelf.uploads, id, about), upload)
  await syncFolder(shelf.uploads)
  return id
}

/** An upload of that key. @throws NoSuchUpload */
export async function uploadOf(shelf: Shelf, key: string, id = ''): Promise<{ upload: Upload; folder: string }> {
  if (!idForm.test(id)) throw fault('NoSuchUpload')
  const folder = join(shelf.uploads, id)
  const upload = await read<Upload>(join(folder, about))
  if (upload?.key !== key) throw fault('NoSuchUpload')
  return { upload, folder }
}

/** Puts a part in its place; one of the same number is replaced. */
export async function addPart(folder: string, made: Draft, part: Part): Promise<void> {
  await made.commit(partPath(folder, part.number), part).catch(async (error: unknown) => {
    await made.discard().catch(() => undefined)
    throw isMissing(error) ? fault('NoSuchUpload') : error
  })
}

/** The parts that have arrived, by number. */
export async function partsOf(folder: string): Promise<Part[]> {
  const names = (await readdir(folder)).filter((name) => name !== about).sort()
  const parts = await Promise.all(names.map((name) => read<Part>(join(folder, name))))
  return parts.filter((part) => part !== undefined)
}

/** All bytes of the parts, one after the other. */
export async function* joined(folder: string, parts: readonly Part[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield* source(await open(partPath(folder, part.number), 'r'), part)
}

/** Ends an upload of a known id, with all that has arrived. */
export async function end(shelf: Shelf, id: string): Promise<void> {
  const folder = join(shelf.uploads, id)
  await rm(join(folder, about), { force: true })
  await rm(folder, { recursive: true, force: true })
  await syncFolder(shelf.uploads)
}

const partPath = (folder: string, number: number) => join(folder, String(number).padStart(5, '0'))

async function read<T>(path: string): Promise<T | undefined> {
  const handle = await open(path, 'r').catch(() => undefined)
  return handle && factsOf<T>(handle, path).finally(() => handle.close())
}
