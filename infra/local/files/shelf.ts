import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { open, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Checksum } from './checksums.ts'
import { factsAt, factsOf, isMissing, syncFolder, type Draft } from './disk.ts'
import { fault } from './fault.ts'
import type { BucketSettings } from './settings.ts'

/** One version of one key, as kept behind its bytes. `marker` is a delete marker. */
export interface Version {
  key: string
  /** `null` where the bucket keeps no versions. */
  id: string
  /** Later versions of a key have higher numbers: clocks may be set back. */
  order: number
  size: number
  eTag: string
  modified: string
  marker: boolean
  headers: Record<string, string>
  checksum?: Checksum | undefined
  retainUntil?: string | undefined
  /** The multipart upload it came from, so that completing it again gives the same answer. */
  upload?: string | undefined
}

export type Facts = Omit<Version, 'key' | 'id' | 'order' | 'marker'>

/** A version whose bytes can be read; whoever asked for it closes it. */
export interface Opened {
  version: Version
  handle: FileHandle
}

/** A bucket on disk. Files are the truth; what is known of them is held in memory, about a kilobyte for each. */
export class Shelf {
  readonly settings: BucketSettings
  readonly drafts: string
  readonly uploads: string
  readonly #objects: string
  readonly #versions = new Map<string, Version[]>()
  readonly #queues = new Map<string, Promise<unknown>>()
  #keys: string[] | undefined

  constructor(folder: string, settings: BucketSettings) {
    this.settings = settings
    const [objects, drafts, uploads] = ['objects', 'drafts', 'uploads'].map((name) => join(folder, settings.name, name))
    this.#objects = objects ?? folder
    this.drafts = drafts ?? folder
    this.uploads = uploads ?? folder
  }

  get versioned(): boolean {
    return this.settings.versioned === true || this.settings.lock !== undefined
  }

  /** Reads what is there; drafts and half-made or half-removed uploads of an earlier life are swept away. */
  async load(): Promise<void> {
    rmSync(this.drafts, { recursive: true, force: true })
    for (const folder of [this.#objects, this.drafts, this.uploads]) mkdirSync(folder, { recursive: true, mode: 0o700 })
    for (const folder of [this.#objects, join(this.#objects, '..'), join(this.#objects, '..', '..')])
      await syncFolder(folder)
    const lost = readdirSync(this.uploads).filter((id) => !existsSync(join(this.uploads, id, 'upload')))
    for (const id of lost) rmSync(join(this.uploads, id), { recursive: true, force: true })
    for (const name of readdirSync(this.#objects)) this.#admit(await factsAt<Version>(join(this.#objects, name)))
  }

  /** The versions of a key, newest first. */
  versionsOf(key: string): readonly Version[] {
    return this.#versions.get(key) ?? []
  }

  /** All keys in the order of their UTF-8 bytes, those with nothing but a delete marker on top included. */
  keys(): readonly string[] {
    this.#keys ??= [...this.#versions.keys()].sort(byBytes)
    return this.#keys
  }

  /** The current version of a key, when it is not a delete marker. */
  current(key: string): Version | undefined {
    const [newest] = this.versionsOf(key)
    return newest?.marker ? undefined : newest
  }

  /**
   * A version to be read or touched: by its id, or the current one.
   *
   * @throws NoSuchKey, NoSuchVersion, and MethodNotAllowed for a delete marker asked for by its id
   */
  find(key: string, id?: string): Version {
    const version = id === undefined ? this.versionsOf(key)[0] : this.versionsOf(key).find((one) => one.id === id)
    if (!version) throw fault(id === undefined ? 'NoSuchKey' : 'NoSuchVersion', { facts: { Key: key } })
    if (!version.marker) return version
    const headers = { 'x-amz-delete-marker': 'true', 'x-amz-version-id': version.id }
    throw fault(id === undefined ? 'NoSuchKey' : 'MethodNotAllowed', { facts: { Key: key }, headers })
  }

  /** Opens a version. The facts come from the opened file itself: it may have been replaced since it was found. */
  async read(version: Version): Promise<Opened> {
    const path = this.#path(version)
    const handle = await open(path, 'r').catch((error: unknown) => {
      throw isMissing(error) ? fault('NoSuchKey', { facts: { Key: version.key } }) : error
    })
    try {
      return { version: await factsOf<Version>(handle, path), handle }
    } catch (error) {
      await handle.close()
      throw error
    }
  }

  /** Runs jobs of one name, such as `key a/b` or `upload 12`, one after the other. */
  async alone<T>(name: string, job: () => Promise<T>): Promise<T> {
    const mine = (this.#queues.get(name) ?? Promise.resolve()).then(job)
    const settled = mine.catch(() => undefined)
    this.#queues.set(name, settled)
    void settled.then(() => this.#queues.get(name) === settled && this.#queues.delete(name))
    return mine
  }

  /** Puts a draft in its place as the newest version; only from within `alone`. */
  async add(key: string, made: Draft, facts: Facts): Promise<Version> {
    return this.#put(key, made, { ...facts, marker: false })
  }

  /** Puts a delete marker on top. */
  async mark(key: string, made: Draft, modified: string): Promise<Version> {
    return this.#put(key, made, { size: 0, eTag: '', modified, marker: true, headers: {} })
  }

  /** Removes a version for good. */
  async remove(version: Version): Promise<void> {
    await rm(this.#path(version), { force: true })
    await syncFolder(this.#objects)
    this.#drop(version)
  }

  /** Changes what is known of a version, with its bytes, in one step. */
  async amend(version: Version, made: Draft, changes: Partial<Facts>): Promise<void> {
    const next = { ...version, ...changes }
    await made.commit(this.#path(version), next)
    this.#drop(version)
    this.#admit(next)
  }

  async #put(key: string, made: Draft, facts: Facts & { marker: boolean }): Promise<Version> {
    const id = this.versioned ? randomBytes(16).toString('hex') : 'null'
    const version = { key, id, order: (this.versionsOf(key)[0]?.order ?? 0) + 1, ...facts }
    await made.commit(this.#path(version), version)
    this.#admit(version)
    return version
  }

  #path({ key, id }: Pick<Version, 'key' | 'id'>): string {
    return join(this.#objects, `${createHash('sha256').update(key).digest('hex')}.${id}`)
  }

  #admit(version: Version): void {
    const others = this.versionsOf(version.key).filter((one) => one.id !== version.id)
    if (!this.#versions.has(version.key)) this.#keys?.splice(this.#place(version.key), 0, version.key)
    this.#versions.set(
      version.key,
      [...others, version].sort((a, b) => b.order - a.order),
    )
  }

  #drop(version: Version): void {
    const others = this.versionsOf(version.key).filter((one) => one.id !== version.id)
    if (others.length > 0) return void this.#versions.set(version.key, others)
    this.#versions.delete(version.key)
    this.#keys?.splice(this.#place(version.key), 1)
  }

  #place(key: string): number {
    return firstIndex(this.keys(), (one) => byBytes(one, key) >= 0)
  }
}

/** The first place in an ordered list from which on the condition holds. */
export function firstIndex(keys: readonly string[], holds: (key: string) => boolean): number {
  let [low, high] = [0, keys.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(keys[middle] ?? '')) high = middle
    else low = middle + 1
  }
  return low
}

/** The order of listings, UTF-8 binary. It differs from that of JavaScript only where surrogates meet the BMP's end. */
export function byBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)]
    if (x === y) continue
    return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1
  }
  return a.length - b.length
}

const isSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdfff
