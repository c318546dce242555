import { unquoted, type Headers } from './call.ts'
import { fault } from './fault.ts'
import type { Version } from './shelf.ts'

const holds = (tags: string, version: Version) =>
  tags.split(',').some((tag) => tag.trim() === '*' || unquoted(tag.replace(/^\s*W\//, '')) === version.eTag)

/** Whether the file is newer than an HTTP date, which counts whole seconds; absent when there is no such date. */
function newer(version: Version, date: string | undefined): boolean | undefined {
  const then = Date.parse(date ?? '')
  return Number.isNaN(then) ? undefined : Math.floor(Date.parse(version.modified) / 1000) * 1000 > then
}

/**
 * Conditions of reading, in the order of RFC 9110 §13.2.2, which S3 follows. `prefix` makes them those of a copy's
 * source, where a condition that fails is always 412.
 *
 * @throws PreconditionFailed, NotModified
 */
export function checkRead(headers: Headers, version: Version, answer: Record<string, string>, prefix = ''): void {
  const [match, noneMatch] = [headers[`${prefix}if-match`], headers[`${prefix}if-none-match`]]
  const modified = newer(version, headers[`${prefix}if-modified-since`])
  const unmodified = newer(version, headers[`${prefix}if-unmodified-since`])
  if (match === undefined ? unmodified === true : !holds(match, version)) throw fault('PreconditionFailed')
  if (noneMatch === undefined ? modified !== false : !holds(noneMatch, version)) return
  throw prefix === '' ? fault('NotModified', { headers: answer }) : fault('PreconditionFailed')
}

/**
 * Conditions of writing: `If-None-Match: *` wants no current file, `If-Match` wants the one it names.
 * Source: Amazon S3 User Guide, "How to prevent object overwrites with conditional writes".
 *
 * @throws PreconditionFailed, NoSuchKey, NotImplemented
 */
export function checkWrite(headers: Headers, key: string, current: Version | undefined): void {
  const [match, noneMatch] = [headers['if-match'], headers['if-none-match']]
  if (noneMatch !== undefined && noneMatch !== '*') throw fault('NotImplemented', 'If-None-Match takes * only')
  if (noneMatch !== undefined && current) throw fault('PreconditionFailed', { facts: { Condition: 'If-None-Match' } })
  if (match === undefined) return
  if (!current) throw fault('NoSuchKey', { facts: { Key: key } })
  if (unquoted(match) !== current.eTag) throw fault('PreconditionFailed', { facts: { Condition: 'If-Match' } })
}

/** A stretch of bytes to be sent; absent: all. */
export interface Stretch {
  start: number
  length: number
}

/**
 * Reads `Range`. Several ranges, other units and nonsense are ignored, as S3 does; beyond the end is InvalidRange.
 */
export function stretchOf(headers: Headers, version: Version): Stretch | undefined {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(headers.range?.replaceAll(' ', '') ?? '')
  const [, from = '', to = ''] = found ?? []
  if (from === '' && to === '') return undefined
  if (headers['if-range'] !== undefined && !holds(headers['if-range'], version)) return undefined
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined
  const start = from === '' ? Math.max(0, version.size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? version.size - 1 : Math.min(Number(to), version.size - 1)
  if (start < version.size && start <= end) return { start, length: end - start + 1 }
  const facts = { RangeRequested: headers.range ?? '', ActualObjectSize: String(version.size) }
  throw fault('InvalidRange', { facts, headers: { 'content-range': `bytes */${version.size}` } })
}
