import { xmlAnswer, type Answer, type Call, type Headers } from './call.ts'
import { draft } from './disk.ts'
import { fault } from './fault.ts'
import type { Shelf, Version } from './shelf.ts'
import { childrenOf, textOf, xml } from './xml.ts'
import { checkedXml, source } from './bodies.ts'

const protectedByLock = 'Access Denied because object protected by object lock.'
const missing = 'Bucket is missing Object Lock Configuration'
const day = 24 * 3600_000

/**
 * Until when a new version is kept: as its headers say, else by the bucket's default. Compliance mode only.
 * Source: Amazon S3 User Guide, "Locking objects with Object Lock".
 */
export function retention(shelf: Shelf, headers: Headers, now: Date): { retainUntil?: string } {
  const [mode, until] = [headers['x-amz-object-lock-mode'], headers['x-amz-object-lock-retain-until-date']]
  const { lock } = shelf.settings
  if (mode === undefined && until === undefined)
    return lock?.days === undefined ? {} : { retainUntil: new Date(now.getTime() + lock.days * day).toISOString() }
  if (!lock) throw fault('InvalidRequest', missing)
  return { retainUntil: future(mode, until, now) }
}

/** A body that will be locked must carry a digest. */
export function checkDigested(shelf: Shelf, headers: Headers, digested: boolean): void {
  if (digested || (shelf.settings.lock?.days === undefined && headers['x-amz-object-lock-mode'] === undefined)) return
  throw fault(
    'InvalidRequest',
    'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters',
  )
}

/** A locked version cannot be removed before its day, by anyone. */
export function checkUnlocked(version: Version, now: Date): void {
  if (isLocked(version, now)) throw fault('AccessDenied', protectedByLock)
}

const isLocked = ({ retainUntil }: Version, now: Date) =>
  retainUntil !== undefined && Date.parse(retainUntil) > now.getTime()

export const lockHeaders = ({ retainUntil }: Version): Record<string, string> =>
  retainUntil === undefined
    ? {}
    : { 'x-amz-object-lock-mode': 'COMPLIANCE', 'x-amz-object-lock-retain-until-date': retainUntil }

export function getRetention({ shelf, key, query }: Call): Answer {
  if (!shelf.settings.lock) throw fault('InvalidRequest', missing)
  const { retainUntil } = shelf.find(key, query.get('versionId'))
  if (retainUntil === undefined) throw fault('NoSuchObjectLockConfiguration')
  return xmlAnswer(xml('Retention', { Mode: 'COMPLIANCE', RetainUntilDate: retainUntil }))
}

/** Locks a version, or for longer: a lock in force is never shortened. */
export async function putRetention(call: Call): Promise<Answer> {
  const { shelf, key, query, now } = call
  if (!shelf.settings.lock) throw fault('InvalidRequest', missing)
  const body = await checkedXml(call, 'Retention', { digest: 'needed' })
  if (childrenOf(body, 'Mode').length === 0) throw fault('MalformedXML')
  const retainUntil = future(textOf(body, 'Mode'), textOf(body, 'RetainUntilDate'), now)
  await shelf.alone(`key ${key}`, async () => {
    const found = shelf.find(key, query.get('versionId'))
    if (isLocked(found, now) && retainUntil < (found.retainUntil ?? '')) throw fault('AccessDenied', protectedByLock)
    const { version, handle } = await shelf.read(found)
    await shelf.amend(version, await draft(shelf.drafts, source(handle, version)), { retainUntil })
  })
  return { status: 200 }
}

function future(mode: string | undefined, until: string | undefined, now: Date): string {
  if (mode === undefined || until === undefined)
    throw fault(
      'InvalidArgument',
      'x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied',
    )
  if (mode !== 'COMPLIANCE') throw fault('NotImplemented', `The lock mode ${mode} is not implemented`)
  const time = Date.parse(until)
  if (Number.isNaN(time)) throw fault('InvalidArgument', 'The retain until date must be an ISO 8601 date')
  if (time <= now.getTime()) throw fault('InvalidArgument', 'The retain until date must be in the future!')
  return new Date(time).toISOString()
}
