import { limits } from '#shared/base/changes'
import { refusal } from '#shared/base/refusal'
import type { EdgeRequest } from './request.ts'

const safe = new Set(['GET', 'HEAD'])

/** Bytes of a body that is no change-set. */
const small = 100_000

/**
 * Foreign pages can't act for a signed-in person: an unsafe request must name our own origin, must be called same-origin
 * by browsers that say so, and what it carries must be JSON, which no form can send.
 * @param bytes of the body; a request without one needs no type
 * @throws request/foreign-origin, request/not-json
 */
export function checkOrigin(
  { method, headers }: Pick<EdgeRequest, 'method' | 'headers'>,
  own: string,
  bytes: number,
): void {
  if (safe.has(method)) return
  const site = headers['sec-fetch-site']
  if (headers.origin !== own || (site !== undefined && site !== 'same-origin'))
    throw refusal('request/foreign-origin', {})
  if (bytes === 0 && headers['content-type'] === undefined) return
  const [type] = (headers['content-type'] ?? '').split(';', 1)
  if (type?.trim().toLowerCase() !== 'application/json') throw refusal('request/not-json', {})
}

/**
 * Bodies are measured before anything reads them.
 * @param large routes (`POST /api/changes`) whose operations take change-sets
 * @throws request/too-large
 */
export function checkSize(route: string, bytes: number, large: ReadonlySet<string>): void {
  const limit = large.has(route) ? limits.bytes : small
  if (bytes > limit) throw refusal('request/too-large', { limit, bytes })
}
