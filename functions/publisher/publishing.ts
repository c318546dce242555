import type { Renderer } from '#shared/disclosure/page'
import type { Contents } from '#functions/store/editions-contents'
import { sha256Of, type PublicFile, type Site } from '#functions/store/editions-files'
import type { Store } from '#functions/store/store'

/** What the publisher works with. */
export interface Publishing {
  store: Store
  site: Site
  contents: Contents
  renderer: Renderer
  /** whose public site it is, for the heads of lists */
  district: string
  now: () => string
}

/** The actor of the publisher's own steps. */
export const publisher = 'publisher'

/** Tries before a message is given back to the queue. */
export const TRIES = 8

export class Busy extends Error {
  constructor(what: string) {
    super(`others kept changing ${what}`)
  }
}

/** Whether a file already stands as it is to be. */
export const isSame = (standing: { sha256: string | undefined } | undefined, body: string | Uint8Array): boolean =>
  standing?.sha256 !== undefined && standing.sha256 === sha256Of(body).base64

/** `late`: a later state of things stands there already, and what was to be written is out of date. */
export type Replaced = 'done' | 'late'

/**
 * Replaces a file by one that was made from the same or a later state of things, never by an earlier one: of writers
 * that race, the one who knew most stands. Equal bytes are not written again.
 */
export async function replace({ site, store }: Publishing, file: PublicFile): Promise<Replaced> {
  for (let tries = 0; tries < TRIES; tries++) {
    if (tries > 0) await store.pause(tries)
    const standing = await site.head(file.key)
    if (standing && standing.order > file.order) return 'late'
    if (standing?.order === file.order && isSame(standing, file.body)) return 'done'
    if ((await site.put(file, standing)) === 'done') return 'done'
  }
  throw new Busy(file.key)
}
