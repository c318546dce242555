import { fault } from './fault.ts'

/** Where a request goes, decoded; path-style addresses only. An empty bucket or key means that there is none. */
export interface Address {
  bucket: string
  key: string
  /** The whole path, decoded, for the signature. */
  path: string
  query: readonly (readonly [string, string])[]
}

const longestKey = 1024

/** Reads a request line as it came: `..`, doubled and closing slashes belong to the key. */
export function address(url: string): Address {
  const [rawPath = '', ...rest] = url.split('?')
  const path = decode(rawPath)
  if (!path.startsWith('/')) throw fault('InvalidURI')
  const slash = path.indexOf('/', 1)
  const bucket = slash < 0 ? path.slice(1) : path.slice(1, slash)
  return { bucket, key: slash < 0 ? '' : checkedKey(path.slice(slash + 1)), path, query: pairs(rest.join('?')) }
}

/** A key holds at most 1,024 bytes of UTF-8. Source: Amazon S3 User Guide, "Naming Amazon S3 objects". */
export function checkedKey(key: string): string {
  const size = Buffer.byteLength(key)
  if (size > longestKey)
    throw fault('KeyTooLongError', { facts: { Size: String(size), MaxSizeAllowed: String(longestKey) } })
  return key
}

const pairs = (query: string): [string, string][] =>
  query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.replaceAll('+', ' ').split('=')
      return [decode(name), decode(value.join('='))]
    })

export function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw fault('InvalidURI')
  }
}

/** Percent-encoding as signatures want it: everything but letters, digits and `-_.~`. */
export const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

/** The same, leaving slashes as they are. */
export const encodePath = (path: string): string => path.split('/').map(encode).join('/')
