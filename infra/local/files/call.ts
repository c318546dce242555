import type { FileHandle } from 'node:fs/promises'
import type { Payload } from './payload.ts'
import type { FileEventName } from './settings.ts'
import type { Keys } from './signature.ts'
import type { Shelf, Version } from './shelf.ts'

export type Headers = Readonly<Record<string, string | undefined>>

/** One request, understood: who asks for what, with a body still on its way. */
export interface Call {
  method: string
  bucket: string
  key: string
  query: ReadonlyMap<string, string>
  headers: Headers
  body: Payload
  accessKeyId: string | undefined
  now: Date
  /** Where this request came in, such as `http://127.0.0.1:9000`. */
  origin: string
  shelf: Shelf
  /** Another bucket, as a copy reads it: NoSuchBucket. */
  shelfOf(bucket: string): Shelf
  keys: Keys
  /** Whether the caller may do this to a key of the bucket, or to the bucket; by default to the call's own. */
  may(action: string, key?: string, bucket?: string): boolean
  /** The same for another caller, as forms name theirs in the body. */
  mayAs(accessKeyId: string): Call['may']
  announce(event: FileEventName, version: Version): Promise<void>
}

/** What goes back: text, or a stretch of an open file. */
export interface Answer {
  status: number
  headers?: Record<string, string>
  body?: string | { handle: FileHandle; start: number; length: number }
}

/** An answer of XML. */
export const xmlAnswer = (body: string, headers: Record<string, string> = {}): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/xml', ...headers },
  body,
})

/** A header without its quotation marks, as entity tags are compared. */
export const unquoted = (tag: string): string => tag.trim().replace(/^"(.*)"$/, '$1')
